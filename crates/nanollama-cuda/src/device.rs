//! [`Cuda`]: an NVIDIA GPU as a device of the kernel crate.
//!
//! All that a step does is asked for without waiting; the host learns of it when it reads. Activations are bf16 or f32, as
//! it was opened; masters, statistics, gradients of weights and sums are f32. Products read masters that were rounded.
//! What is not computed here is refused by name: weights in other forms than f32 values, key/value pages in others, adapters.

mod copies;
pub mod encode;
mod measure;
mod memory;
mod modules;
mod rounded;
mod scratch;
mod update;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use nanollama_kernel::call::{Call, CallError, Counts, Layout, Program};
use nanollama_kernel::context::Context;
use nanollama_kernel::device::{Buffer, Device, number};
use nanollama_kernel::dtype::DType;
use nanollama_kernel::op::head::ChunkLimits;
use nanollama_kernel::pool::Pool;
use nanollama_kernel::update::{UpdateMemory, UpdateProgram};

use crate::cublas::{CublasLt, Products};
use crate::driver::{Driver, Gpu};
use crate::error::CudaError;
use crate::launch::Address;
use crate::nvrtc::Nvrtc;
use crate::op::attention_pages::Pages;
use crate::op::head::Targets;
use crate::session::{Kernel, Session};
use crate::source::Number;
use copies::Copies;
use encode::{CachePlace, Places, RowsPlace, WeightPlace, Work};
use scratch::Scratch;

/// Bytes that matrices which are moved together are worked in at most: enough of them to fill a GPU, little beside what a
/// training run has. A matrix that takes more by itself has it.
pub const UPDATE_SCRATCH: usize = 256 << 20;

/// A GPU.
pub struct Cuda {
    /// In front of the session: what it owns goes first.
    products: Products,
    kernels: HashMap<&'static str, Kernel>,
    scratch: Mutex<Scratch>,
    session: Arc<Session>,
    /// Whose buffers are its.
    number: u64,
    /// How activations are stored.
    format: Number,
    /// The weights that have a rounded copy.
    copies: Copies,
    /// Most bytes of scratch for several matrices.
    update_scratch: usize,
    pool: Pool,
}

/// What a GPU is opened with.
pub struct Opened {
    /// The driver.
    pub driver: Arc<Driver>,
    /// Which GPU.
    pub gpu: Gpu,
    /// The compiler of kernels.
    pub compiler: Nvrtc,
    /// Where compiled kernels are kept, and the ways in which products are computed; None to compile kernels each time and to
    /// take the library's own choice of ways.
    pub cache: Option<PathBuf>,
    /// What computes products.
    pub products: CublasLt,
    /// Multiply-adds from which on a kind of product is timed when it is seen first, [`TIMED_FROM`](crate::cublas::TIMED_FROM)
    /// unless something speaks against it.
    pub timed_from: usize,
    /// How activations are stored.
    pub format: Number,
    /// Bytes that several matrices may be worked in together, [`UPDATE_SCRATCH`] unless something speaks against it.
    pub update_scratch: usize,
}

impl Cuda {
    /// Takes a GPU into use; `pool` is for work beside it.
    ///
    /// # Errors
    /// [`CudaError`].
    pub fn new(opened: Opened, pool: Pool) -> Result<Cuda, CudaError> {
        let Opened { driver, gpu, compiler, cache, products, timed_from, format, update_scratch } = opened;
        let session = Session::new(driver, gpu)?;
        let kernels = modules::load(&session, &compiler, format, cache.as_deref())?;
        let products = Products::new(products, &session, cache.as_deref(), timed_from)?;
        let (scratch, copies) = (Mutex::default(), Copies::default());
        Ok(Cuda { products, kernels, scratch, session, number: number(), format, copies, update_scratch, pool })
    }

    /// The GPU.
    #[must_use]
    pub fn gpu(&self) -> &Gpu {
        self.session.gpu()
    }

    /// Where a whole buffer of this device's lies.
    fn place(&self, buffer: &Buffer) -> Address {
        Address(buffer.device_address(self.number, 0, buffer.bytes()))
    }

    /// Asks for a piece of work. What fails is kept by the session.
    fn submit(&self, work: &Work) -> bool {
        match work {
            Work::Product(product) => self.products.run(product),
            Work::Launch(launch) => {
                self.kernels.get(launch.kernel).is_some_and(|kernel| self.session.launch(kernel, launch))
            }
        }
    }

