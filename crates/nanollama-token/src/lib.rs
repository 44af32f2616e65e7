//! TEXT: BPE training and encoding, tokenizer file formats, chat rendering and masks.

#![deny(unsafe_code)]
