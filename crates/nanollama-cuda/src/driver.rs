//! NVIDIA's driver: its library, what GPUs there are. What is done with one is [`session`](crate::session)'s.

use std::ffi::{CStr, c_char, c_int, c_uint, c_void};
use std::path::{Path, PathBuf};

use crate::library::{LibraryError, files, functions};
use crate::nvrtc::Version;

/// A function of the driver's, or of a library above it, that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{function} gives error {code}{}", name.as_ref().map_or(String::new(), |name| format!(" ({name})")))]
pub struct DriverError {
    /// Which.
    pub function: &'static str,
    /// What it gave.
    pub code: i32,
    /// Its name, where the driver knows one.
    pub name: Option<String>,
}

pub(crate) type Pointer = *mut c_void;

functions! {
    /// Of `cuda.h`, 12.4 and 13.
    Functions {
        init = "cuInit" (c_uint);
        version = "cuDriverGetVersion" (*mut c_int);
        error_name = "cuGetErrorName" (c_int, *mut *const c_char);
        device_count = "cuDeviceGetCount" (*mut c_int);
        device = "cuDeviceGet" (*mut c_int, c_int);
        device_name = "cuDeviceGetName" (*mut c_char, c_int, c_int);
        device_memory = "cuDeviceTotalMem_v2" (*mut usize, c_int);
        device_attribute = "cuDeviceGetAttribute" (*mut c_int, c_int, c_int);
        context_retain = "cuDevicePrimaryCtxRetain" (*mut Pointer, c_int);
        context_release = "cuDevicePrimaryCtxRelease_v2" (c_int);
        context_set = "cuCtxSetCurrent" (Pointer);
        memory_info = "cuMemGetInfo_v2" (*mut usize, *mut usize);
        allocate = "cuMemAlloc_v2" (*mut u64, usize);
        free = "cuMemFree_v2" (u64);
        allocate_host = "cuMemHostAlloc" (*mut Pointer, usize, c_uint);
        free_host = "cuMemFreeHost" (Pointer);
        copy_in = "cuMemcpyHtoDAsync_v2" (u64, *const c_void, usize, Pointer);
        copy_out = "cuMemcpyDtoHAsync_v2" (Pointer, u64, usize, Pointer);
        copy_inside = "cuMemcpyDtoDAsync_v2" (u64, u64, usize, Pointer);
        set_bytes = "cuMemsetD8Async" (u64, u8, usize, Pointer);
        stream_create = "cuStreamCreate" (*mut Pointer, c_uint);
        stream_destroy = "cuStreamDestroy_v2" (Pointer);
        stream_wait = "cuStreamSynchronize" (Pointer);
        event_create = "cuEventCreate" (*mut Pointer, c_uint);
        event_elapsed = "cuEventElapsedTime" (*mut f32, Pointer, Pointer);
        event_record = "cuEventRecord" (Pointer, Pointer);
        event_wait = "cuEventSynchronize" (Pointer);
        event_destroy = "cuEventDestroy_v2" (Pointer);
        module_load = "cuModuleLoadData" (*mut Pointer, *const c_void);
        module_unload = "cuModuleUnload" (Pointer);
        module_function = "cuModuleGetFunction" (*mut Pointer, Pointer, *const c_char);
        function_attribute = "cuFuncSetAttribute" (Pointer, c_int, c_int);
        launch = "cuLaunchKernel" (Pointer, c_uint, c_uint, c_uint, c_uint, c_uint, c_uint, c_uint, Pointer, *mut Pointer, *mut Pointer);
    }
}

/// `CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT`.
const MULTIPROCESSORS: c_int = 16;
/// `CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR` and `_MINOR`.
const CAPABILITY: [c_int; 2] = [75, 76];
/// `CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN`.
const SHARED_MEMORY: c_int = 97;
/// The file it may be: of the driver itself, so in the system's places or where the environment says.
const FILES: [&str; 2] = ["libcuda.so.1", "nvcuda.dll"];

/// The driver.
pub struct Driver {
    pub(crate) functions: Functions,
    path: PathBuf,
    version: Version,
}

/// What a GPU is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gpu {
    /// Its number, as the driver counts.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Bytes of its memory.
    pub memory: usize,
    /// Its compute capability.
    pub capability: Version,
    /// Its multiprocessors.
    pub multiprocessors: usize,
    /// Bytes of shared memory that a block may have.
    pub shared_memory: usize,
}

/// The oldest compute capability that kernels are written for.
pub const OLDEST: Version = (8, 0);

