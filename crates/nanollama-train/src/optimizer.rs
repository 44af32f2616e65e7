//! Which optimiser moves which rows of which weight, and the state it keeps.
//!
//! Muon (Jordan et al. 2024; NorMuon's variance, Polar Express) for every matrix of the blocks, AdamW for embedding, head and
//! norms, with the rates of nanollama and nanochat. Query, key and value (and gate and up) are one weight in memory, but
//! each is orthogonalised by itself, because a product of their own is what each of them is.
//!
//! Departures: a tied table moves at the head's rate, not the embedding's, because its rows are the classifier and start 20
//! times smaller than an embedding of their own.

mod cost;
mod member;
mod rates;
mod share;
mod spread;

use std::borrow::Cow;
use std::ops::Range;

use nanollama_graph::Arena;
use nanollama_kernel::call::WeightId;
use nanollama_kernel::device::{Buffer, Device};
use nanollama_kernel::op::adamw::{AdamW, Factors};
use nanollama_kernel::update::{
    StepMemory, StepState, UpdateMemory, UpdateProgram, UpdateRule, UpdateSettings, UpdateSizes, UpdateTensor,
};
use nanollama_model::{Config, Group, Model};

use crate::error::{Error, Result};
use crate::ranks::Ranks;
use crate::trained::Trained;
pub(crate) use cost::{state_elements, step_flops, workspace_elements};
use member::Rule;
pub(crate) use member::{Member, adapter_members, members};
pub use rates::Rates;
#[cfg(test)]
pub(crate) use share::shares;
use spread::Spread;

const BETAS: (f32, f32) = (0.8, 0.95);
/// Of the factors of the first block's input: nanollama's and nanochat's slower mean.
const INPUT_FACTOR_BETAS: (f32, f32) = (0.96, 0.95);
/// Rates of the factors of the residual stream and of the first block's input, by the matrices' rate: nanollama has 0.005
/// and 0.5 where that is 0.02.
const FACTOR_RATES: [f64; 2] = [0.25, 25.0];
const EPS: f32 = 1e-10;
/// Of an adapter: what AdamW has where nobody says otherwise (Loshchilov and Hutter 2019), as PEFT's users know it.
const ADAPTER: ((f32, f32), f32) = ((0.9, 0.999), 1e-8);
/// Decay of NorMuon's second moment.
const MUON_BETA: f32 = 0.95;
/// The width at which AdamW's rates are what they are.
const REFERENCE_WIDTH: f64 = 768.0;

/// What the schedule and the plan say about one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepSettings {
    /// Factor on all rates.
    pub rate: f64,
    /// Muon's momentum.
    pub momentum: f64,
    /// Largest gradient norm; 0 for no clipping.
    pub clip: f64,
}

/// The optimisers' state and how they are set.
pub struct Optimizer {
    /// What is moved here: all tensors, or of several processes this one's share of them.
    members: Vec<Member>,
    /// All tensors, and who moves them, where there are several processes.
    spread: Option<Box<Spread>>,
    /// First and second moment of each member, one after the other.
    moments: Buffer,
    /// Where they lie there, in bytes.
    places: Vec<[Range<usize>; 2]>,
    program: UpdateProgram,
    /// What the next update is told, and where the device reads it.
    settings: UpdateSettings,
    sent: Buffer,
    rates: Rates,
    weight_decay: f64,
    /// `(width / 768)^-1/2`.
    width_scale: f64,
    /// Steps taken: AdamW's bias correction.
    steps: u32,
}

impl Optimizer {
    /// A fresh state on `device` for models of `config`. `weight_decay` is Muon's, cautious.
    ///
    /// # Errors
    /// When its memory cannot be had.
    pub fn new(device: &dyn Device, config: &Config, rates: Rates, weight_decay: f64) -> Result<Self> {
        Optimizer::of(device, Trained::whole(config)?, (rates, weight_decay), &Ranks::ONE)
    }

