//! Pairs of answers, of which the preferred is made likelier than the rejected: DPO (Rafailov et al. 2023).
//!
//! The loss of a pair is −ln σ(β h), where h is how much the ln p of the preferred answer has gained over the model at the
//! start, less how much that of the rejected one has. It is not linear in the losses of tokens, but its gradient is a sum of
//! theirs: with the factor β σ(−β h) for the preferred answer's, and as much less for the rejected one's. So the pairs are
//! looked at first, and then learned with these factors.
//!
//! What the model at the start says is found once, before the first step, when it is the model in training, and kept in the
//! run's folder.

use std::path::Path;

use nanollama_data::rng::hash;
use nanollama_data::{ConversationReading, Deck, Feed, Pair, ValidationRule, WeighedText, pack, read_pairs};
use nanollama_store::atomic;
use nanollama_token::Tokenizer;
use nanollama_token::chat::{Form, Message};
use serde::{Deserialize, Serialize};

use super::conversations::pad;
use super::data::{Batches, StageData};
use super::look::Look;
use super::made::{Made, Measured, Pairs};
use super::questions::now;
use crate::error::{Error, Result};
use crate::plan::{Base, DataFacts, Drawn, Plan, Preference, Stage};
use crate::recipe::Recipe;

/// What the model at the start says, in the run's folder.
const REFERENCE_FILE: &str = "reference.json";
/// Pairs that are looked at together.
const AT_ONCE: usize = 64;

/// A file of pairs, read and rendered once: a plan counts them, and its run draws from them.
pub struct PreferencePairs {
    facts: DataFacts,
    train: Vec<Rendered>,
    valid: Vec<Rendered>,
    openings: Vec<Vec<Message>>,
    form: Form,
    fingerprint: u64,
    too_long: usize,
}

/// Both answers of a pair, each behind its question.
struct Rendered {
    chosen: WeighedText,
    rejected: WeighedText,
}

impl PreferencePairs {
    /// Reads a file as a plan of `recipe` on `base` will want it.
    ///
    /// # Errors
    /// When it cannot be read, the tokenizer has no chat tokens, or no pair fits a row.
    pub fn read(path: &Path, tokenizer: &Tokenizer, recipe: &Recipe, base: &Base) -> Result<PreferencePairs> {
        let recipe = Stage::DPO.settle(recipe)?;
        let form = Form::of(base.chat_template.as_deref(), tokenizer)?;
        let by_template = matches!(form, Form::Foreign(_)).then(now);
        let reading = ConversationReading { by_template, ..ConversationReading::default() };
        let held_out = (recipe.held_out(), recipe.run_seed());
        PreferencePairs::of((path, &reading), (tokenizer, form), recipe.row_tokens(&base.config), held_out)
    }

    /// Reads the file of a stored plan again.
    pub(crate) fn of_plan(plan: &Plan, tokenizer: &Tokenizer) -> Result<PreferencePairs> {
        let facts = plan.data.only()?;
        let held_out = (plan.validation_fraction, plan.seed);
        let form = plan.chat_form(tokenizer)?;
        PreferencePairs::of((&facts.path, &facts.reading), (tokenizer, form), plan.step.context, held_out)
    }

