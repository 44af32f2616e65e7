//! What a run needs from outside: a device, someone who watches, a way to be stopped.

use nanollama_data::Rank;
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
    /// Which share of every step's rows is this process's.
    pub rank: Rank,
}

impl<'a> RunContext<'a> {
    /// The context of a process that trains alone.
    pub fn new(
        device: &'a dyn Device,
        observer: &'a mut dyn Observer,
        interrupt: &'a dyn Fn() -> bool,
    ) -> RunContext<'a> {
        RunContext { device, observer, interrupt, rank: Rank::ALONE }
    }
}
