//! The one thread pool: fixed chunks handed out by an atomic counter, workers that spin for at most 50 µs and then sleep.
//!
//! Which worker computes a chunk is left to chance, so nothing may depend on it: an op cuts its work into chunks by shape alone, writes
//! disjoint memory, and adds partial sums up by chunk index. No work stealing, no futures, no global pool.

mod shared_mut;

use std::any::Any;
use std::cell::{Cell, UnsafeCell};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::lanes::Isa;
pub use shared_mut::SharedMut;

/// How long a thread burns its core before it sleeps: longer than the gap between two ops, shorter than anyone notices.
const SPIN: Duration = Duration::from_micros(50);

/// The gate's word: epoch in the high bits, then OPEN, then how many workers are inside.
const OPEN: u64 = 1 << 15;
const INSIDE: u64 = OPEN - 1;
const EPOCH: u64 = 1 << 16;

thread_local! {
    /// Address of the pool this thread works for while it runs a chunk.
    static WORKING: Cell<Option<usize>> = const { Cell::new(None) };
}

/// One parallel loop. The closure's lifetime is erased: `Pool::run` does not return before every worker has left.
struct Loop {
    work: *const (dyn Fn(usize) + Sync),
    chunks: usize,
}

struct Shared {
    gate: AtomicU64,
    current: UnsafeCell<Option<Loop>>,
    next: AtomicUsize,
    sleepers: AtomicUsize,
    sleep: Mutex<()>,
    wake: Condvar,
    caller_sleeps: AtomicBool,
    caller: Mutex<()>,
    caller_wake: Condvar,
    panic: Mutex<Option<Box<dyn Any + Send>>>,
    stop: AtomicBool,
}

// SAFETY: `current` is written only by the caller that holds `Pool::submit`, while the gate is closed and nobody is inside; workers read it only
// between entering through the open gate and leaving. Everything else is atomic or locked.
unsafe impl Sync for Shared {}
// SAFETY: the raw pointer in `current` is dereferenced only inside the window above, in which its closure is borrowed and `Sync`.
unsafe impl Send for Shared {}

/// A fixed set of threads, the caller among them.
pub struct Pool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
    submit: Mutex<()>,
    isa: Isa,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic in a chunk is carried to the caller by hand; the locks guard no invariant that it could break.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pool {
    /// A pool of `threads` threads including the caller (0 = one per core), on the best instruction set of this machine.
    #[must_use]
    pub fn new(threads: usize) -> Pool {
        Pool::with_isa(threads, Isa::active())
    }

    /// As [`Pool::new`] with the instruction set named. `isa` must be one of [`Isa::available`].
    ///
    /// # Panics
    /// When this machine lacks `isa`: running it would be undefined behaviour.
    #[must_use]
    pub fn with_isa(threads: usize, isa: Isa) -> Pool {
        assert!(Isa::available().contains(&isa), "this machine does not have {isa:?}");
        let threads = match threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n.min(INSIDE as usize),
        };
        let shared = Arc::new(Shared {
            gate: AtomicU64::new(0),
            current: UnsafeCell::new(None),
            next: AtomicUsize::new(0),
            sleepers: AtomicUsize::new(0),
            sleep: Mutex::new(()),
            wake: Condvar::new(),
            caller_sleeps: AtomicBool::new(false),
            caller: Mutex::new(()),
            caller_wake: Condvar::new(),
            panic: Mutex::new(None),
            stop: AtomicBool::new(false),
        });
        let workers = (1..threads)
            .map_while(|index| {
                let shared = Arc::clone(&shared);
                // A machine that refuses another thread gets a smaller pool: the results are the same.
                std::thread::Builder::new().name(format!("kernel-{index}")).spawn(move || serve(&shared)).ok()
            })
            .collect();
        Pool { shared, workers, submit: Mutex::new(()), isa }
    }

    /// Threads that work, the caller included.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.workers.len() + 1
    }

    /// The instruction set every op of this pool uses.
    #[must_use]
    pub fn isa(&self) -> Isa {
        self.isa
    }

    /// Calls `work(index, item)` once for each item, several at one time.
    pub fn for_each_mut<T: Send>(&self, items: &mut [T], work: impl Fn(usize, &mut T) + Sync) {
        let count = items.len();
        let items = SharedMut::new(items);
        self.run(count, |index| {
            // SAFETY: each chunk takes the item of its own index.
            let item = unsafe { items.part(index, 1) };
            work(index, &mut item[0]);
        });
    }

    /// Calls `work(chunk)` once for each chunk in `0..chunks` and returns when all are done. A chunk that calls its own pool
    /// runs the inner loop by itself.
    ///
    /// # Panics
    /// A panic of a chunk is raised again here, after every worker has stopped.
    pub fn run(&self, chunks: usize, work: impl Fn(usize) + Sync) {
        let me = Arc::as_ptr(&self.shared) as usize;
        if WORKING.get() == Some(me) {
            (0..chunks).for_each(work);
            return;
        }
        let _submitted = lock(&self.submit);
        if chunks == 0 {
            return;
        }
        let shared = &*self.shared;
        if self.workers.is_empty() || chunks == 1 {
            let outer = WORKING.replace(Some(me));
            let result = catch_unwind(AssertUnwindSafe(|| (0..chunks).for_each(&work)));
            WORKING.set(outer);
            if let Err(payload) = result {
                resume_unwind(payload);
            }
            return;
        }
        let borrowed: &(dyn Fn(usize) + Sync) = &work;
        // SAFETY: only the lifetime changes. The pointer is dead before this function returns: see `close` below.
        let erased: &'static (dyn Fn(usize) + Sync) = unsafe { std::mem::transmute(borrowed) };
        // SAFETY: the gate is closed and empty (the last run left it so) and we hold `submit`.
        unsafe { *shared.current.get() = Some(Loop { work: erased, chunks }) };
        shared.next.store(0, Ordering::Relaxed);
        let epoch = (shared.gate.load(Ordering::Relaxed) & !(EPOCH - 1)).wrapping_add(EPOCH);
        shared.gate.store(epoch | OPEN, Ordering::SeqCst);
        if shared.sleepers.load(Ordering::SeqCst) > 0 {
            let _guard = lock(&shared.sleep);
            shared.wake.notify_all();
        }
        shared.drain(me, erased, chunks);
        shared.close();
        if let Some(payload) = lock(&shared.panic).take() {
            resume_unwind(payload);
        }
    }
}

