//! [`Found`]: what this machine has of all that a GPU needs, and whether that is enough.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cublas::{CublasLt, TIMED_FROM};
use crate::device::{Opened, UPDATE_SCRATCH};
use crate::driver::{Driver, Gpu, OLDEST};
use crate::library::{Environment, LibraryError, folders};
use crate::nvrtc::{Nvrtc, Version};
use crate::source::Number;

/// What was found of a library.
type Outcome<T> = Result<T, Unready>;

/// Why a GPU cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unready {
    /// The driver is not there, not usable, or finds no GPU.
    #[error(transparent)]
    Driver(LibraryError),
    /// The driver does not tell about its GPUs.
    #[error("{0}")]
    Unknown(String),
    /// There is a driver and no GPU.
    #[error("the driver ({}) finds no GPU", path.display())]
    NoGpu {
        /// The driver's file.
        path: PathBuf,
    },
    /// No GPU of this number.
    #[error("no GPU {number}, there {}", if *count == 1 { "is 1".to_owned() } else { format!("are {count}") })]
    NoSuchGpu {
        /// The number asked for, counted from 0.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// A GPU that is older than the kernels are written for.
    #[error("{name} has compute capability {}.{}, kernels need {}.{}", has.0, has.1, OLDEST.0, OLDEST.1)]
    TooOld {
        /// The GPU.
        name: String,
        /// Its capability.
        has: Version,
    },
    /// The compiler of kernels is not there or not usable.
    #[error(transparent)]
    Compiler(LibraryError),
    /// What computes products is not there or not usable.
    #[error(transparent)]
    Products(LibraryError),
    /// A library of a newer CUDA than the driver runs.
    #[error("{library} ({}) is of CUDA {}, the driver runs {}.{}", path.display(), of, driver.0, driver.1)]
    Newer {
        /// Which.
        library: &'static str,
        /// Its file.
        path: PathBuf,
        /// The major version it is of.
        of: u32,
        /// What the driver runs.
        driver: Version,
    },
}

/// What there is.
pub struct Found {
    /// The driver.
    pub driver: Outcome<Arc<Driver>>,
    /// Its GPUs.
    pub gpus: Outcome<Vec<Gpu>>,
    /// The compiler of kernels: the newest that the driver can follow.
    pub compiler: Outcome<Nvrtc>,
    /// What computes products: likewise.
    pub products: Outcome<CublasLt>,
}

impl Found {
    /// Looks for everything.
    #[must_use]
    pub fn look(environment: &Environment<'_>) -> Found {
        let folders = folders(environment);
        let driver = first(Driver::files(&folders)).unwrap_or_else(|| Err(Driver::missing(&folders)));
        let driver = driver.map(Arc::new).map_err(Unready::Driver);
        let gpus = driver.as_ref().map_err(Clone::clone).and_then(|driver| {
            let gpus = driver.gpus().map_err(|error| Unready::Unknown(error.to_string()))?;
            if gpus.is_empty() { Err(Unready::NoGpu { path: driver.path().to_owned() }) } else { Ok(gpus) }
        });
        let runs = driver.as_ref().ok().map(|driver| driver.version());
        let compiler = newest(Nvrtc::files(&folders), Nvrtc::open, Unready::Compiler, runs)
            .unwrap_or_else(|| Err(Unready::Compiler(Nvrtc::missing(&folders))));
        let products = newest(CublasLt::files(&folders), CublasLt::open, Unready::Products, runs)
            .unwrap_or_else(|| Err(Unready::Products(CublasLt::missing(&folders))));
        Found { driver, gpus, compiler, products }
    }

    /// All that is in the way of computing on some GPU, in the order in which it has to go.
    #[must_use]
    pub fn faults(&self) -> Vec<Unready> {
        let gpus = self.gpus.as_ref().map_or_else(
            |error| Some(error.clone()),
            |gpus| {
                let usable = gpus.iter().any(|gpu| gpu.capability >= OLDEST);
                gpus.first().filter(|_| !usable).map(too_old)
            },
        );
        let compiler = self.compiler.as_ref().err().cloned();
        [gpus, compiler, self.products.as_ref().err().cloned()].into_iter().flatten().collect()
    }