    fn of(
        (path, reading): (&Path, &ConversationReading),
        (tokenizer, form): (&Tokenizer, Form),
        context: usize,
        (fraction, seed): (f64, u64),
    ) -> Result<PreferencePairs> {
        let read = read_pairs(path)?;
        let rule = ValidationRule::new(seed, fraction, u64::MAX, read.len() as u64)?;
        let (mut train, mut valid, mut openings) = (Vec::new(), Vec::new(), Vec::new());
        let (mut fingerprint, mut too_long) = (context as u64, 0);
        for (number, pair) in read.iter().enumerate() {
            let now = reading.by_template.unwrap_or(0);
            let rendered = render(pair, (tokenizer, &form), now)?;
            if [&rendered.chosen, &rendered.rejected].iter().any(|text| text.tokens.len() > context + 1) {
                too_long += 1;
                continue;
            }
            for text in [&rendered.chosen, &rendered.rejected] {
                fingerprint = text.tokens.iter().fold(fingerprint, |state, token| hash(&[state, u64::from(*token)]));
            }
            if rule.takes(number as u64) {
                openings.push(pair.question.clone());
                valid.push(rendered);
            } else {
                train.push(rendered);
            }
        }
        let name = path.display().to_string();
        if train.is_empty() {
            return Err(Error::NoQuestion { name, too_long, context });
        }
        let tokens = |pairs: &[Rendered]| -> u64 {
            let both = |pair: &Rendered| pair.chosen.tokens.len() + pair.rejected.tokens.len() - 2;
            pairs.iter().map(both).sum::<usize>() as u64
        };
        let facts = DataFacts {
            path: std::path::absolute(path).map_err(|source| Error::io(path, "find", source))?,
            train_tokens: tokens(&train),
            valid_tokens: tokens(&valid),
            train_bytes: read.iter().map(text_bytes).sum(),
            tokenizer_hash: tokenizer.hash(),
            vocabulary: tokenizer.vocab_size(),
            reading: reading.clone(),
            weight: None,
        };
        Ok(PreferencePairs { facts, train, valid, openings, form, fingerprint, too_long })
    }

    /// What a plan needs to know of them: the file, how many are learned from, and tokens of an answer with its question.
    pub fn facts(&self) -> (&DataFacts, u64, f64) {
        let pairs = self.train.len() as u64;
        (&self.facts, pairs, self.facts.train_tokens as f64 / (2 * pairs) as f64)
    }

    /// Pairs that are learned from, those that are measured on, and those left out because they are longer than a row.
    pub fn counts(&self) -> [usize; 3] {
        [self.train.len(), self.valid.len(), self.too_long]
    }

    /// How they are written.
    pub fn form(&self) -> &Form {
        &self.form
    }
}

fn text_bytes(pair: &Pair) -> u64 {
    pair.chosen.iter().chain(&pair.rejected).map(|message| message.text().len() as u64).sum()
}

/// Both answers as texts; what counts is what the assistant says behind the question.
fn render(pair: &Pair, (tokenizer, form): (&Tokenizer, &Form), now: u64) -> Result<Rendered> {
    let prompt = form.prompt(tokenizer, &pair.question)?;
    let one = |messages: &[Message]| -> Result<WeighedText> {
        // Where a template writes earlier turns in another way, the last example is that of the last turn.
        let example = form.examples(tokenizer, messages, now)?.pop();
        let (tokens, mask) = example.map(|example| (example.ids, example.mask)).unwrap_or_default();
        let behind = tokens.iter().zip(&prompt).take_while(|(one, other)| one == other).count();
        let counts = mask.iter().enumerate().map(|(at, counts)| *counts && at >= behind).collect();
        Ok(WeighedText { coefficients: vec![0.0; tokens.len()], tokens, counts })
    };
    Ok(Rendered { chosen: one(&pair.chosen)?, rejected: one(&pair.rejected)? })
}

/// What the model at the start says of all pairs, as it is stored.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    /// What tells the pairs from others.
    fingerprint: u64,
    /// ln p of the preferred and the rejected answer of each pair that is learned from.
    train: Vec<[f64; 2]>,
    /// The same of those that are measured on.
    valid: Vec<[f64; 2]>,
}

impl Reference {
    fn load(path: &Path, pairs: &PreferencePairs) -> Result<Option<Reference>> {
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::io(path, "read", source)),
        };
        let wrong = |what: String| Error::Checkpoint { path: path.to_owned(), what };
        let reference: Reference = serde_json::from_slice(&text).map_err(|error| wrong(error.to_string()))?;
        let counts = [reference.train.len(), reference.valid.len()];
        if reference.fingerprint != pairs.fingerprint || counts != [pairs.train.len(), pairs.valid.len()] {
            return Err(wrong("it is of other pairs".into()));
        }
        Ok(Some(reference))
    }
}

/// Pairs as a run draws from them.
pub(crate) struct PairData {
    pairs: PreferencePairs,
    deck: Deck,
    preference: Preference,
    /// Rows and tokens of a row of a micro-batch.
    shape: (usize, usize),
    pad: u32,
    reference: Option<Reference>,
}

