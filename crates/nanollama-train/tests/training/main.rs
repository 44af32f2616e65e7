//! The crate's second ring of tests: steps, whole runs, kills, fine-tuning, the bench.

mod average;
mod bench;
mod far;
mod fixture;
mod guard;
mod kill;
mod midtrain;
mod order;
mod personality;
mod practice;
mod range_test;
mod ranks;
mod run;
mod sft;
mod step;
