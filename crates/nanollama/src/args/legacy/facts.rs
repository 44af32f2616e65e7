//! What there is here instead of things of the documents, said of flags, scripts and variables alike.

pub(super) const NO_EVALUATION: &str =
    "benchmarks are asked of what has been trained: `nanollama eval -m NAME -a core --bundle DIR`";
pub(super) const F32_ONLY: &str = "training computes in f32";
