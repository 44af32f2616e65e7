//! LEARNING: recipe to plan, the training step, stages, optimisers, schedules, metrics.
//!
//! The way of a run: a [`Recipe`] (what was asked for) becomes a [`Plan`] (what will happen, and its price), and the plan
//! runs: [`stage`] opens what feeds the one [`Step`], [`run`] decides when to look, show and save, and [`checkpoint`] keeps
//! everything that a killed run needs to end with the same bits. Nothing here prints or parses flags; an [`Observer`] is
//! told what happens.
#![forbid(unsafe_code)]

mod advantage;
mod average;
pub mod bench;
pub mod checkpoint;
mod error;
mod evaluate;
mod event;
mod guard;
mod measure;
mod metrics;
mod optimizer;
mod pass;
mod plan;
pub mod quantity;
pub mod range_test;
pub mod ranks;
mod recipe;
mod rollback;
pub mod run;
mod sample;
mod schedule;
pub mod stage;
mod step;
mod trained;

pub use advantage::Advantage;
pub use error::{Error, Result};
pub use evaluate::{Evaluator, Score};
pub use event::{Event, Observer, StepReport};
pub use guard::{Guard, MOST_ROLLBACKS};
pub use measure::{Measures, measure};
pub use optimizer::{Optimizer, Rates, StepSettings};
pub use plan::{
    Averaging, Base, Cost, DataFacts, Datasets, Drawn, Extension, FeedKind, GPUS, Gpu, Gpus, Grading, LossKind,
    MOST_EPOCHS, Machine, Memory, Moves, Order, Plan, Practice, Preference, Rental, Stage, StartKind, StepShape, Voice,
    Watch,
};
pub use recipe::{BUILTIN, Layers, Lookup, Recipe};
pub use rollback::{Rollback, rollbacks};
pub use run::{Finished, RunContext, RunLocation};
pub use schedule::{Decay, Schedule};
pub use step::{Outcome, Step, StepResult};
