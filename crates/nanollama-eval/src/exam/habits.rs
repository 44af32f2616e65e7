//! What can be answered without understanding: habits that are learned on questions of training, and a trigram. A score means
//! something only where it lies above all of them.
//!
//! - `chance`: any candidate.
//! - `majority`: for each form of question the answer that is right most often.
//! - `position`: for each form the place among the candidates, from the front or from the back, that is right most often.
//! - `nearest`: the candidate next to the sentence that shares most words with the question.
//! - `trigram`: the candidate that a trigram of the training texts finds likeliest in the answer.

use std::collections::BTreeMap;

use nanollama_data::town::{Area, Question, Town, Use};
use nanollama_token::Tokenizer;

use super::grade::says;
use super::paper::{ASKED, prompt};
use crate::ngram::Trigram;

/// Questions of training that habits are learned on, for each area.
const PRACTICE: u64 = 1500;

/// Habits of answering.
pub struct Habits {
    /// By area and form.
    answers: BTreeMap<(Area, String), String>,
    /// By area and form: from the front where not negative, from the back otherwise (-1 is the last).
    places: BTreeMap<(Area, String), isize>,
}

impl Habits {
    /// Learns them from the questions that training asks in this town.
    pub fn learn(town: &Town) -> Habits {
        let practice =
            |(area, _): (Area, u64)| (0..PRACTICE).filter_map(move |number| town.question(area, Use::Practice, number));
        Habits::of(ASKED.into_iter().flat_map(practice))
    }

    fn of(questions: impl Iterator<Item = Question>) -> Habits {
        let mut answers: BTreeMap<_, BTreeMap<String, usize>> = BTreeMap::new();
        let mut places: BTreeMap<_, BTreeMap<isize, usize>> = BTreeMap::new();
        for question in questions {
            let form = (question.area, question.form.clone());
            if let Some(at) = question.candidates.iter().position(|candidate| *candidate == question.value) {
                let of_form = places.entry(form.clone()).or_default();
                let (front, back) = (at as isize, at as isize - question.candidates.len() as isize);
                *of_form.entry(front).or_default() += 1;
                *of_form.entry(back).or_default() += 1;
            }
            *answers.entry(form).or_default().entry(question.value).or_default() += 1;
        }
        let most = |counts: BTreeMap<String, usize>| counts.into_iter().max_by_key(|(_, count)| *count).map(|(a, _)| a);
        let best = |counts: BTreeMap<isize, usize>| counts.into_iter().max_by_key(|(_, count)| *count).map(|(a, _)| a);
        Habits {
            answers: answers.into_iter().filter_map(|(form, counts)| Some((form, most(counts)?))).collect(),
            places: places.into_iter().filter_map(|(form, counts)| Some((form, best(counts)?))).collect(),
        }
    }

    /// The share of the questions that each habit answers rightly; habits that cannot answer any are left out.
    pub(super) fn shares(
        &self,
        questions: &[&Question],
        trigram: &Trigram,
        tokenizer: &Tokenizer,
    ) -> BTreeMap<&'static str, f64> {
        let mut shares = BTreeMap::new();
        let listed = questions.iter().any(|question| question.candidates.len() > 1);
        let with_text = questions.iter().any(|question| question.text.is_some());
        let mut share = |name, right: &dyn Fn(&Question) -> f64| {
            let sum: f64 = questions.iter().map(|question| right(question)).sum();
            shares.insert(name, sum / questions.len().max(1) as f64);
        };
        share("majority", &|question| self.majority(question));
        if listed {
            share("chance", &|question| 1.0 / question.candidates.len().max(1) as f64);
            share("trigram", &|question| likeliest(question, trigram, tokenizer));
        }
        if with_text {
            share("position", &|question| self.position(question));
            share("nearest", &nearest);
        }
        shares
    }

    fn majority(&self, question: &Question) -> f64 {
        let answer = self.answers.get(&(question.area, question.form.clone()));
        f64::from(answer.is_some_and(|answer| *answer == question.value))
    }

    fn position(&self, question: &Question) -> f64 {
        let Some(place) = self.places.get(&(question.area, question.form.clone())) else { return 0.0 };
        let count = question.candidates.len();
        let at = if *place < 0 { count.checked_sub(place.unsigned_abs()) } else { usize::try_from(*place).ok() };
        f64::from(at.and_then(|at| question.candidates.get(at)).is_some_and(|guess| *guess == question.value))
    }
}