impl Gpu {
    /// What kernels are compiled for; on Hopper with what no other has.
    #[must_use]
    pub fn architecture(&self) -> String {
        let feature = if self.has_warpgroups() { "a" } else { "" };
        format!("sm_{}{}{feature}", self.capability.0, self.capability.1)
    }

    /// Whether its warpgroups multiply (PTX: wgmma).
    #[must_use]
    pub fn has_warpgroups(&self) -> bool {
        self.capability == (9, 0)
    }
}

impl Driver {
    /// The drivers in these folders.
    #[must_use]
    pub fn files(folders: &[PathBuf]) -> Vec<PathBuf> {
        files(&FILES, folders)
    }

    /// That there is none.
    #[must_use]
    pub fn missing(folders: &[PathBuf]) -> LibraryError {
        LibraryError::Missing { name: "NVIDIA driver", files: FILES[0].to_owned(), folders: folders.len() }
    }

    /// Opens a file and starts the driver.
    ///
    /// # Errors
    /// [`LibraryError`] when it is no driver that we can use, or it finds no GPU.
    pub fn open(path: &Path) -> Result<Driver, LibraryError> {
        let functions = Functions::open(path)?;
        let refused = |function, code| LibraryError::Refused { path: path.to_owned(), function, code };
        // SAFETY: it takes no memory of ours.
        let code = unsafe { (functions.init)(0) };
        if code != 0 {
            return Err(refused("cuInit", code));
        }
        let mut version = 0;
        // SAFETY: it writes a number.
        let code = unsafe { (functions.version)(&raw mut version) };
        if code != 0 {
            return Err(refused("cuDriverGetVersion", code));
        }
        let version = version.unsigned_abs();
        let version = (version / 1000, version % 1000 / 10);
        Ok(Driver { functions, path: path.to_owned(), version })
    }

    /// The newest CUDA that it runs.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All GPUs.
    ///
    /// # Errors
    /// [`DriverError`].
    pub fn gpus(&self) -> Result<Vec<Gpu>, DriverError> {
        let mut count = 0;
        // SAFETY: it writes a number.
        self.check("cuDeviceGetCount", unsafe { (self.functions.device_count)(&raw mut count) })?;
        (0..count).map(|number| self.gpu(number)).collect()
    }

    fn gpu(&self, number: c_int) -> Result<Gpu, DriverError> {
        let device = self.device(number)?;
        let mut name = [0; 256];
        // SAFETY: there is room for 256 bytes.
        let code = unsafe { (self.functions.device_name)(name.as_mut_ptr().cast(), 256, device) };
        self.check("cuDeviceGetName", code)?;
        let mut memory = 0;
        // SAFETY: it writes a length.
        self.check("cuDeviceTotalMem", unsafe { (self.functions.device_memory)(&raw mut memory, device) })?;
        let attribute = |which| {
            let mut value = 0;
            // SAFETY: it writes a number.
            let code = unsafe { (self.functions.device_attribute)(&raw mut value, which, device) };
            self.check("cuDeviceGetAttribute", code).map(|()| value.unsigned_abs())
        };
        let name =
            CStr::from_bytes_until_nul(&name).map_or_else(|_| String::new(), |n| n.to_string_lossy().into_owned());
        Ok(Gpu {
            number: number.unsigned_abs() as usize,
            name,
            memory,
            capability: (attribute(CAPABILITY[0])?, attribute(CAPABILITY[1])?),
            multiprocessors: attribute(MULTIPROCESSORS)? as usize,
            shared_memory: attribute(SHARED_MEMORY)? as usize,
        })
    }

    /// The driver's handle of a GPU.
    pub(crate) fn device(&self, number: c_int) -> Result<c_int, DriverError> {
        let mut device = 0;
        // SAFETY: it writes a number.
        self.check("cuDeviceGet", unsafe { (self.functions.device)(&raw mut device, number) })?;
        Ok(device)
    }

    /// An error of what a function gave, with its name.
    pub(crate) fn check(&self, function: &'static str, code: c_int) -> Result<(), DriverError> {
        if code == 0 {
            return Ok(());
        }
        let mut name = std::ptr::null();
        // SAFETY: it writes a pointer to a text of its own, or leaves it.
        let known = unsafe { (self.functions.error_name)(code, &raw mut name) } == 0 && !name.is_null();
        // SAFETY: the text ends with a zero and is never freed.
        let name = known.then(|| unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned());
        Err(DriverError { function, code, name })
    }
}
