//! JUDGEMENT: tasks, grades, and the baselines that every score is printed beside.
//!
//! A [`Task`] is a list of items, how each is put to a model, and how what comes back is judged; [`run`] puts it to an
//! engine. [`exam`] is the task that `quickstart` ends with. A model's bits per byte are measured where it is trained
//! (`nanollama-train`); the n-gram's are measured here, on the same documents.

#![forbid(unsafe_code)]

pub mod exam;
mod interval;
pub mod ngram;
mod task;

pub use interval::wilson;
pub use task::{Graded, Task, run};
