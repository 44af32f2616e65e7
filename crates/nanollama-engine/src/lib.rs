//! GENERATION: sessions, batches, sampling, stop rules, streaming text.

#![deny(unsafe_code)]
