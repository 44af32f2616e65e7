//! What a run needs from outside: a device, someone who watches, a way to be stopped.

use nanollama_kernel::launch::Kernels;

use crate::event::Observer;

/// What a run needs from outside.
pub struct RunContext<'a> {
    /// The device.
    pub kernels: &'a dyn Kernels,
    /// Who watches.
    pub observer: &'a mut dyn Observer,
    /// Asked after every step: true saves and stops.
    pub interrupt: &'a dyn Fn() -> bool,
}

impl<'a> RunContext<'a> {
    /// A context of these.
    pub fn new(
        kernels: &'a dyn Kernels,
        observer: &'a mut dyn Observer,
        interrupt: &'a dyn Fn() -> bool,
    ) -> RunContext<'a> {
        RunContext { kernels, observer, interrupt }
    }
}
