//! A MODEL AS PEOPLE SHARE IT: weights, tokenizer and template in one folder or file; import and export.

#![deny(unsafe_code)]
