//! Who asks.

/// The token that may do everything.
pub const TOKEN: &str = "hf_mirror";
/// A token that is known but has accepted no licence and owns nothing.
pub const STRANGER: &str = "hf_stranger";