/// The candidate that stands nearest to the sentence with most of the question's words; not one that the question names.
fn nearest(question: &Question) -> f64 {
    let Some(text) = &question.text else { return 0.0 };
    let asked = words(&question.question);
    let sentences: Vec<&str> = text.split_inclusive(['.', '!', '?', '\n']).collect();
    let overlap = |sentence: &&str| words(sentence).iter().filter(|word| asked.contains(word)).count();
    // Of equals the first.
    let Some(best) = (0..sentences.len()).rev().max_by_key(|at| overlap(&sentences[*at])) else { return 0.0 };
    let named = |candidate: &&String| !says(&question.question, candidate);
    let distance = |candidate: &String| {
        let near = sentences.iter().enumerate().filter(|(_, sentence)| says(sentence, candidate));
        near.map(|(at, _)| at.abs_diff(best)).min().unwrap_or(usize::MAX)
    };
    let guess = question.candidates.iter().filter(named).min_by_key(|candidate| distance(candidate));
    f64::from(guess.is_some_and(|guess| *guess == question.value))
}

fn words(text: &str) -> Vec<String> {
    let plain = |word: &str| word.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(plain).collect()
}

/// The answer with each candidate in the value's place: is the likeliest the right one?
fn likeliest(question: &Question, trigram: &Trigram, tokenizer: &Tokenizer) -> f64 {
    if question.candidates.len() < 2 || !question.answer.contains(&question.value) {
        return 0.0;
    }
    let context = tokenizer.encode(&format!("{}\n", prompt(question)));
    let with = |candidate: &String| tokenizer.encode(&question.answer.replacen(&question.value, candidate, 1));
    let choices: Vec<Vec<u32>> = question.candidates.iter().map(with).collect();
    f64::from(question.candidates[trigram.answer(&context, &choices)] == question.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(text: &str, asked: &str, value: &str, candidates: &[&str]) -> Question {
        Question {
            area: Area::LookUp,
            form: "what".into(),
            text: Some(text.into()),
            question: asked.into(),
            answer: format!("It was {value}."),
            value: value.into(),
            candidates: candidates.iter().map(|candidate| (*candidate).to_owned()).collect(),
        }
    }

    #[test]
    fn habits_answer_as_they_are_described() {
        let text = "Nora brought nuts. Tom came with plums. Ben had pears in a bag.";
        let fruit = ["nuts", "plums", "pears"];
        let practice = [
            question(text, "What did Nora bring?", "nuts", &fruit),
            question(text, "What did Ben bring?", "pears", &fruit),
            question(text, "What did Ben have?", "pears", &fruit),
        ];
        let habits = Habits::of(practice.into_iter());
        assert_eq!(habits.majority(&question(text, "What?", "pears", &fruit)), 1.0);
        assert_eq!(habits.majority(&question(text, "What?", "nuts", &fruit)), 0.0);
        // The last place is right twice, wherever the list ends.
        let longer = ["nuts", "plums", "pears", "figs"];
        assert_eq!(habits.position(&question(text, "What?", "pears", &fruit)), 1.0);
        assert_eq!(habits.position(&question(text, "What?", "nuts", &longer)), 0.0);
        assert_eq!(nearest(&question(text, "What did Tom come with?", "plums", &fruit)), 1.0);
        assert_eq!(nearest(&question(text, "What did Tom come with?", "nuts", &fruit)), 0.0);
    }

    #[test]
    fn a_trigram_takes_what_it_has_seen() {
        let texts = ["It was nuts.", "It was nuts.", "It was plums."];
        let trainer = nanollama_token::train::BpeTrainer::new(280);
        let tokenizer = trainer.train(texts.iter(), &mut |_| {}).unwrap().tokenizer;
        let ids: Vec<Vec<u32>> = texts.iter().map(|text| tokenizer.encode(text)).collect();
        let trigram = Trigram::train(&ids, tokenizer.vocab_size());
        assert_eq!(likeliest(&question("", "What?", "nuts", &["plums", "nuts"]), &trigram, &tokenizer), 1.0);
        assert_eq!(likeliest(&question("", "What?", "plums", &["plums", "nuts"]), &trigram, &tokenizer), 0.0);
    }
}
