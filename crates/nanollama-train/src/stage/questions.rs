//! Questions, which the model answers itself; what it learns is what its answers are worth (REINFORCE, Williams 1992, with the
//! mean of a question's answers as the baseline, as nanochat has it; or GRPO's).
//!
//! Answers are sampled from the very weights that the step then moves, so no ratio of probabilities is needed.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use nanollama_data::rng::{Rng, hash};
use nanollama_data::{ConversationReading, Deck, Exercises, Feed, Grader, WeighedText, pack};
use nanollama_engine::Sampling;
use nanollama_model::Model;
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};

use super::conversations::pad;
use super::data::{Batches, StageData};
use super::look::Look;
use super::made::{Answers, Made, Measured, pass_at};
use super::rollout::{Rollouts, Sampled};
use crate::advantage::Advantage;
use crate::error::{Error, Result};
use crate::plan::{Base, DataFacts, Datasets, Drawn, Plan, Practice, Stage};
use crate::recipe::Recipe;

/// Keeps sampled answers apart from other uses of the seed.
const ANSWER: u64 = 0x616e_7377;
/// The same for those that are only measured.
const MEASURE: u64 = 0x6d65_6173;
/// Answers to a question that is measured on, as nanochat's.
const MEASURED: usize = 8;
/// GRPO divides by the deviation and this, as the answers may all be alike.
const EPSILON: f64 = 1e-4;

/// Questions, read and put into the model's form of chat once: a plan counts them, and its run draws from them.
pub struct Questions {
    facts: Datasets,
    graders: Vec<Grader>,
    train: Vec<Question>,
    test: Vec<Question>,
    form: Form,
    fingerprint: u64,
    too_long: usize,
}

/// One of them.
#[derive(Clone)]
struct Question {
    asked: Vec<Message>,
    prompt: Vec<u32>,
    right: String,
    /// Which of the graders judges it.
    grader: usize,
}

impl Questions {
    /// Reads tasks as a plan of `recipe` on `base` will want them.
    ///
    /// # Errors
    /// When a task cannot be read, the tokenizer has no chat tokens, or no question leaves room for an answer.
    pub fn read(paths: &[PathBuf], tokenizer: &Tokenizer, recipe: &Recipe, base: &Base) -> Result<Questions> {
        let recipe = Stage::RL.settle(recipe)?;
        let form = Form::of(base.chat_template.as_deref(), tokenizer)?;
        let by_template = matches!(form, Form::Foreign(_)).then(now);
        let reading = ConversationReading { by_template, ..ConversationReading::default() };
        let held_out = (recipe.held_out(), recipe.run_seed());
        Questions::of(paths, &reading, (tokenizer, form), recipe.row_tokens(&base.config), held_out)
    }

    /// Reads the tasks of a stored plan again.
    pub(crate) fn of_plan(plan: &Plan, tokenizer: &Tokenizer) -> Result<Questions> {
        let paths: Vec<PathBuf> = plan.data.iter().map(|facts| facts.path.clone()).collect();
        let reading = plan.data.iter().next().map(|facts| facts.reading.clone()).unwrap_or_default();
        let form = plan.chat_form(tokenizer)?;
        Questions::of(&paths, &reading, (tokenizer, form), plan.step.context, (plan.validation_fraction, plan.seed))
    }

    fn of(
        paths: &[PathBuf],
        reading: &ConversationReading,
        (tokenizer, form): (&Tokenizer, Form),
        context: usize,
        held_out: (f64, u64),
    ) -> Result<Questions> {
        let (mut facts, mut graders) = (Vec::new(), Vec::new());
        let (mut train, mut test) = (Vec::new(), Vec::new());
        let (mut fingerprint, mut too_long) = (context as u64, 0);
        for path in paths {
            let exercises = Exercises::open(path, held_out)?;
            fingerprint = hash(&[fingerprint, exercises.fingerprint()]);
            let mut asked = |from: Vec<nanollama_data::Exercise>, into: &mut Vec<Question>| -> Result<[u64; 2]> {
                let (mut tokens, mut bytes) = (0, 0);
                for exercise in from {
                    let prompt = exercise.prompt(tokenizer, &form)?;
                    // A token of its own and the one that ends it are the least that an answer needs.
                    if prompt.len() + 2 > context {
                        too_long += 1;
                        continue;
                    }
                    tokens += prompt.len() as u64;
                    bytes += exercise.question.iter().map(|message| message.text().len() as u64).sum::<u64>();
                    let (asked, right, grader) = (exercise.question, exercise.right, graders.len());
                    into.push(Question { asked, prompt, right, grader });
                }
                Ok([tokens, bytes])
            };
            let [train_tokens, train_bytes] = asked(exercises.train, &mut train)?;
            let [valid_tokens, _] = asked(exercises.test, &mut test)?;
            graders.push(exercises.grader);
            facts.push(DataFacts {
                path: std::path::absolute(path).map_err(|source| Error::io(path, "find", source))?,
                train_tokens,
                valid_tokens,
                train_bytes,
                tokenizer_hash: tokenizer.hash(),
                vocabulary: tokenizer.vocab_size(),
                reading: reading.clone(),
                weight: None,
            });
        }
        if train.is_empty() {
            let name = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(Error::NoQuestion { name, too_long, context });
        }
        Ok(Questions { facts: Datasets::new(facts)?, graders, train, test, form, fingerprint, too_long })
    }

