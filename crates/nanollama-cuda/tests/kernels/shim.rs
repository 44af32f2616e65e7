//! The shim: built by the system's C++ compiler, loaded, and lent to one test at a time.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use libloading::Library;
use nanollama_cuda::launch::{Address, Launch, Matrix};
use nanollama_cuda::source::Number;

use crate::compile;

type LaunchKernel =
    unsafe extern "C" fn(*const c_char, *const u32, u32, u32, *const *const u64, u64, u64, u64) -> *const c_char;

/// A CPU that runs kernels.
pub(crate) struct Shim {
    launch: LaunchKernel,
    allocate: unsafe extern "C" fn(u64) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
    arguments: unsafe extern "C" fn(*const c_char, *mut u32, u32) -> c_int,
    /// The functions are its.
    _library: Library,
}

/// The shim, for this test alone; None, and it says so, where there is no C++ compiler.
pub(crate) fn shim() -> Option<MutexGuard<'static, Shim>> {
    static SHIM: OnceLock<Option<Mutex<Shim>>> = OnceLock::new();
    let shim = SHIM.get_or_init(|| compile::compiler().map(|compiler| Mutex::new(Shim::load(&build(&compiler)))));
    if shim.is_none() {
        println!("SKIPPED: no C++ compiler (c++, or what CXX names), so no kernel was run");
    }
    Some(shim.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Runs a test in both formats.
pub(crate) fn in_each_format(test: impl Fn(&Shim, Number)) {
    if let Some(shim) = shim() {
        [Number::F32, Number::Bf16].into_iter().for_each(|number| test(&shim, number));
    }
}

/// The library with the hooks.
fn build(compiler: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    compile::library(compiler, folder, "shim.so", &[compile::CHECKED], &["shim/simt.cpp"])
}

/// Memory that kernels are given.
pub(crate) struct Memory<'a> {
    shim: &'a Shim,
    start: *mut u8,
    bytes: usize,
}

impl Shim {
    fn load(path: &Path) -> Shim {
        // SAFETY: our own library; what it does when loaded is to list its kernels.
        let library = unsafe { Library::new(path) }.unwrap();
        // SAFETY: these are the signatures in `simt.cpp`.
        unsafe {
            (*library.get::<unsafe extern "C" fn(bool)>(b"simt_check").unwrap())(true);
            Shim {
                launch: *library.get(b"simt_launch").unwrap(),
                allocate: *library.get(b"simt_allocate").unwrap(),
                free: *library.get(b"simt_free").unwrap(),
                arguments: *library.get(b"simt_arguments").unwrap(),
                _library: library,
            }
        }
    }

