//! What a run needs from outside: a device, someone who watches, a way to be stopped, and who else trains it.

use nanollama_kernel::device::Device;

use crate::event::Observer;
use crate::ranks::Ranks;

/// What a run needs from outside.
pub struct RunContext<'a> {
    /// The device.
    pub device: &'a dyn Device,
    /// Who watches.
    pub observer: &'a mut dyn Observer,
    /// Asked after every step: true saves and stops.
    pub interrupt: &'a dyn Fn() -> bool,
    /// The processes that train together.
    pub ranks: Ranks,
}

impl<'a> RunContext<'a> {
    /// A context of these.
    pub fn new(
        device: &'a dyn Device,
        observer: &'a mut dyn Observer,
        interrupt: &'a dyn Fn() -> bool,
    ) -> RunContext<'a> {
        RunContext { device, observer, interrupt, ranks: Ranks::ONE }
    }

    /// The same for one of several processes that train together; who watches the others sees nothing.
    #[must_use]
    pub fn among(self, ranks: Ranks) -> RunContext<'a> {
        RunContext { ranks, ..self }
    }
}