    /// A fresh state for what of `trained` this process moves. Of an adapter `weight_decay` is AdamW's.
    ///
    /// # Errors
    /// As [`Optimizer::new`].
    pub(crate) fn of(
        device: &dyn Device,
        trained: Trained,
        (rates, weight_decay): (Rates, f64),
        ranks: &Ranks,
    ) -> Result<Self> {
        let Trained { layout, members, shapes, first: before, width, .. } = trained;
        let gradient =
            |weight: WeightId| layout.slot(WeightId(weight.0 + before as u32)).expect("what moves is trained").offset;
        let spread = ranks.are_several().then(|| Box::new(Spread::new(ranks, &members, &gradient)));
        let members = spread.as_ref().map_or(members, |spread| spread.own_members());
        let mut length = 0;
        let mut place = |shape: Vec<usize>| {
            let first = length;
            length = first + shape.iter().product::<usize>() * size_of::<f32>();
            first..length
        };
        let places: Vec<_> = members.iter().map(|member| member.state().map(&mut place)).collect();
        let mut moments = device.allocate("the optimiser's state", length)?;
        device.zero(&mut moments, 0..length);
        let sent = device.allocate("the optimiser's settings", UpdateSettings::bytes(members.len()))?;
        let sizes = UpdateSizes { gradients: layout.bytes(), moments: length };
        let squares = layout.slots().map(|slot| slot.offset..slot.end()).collect();
        let tensor = |(member, places): (&Member, _)| tensor(member, gradient(member.weight), places);
        let tensors = members.iter().zip(&places).map(tensor).collect();
        let program = UpdateProgram::new(squares, tensors, &shapes, sizes)
            .map_err(|(index, source)| nanollama_graph::Error::Call { index, source })?;
        let program = if spread.is_some() { program.of_share() } else { program };
        let width_scale = (width as f64 / REFERENCE_WIDTH).powf(-0.5);
        let settings = UpdateSettings::default();
        let steps = 0;
        let made = Optimizer {
            members,
            spread,
            moments,
            places,
            program,
            settings,
            sent,
            rates,
            weight_decay,
            width_scale,
            steps,
        };
        Ok(made)
    }

    /// Has the device move the weights of `model` against `gradients`, unless the step is not sound; `state` has the sum of
    /// its losses, which `normaliser` divides, and gets the rest. Packed copies are renewed.
    ///
    /// # Errors
    /// When working memory cannot be had.
    pub(crate) fn update(
        &mut self,
        device: &dyn Device,
        arena: &mut Arena,
        model: &mut Model,
        (gradients, state): (&Buffer, &mut Buffer),
        (normaliser, step): (f64, &StepSettings),
    ) -> Result<()> {
        (self.settings.clip, self.settings.normaliser) = (step.clip, normaliser);
        let mut factors = std::mem::take(&mut self.settings.factors);
        factors.clear();
        factors.extend(self.members.iter().map(|member| self.factors(member, step)));
        self.settings.factors = factors;
        self.settings.send(device, &mut self.sent);
        let step = StepMemory { gradients, moments: &mut self.moments, settings: &self.sent, state };
        arena.update(device, &self.program, &mut UpdateMemory { weights: model.moved_mut(), step: Some(step) })?;
        self.steps += 1;
        Ok(())
    }

    /// Of several processes: sums the gradients, each part at the process that moves it, and puts into `state` what all losses
    /// and all squares of gradients come to. To be done before [`Optimizer::update`].
    pub(crate) fn sum(
        &mut self,
        device: &dyn Device,
        gradients: &mut Buffer,
        (state, loss): (&mut Buffer, f64),
    ) -> Result<()> {
        let Some(spread) = &mut self.spread else { return Ok(()) };
        spread.sum_gradients(device, gradients)?;
        let squares = spread.squares(device, gradients)?;
        let [loss] = spread.ranks().sum([loss])?;
        StepState::put_sums(device, state, loss, squares);
        Ok(())
    }

    /// Of several processes: gives what this one has moved to the others, and takes what they have. To be done after
    /// [`Optimizer::update`], where that was sound.
    pub(crate) fn hand_on(&mut self, device: &dyn Device, model: &mut Model) -> Result<()> {
        self.spread.as_mut().map_or(Ok(()), |spread| spread.hand_on(device, model))
    }

    /// Of several processes: the first tensor at fault of all, where `number` is that of this process, if it has one.
    pub(crate) fn first_at_fault(&self, number: Option<usize>) -> Result<Option<String>> {
        self.spread.as_ref().map_or(Ok(None), |spread| spread.first_at_fault(number))
    }

    /// Of several processes: hands the first one what this one has of the moments, in the order in which they are written.
    pub fn hand_over_moments(&self, device: &dyn Device) -> Result<()> {
        let Some(spread) = &self.spread else { return Ok(()) };
        spread.hand_over(&|own, which| device.lend(&self.moments, self.places[own][which].clone()))
    }

    /// Why the moments of another process could not be had, if that is what a writer stumbled over.
    pub(crate) fn failure(&self) -> Option<Error> {
        self.spread.as_ref().and_then(|spread| spread.failure())
    }

    /// Takes back that updates were made which the device has skipped.
    pub(crate) fn skipped(&mut self, updates: u32) {
        self.steps -= updates;
    }

    /// What changes of a tensor's update from step to step, in the next one.
    fn factors(&self, member: &Member, step: &StepSettings) -> [f32; 4] {
        let lr = (self.rate_of(member) * step.rate) as f32;
        match member.rule() {
            Rule::AdamW => Factors::new(&AdamW {
                lr,
                beta1: betas(member).0,
                beta2: betas(member).1,
                eps: eps(member),
                weight_decay: if member.group == Group::Adapter { self.weight_decay as f32 } else { 0.0 },
                step: self.steps + 1,
                gradient_scale: 1.0,
            })
            .sent(),
            Rule::Muon => [lr, step.momentum as f32, self.weight_decay as f32, 0.0],
        }
    }

