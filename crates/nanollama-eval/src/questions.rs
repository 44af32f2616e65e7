//! Scores replies to the built-in world's held-out questions, beside what chance, a fixed habit and a trigram reach.

use nanollama_data::world::{Question, QuestionKind};
use nanollama_token::Tokenizer;
use serde::Serialize;

use crate::ngram::Trigram;

/// Right answers of one kind of question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindScore {
    /// What was asked.
    pub kind: QuestionKind,
    /// Questions of this kind.
    pub asked: usize,
    /// Of these, answered rightly.
    pub right: usize,
}

/// Accuracies on one set of questions, from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Number of questions.
    pub asked: usize,
    /// The model's accuracy.
    pub accuracy: f64,
    /// By kind, kinds that were not asked left out.
    pub kinds: Vec<KindScore>,
    /// Guessing among the words of the right kind that the story names.
    pub chance: f64,
    /// Always taking, for each kind of question, the place in the story's order that is right most often. It is allowed to
    /// look at the very questions that it is scored on.
    pub majority: f64,
    /// The choice that a trigram of the training documents finds likeliest behind the reply's beginning.
    pub trigram: f64,
}

impl Score {
    /// The best of the three baselines.
    pub fn best_baseline(&self) -> f64 {
        self.chance.max(self.majority).max(self.trigram)
    }
}

/// True when the reply's last word in its first sentence is the answer.
pub fn is_right(question: &Question, reply: &str) -> bool {
    let sentence = reply.trim().split(['.', '\n', '!', '?']).next().unwrap_or_default();
    let last = sentence.split(|c: char| !c.is_alphanumeric()).rfind(|word| !word.is_empty());
    last.is_some_and(|word| word.eq_ignore_ascii_case(question.answer))
}

/// Scores `replies[i]` to `questions[i]`. `None` when there are no questions or not as many replies.
pub fn score(questions: &[Question], replies: &[String], trigram: &Trigram, tokenizer: &Tokenizer) -> Option<Score> {
    if questions.is_empty() || questions.len() != replies.len() {
        return None;
    }
    let share = |right: usize| right as f64 / questions.len() as f64;
    let right: Vec<bool> = questions.iter().zip(replies).map(|(q, reply)| is_right(q, reply)).collect();
    let kinds = QuestionKind::ALL
        .into_iter()
        .map(|kind| {
            let of_kind = || questions.iter().zip(&right).filter(|(q, _)| q.kind == kind);
            KindScore { kind, asked: of_kind().count(), right: of_kind().filter(|(_, right)| **right).count() }
        })
        .filter(|score| score.asked > 0)
        .collect();
    let chance = questions.iter().map(|q| 1.0 / q.choices.len() as f64).sum::<f64>() / questions.len() as f64;
    Some(Score {
        asked: questions.len(),
        accuracy: share(right.iter().filter(|right| **right).count()),
        kinds,
        chance,
        majority: share(majority(questions)),
        trigram: share(questions.iter().filter(|q| trigram_is_right(q, trigram, tokenizer)).count()),
    })
}

/// Questions answered rightly by each kind's most frequent place of the answer among the choices.
fn majority(questions: &[Question]) -> usize {
    let best_of = |kind| {
        let mut places = [0usize; 3];
        for question in questions.iter().filter(|q| q.kind == kind) {
            if let Some(place) = question.choices.iter().position(|choice| *choice == question.answer) {
                places[place] += 1;
            }
        }
        places.into_iter().max().unwrap_or(0)
    };
    QuestionKind::ALL.into_iter().map(best_of).sum()
}

fn trigram_is_right(question: &Question, trigram: &Trigram, tokenizer: &Tokenizer) -> bool {
    let prompt = tokenizer.encode(&format!("{}\n{}\n{}", question.story, question.question, question.opening));
    let choices = question.choices.map(|choice| tokenizer.encode(&format!(" {choice}.")));
    question.choices[trigram.answer(&prompt, &choices)] == question.answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanollama_data::world::World;

    #[test]
    fn the_last_word_of_the_first_sentence_counts() {
        let question = World::new(1).held_out_questions(1).remove(0);
        let reply = |word: &str| format!("{} {word}. And then?", question.opening);
        assert!(is_right(&question, &reply(question.answer)));
        assert!(is_right(&question, &reply(&question.answer.to_uppercase())));
        let wrong = question.choices.into_iter().find(|choice| *choice != question.answer).unwrap();
        assert!(!is_right(&question, &reply(wrong)));
        assert!(!is_right(&question, ""));
    }

    #[test]
    fn baselines_stand_beside_the_score() {
        let questions = World::new(1).held_out_questions(300);
        let replies: Vec<String> = questions.iter().map(|q| format!("{} {}.", q.opening, q.answer)).collect();
        let texts: Vec<String> = World::new(1).documents(200).collect();
        let trainer = nanollama_token::train::BpeTrainer::new(600);
        let tokenizer = trainer.train(texts.iter(), &mut |_| {}).unwrap().tokenizer;
        let ids: Vec<Vec<u32>> = texts.iter().map(|text| tokenizer.encode(text)).collect();
        let trigram = Trigram::train(&ids, tokenizer.vocab_size());
        let score = score(&questions, &replies, &trigram, &tokenizer).unwrap();
        assert_eq!(score.accuracy, 1.0);
        assert!((score.chance - 1.0 / 3.0).abs() < 1e-12);
        assert!(score.majority >= score.chance && score.majority < 0.7, "{}", score.majority);
        assert!(score.trigram < 0.6, "{}", score.trigram);
        assert_eq!(score.kinds.iter().map(|k| k.asked).sum::<usize>(), 300);
        assert!(super::score(&questions, &[], &trigram, &tokenizer).is_none());
    }
}
