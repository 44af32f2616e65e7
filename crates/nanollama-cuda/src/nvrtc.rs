//! NVRTC, the compiler of kernels: found at run time, fed whole texts, asked for machine code.
//!
//! It gives cubin and never PTX: PTX would be compiled once more by the driver, which may be older. Nothing here needs a GPU.

mod options;
mod usage;

use std::ffi::{CString, c_char, c_int, c_void};
use std::path::{Path, PathBuf};

use libloading::Library;
use options::options;
pub use usage::{Usage, usages};

use crate::library::{self, LibraryError, files, functions};

/// A version of a library, major first.
pub type Version = (u32, u32);

/// The files it may be, the newest first. The symbols we use are the same in all.
const FILES: [&str; 4] = ["libnvrtc.so.13", "libnvrtc.so.12", "nvrtc64_130_0.dll", "nvrtc64_120_0.dll"];

/// A program that is compiled.
type Program = *mut c_void;

functions! {
    /// Of `nvrtc.h`, 12.4 and 13.
    Functions {
        version = "nvrtcVersion" (*mut c_int, *mut c_int);
        create = "nvrtcCreateProgram" (*mut Program, *const c_char, *const c_char, c_int, *const *const c_char, *const *const c_char);
        compile = "nvrtcCompileProgram" (Program, c_int, *const *const c_char);
        log_size = "nvrtcGetProgramLogSize" (Program, *mut usize);
        log = "nvrtcGetProgramLog" (Program, *mut c_char);
        cubin_size = "nvrtcGetCUBINSize" (Program, *mut usize);
        cubin = "nvrtcGetCUBIN" (Program, *mut c_char);
        destroy = "nvrtcDestroyProgram" (*mut Program);
    }
}

/// The compiler.
pub struct Nvrtc {
    functions: Functions,
    version: Version,
    path: PathBuf,
    /// What it opens itself when it compiles, and would look for elsewhere.
    _builtins: Option<Library>,
}

/// Machine code of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// As the driver loads it.
    pub cubin: Vec<u8>,
    /// What the compiler says, [`usages`] among it.
    pub log: String,
}

/// A text that does not compile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{module} does not compile for {architecture} with {} (error {code}): {log}", path.display())]
pub struct CompileError {
    /// The module.
    pub module: String,
    /// For which GPUs.
    pub architecture: String,
    /// The compiler.
    pub path: PathBuf,
    /// Its error; 7 is that its builtins are not there.
    pub code: i32,
    /// What it says.
    pub log: String,
}

impl Nvrtc {
    /// The compilers in these folders, the newest first.
    #[must_use]
    pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
        files(&FILES, folders)
    }

    /// That there is none.
    #[must_use]
    pub fn missing(folders: &[PathBuf]) -> LibraryError {
        LibraryError::Missing { name: "NVRTC", files: FILES[..2].join(", "), folders: folders.len() }
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`LibraryError`] when it is no NVRTC that we can use.
    pub fn open(path: &Path) -> Result<Nvrtc, LibraryError> {
        let functions = Functions::open(path)?;
        let (mut major, mut minor) = (0, 0);
        // SAFETY: it writes two numbers.
        let code = unsafe { (functions.version)(&raw mut major, &raw mut minor) };
        if code != 0 {
            return Err(LibraryError::Refused { path: path.to_owned(), function: "nvrtcVersion", code });
        }
        let version = (major.unsigned_abs(), minor.unsigned_abs());
        let beside = path.with_file_name(format!("libnvrtc-builtins.so.{major}.{minor}"));
        let builtins = if beside.is_file() { Some(library::open(&beside)?) } else { None };
        Ok(Nvrtc { functions, version, path: path.to_owned(), _builtins: builtins })
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Compiles a whole text for one architecture, such as `sm_90`.
    ///
    /// # Errors
    /// [`CompileError`] with what the compiler says.
    pub fn compile(&self, module: &str, text: &str, architecture: &str) -> Result<Compiled, CompileError> {
        let failed = |code, log| {
            let (module, architecture) = (module.to_owned(), architecture.to_owned());
            CompileError { module, architecture, path: self.path.clone(), code, log }
        };
        let zero_inside = |_| failed(0, "a zero in the text".to_owned());
        let text = CString::new(text).map_err(zero_inside)?;
        let name = CString::new(module).map_err(zero_inside)?;
        let options = options(architecture);
        let options: Vec<*const c_char> = options.iter().map(|option| option.as_ptr()).collect();
        let mut program = Guard { functions: &self.functions, program: std::ptr::null_mut() };
        let none = std::ptr::null();
        // SAFETY: the strings end with a zero and live until the call returns; there are no headers.
        let code =
            unsafe { (self.functions.create)(&raw mut program.program, text.as_ptr(), name.as_ptr(), 0, none, none) };
        if code != 0 {
            return Err(failed(code, String::new()));
        }
        // SAFETY: the program was created, the options end with a zero each.
        let code = unsafe { (self.functions.compile)(program.program, options.len() as c_int, options.as_ptr()) };
        let log = program.read(self.functions.log_size, self.functions.log);
        let log = log.map(|log| String::from_utf8_lossy(&log).trim_end_matches('\0').to_owned());
        if code != 0 {
            return Err(failed(code, log.unwrap_or_default()));
        }
        let cubin = program.read(self.functions.cubin_size, self.functions.cubin);
        match (cubin, log) {
            (Ok(cubin), Ok(log)) if !cubin.is_empty() => Ok(Compiled { cubin, log }),
            (Err(code), _) | (_, Err(code)) => Err(failed(code, String::new())),
            (Ok(_), Ok(log)) => Err(failed(0, log)),
        }
    }
}

/// A program, destroyed when it goes.
struct Guard<'a> {
    functions: &'a Functions,
    program: Program,
}

impl Guard<'_> {
    /// What a pair of functions gives: a length, and so many bytes.
    fn read(
        &self,
        size: unsafe extern "C" fn(Program, *mut usize) -> c_int,
        bytes: unsafe extern "C" fn(Program, *mut c_char) -> c_int,
    ) -> Result<Vec<u8>, c_int> {
        let mut length = 0;
        // SAFETY: the program was created; a length is written.
        let code = unsafe { size(self.program, &raw mut length) };
        let mut room = vec![0; length];
        // SAFETY: there is as much room as it has just asked for.
        match if code == 0 { unsafe { bytes(self.program, room.as_mut_ptr().cast()) } } else { code } {
            0 => Ok(room),
            code => Err(code),
        }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if !self.program.is_null() {
            // SAFETY: it was created and is not used after.
            unsafe { (self.functions.destroy)(&raw mut self.program) };
        }
    }
}
