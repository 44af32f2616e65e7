//! [`Clock`]: how long a GPU takes for something.

use std::sync::Arc;

use super::{Pointer, Session};
use crate::driver::DriverError;

/// `CU_EVENT_DEFAULT`: with time.
const WITH_TIME: u32 = 0;

/// Two marks among a session's work.
pub(crate) struct Clock {
    session: Arc<Session>,
    /// Null while there is none.
    marks: [Pointer; 2],
}

impl Clock {
    /// # Errors
    /// [`DriverError`].
    pub(crate) fn new(session: &Arc<Session>) -> Result<Clock, DriverError> {
        session.enter()?;
        let mut clock = Clock { session: session.clone(), marks: [std::ptr::null_mut(); 2] };
        for mark in &mut clock.marks {
            // SAFETY: it writes a handle.
            let code = unsafe { (session.driver.functions.event_create)(&raw mut *mark, WITH_TIME) };
            session.driver.check("cuEventCreate", code)?;
        }
        Ok(clock)
    }

    /// Milliseconds of what is asked for; waits for it.
    ///
    /// # Errors
    /// [`DriverError`], also of the work.
    pub(crate) fn time(&self, work: impl FnOnce() -> Result<(), DriverError>) -> Result<f32, DriverError> {
        let Session { driver, stream, .. } = &*self.session;
        let [begin, end] = self.marks;
        // SAFETY: the handles are ours.
        let mark = |mark| driver.check("cuEventRecord", unsafe { (driver.functions.event_record)(mark, *stream) });
        mark(begin)?;
        work()?;
        mark(end)?;
        // SAFETY: the mark is ours.
        driver.check("cuEventSynchronize", unsafe { (driver.functions.event_wait)(end) })?;
        let mut milliseconds = f32::INFINITY;
        // SAFETY: both marks are ours and passed; it writes a number.
        let code = unsafe { (driver.functions.event_elapsed)(&raw mut milliseconds, begin, end) };
        driver.check("cuEventElapsedTime", code).map(|()| milliseconds)
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        for mark in self.marks.into_iter().filter(|mark| !mark.is_null()) {
            // SAFETY: it was made and is not used after.
            self.session.call("cuEventDestroy", |d| unsafe { (d.functions.event_destroy)(mark) });
        }
    }
}
