//! JUDGEMENT: questions with known answers, and the baselines that every score is printed beside.
//!
//! A trained model's bits per byte are measured where it is trained (`nanollama-train`); the n-gram's are measured here, on
//! the same documents. Nothing here generates text: replies come in, scores go out.

#![forbid(unsafe_code)]

pub mod ngram;
pub mod questions;
