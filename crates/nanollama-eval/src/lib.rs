//! JUDGEMENT: bits per byte, held-out questions, and the baselines beside them.

#![deny(unsafe_code)]
