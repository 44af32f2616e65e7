//! JUDGEMENT: tasks, grades, and the baselines that every score is printed beside.
//!
//! Two kinds. A [`Task`] is of this program's own: [`exam`] is what `quickstart` ends with, put to an engine by [`run`]. Benchmarks of
//! the field, whose items are files, are in [`mod@bench`]: options are weighed by [`scoring`], answers are written for [`writing`], and
//! [`bits()`] measures a text. A [`Battery`] is several of them with one mean. A run's own validation is measured where it is trained (`nanollama-train`).

#![forbid(unsafe_code)]

mod battery;
pub mod bench;
mod bits;
mod case;
mod error;
pub mod exam;
mod interval;
pub mod ngram;
pub mod published;
mod question;
mod random;
mod rule;
pub mod scoring;
mod table;
mod task;
pub mod writing;

pub use battery::{Asks, Battery, Grade, Member, TaskGrade, Tasks, centred};
pub use bits::{Bits, bits};
pub use case::{Case, Passage};
pub use error::{Error, Result};
pub use interval::{bootstrap, wilson};
pub use rule::{Rule, Scored};
pub use task::{Graded, Task, run};