    /// `bytes` bytes, zeros.
    pub(crate) fn zeros(&self, bytes: usize) -> Memory<'_> {
        // SAFETY: it may be called with any length.
        let start = unsafe { (self.allocate)(bytes as u64) };
        assert!(!start.is_null(), "{bytes} bytes");
        Memory { shim: self, start: start.cast(), bytes }
    }

    /// Copies of these words.
    pub(crate) fn words(&self, values: &[u32]) -> Memory<'_> {
        self.bytes(&values.iter().flat_map(|value| value.to_ne_bytes()).collect::<Vec<_>>())
    }

    /// Copies of these f32.
    pub(crate) fn floats(&self, values: &[f32]) -> Memory<'_> {
        self.words(&values.iter().map(|value| value.to_bits()).collect::<Vec<_>>())
    }

    /// These values, which the format holds.
    pub(crate) fn numbers(&self, number: Number, values: &[f32]) -> Memory<'_> {
        match number {
            Number::F32 => self.floats(values),
            Number::Bf16 => {
                let halves = values.iter().flat_map(|&value| half::bf16::from_f32(value).to_bits().to_ne_bytes());
                self.bytes(&halves.collect::<Vec<_>>())
            }
        }
    }

    /// So many numbers, NaN.
    pub(crate) fn unset(&self, number: Number, count: usize) -> Memory<'_> {
        self.bytes(&vec![0xff; number.bytes() * count])
    }

    /// Copies of these bytes.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Memory<'_> {
        let memory = self.zeros(bytes.len());
        // SAFETY: it is as long.
        unsafe { memory.start.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
        memory
    }

    /// Runs a launch of one format, and panics with what the shim has against it.
    #[track_caller]
    pub(crate) fn run(&self, number: Number, launch: &Launch) {
        let blocks = launch.grid.iter().map(|&n| u64::from(n)).product();
        self.run_blocks(number, launch, 0..blocks, 1).unwrap_or_else(|fault| panic!("{fault}"));
    }

    /// Runs some blocks of a launch; the seed makes the order of its threads.
    pub(crate) fn run_blocks(
        &self,
        number: Number,
        launch: &Launch,
        blocks: std::ops::Range<u64>,
        seed: u64,
    ) -> Result<(), String> {
        assert!(!launch.is_empty(), "{} has nothing to do", launch.kernel);
        let name = CString::new(format!("{}:{}", number.name(), launch.kernel)).unwrap();
        self.check_arguments(&name, launch);
        let pointers = launch.argument_pointers();
        // SAFETY: the arguments are as many and as long as the kernel's; it is checked while it runs.
        let fault = unsafe {
            (self.launch)(
                name.as_ptr(),
                launch.grid.as_ptr(),
                launch.threads,
                launch.shared,
                pointers.as_ptr(),
                blocks.start,
                blocks.end - blocks.start,
                seed,
            )
        };
        if fault.is_null() {
            return Ok(());
        }
        // SAFETY: it ends with a zero and lives until the next launch, which is not before the guard is given back.
        Err(unsafe { CStr::from_ptr(fault) }.to_string_lossy().into_owned())
    }

    /// Holds what the launch passes against what the kernel takes.
    fn check_arguments(&self, name: &CStr, launch: &Launch) {
        let mut sizes = [0; 32];
        // SAFETY: there is that much room.
        let count = unsafe { (self.arguments)(name.as_ptr(), sizes.as_mut_ptr(), 32) };
        let taken = usize::try_from(count).unwrap_or_else(|_| panic!("there is no kernel {}", launch.kernel));
        let taken: Vec<usize> = sizes[..taken].iter().map(|&size| size as usize).collect();
        assert_eq!(launch.argument_bytes(), taken, "arguments of {}", launch.kernel);
    }
}

impl Memory<'_> {
    /// Where it begins.
    pub(crate) fn at(&self) -> Address {
        Address(self.start as u64)
    }

    /// Dense rows of it.
    pub(crate) fn rows(&self, rows: usize, cols: usize) -> Matrix {
        Matrix::dense(self.at(), rows, cols)
    }

    /// `cols` columns from `column` on, of rows of `stride` numbers.
    pub(crate) fn columns(&self, number: Number, column: usize, [rows, cols, stride]: [usize; 3]) -> Matrix {
        Matrix { at: self.at().plus(number.bytes() * column), rows, cols, stride }
    }

    /// Its words.
    pub(crate) fn read_words(&self) -> Vec<u32> {
        // SAFETY: it is that long, and no kernel runs.
        let bytes = unsafe { std::slice::from_raw_parts(self.start, self.bytes) };
        bytes.as_chunks().0.iter().map(|&word| u32::from_ne_bytes(word)).collect()
    }

    /// Its f32.
    pub(crate) fn read_floats(&self) -> Vec<f32> {
        self.read_words().into_iter().map(f32::from_bits).collect()
    }

    /// Its numbers.
    pub(crate) fn read(&self, number: Number) -> Vec<f32> {
        match number {
            Number::F32 => self.read_floats(),
            Number::Bf16 => {
                // SAFETY: as above.
                let bytes = unsafe { std::slice::from_raw_parts(self.start, self.bytes) };
                let halves = bytes.as_chunks().0.iter();
                halves.map(|&half| half::bf16::from_bits(u16::from_ne_bytes(half)).to_f32()).collect()
            }
        }
    }
}

impl Drop for Memory<'_> {
    fn drop(&mut self) {
        // SAFETY: it was allocated there, and nothing uses it any more.
        unsafe { (self.shim.free)(self.start.cast()) };
    }
}
