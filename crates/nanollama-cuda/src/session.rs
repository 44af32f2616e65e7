//! [`Session`]: one GPU in use. One stream, on which all work is done in the order in which it is asked for.
//!
//! What fails on a GPU fails later than it was asked for, and then all that follows fails, too. So the session keeps the
//! first failure: whoever can give an error asks for it.

pub(crate) mod clock;

use std::ffi::{CString, c_int, c_void};
use std::sync::{Arc, Mutex, PoisonError};

use crate::driver::{Driver, DriverError, Gpu, Pointer};
use crate::launch::{Address, Launch};

/// `CU_STREAM_NON_BLOCKING`.
const NON_BLOCKING: u32 = 1;
/// `CU_EVENT_DISABLE_TIMING`.
const WITHOUT_TIME: u32 = 2;
/// `CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES`.
const MOST_SHARED: c_int = 8;
/// What a kernel may have of it without being asked.
const SHARED_UNASKED: u32 = 48 * 1024;

/// A GPU in use.
pub struct Session {
    driver: Arc<Driver>,
    gpu: Gpu,
    device: c_int,
    context: Pointer,
    stream: Pointer,
    failed: Mutex<Option<DriverError>>,
}

// SAFETY: the handles are the driver's, which may be called from any thread.
unsafe impl Send for Session {}
// SAFETY: as above.
unsafe impl Sync for Session {}

impl Session {
    /// Takes a GPU into use.
    ///
    /// # Errors
    /// [`DriverError`].
    pub fn new(driver: Arc<Driver>, gpu: Gpu) -> Result<Arc<Session>, DriverError> {
        let device = driver.device(gpu.number as c_int)?;
        let mut context = std::ptr::null_mut();
        // SAFETY: it writes a handle.
        let code = unsafe { (driver.functions.context_retain)(&raw mut context, device) };
        driver.check("cuDevicePrimaryCtxRetain", code)?;
        let failed = Mutex::default();
        let mut session = Session { driver, gpu, device, context, stream: std::ptr::null_mut(), failed };
        session.enter()?;
        // SAFETY: as above.
        let code = unsafe { (session.driver.functions.stream_create)(&raw mut session.stream, NON_BLOCKING) };
        session.driver.check("cuStreamCreate", code)?;
        Ok(Arc::new(session))
    }

    /// The GPU.
    #[must_use]
    pub fn gpu(&self) -> &Gpu {
        &self.gpu
    }

    /// The stream, for libraries.
    pub(crate) fn stream(&self) -> Pointer {
        self.stream
    }

    /// Free bytes.
    ///
    /// # Errors
    /// [`DriverError`].
    pub fn free_memory(&self) -> Result<usize, DriverError> {
        self.enter()?;
        let (mut free, mut all) = (0, 0);
        // SAFETY: it writes two numbers.
        let code = unsafe { (self.driver.functions.memory_info)(&raw mut free, &raw mut all) };
        self.driver.check("cuMemGetInfo", code).map(|()| free)
    }

    /// The first failure, if there was one.
    #[must_use]
    pub fn failure(&self) -> Option<DriverError> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps a failure; gives whether there was none.
    pub(crate) fn note(&self, outcome: Result<(), DriverError>) -> bool {
        let Err(error) = outcome else { return true };
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        false
    }

    /// Makes the GPU this thread's.
    pub(crate) fn enter(&self) -> Result<(), DriverError> {
        // SAFETY: the context is retained.
        self.driver.check("cuCtxSetCurrent", unsafe { (self.driver.functions.context_set)(self.context) })
    }

    /// Calls a function of the driver's on this thread's GPU, and keeps its failure.
    fn call(&self, function: &'static str, work: impl FnOnce(&Driver) -> c_int) -> bool {
        self.note(self.enter().and_then(|()| self.driver.check(function, work(&self.driver))))
    }

    /// `bytes` zeros.
    ///
    /// # Errors
    /// [`DriverError`]; 2 is that there is not so much memory.
    pub(crate) fn allocate(self: &Arc<Self>, bytes: usize) -> Result<Owned, DriverError> {
        self.enter()?;
        let mut address = 0;
        // SAFETY: it writes an address.
        let code = unsafe { (self.driver.functions.allocate)(&raw mut address, bytes) };
        self.driver.check("cuMemAlloc", code)?;
        let owned = Owned { session: self.clone(), address: Address(address) };
        self.zero(owned.address, bytes);
        Ok(owned)
    }

    /// Writes zeros.
    pub(crate) fn zero(&self, at: Address, bytes: usize) {
        if bytes > 0 {
            // SAFETY: the caller's memory is that long; the driver checks it once more.
            self.call("cuMemsetD8Async", |d| unsafe { (d.functions.set_bytes)(at.0, 0, bytes, self.stream) });
        }
    }

