//! What a run needs from outside: a device, someone who watches, a way to be stopped.

use nanollama_kernel::device::Device;

use crate::event::Observer;

/// What a run needs from outside.
pub struct RunContext<'a> {
    /// The device.
    pub device: &'a dyn Device,
    /// Who watches.
    pub observer: &'a mut dyn Observer,
    /// Asked after every step: true saves and stops.
    pub interrupt: &'a dyn Fn() -> bool,
}

impl<'a> RunContext<'a> {
    /// A context of these.
    pub fn new(
        device: &'a dyn Device,
        observer: &'a mut dyn Observer,
        interrupt: &'a dyn Fn() -> bool,
    ) -> RunContext<'a> {
        RunContext { device, observer, interrupt }
    }
}