    /// At least so many bytes of scratch, for what follows.
    fn with_scratch<R>(&self, work: impl FnOnce(&mut Scratch) -> R) -> R {
        work(&mut self.scratch.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The failure that a call meets.
    fn failure(&self, call: &Call) -> CallError {
        let failure = self.session.failure();
        let what = failure.map_or_else(|| "no such kernel".to_owned(), |error| error.to_string());
        CallError::Device { op: format!("{:?}", call.op), what }
    }
}

impl Device for Cuda {
    fn name(&self) -> String {
        let Gpu { number, name, .. } = self.gpu();
        format!("cuda:{number} ({name}, {})", self.format.name())
    }

    fn pool(&self) -> &Pool {
        &self.pool
    }

    fn prepare(&self, calls: Vec<Call>, layout: Layout) -> Result<Program, (usize, CallError)> {
        calls.iter().enumerate().try_for_each(|(index, call)| encode::check(call).map_err(|error| (index, error)))?;
        Program::new(calls, layout, self.activations())
    }

    fn run(
        &self,
        program: &Program,
        counts: Counts,
        arena: &mut Buffer,
        context: &mut Context<'_>,
    ) -> Result<(), (usize, CallError)> {
        let Some(first) = program.calls().first() else { return Ok(()) };
        let refuse = |what| {
            let op = format!("{:?}", first.op);
            Err((0, CallError::Unsupported { op, device: "a GPU", what }))
        };
        if context.cache.as_ref().is_some_and(|cache| cache.types() != DType::F32.into()) {
            return refuse("key/value pages in another form than f32");
        }
        if context.cache.is_some() && context.rows.lacks_pages() {
            return refuse("sequences without pages beside a cache");
        }
        if context.rows.names_adapters() {
            return refuse("adapters");
        }
        if self.session.failure().is_some() {
            return Err((0, self.failure(first)));
        }
        let layout = program.layout();
        let bytes = layout.bytes(counts).unwrap_or(usize::MAX);
        let arena = Address(arena.device_address(self.number, 0, bytes));
        let gradients = context
            .training
            .as_ref()
            .map(|training| Address(training.gradients.device_address(self.number, 0, layout.gradients)));
        let state = context.training.as_ref().map(|training| self.place(training.state));
        let weight = |id| {
            let weight = context.weight(id);
            let master = weight.master_buffer()?;
            let (at, rounded) = (self.place(master), self.rounded_place(master));
            Some(WeightPlace { at, rounded, rows: weight.rows(), cols: weight.cols() })
        };
        let rope = |id: nanollama_kernel::call::RopeId| Some(self.place(context.rope.get(id.index())?.buffer()));
        let scratch = encode::scratch_bytes(program.calls(), counts.tokens);
        let scratch = self.with_scratch(|room| room.reserve(&self.session, scratch));
        let scratch = scratch.map_err(|error| {
            let op = format!("{:?}", first.op);
            (0, CallError::Device { op, what: error.to_string() })
        })?;
        let (block, places) = (self.place(context.rows.buffer()), context.rows.places());
        let targets = places.targets.map(|targets| Targets {
            ids: block.plus(targets.ids),
            weights: block.plus(targets.weights),
            scale: block.plus(targets.scale),
        });
        let cache = context.cache.as_deref().map(|cache| CachePlace {
            first: Pages {
                data: self.place(cache.buffer()),
                segments: block.plus(places.segments),
                segment_count: places.segment_count,
                page_table: block.plus(places.page_table),
            },
            layer_bytes: cache.layer_bytes(),
        });
        let rows = RowsPlace {
            tokens: block.plus(places.tokens),
            positions: block.plus(places.positions),
            selected: block.plus(places.selected),
            targets,
        };
        let (number, warpgroups) = (self.format, self.gpu().has_warpgroups());
        let (weight, rope) = (&weight, &rope);
        let places =
            Places { layout, counts, number, warpgroups, arena, gradients, state, rows, cache, weight, rope, scratch };
        for (index, call) in program.calls().iter().enumerate() {
            let work = encode::encode(call, &places).map_err(|error| (index, error))?;
            if !work.iter().all(|work| self.submit(work)) {
                return Err((index, self.failure(call)));
            }
        }
        Ok(())
    }

    fn update(&self, program: &UpdateProgram, _arena: &mut Buffer, memory: &mut UpdateMemory<'_>) {
        self.run_update(program, memory);
    }

    fn activations(&self) -> DType {
        match self.format {
            Number::F32 => DType::F32,
            Number::Bf16 => DType::Bf16,
        }
    }

    fn packs(&self) -> bool {
        false
    }

    fn sound(&self) -> nanollama_kernel::error::Result<()> {
        match self.session.failure() {
            Some(failure) => Err(nanollama_kernel::error::Error::Device { what: failure.to_string() }),
            None => Ok(()),
        }
    }

    fn head_chunks(&self) -> ChunkLimits {
        ChunkLimits::GPU
    }

    fn lag(&self) -> usize {
        1
    }
}
