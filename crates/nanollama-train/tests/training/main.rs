//! The crate's second ring of tests: steps, whole runs, kills, fine-tuning, the bench.

mod bench;
mod far;
mod fixture;
mod kill;
mod midtrain;
mod order;
mod personality;
mod run;
mod sft;
mod step;