    /// What a plan needs to know of them: where they lie, how many are practised, and tokens of a prompt.
    pub fn facts(&self) -> (&Datasets, u64, f64) {
        let questions = self.train.len() as u64;
        (&self.facts, questions, self.facts.train_tokens() as f64 / questions as f64)
    }

    /// Questions that are practised, those that are measured on, and those left out because they leave no room for an answer.
    pub fn counts(&self) -> [usize; 3] {
        [self.train.len(), self.test.len(), self.too_long]
    }

    /// How they are written.
    pub fn form(&self) -> &Form {
        &self.form
    }
}

/// Questions as a run draws from them.
pub(crate) struct QuestionData {
    questions: Questions,
    deck: Deck,
    practice: Practice,
    tokenizer: Tokenizer,
    seed: u64,
    /// Rows and tokens of a row of a micro-batch.
    shape: (usize, usize),
    pad: u32,
    /// The model that the run started from, where divergence from it counts; packed.
    reference: Option<Model>,
    rollouts: Option<Rollouts>,
}

impl QuestionData {
    /// `reference` is packed; it is asked for where [`Practice::kl`] counts.
    pub(crate) fn new(
        questions: Questions,
        plan: &Plan,
        tokenizer: &Tokenizer,
        reference: Option<Model>,
    ) -> Result<QuestionData> {
        let Some(Drawn::Practice(practice)) = plan.drawn else {
            return Err(Error::Stage { stage: plan.stage.to_string(), base: None });
        };
        Ok(QuestionData {
            deck: Deck::new(questions.train.len() as u64, plan.seed, questions.fingerprint)?,
            questions,
            practice,
            tokenizer: tokenizer.clone(),
            seed: plan.seed,
            shape: (plan.step.rows, plan.step.context),
            pad: pad(tokenizer),
            reference,
            rollouts: None,
        })
    }

    fn sampling(&self, parts: &[u64]) -> Sampling {
        Sampling {
            temperature: self.practice.temperature as f32,
            top_k: self.practice.top_k,
            max_tokens: self.practice.max_new_tokens,
            seed: Rng::of(parts).next_u64(),
            ..Sampling::PLAIN
        }
    }

    fn rollouts(&mut self, look: &Look<'_>) -> Result<Rollouts> {
        match self.rollouts.take() {
            Some(rollouts) => Ok(rollouts),
            None => {
                let Practice { examples, samples, max_new_tokens, .. } = self.practice;
                let longest = self.questions.train.iter().chain(&self.questions.test).map(|one| one.prompt.len()).max();
                let tokens = (longest.unwrap_or(1) + max_new_tokens).clamp(2, self.shape.1);
                let texts = examples * (samples + 1);
                let mut rollouts = Rollouts::new(look.device, look.model.config(), &self.tokenizer, (texts, tokens))?;
                if self.practice.calls {
                    rollouts.answer_calls(&self.tokenizer);
                }
                Ok(rollouts)
            }
        }
    }

    fn is_right(&self, question: &Question, answer: &Sampled) -> Result<bool> {
        Ok(self.questions.graders[question.grader].is_right(&answer.text, &question.right)?)
    }
}

/// Seconds since 1970, for templates.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// An answer beside its question, as a text to learn from.
fn text(prompt: &[u32], answer: &Sampled) -> WeighedText {
    let chosen = answer.logprobs.iter().map(Option::is_some);
    let tokens: Vec<u32> = prompt.iter().chain(&answer.tokens).copied().collect();
    let counts: Vec<bool> = prompt.iter().map(|_| false).chain(chosen).collect();
    WeighedText { coefficients: vec![0.0; tokens.len()], tokens, counts }
}

