//! Runs a model over cached sequences: prefill, decode and batches of both in one call.

use nanollama_graph::{Arena, Executor, Goal, GradientLayout, plan};
use nanollama_kernel::call::WeightShape;
use nanollama_kernel::context::Context;
use nanollama_kernel::device::{Device, Readback};
use nanollama_kernel::op::rope::RopeTable;
use nanollama_kernel::rows::{RowBlock, Rows};
use nanollama_kernel::weight::Weight;

use crate::cache::KvCache;
use crate::page::Page;
use crate::sequence::Sequence;
use crate::{Config, Error, Model, rope_tables};

/// Which rows of a feed need logits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// None: only fill the cache.
    None,
    /// The last token's.
    Last,
    /// Every token's.
    All,
}

/// Tokens to append to a sequence.
pub struct Feed<'a> {
    /// The sequence; its length grows by the tokens.
    pub sequence: &'a mut Sequence,
    /// At least one token.
    pub tokens: &'a [u32],
    /// Which logits are wanted.
    pub wanted: Wanted,
    /// Adapters of the model by index ([`crate::Adapters::find`]), each with its scale, in the order of addition. Feeds that name
    /// the same ones share work when they lie together.
    pub adapters: &'a [(u32, f32)],
}

/// A planned forward, and what it was planned for.
struct Planned {
    executor: Executor,
    /// Of the model's weights, whose formats decide what products work in.
    shapes: Vec<WeightShape>,
    /// Of the last model that it ran.
    version: u64,
}

impl Planned {
    fn new(device: &dyn Device, model: &Model, goal: Goal<'_>) -> Result<Planned, Error> {
        let graph = model.forward_graph()?.toward(goal)?.on(device);
        let plan = plan(&graph, &GradientLayout::default(), 0)?;
        let executor = Executor::new(device, plan)?;
        Ok(Planned { executor, shapes: model.weight_shapes(), version: model.version() })
    }

    /// Whether it runs models whose weights are stored like this one's.
    fn fits(&self, model: &Model) -> bool {
        let shapes = model.weights().iter().map(Weight::shape);
        self.version == model.version() || self.shapes.iter().copied().eq(shapes)
    }
}

/// A planned forward and its working memory on one device, reused from call to call: once it has seen the largest launch, a
/// call allocates nothing.
pub struct Decoder {
    config: Config,
    goal: Goal<'static>,
    /// The blocks whose taps are the goal, in place of that one; none where it holds.
    taps: Vec<usize>,
    /// The plan of the last call's model.
    planned: Option<Planned>,
    arena: Arena,
    rope: Vec<RopeTable>,
    rows: Rows,
    selected: Vec<u32>,
    block: RowBlock,
    result: Readback,
}

impl Decoder {
    /// A decoder for models of `config`.
    pub fn new(config: &Config) -> Self {
        Self::toward(config, Goal::Logits)
    }

    /// One whose launches give another goal's results.
    pub(crate) fn toward(config: &Config, goal: Goal<'static>) -> Self {
        Decoder {
            config: config.clone(),
            goal,
            taps: Vec::new(),
            planned: None,
            arena: Arena::default(),
            rope: rope_tables(config),
            rows: Rows::default(),
            selected: Vec::new(),
            block: RowBlock::default(),
            result: Readback::default(),
        }
    }

    /// One whose launches give the residual stream behind these blocks, a result each.
    pub(crate) fn tapped(config: &Config, blocks: Vec<usize>) -> Self {
        Decoder { taps: blocks, ..Self::new(config) }
    }

