//! BYTES: safetensors, GGUF, JSONL, parquet, token shards, run folders, checkpoints.

#![deny(unsafe_code)]
