//! WEIGHTS: config, parameters, initialisation, the forward, the KV cache.

#![deny(unsafe_code)]