    /// Runs the feeds and gives the wanted logits, `[wanted rows, vocabulary]`, in the order of the feeds.
    ///
    /// Equal bits for a token whether it comes alone, in a prefill or beside other sequences.
    ///
    /// # Errors
    /// [`Error::Token`] or [`Error::NoAdapter`] for a feed that cannot be, [`Error::TooLong`] for one that does not fit, and
    /// [`Error::Kernel`] or [`Error::Graph`] for memory that cannot be had. No sequence is longer then; those before the
    /// feed that did not fit may hold pages for their tokens already.
    ///
    /// # Panics
    /// When `model` is not of the decoder's configuration.
    pub fn run(
        &mut self,
        model: &Model,
        device: &dyn Device,
        cache: &mut KvCache,
        feeds: &mut [Feed<'_>],
    ) -> Result<&[f32], Error> {
        self.launch(model, device, cache, feeds)?;
        self.result(device, 0)
    }

    /// Runs the feeds; what comes of it is [`Decoder::result`]'s.
    ///
    /// # Errors
    /// As [`Decoder::run`].
    pub(crate) fn launch(
        &mut self,
        model: &Model,
        device: &dyn Device,
        cache: &mut KvCache,
        feeds: &mut [Feed<'_>],
    ) -> Result<(), Error> {
        assert_eq!(model.config(), &self.config, "a decoder runs models of its configuration");
        self.lay_out(device, model, cache, feeds)?;
        self.rope.iter_mut().try_for_each(|table| table.grow(device, cache.positions()))?;
        self.block.send(device, &self.rows, &self.selected, None)?;
        if self.planned.as_ref().is_none_or(|planned| !planned.fits(model)) {
            let goal = if self.taps.is_empty() { self.goal } else { Goal::Taps(&self.taps) };
            self.planned = Some(Planned::new(device, model, goal)?);
        }
        let Some(Planned { executor, version, .. }) = &mut self.planned else { unreachable!("it was planned above") };
        *version = model.version();
        let mut context = Context {
            rows: &self.block,
            weights: model.weights(),
            further: &[],
            adapters: model.adapters().parts(),
            training: None,
            cache: Some(cache.memory_mut()),
            rope: &self.rope,
        };
        executor.run(device, &mut self.arena, &mut context)?;
        for feed in feeds {
            feed.sequence.length += feed.tokens.len();
        }
        Ok(())
    }

    /// Result `index` of the last launch, a row for each wanted row.
    ///
    /// # Errors
    /// [`Error::Graph`] for memory that cannot be had.
    ///
    /// # Panics
    /// When there was no launch.
    pub(crate) fn result(&mut self, device: &dyn Device, index: usize) -> Result<&[f32], Error> {
        let executor = &self.planned.as_ref().expect("a launch").executor;
        Ok(executor.fetch(device, &self.arena, index, &mut self.result)?)
    }

    /// Checks the feeds, reserves their pages and describes their rows.
    fn lay_out(
        &mut self,
        device: &dyn Device,
        model: &Model,
        cache: &mut KvCache,
        feeds: &mut [Feed<'_>],
    ) -> Result<(), Error> {
        let vocabulary = self.config.vocabulary;
        for feed in feeds.iter() {
            if let Some(&id) = feed.tokens.iter().find(|&&id| id as usize >= vocabulary) {
                return Err(Error::Token { id, vocabulary });
            }
            let adapters = model.adapters().len();
            let odd = |(index, scale): &&(u32, f32)| *index as usize >= adapters || !scale.is_finite();
            if let Some(&(index, scale)) = feed.adapters.iter().find(odd) {
                return Err(Error::NoAdapter { index, scale, adapters });
            }
        }
        self.rows.clear();
        self.selected.clear();
        let count = |n: usize| u32::try_from(n).expect("contexts and batches are far below 2^32 rows");
        for feed in feeds.iter_mut() {
            cache.reserve(device, feed.sequence, feed.tokens.len())?;
            let first = count(self.rows.len());
            let pages = feed.sequence.pages.iter().map(Page::index);
            self.rows.push(feed.tokens, count(feed.sequence.length), pages);
            self.rows.adapt(feed.adapters);
            let end = count(self.rows.len());
            match feed.wanted {
                Wanted::None => {}
                Wanted::Last => self.selected.extend(end.checked_sub(1)),
                Wanted::All => self.selected.extend(first..end),
            }
        }
        // What the ops trust: pages that are there and written by one sequence alone, from `KvCache::reserve`.
        debug_assert!(self.rows.validate(vocabulary, cache.positions(), cache.pages()).is_ok());
        Ok(())
    }
}