    /// Copies from this process; the bytes may go when it returns.
    pub(crate) fn copy_in(&self, to: Address, bytes: &[u8]) {
        if !bytes.is_empty() {
            let from: *const c_void = bytes.as_ptr().cast();
            // SAFETY: memory that is not pinned has been read when the driver returns.
            self.call("cuMemcpyHtoDAsync", |d| unsafe { (d.functions.copy_in)(to.0, from, bytes.len(), self.stream) });
        }
    }

    /// Copies to this process and waits. False, and what `to` holds is anything, when it failed.
    pub(crate) fn copy_out(&self, from: Address, to: &mut [u8]) -> bool {
        let room: *mut c_void = to.as_mut_ptr().cast();
        // SAFETY: there is that much room, and it stays until the stream has been waited for.
        let begun = |d: &Driver| unsafe { (d.functions.copy_out)(room, from.0, to.len(), self.stream) };
        to.is_empty() || (self.call("cuMemcpyDtoHAsync", begun) && self.wait())
    }

    /// Copies within the GPU's memory.
    pub(crate) fn copy_inside(&self, from: Address, to: Address, bytes: usize) {
        if bytes > 0 {
            // SAFETY: the caller's places are that long and apart.
            let copy = |d: &Driver| unsafe { (d.functions.copy_inside)(to.0, from.0, bytes, self.stream) };
            self.call("cuMemcpyDtoDAsync", copy);
        }
    }

    /// Waits for all work.
    pub(crate) fn wait(&self) -> bool {
        // SAFETY: the stream is ours.
        self.call("cuStreamSynchronize", |d| unsafe { (d.functions.stream_wait)(self.stream) })
    }

    /// Runs a kernel.
    pub(crate) fn launch(&self, kernel: &Kernel, launch: &Launch) -> bool {
        if launch.is_empty() {
            return true;
        }
        if launch.shared > SHARED_UNASKED {
            // SAFETY: the function is loaded.
            let ask = |d: &Driver| unsafe {
                (d.functions.function_attribute)(kernel.function, MOST_SHARED, launch.shared as c_int)
            };
            if !self.call("cuFuncSetAttribute", ask) {
                return false;
            }
        }
        let [x, y, z] = launch.grid;
        let mut arguments: Vec<Pointer> = launch.argument_pointers().iter().map(|&p| p.cast_mut().cast()).collect();
        // SAFETY: the arguments are as many and as long as the kernel takes, which the tests hold against its text; the
        // driver copies them.
        self.call("cuLaunchKernel", |d| unsafe {
            (d.functions.launch)(
                kernel.function,
                x,
                y,
                z,
                launch.threads,
                1,
                1,
                launch.shared,
                self.stream,
                arguments.as_mut_ptr(),
                std::ptr::null_mut(),
            )
        })
    }

    /// Loads machine code.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn load(self: &Arc<Self>, cubin: &[u8]) -> Result<Loaded, DriverError> {
        self.enter()?;
        let mut module = std::ptr::null_mut();
        // SAFETY: the code is whole: its own header says how long it is.
        let code = unsafe { (self.driver.functions.module_load)(&raw mut module, cubin.as_ptr().cast()) };
        self.driver.check("cuModuleLoadData", code)?;
        Ok(Loaded { session: self.clone(), module })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let functions = &self.driver.functions;
        // SAFETY: all that used them is gone: each holds the session.
        unsafe {
            if !self.stream.is_null() {
                (functions.context_set)(self.context);
                (functions.stream_destroy)(self.stream);
            }
            (functions.context_release)(self.device);
        }
    }
}

/// Memory of a GPU, freed when it goes.
pub(crate) struct Owned {
    session: Arc<Session>,
    pub(crate) address: Address,
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: it was allocated; the driver waits for work that uses it.
        self.session.call("cuMemFree", |d| unsafe { (d.functions.free)(self.address.0) });
    }
}

/// A module on a GPU.
pub(crate) struct Loaded {
    session: Arc<Session>,
    module: Pointer,
}

// SAFETY: a handle of the driver's.
unsafe impl Send for Loaded {}
// SAFETY: as above.
unsafe impl Sync for Loaded {}

/// A kernel of a loaded module.
pub(crate) struct Kernel {
    function: Pointer,
    /// Its code.
    _module: Arc<Loaded>,
}

// SAFETY: a handle of the driver's.
unsafe impl Send for Kernel {}
// SAFETY: as above.
unsafe impl Sync for Kernel {}

