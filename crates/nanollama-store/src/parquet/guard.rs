//! Panics of the decoder as errors: its asserts on damaged pages must neither end the program nor print a message of
//! their own.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use ::parquet::errors::ParquetError;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs `decode`; an error or a panic comes back as its message. After a panic the decoder must not be used again.
pub(super) fn caught<T>(decode: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                previous(info);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(decode));
    GUARDED.set(outer);
    match outcome {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(error.to_string()),
        Err(payload) => {
            let said = payload
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| payload.downcast_ref::<&str>().copied());
            Err(format!("its pages are damaged ({})", said.unwrap_or("the decoder gave up")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_and_errors_become_messages() {
        let number = 7;
        let panicked = caught::<()>(|| panic!("index {number}")).unwrap_err();
        assert!(panicked.contains("index 7"), "{panicked}");
        assert!(caught::<()>(|| Err(ParquetError::EOF("short".into()))).unwrap_err().contains("short"));
        assert_eq!(caught(|| Ok(1)).unwrap(), 1);
        assert!(!GUARDED.get());
    }
}
