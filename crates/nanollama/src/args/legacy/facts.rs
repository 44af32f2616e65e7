//! What there is here instead of things of the documents, said of flags, scripts and variables alike.

pub(super) const NO_EVALUATION: &str =
    "there are no benchmarks; validation bits per byte are measured every --eval-every steps";
pub(super) const F32_ONLY: &str = "training computes in f32";
