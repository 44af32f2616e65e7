//! The time that a thread spends on a processor: what others take from it on a busy machine does not count.

use std::time::Duration;

/// An instant of the calling thread's own time.
pub(super) struct ThreadTime(Duration);

impl ThreadTime {
    pub(super) fn now() -> ThreadTime {
        ThreadTime(read())
    }

    /// Seconds since then; asked by the same thread. Never 0.
    pub(super) fn seconds(&self) -> f64 {
        read().saturating_sub(self.0).as_secs_f64().max(1e-9)
    }
}

#[cfg(unix)]
fn read() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: the call writes one timespec.
    let failed = unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) } != 0;
    if failed { by_clock() } else { Duration::new(time.tv_sec as u64, time.tv_nsec as u32) }
}

#[cfg(not(unix))]
fn read() -> Duration {
    by_clock()
}

/// Time by the clock, since the first call.
fn by_clock() -> Duration {
    static FIRST: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    FIRST.get_or_init(std::time::Instant::now).elapsed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_work_counts() {
        let begun = ThreadTime::now();
        std::thread::sleep(Duration::from_millis(50));
        let asleep = begun.seconds();
        let (wall, begun) = (std::time::Instant::now(), ThreadTime::now());
        let mut sum = 0u64;
        while wall.elapsed() < Duration::from_millis(50) {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(!cfg!(unix) || asleep < 0.04, "{asleep} s of a sleep");
        assert!(begun.seconds() > 0.0 && begun.seconds() < 10.0);
    }
}
