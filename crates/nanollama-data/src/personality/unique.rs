//! Texts that stand there twice: of each the first stays, so that none is both learned from and measured on.

use std::collections::HashMap;

use nanollama_store::hash::sha256_bytes;

use super::document::Document;
use super::report::Repeated;

/// The documents without repetitions, and those: equal where blanks and line ends are not looked at.
pub(super) fn unique(documents: Vec<Document>) -> (Vec<Document>, Vec<Repeated>) {
    let (mut first, mut kept, mut repeated) = (HashMap::new(), Vec::new(), Vec::new());
    for document in documents {
        let words: Vec<&str> = document.text.split_whitespace().collect();
        let before = *first.entry(sha256_bytes(words.join(" ").as_bytes())).or_insert(kept.len());
        if before == kept.len() {
            kept.push(document);
        } else {
            let place = |document: &Document| document.place.to_string();
            repeated.push(Repeated { place: place(&document), of: place(&kept[before]) });
        }
    }
    (kept, repeated)
}
