//! LEARNING: recipe to plan, the training step, stages, optimisers, schedules, metrics.

#![deny(unsafe_code)]