/// What each reward is worth beside the others, and what its tokens' losses are divided by.
fn advantages(rewards: &[f64], lengths: &[usize], advantage: Advantage) -> Vec<(f64, f64)> {
    let count = rewards.len() as f64;
    let mean = rewards.iter().sum::<f64>() / count;
    let variance = rewards.iter().map(|reward| (reward - mean).powi(2)).sum::<f64>() / count;
    let tokens = lengths.iter().sum::<usize>().max(1) as f64;
    let one = |(reward, &length): (&f64, &usize)| match advantage {
        Advantage::Mean => (reward - mean, tokens),
        Advantage::Grpo => ((reward - mean) / (variance.sqrt() + EPSILON), count * length.max(1) as f64),
    };
    rewards.iter().zip(lengths).map(one).collect()
}

/// The mean of e^d − 1 − d over differences of log-probabilities (Schulman 2020): never negative, and 0 only where all are 0.
fn divergence(differences: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = differences.fold((0.0, 0u64), |(sum, count), d| (sum + (d.exp_m1() - d), count + 1));
    sum / count.max(1) as f64
}

impl StageData for QuestionData {
    fn feed(&mut self) -> &mut dyn Feed {
        &mut self.deck
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        Ok(None)
    }

    fn opening(&self, number: u64) -> Option<&[Message]> {
        let from = if self.questions.test.is_empty() { &self.questions.train } else { &self.questions.test };
        let index = number.checked_rem(from.len() as u64)?;
        Some(&from[index as usize].asked)
    }

    fn fed(&self) -> Option<u64> {
        Some(self.deck.fed())
    }

    fn prepare(&mut self, look: &mut Look<'_>) -> Result<Option<(usize, Made)>> {
        let Practice { examples, samples, advantage, kl, .. } = self.practice;
        let drawn: Vec<Question> =
            (0..examples).map(|_| self.deck.draw()).map(|at| self.questions.train[at].clone()).collect();
        let prompts: Vec<&[u32]> = drawn.iter().map(|question| question.prompt.as_slice()).collect();
        let mut rollouts = self.rollouts(look)?;
        let samplings = |question: usize| -> Vec<Sampling> {
            let parts = |sample: usize| [ANSWER, self.seed, look.step, question as u64, sample as u64];
            (0..samples).map(|sample| self.sampling(&parts(sample))).collect()
        };
        let answers = rollouts.answer((look.model, look.device), &prompts, &samplings)?;
        self.rollouts = Some(rollouts);

        let mut made = Answers { answers: examples * samples, ..Answers::default() };
        let (mut texts, mut worth) = (Vec::new(), Vec::new());
        for (question, answers) in drawn.iter().zip(&answers) {
            let right = answers.iter().map(|answer| self.is_right(question, answer)).collect::<Result<Vec<bool>>>()?;
            let rewards: Vec<f64> = right.iter().map(|right| f64::from(u8::from(*right))).collect();
            let chosen = |answer: &Sampled| answer.logprobs.iter().flatten().count();
            let lengths: Vec<usize> = answers.iter().map(chosen).collect();
            made.right += right.iter().filter(|right| **right).count();
            made.alike += usize::from(right.iter().all(|one| *one == right[0]));
            made.cut += answers.iter().filter(|answer| answer.cut).count();
            made.length += answers.iter().map(|answer| answer.tokens.len()).sum::<usize>() as f64;
            made.prompt_tokens[0] += answers.iter().map(|answer| answer.cached).sum::<usize>();
            made.prompt_tokens[1] += answers.len() * question.prompt.len();
            worth.extend(advantages(&rewards, &lengths, advantage));
            texts.extend(answers.iter().map(|answer| text(&question.prompt, answer)));
        }
        made.reward = made.right as f64 / made.answers as f64;
        made.length /= made.answers as f64;

        let engine: Vec<&[Option<f32>]> = answers.iter().flatten().map(|answer| answer.logprobs.as_slice()).collect();
        let sampled = |text: &WeighedText, logprobs: &[Option<f32>]| text.tokens.len() - logprobs.len();
        let (shape, pad) = (self.shape, self.pad);
        let against = |found: &[Vec<f32>], sign: f64| {
            let of = |((text, engine), found): ((&WeighedText, &&[Option<f32>]), &Vec<f32>)| {
                let from = sampled(text, engine);
                let pairs = engine.iter().zip(&found[from - 1..]);
                pairs.filter_map(|(engine, other)| engine.map(|engine| f64::from(*other) - f64::from(engine))).collect()
            };
            let all = texts.iter().zip(&engine).zip(found).flat_map(|one| -> Vec<f64> { of(one) });
            divergence(all.map(|difference| sign * difference))
        };
        if look.closely {
            let all: Vec<&WeighedText> = texts.iter().collect();
            made.kl_engine = Some(against(&look.log_probabilities(None, &all, (shape, pad))?, 1.0));
        }
        let mut first = None;
        if let Some(reference) = &self.reference {
            let all: Vec<&WeighedText> = texts.iter().collect();
            let found = look.log_probabilities(Some(reference), &all, (shape, pad))?;
            made.kl_start = Some(against(&found, 1.0));
            first = Some(found);
        }
        for (number, (text, (advantage, divisor))) in texts.iter_mut().zip(&worth).enumerate() {
            let from = sampled(text, engine[number]);
            for (at, logprob) in engine[number].iter().enumerate() {
                let Some(logprob) = logprob else { continue };
                // The gradient of (ln p − ln p₀)² / 2 is that of the divergence, where the tokens are the model's own.
                let away =
                    first.as_ref().map_or(0.0, |first| f64::from(*logprob) - f64::from(first[number][from - 1 + at]));
                text.coefficients[from + at] = ((advantage - kl * away) / divisor) as f32;
            }
        }
        let weighs = |text: &&WeighedText| text.coefficients.iter().any(|coefficient| *coefficient != 0.0);
        let learned: Vec<&WeighedText> = texts.iter().filter(weighs).collect();
        let (mut batches, _) = pack(&learned, shape, pad)?;
        batches[0].normaliser = examples as f64;
        Ok(Some((self.deck.lay(batches), Made::Answers(made))))
    }