impl PairData {
    pub(crate) fn new(pairs: PreferencePairs, plan: &Plan, tokenizer: &Tokenizer) -> Result<PairData> {
        let Some(Drawn::Preference(preference)) = plan.drawn else {
            return Err(Error::Stage { stage: plan.stage.to_string(), base: None });
        };
        let deck = Deck::new(pairs.train.len() as u64, plan.seed, pairs.fingerprint)?;
        let shape = (plan.step.rows, plan.step.context);
        Ok(PairData { pairs, deck, preference, shape, pad: pad(tokenizer), reference: None })
    }

    /// What the model at the start says. Before the first step that is the model in training.
    fn refer(&mut self, look: &mut Look<'_>) -> Result<()> {
        if self.reference.is_some() {
            return Ok(());
        }
        let path = look.run.join(REFERENCE_FILE);
        let reference = match Reference::load(&path, &self.pairs)? {
            Some(reference) => reference,
            None if look.step > 0 => {
                let what = "it is missing, and the model has moved since it was made".into();
                return Err(Error::Checkpoint { path, what });
            }
            None => {
                let PreferencePairs { train, valid, fingerprint, .. } = &self.pairs;
                let train = self.say(look, &train.iter().collect::<Vec<_>>())?;
                let valid = self.say(look, &valid.iter().collect::<Vec<_>>())?;
                let reference = Reference { fingerprint: *fingerprint, train, valid };
                let text = serde_json::to_vec(&reference).expect("finite numbers always serialise");
                atomic::write_bytes(&path, &text)?;
                reference
            }
        };
        self.reference = Some(reference);
        Ok(())
    }

    /// ln p of both answers of each pair.
    fn say(&self, look: &mut Look<'_>, pairs: &[&Rendered]) -> Result<Vec<[f64; 2]>> {
        let mut said = Vec::with_capacity(pairs.len());
        for some in pairs.chunks(AT_ONCE) {
            let texts: Vec<&WeighedText> = some.iter().flat_map(|pair| [&pair.chosen, &pair.rejected]).collect();
            let found = look.log_probabilities(None, &texts, (self.shape, self.pad))?;
            let sum = |logprobs: &Vec<f32>| logprobs.iter().map(|logprob| f64::from(*logprob)).sum::<f64>();
            said.extend(found.chunks_exact(2).map(|both| [sum(&both[0]), sum(&both[1])]));
        }
        Ok(said)
    }
}

/// What a pair comes to: now, at the start, and β.
struct Gain {
    chosen: f64,
    rejected: f64,
}

impl Gain {
    fn of(now: [f64; 2], start: [f64; 2], beta: f64) -> Gain {
        Gain { chosen: beta * (now[0] - start[0]), rejected: beta * (now[1] - start[1]) }
    }

    fn margin(&self) -> f64 {
        self.chosen - self.rejected
    }

    /// −ln σ(margin), without overflow.
    fn loss(&self) -> f64 {
        let margin = self.margin();
        (-margin).max(0.0) + (-margin.abs()).exp().ln_1p()
    }

    /// σ(−margin): how much of the gradient there is.
    fn pull(&self) -> f64 {
        1.0 / (1.0 + self.margin().exp())
    }
}

fn report(gains: &[Gain]) -> Pairs {
    let mean = |of: &dyn Fn(&Gain) -> f64| gains.iter().map(of).sum::<f64>() / gains.len() as f64;
    Pairs {
        loss: mean(&Gain::loss),
        accuracy: mean(&|gain| f64::from(u8::from(gain.margin() > 0.0))),
        margin: mean(&Gain::margin),
        chosen: mean(&|gain| gain.chosen),
        rejected: mean(&|gain| gain.rejected),
        pairs: gains.len(),
    }
}

impl StageData for PairData {
    fn feed(&mut self) -> &mut dyn Feed {
        &mut self.deck
    }