impl Shared {
    /// Works until no chunk is left. A panicking chunk is kept for the caller and ends the loop for all.
    fn drain(&self, pool: usize, work: &(dyn Fn(usize) + Sync), chunks: usize) {
        let outer = WORKING.replace(Some(pool));
        loop {
            let chunk = self.next.fetch_add(1, Ordering::Relaxed);
            if chunk >= chunks {
                break;
            }
            if let Err(payload) = catch_unwind(AssertUnwindSafe(|| work(chunk))) {
                self.next.store(usize::MAX / 2, Ordering::Relaxed);
                lock(&self.panic).get_or_insert(payload);
            }
        }
        WORKING.set(outer);
    }

    /// Shuts the gate and waits until the last worker has left.
    fn close(&self) {
        self.gate.fetch_and(!OPEN, Ordering::SeqCst);
        let begun = Instant::now();
        while self.gate.load(Ordering::SeqCst) & INSIDE != 0 {
            if begun.elapsed() < SPIN {
                std::hint::spin_loop();
                continue;
            }
            let mut guard = lock(&self.caller);
            self.caller_sleeps.store(true, Ordering::SeqCst);
            while self.gate.load(Ordering::SeqCst) & INSIDE != 0 {
                guard = self.caller_wake.wait(guard).unwrap_or_else(PoisonError::into_inner);
            }
            self.caller_sleeps.store(false, Ordering::SeqCst);
        }
    }

    /// Waits for an epoch other than `seen`; None when the pool is going away.
    fn await_epoch(&self, seen: u64) -> Option<u64> {
        let news = || {
            let gate = self.gate.load(Ordering::SeqCst);
            (gate & OPEN != 0 && gate & !(EPOCH - 1) != seen).then_some(gate)
        };
        let begun = Instant::now();
        loop {
            if self.stop.load(Ordering::SeqCst) {
                return None;
            }
            if let Some(gate) = news() {
                return Some(gate);
            }
            if begun.elapsed() < SPIN {
                std::hint::spin_loop();
                continue;
            }
            let mut guard = lock(&self.sleep);
            // The caller publishes first and looks for sleepers second; we count ourselves first and look for news second: one of us sees the other.
            self.sleepers.fetch_add(1, Ordering::SeqCst);
            while news().is_none() && !self.stop.load(Ordering::SeqCst) {
                guard = self.wake.wait(guard).unwrap_or_else(PoisonError::into_inner);
            }
            self.sleepers.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

/// A worker's life.
fn serve(shared: &Arc<Shared>) {
    let pool = Arc::as_ptr(shared) as usize;
    let mut seen = 0;
    while let Some(gate) = shared.await_epoch(seen) {
        if shared.gate.compare_exchange_weak(gate, gate + 1, Ordering::SeqCst, Ordering::Relaxed).is_err() {
            continue;
        }
        seen = gate & !(EPOCH - 1);
        // SAFETY: we are counted inside the open gate, so the caller neither rewrites the loop nor returns (which would end the closure).
        let (work, chunks) = match unsafe { &*shared.current.get() } {
            Some(current) => (unsafe { &*current.work }, current.chunks),
            None => unreachable!("the gate opens only after a loop was set"),
        };
        shared.drain(pool, work, chunks);
        let left = shared.gate.fetch_sub(1, Ordering::SeqCst) - 1;
        if left & INSIDE == 0 && shared.caller_sleeps.load(Ordering::SeqCst) {
            let _guard = lock(&shared.caller);
            shared.caller_wake.notify_one();
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        {
            let _guard = lock(&self.shared.sleep);
            self.shared.wake.notify_all();
        }
        for worker in self.workers.drain(..) {
            // A worker carries panics of chunks to the caller and has none of its own.
            drop(worker.join());
        }
    }
}

#[cfg(test)]
mod tests;