    fn measure(&mut self, look: &mut Look<'_>) -> Result<Option<Measured>> {
        let count = self.questions.test.len().min(self.practice.eval_examples);
        if count == 0 {
            return Ok(None);
        }
        let mut rollouts = self.rollouts(look)?;
        let (mut greedy, mut passed) = (0, [0.0; MEASURED]);
        let asked = &self.questions.test[..count];
        for (first, some) in asked.chunks(self.practice.examples).enumerate() {
            let prompts: Vec<&[u32]> = some.iter().map(|question| question.prompt.as_slice()).collect();
            let samplings = |number: usize| -> Vec<Sampling> {
                let question = (first * self.practice.examples + number) as u64;
                let likeliest = Sampling::greedy(self.practice.max_new_tokens);
                let others = (0..MEASURED as u64).map(|at| self.sampling(&[MEASURE, self.seed, question, at]));
                std::iter::once(likeliest).chain(others).collect()
            };
            let answers = rollouts.answer((look.model, look.device), &prompts, &samplings)?;
            for (question, answers) in some.iter().zip(&answers) {
                let (likeliest, others) = answers.split_first().expect("one is the likeliest");
                greedy += usize::from(self.is_right(question, likeliest)?);
                let judged = others.iter().map(|answer| self.is_right(question, answer));
                let right = judged.collect::<Result<Vec<bool>>>()?.into_iter().filter(|right| *right).count();
                for (k, passed) in passed.iter_mut().enumerate() {
                    *passed += pass_at(k + 1, right, MEASURED);
                }
            }
        }
        self.rollouts = Some(rollouts);
        let share = |sum: f64| sum / count as f64;
        let pass_at = passed.into_iter().map(share).collect();
        Ok(Some(Measured::Passed { questions: count, greedy: share(greedy as f64), pass_at }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advantages_of_a_question_add_up_to_nothing() {
        let (rewards, lengths) = ([1.0, 0.0, 0.0, 0.0], [4, 2, 3, 1]);
        let mean = advantages(&rewards, &lengths, Advantage::Mean);
        assert_eq!(mean, [(0.75, 10.0), (-0.25, 10.0), (-0.25, 10.0), (-0.25, 10.0)]);
        let grpo = advantages(&rewards, &lengths, Advantage::Grpo);
        let deviation = (0.75f64 * 0.25).sqrt() + EPSILON;
        assert_eq!(grpo[0], (0.75 / deviation, 16.0));
        assert!(grpo.iter().map(|(advantage, _)| advantage).sum::<f64>().abs() < 1e-12);
        for advantage in [Advantage::Mean, Advantage::Grpo] {
            assert!(advantages(&[1.0; 4], &lengths, advantage).iter().all(|(worth, _)| *worth == 0.0));
        }
    }

    #[test]
    fn a_divergence_is_nothing_only_where_every_bit_is_the_same() {
        assert_eq!(divergence([0.0, 0.0].into_iter()), 0.0);
        assert!(divergence([1e-7, -1e-7].into_iter()) > 0.0);
        assert!((divergence([0.1].into_iter()) - (0.1f64.exp() - 1.1)).abs() < 1e-15);
    }
}