impl Loaded {
    /// A kernel by its name.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn kernel(self: &Arc<Self>, name: &'static str) -> Result<Kernel, DriverError> {
        let driver = &self.session.driver;
        let unknown = |_| DriverError { function: "cuModuleGetFunction", code: -1, name: Some(name.to_owned()) };
        let name = CString::new(name).map_err(unknown)?;
        let mut function = std::ptr::null_mut();
        // SAFETY: the module is loaded, the name ends with a zero.
        let code = unsafe { (driver.functions.module_function)(&raw mut function, self.module, name.as_ptr()) };
        driver.check("cuModuleGetFunction", code)?;
        Ok(Kernel { function, _module: self.clone() })
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        // SAFETY: its kernels are gone: each holds it.
        self.session.call("cuModuleUnload", |d| unsafe { (d.functions.module_unload)(self.module) });
    }
}

/// Memory of this process that the GPU copies into by itself, and a mark behind the last copy.
pub(crate) struct Pinned {
    session: Arc<Session>,
    room: Pointer,
    bytes: usize,
    filled: usize,
    event: Pointer,
    /// What is given where the copy failed: as long, no numbers.
    nothing: Vec<f32>,
}

// SAFETY: it owns its memory; the handle is the driver's.
unsafe impl Send for Pinned {}
// SAFETY: as above; shared access is read-only.
unsafe impl Sync for Pinned {}

impl Pinned {
    /// No room yet.
    pub(crate) fn new(session: &Arc<Session>) -> Pinned {
        let nothing = std::ptr::null_mut();
        Pinned { session: session.clone(), room: nothing, bytes: 0, filled: 0, event: nothing, nothing: Vec::new() }
    }

    /// Whether it is of this GPU.
    pub(crate) fn is_of(&self, session: &Arc<Session>) -> bool {
        Arc::ptr_eq(&self.session, session)
    }

    /// Begins to copy `bytes` bytes, for which room is made first.
    ///
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn begin(&mut self, from: Address, bytes: usize) -> Result<(), DriverError> {
        let session = self.session.clone();
        let functions = &session.driver.functions;
        session.enter()?;
        self.filled = 0;
        if self.event.is_null() {
            // SAFETY: it writes a handle.
            let code = unsafe { (functions.event_create)(&raw mut self.event, WITHOUT_TIME) };
            session.driver.check("cuEventCreate", code)?;
        }
        if self.bytes < bytes {
            self.free();
            // SAFETY: it writes an address.
            let code = unsafe { (functions.allocate_host)(&raw mut self.room, bytes, 0) };
            session.driver.check("cuMemHostAlloc", code)?;
            self.bytes = bytes;
            self.nothing = vec![f32::NAN; bytes.div_ceil(size_of::<f32>())];
        }
        if bytes > 0 {
            // SAFETY: there is room, which is not touched before the event has been waited for.
            let code = unsafe { (functions.copy_out)(self.room, from.0, bytes, session.stream) };
            session.driver.check("cuMemcpyDtoHAsync", code)?;
        }
        // SAFETY: both handles are ours.
        session.driver.check("cuEventRecord", unsafe { (functions.event_record)(self.event, session.stream) })?;
        self.filled = bytes;
        Ok(())
    }

    /// Waits for the copy and gives it; no numbers when it, or anything before it, failed.
    pub(crate) fn wait(&self) -> &[f32] {
        if self.filled == 0 {
            return &[];
        }
        // SAFETY: the event is ours.
        let waited = self.session.call("cuEventSynchronize", |d| unsafe { (d.functions.event_wait)(self.event) });
        if !waited || self.session.failure().is_some() {
            return &self.nothing[..self.filled / size_of::<f32>()];
        }
        // SAFETY: so many bytes were copied, begin on a page and are f32 of any bits; nothing writes them until the next
        // copy, which needs `&mut`.
        unsafe { std::slice::from_raw_parts(self.room.cast(), self.filled / size_of::<f32>()) }
    }

    fn free(&mut self) {
        if !self.room.is_null() {
            // SAFETY: it was allocated so; what was copied into it is done before another copy begins or it goes.
            self.session.call("cuMemFreeHost", |d| unsafe { (d.functions.free_host)(self.room) });
            (self.room, self.bytes) = (std::ptr::null_mut(), 0);
        }
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        if !self.event.is_null() {
            // SAFETY: both are ours. A copy that is under way must end first.
            unsafe {
                self.session.call("cuEventSynchronize", |d| (d.functions.event_wait)(self.event));
                self.session.call("cuEventDestroy", |d| (d.functions.event_destroy)(self.event));
            }
        }
        self.free();
    }
}