    /// All that GPU `number` is opened with, to store activations in a format.
    ///
    /// # Errors
    /// [`Unready`], the first fault.
    pub fn open(self, number: usize, format: Number, cache: Option<PathBuf>) -> Result<Opened, Unready> {
        let mut gpus = self.gpus?;
        let count = gpus.len();
        if number >= count {
            return Err(Unready::NoSuchGpu { number, count });
        }
        let gpu = gpus.swap_remove(number);
        if gpu.capability < OLDEST {
            return Err(too_old(&gpu));
        }
        let (driver, compiler, products) = (self.driver?, self.compiler?, self.products?);
        let (timed_from, update_scratch) = (TIMED_FROM, UPDATE_SCRATCH);
        Ok(Opened { driver, gpu, compiler, cache, products, timed_from, format, update_scratch })
    }

    /// The number of the first GPU that kernels are written for; None when something is in the way.
    #[must_use]
    pub fn first_usable(&self) -> Option<usize> {
        let usable = |gpus: &Vec<Gpu>| gpus.iter().position(|gpu| gpu.capability >= OLDEST);
        if self.faults().is_empty() { usable(self.gpus.as_ref().ok()?) } else { None }
    }
}

/// The verdict: `ready: 1 × NVIDIA H100 80GB HBM3` or `not ready: …`.
impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(fault) = self.faults().first() {
            return write!(formatter, "not ready: {fault}");
        }
        let gpus = self.gpus.as_deref().unwrap_or_default();
        let usable: Vec<&str> =
            gpus.iter().filter(|gpu| gpu.capability >= OLDEST).map(|gpu| gpu.name.as_str()).collect();
        let kinds = usable.chunk_by(|a, b| a == b).map(|kind| format!("{} × {}", kind.len(), kind[0]));
        write!(formatter, "ready: {}", kinds.collect::<Vec<_>>().join(", "))
    }
}

fn too_old(gpu: &Gpu) -> Unready {
    Unready::TooOld { name: gpu.name.clone(), has: gpu.capability }
}

/// The first driver that opens, else the first failure; None where there is no file.
fn first(files: Vec<PathBuf>) -> Option<Result<Driver, LibraryError>> {
    let mut failed = None;
    for file in files {
        match Driver::open(&file) {
            Ok(driver) => return Some(Ok(driver)),
            Err(error) => _ = failed.get_or_insert(Err(error)),
        }
    }
    failed
}

/// The first that opens and is of no newer CUDA than the driver runs, else the first fault; None where there is no file.
fn newest<T: OfCuda>(
    files: Vec<PathBuf>,
    open: impl Fn(&Path) -> Result<T, LibraryError>,
    fault: fn(LibraryError) -> Unready,
    driver: Option<Version>,
) -> Option<Outcome<T>> {
    let mut failed = None;
    for file in files {
        let error = match (open(&file), driver) {
            (Ok(opened), Some(driver)) if opened.cuda() > driver.0 => {
                Unready::Newer { library: T::NAME, path: file, of: opened.cuda(), driver }
            }
            (Ok(opened), _) => return Some(Ok(opened)),
            (Err(error), _) => fault(error),
        };
        failed.get_or_insert(Err(error));
    }
    failed
}

/// A library that is of one major version of CUDA.
trait OfCuda {
    /// What it is called.
    const NAME: &str;
    /// The version.
    fn cuda(&self) -> u32;
}

impl OfCuda for Nvrtc {
    const NAME: &str = "NVRTC";
    fn cuda(&self) -> u32 {
        self.version().0
    }
}

impl OfCuda for CublasLt {
    const NAME: &str = "cuBLASLt";
    fn cuda(&self) -> u32 {
        self.version().0
    }
}