    /// The rate of a tensor before the schedule.
    fn rate_of(&self, member: &Member) -> f64 {
        let Rates { embedding, head, norm, matrix } = self.rates;
        match member.group {
            Group::Embedding => embedding * self.width_scale,
            Group::Head => head * self.width_scale,
            Group::Norm => norm * self.width_scale,
            Group::StreamFactor => matrix * FACTOR_RATES[0],
            Group::InputFactor => matrix * FACTOR_RATES[1],
            Group::Adapter => matrix,
            Group::Matrix => matrix * (member.rows.len() as f64 / member.cols as f64).max(1.0).sqrt(),
        }
    }

    /// Name of a tensor by its number in an update.
    pub(crate) fn name(&self, number: usize) -> &str {
        &self.members[number].name
    }

    /// Bytes of its state.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.moments.bytes() + self.sent.bytes()
    }

    /// Bytes that an update works in.
    #[must_use]
    pub fn arena_bytes(&self) -> usize {
        self.program.arena_bytes()
    }

    /// Steps taken since the state was fresh.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// The state as tensors `(name, shape, values)`, in a fixed order. Values are lent one tensor at a time, when they are
    /// asked for; of several processes the first one asks for all of them, in this order, while the others hand them over.
    /// What a process that has ended does not give is left out.
    pub fn tensors<'a>(
        &'a self,
        device: &'a dyn Device,
    ) -> impl Iterator<Item = (String, Vec<usize>, impl Fn() -> Cow<'a, [f32]>)> {
        let all = self.spread.as_ref().map_or(&self.members, |spread| spread.members());
        all.iter().enumerate().flat_map(move |(number, member)| {
            let names = member.state_names().into_iter().zip(member.state()).enumerate();
            names.map(move |(which, (name, shape))| (name, shape, move || self.moment(device, number, which)))
        })
    }

    /// A whole moment of a tensor.
    fn moment<'a>(&'a self, device: &'a dyn Device, number: usize, which: usize) -> Cow<'a, [f32]> {
        let lend = |own: usize| device.lend(&self.moments, self.places[own][which].clone());
        match &self.spread {
            None => lend(number),
            Some(spread) => spread.gathered(number, which, &lend).into(),
        }
    }

    /// Puts back a stored state. `fetch` copies values of the tensor of a name and shape, from one of a number on, into the
    /// slice.
    ///
    /// # Errors
    /// That of `fetch`; the state is not usable then.
    pub fn restore(
        &mut self,
        device: &dyn Device,
        steps: u32,
        mut fetch: impl FnMut(&str, &[usize], usize, &mut [f32]) -> Result<()>,
    ) -> Result<()> {
        for (own, (member, places)) in self.members.iter().zip(&self.places).enumerate() {
            let (whole, before) = self.spread.as_ref().map_or((member, 0), |spread| spread.whole(own));
            for (((name, shape), part), place) in
                member.state_names().into_iter().zip(whole.state()).zip(member.state()).zip(places)
            {
                let (mut outcome, columns) = (Ok(()), part.iter().skip(1).product::<usize>());
                let first = before * columns;
                device.fill(&mut self.moments, place.clone(), &mut |values| {
                    outcome = fetch(&name, &shape, first, values);
                });
                outcome?;
            }
        }
        self.steps = steps;
        Ok(())
    }
}

/// AdamW's for a tensor.
fn betas(member: &Member) -> (f32, f32) {
    match member.group {
        Group::InputFactor => INPUT_FACTOR_BETAS,
        Group::Adapter => ADAPTER.0,
        _ => BETAS,
    }
}

fn eps(member: &Member) -> f32 {
    if member.group == Group::Adapter { ADAPTER.1 } else { EPS }
}

/// Where a device finds a tensor, and what moves it. `gradient` is where that of its weight begins.
fn tensor(member: &Member, gradient: usize, [first, second]: &[Range<usize>; 2]) -> UpdateTensor {
    let rule = match member.rule() {
        Rule::AdamW => UpdateRule::AdamW { beta1: betas(member).0, beta2: betas(member).1, eps: eps(member) },
        Rule::Muon => UpdateRule::Muon { beta2: MUON_BETA },
    };
    UpdateTensor {
        weight: member.weight,
        first_row: member.rows.start,
        rows: member.rows.len(),
        cols: member.cols,
        gradient: gradient + member.rows.start * member.cols * size_of::<f32>(),
        moments: [first.start, second.start],
        rule,
    }
}

#[cfg(test)]
mod tests;