    fn validation(&self) -> Result<Option<Batches<'_>>> {
        Ok(None)
    }

    fn opening(&self, number: u64) -> Option<&[Message]> {
        let index = number.checked_rem(self.pairs.openings.len() as u64)?;
        Some(&self.pairs.openings[index as usize])
    }

    fn fed(&self) -> Option<u64> {
        Some(self.deck.fed())
    }

    fn prepare(&mut self, look: &mut Look<'_>) -> Result<Option<(usize, Made)>> {
        self.refer(look)?;
        let Preference { examples, beta, .. } = self.preference;
        let drawn: Vec<usize> = (0..examples).map(|_| self.deck.draw()).collect();
        let pairs: Vec<&Rendered> = drawn.iter().map(|&at| &self.pairs.train[at]).collect();
        let now = self.say(look, &pairs)?;
        let start = &self.reference.as_ref().expect("it was found above").train;
        let gains: Vec<Gain> = drawn.iter().zip(now).map(|(&at, now)| Gain::of(now, start[at], beta)).collect();
        let weighed = |text: &WeighedText, factor: f64| WeighedText {
            coefficients: vec![factor as f32; text.tokens.len()],
            ..text.clone()
        };
        let texts: Vec<WeighedText> = pairs
            .iter()
            .zip(&gains)
            .flat_map(|(pair, gain)| {
                let factor = beta * gain.pull();
                [weighed(&pair.chosen, factor), weighed(&pair.rejected, -factor)]
            })
            .collect();
        let (mut batches, _) = pack(&texts.iter().collect::<Vec<_>>(), self.shape, self.pad)?;
        batches[0].normaliser = examples as f64;
        Ok(Some((self.deck.lay(batches), Made::Pairs(report(&gains)))))
    }

    fn measure(&mut self, look: &mut Look<'_>) -> Result<Option<Measured>> {
        if self.pairs.valid.is_empty() {
            return Ok(None);
        }
        self.refer(look)?;
        let now = self.say(look, &self.pairs.valid.iter().collect::<Vec<_>>())?;
        let start = &self.reference.as_ref().expect("it was found above").valid;
        let gains: Vec<Gain> =
            now.into_iter().zip(start).map(|(now, start)| Gain::of(now, *start, self.preference.beta)).collect();
        Ok(Some(Measured::Preferred(report(&gains))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// β, what both answers say now and said at the start; then torch 2.15's `-logsigmoid(β · ((c − c₀) − (r − r₀)))` and its
    /// gradient by c, in f64.
    #[test]
    fn loss_and_gradient_are_torchs() {
        let found = |beta: f64, now: [f64; 2], start: [f64; 2]| {
            let gain = Gain::of(now, start, beta);
            (gain.loss(), -beta * gain.pull())
        };
        for (beta, now, start, loss, slope) in [
            (0.1, [-12.5, -14.25], [-13.0, -13.5], 0.632_599_035_317_169_1, -0.046_879_062_662_624_38),
            (0.5, [-3.0, -1.0], [-2.5, -2.75], 1.406_150_136_248_314_9, -0.377_457_493_433_814_1),
            (0.2, [-40.0, -90.0], [-45.0, -20.0], 3.059_022_737_137_205e-7, -6.118_044_538_512_495e-8),
            (1.0, [-90.0, -5.0], [-10.0, -50.0], 125.0, -1.0),
        ] {
            let (ours, gradient) = found(beta, now, start);
            assert!((ours - loss).abs() <= 1e-14 * loss.max(1e-3), "{ours} {loss}");
            assert!((gradient - slope).abs() <= 1e-14, "{gradient} {slope}");
        }
    }

    #[test]
    fn the_pull_is_the_slope_of_the_loss() {
        let at = |margin: f64| Gain { chosen: margin, rejected: 0.0 };
        for margin in [-40.0, -2.0, -0.1, 0.0, 0.3, 5.0, 40.0] {
            let step = 1e-5;
            let slope = (at(margin + step).loss() - at(margin - step).loss()) / (2.0 * step);
            assert!((slope + at(margin).pull()).abs() < 1e-8, "at {margin}: {slope}");
        }
        assert!((at(0.0).loss() - std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!((at(-800.0).loss(), at(800.0).loss()), (800.0, 0.0));
    }
}
