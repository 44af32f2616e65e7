//! [`Products`]: the library on one GPU, and how each kind of product is computed there.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::candidates::{WORKSPACE, candidates, takes};
use super::choices::Choices;
use super::described::Described;
use super::kind::Kind;
use super::{Algorithm, CublasLt, check};
use crate::driver::{DriverError, Pointer};
use crate::launch::Address;
use crate::product::Product;
use crate::session::clock::Clock;
use crate::session::{Owned, Session};

/// Multiply-adds from which on a kind of product is timed: below, it gains less than its timing costs.
pub const TIMED_FROM: usize = 100_000_000;
/// How often a way is timed, and how many products are timed at once: the start of one counts little then.
const ROUNDS: usize = 2;
const REPEATS: usize = 3;

/// A product that the library knows, and how it is computed.
struct Plan {
    described: Described,
    algorithm: Algorithm,
}

/// The library on one GPU.
pub(crate) struct Products {
    linked: Arc<CublasLt>,
    session: Arc<Session>,
    handle: Pointer,
    workspace: Owned,
    timed_from: usize,
    plans: Mutex<Plans>,
}

/// What is known of kinds of products.
struct Plans {
    known: HashMap<Kind, Plan>,
    /// None where nothing can be kept: then nothing is timed, so that a run has the bits of the one before.
    choices: Option<Choices>,
}

// SAFETY: the handle is the library's, which may be called from any thread.
unsafe impl Send for Products {}
// SAFETY: as above; plans are under a lock.
unsafe impl Sync for Products {}

impl Products {
    /// Takes the library into use. Products of `timed_from` multiply-adds are timed when their kind is seen first, and what
    /// was found the fastest is kept in the folder `cache`.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn new(
        linked: CublasLt,
        session: &Arc<Session>,
        cache: Option<&Path>,
        timed_from: usize,
    ) -> Result<Products, DriverError> {
        session.enter()?;
        let workspace = session.allocate(WORKSPACE)?;
        let mut handle = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        check("cublasLtCreate", unsafe { (linked.functions.create)(&raw mut handle) })?;
        let choices = cache.map(|folder| Choices::read(folder, &session.gpu().name, linked.version()));
        let plans = Mutex::new(Plans { known: HashMap::new(), choices });
        Ok(Products { linked: Arc::new(linked), session: session.clone(), handle, workspace, timed_from, plans })
    }

    /// Computes a product on the session's stream.
    pub(crate) fn run(&self, product: &Product) -> bool {
        product.is_empty() || self.session.note(self.try_run(product))
    }

    fn try_run(&self, product: &Product) -> Result<(), DriverError> {
        self.session.enter()?;
        let kind = Kind::of(product);
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let Plans { known, choices } = &mut *plans;
        let Plan { described, algorithm } = match known.entry(kind) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.plan(product, &kind, choices.as_mut())?),
        };
        self.multiply(described, algorithm, product, product.to)
    }

    /// A product in one way, its result at `to`.
    fn multiply(
        &self,
        Described { description, layouts: [left, right, of_result], .. }: &Described,
        algorithm: &Algorithm,
        product: &Product,
        to: Address,
    ) -> Result<(), DriverError> {
        let (alpha, beta) = (&raw const product.alpha, &raw const product.beta);
        // SAFETY: what is described is the library's own; the operands are as long as the product says, which its makers
        // check; the factors are read before it returns.
        let code = unsafe {
            (self.linked.functions.multiply)(
                self.handle,
                *description,
                alpha.cast(),
                product.right.at.0,
                *right,
                product.left.at.0,
                *left,
                beta.cast(),
                product.plus.0,
                *of_result,
                to.0,
                *of_result,
                &raw const *algorithm,
                self.workspace.address.0,
                WORKSPACE,
                self.session.stream(),
            )
        };
        check("cublasLtMatmul", code)
    }

    /// Describes a kind of product and decides how it is computed: as it was kept, else the fastest way, else, where it is
    /// small or nothing can be kept, what the library holds for the best.
    fn plan(&self, product: &Product, kind: &Kind, choices: Option<&mut Choices>) -> Result<Plan, DriverError> {
        let described = Described::new(&self.linked, product)?;
        let functions = &self.linked.functions;
        let choices = choices.filter(|_| product.multiply_adds() >= self.timed_from);
        let kept = choices.as_ref().and_then(|choices| choices.get(kind));
        if let Some(algorithm) = kept.filter(|kept| takes(functions, self.handle, &described, kept)) {
            return Ok(Plan { described, algorithm });
        }
        let candidates = candidates(functions, self.handle, &described, kind.alignments)?;
        let Some(choices) = choices else { return Ok(Plan { described, algorithm: candidates[0] }) };
        let algorithm = self.fastest(&described, product, &candidates);
        choices.add(kind, algorithm);
        Ok(Plan { described, algorithm })
    }

    /// The fastest of some ways to compute a product, of which the first counts where none can be timed. What the product
    /// reads stays as it is: a result that is added to is written elsewhere.
    fn fastest(&self, described: &Described, product: &Product, candidates: &[Algorithm]) -> Algorithm {
        let mut best = (f32::INFINITY, candidates[0]);
        let elsewhere = product.adds_in_place().then(|| self.session.allocate(product.result_bytes())).transpose();
        let (Ok(elsewhere), Ok(clock)) = (elsewhere, Clock::new(&self.session)) else { return best.1 };
        let to = elsewhere.as_ref().map_or(product.to, |owned| owned.address);
        for algorithm in candidates {
            // One that the library refuses after all is passed over.
            if let Ok(time) = self.time(&clock, || self.multiply(described, algorithm, product, to))
                && time < best.0
            {
                best = (time, *algorithm);
            }
        }
        best.1
    }

    /// Milliseconds of some work, the best of a few.
    fn time(&self, clock: &Clock, work: impl Fn() -> Result<(), DriverError>) -> Result<f32, DriverError> {
        // The first loads its code.
        work()?;
        let mut best = f32::INFINITY;
        for _ in 0..ROUNDS {
            // While the GPU is busy with this, the host asks for all that follows: no wait for the host is timed.
            self.session.zero(self.workspace.address, WORKSPACE);
            best = best.min(clock.time(|| (0..REPEATS).try_for_each(|_| work()))?);
        }
        Ok(best)
    }
}

impl Drop for Products {
    fn drop(&mut self) {
        // What it described goes before the library's handle.
        self.plans.get_mut().unwrap_or_else(PoisonError::into_inner).known.clear();
        // SAFETY: it was made by the library and is not used after.
        unsafe { (self.linked.functions.destroy)(self.handle) };
    }
}
