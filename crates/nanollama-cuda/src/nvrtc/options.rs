//! What the compiler is told. These are its flags, not ours; no message is written here.

use std::ffi::CString;

/// For an architecture such as `sm_90`: the dialect, in which a lambda is a device's without a word about it, and that the
/// assembler says what kernels take.
pub(super) fn options(architecture: &str) -> Vec<CString> {
    let architecture = format!("--gpu-architecture={architecture}");
    let all = [architecture.as_str(), "--std=c++17", "--device-as-default-execution-space", "--ptxas-options=-v"];
    all.into_iter().filter_map(|option| CString::new(option).ok()).collect()
}
