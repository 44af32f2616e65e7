//! CORPUS: sources, tokenising, shards, loaders, conversations, the built-in world.

#![deny(unsafe_code)]
