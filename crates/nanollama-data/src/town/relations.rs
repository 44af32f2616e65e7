//! The relations that are built in. How one is written stands in `relations/README.md`; what is true in a town is
//! `facts.rs`.

use super::relation::{self, Relation};
use super::texts;

/// All relations, in the order of their names.
pub(super) fn all() -> Vec<Relation> {
    let read = |(name, text)| {
        relation::parse(text)
            .unwrap_or_else(|what| panic!("a test reads all relations that are built in: {name}: {what}"))
    };
    texts::of_kind("relations", "rel").map(read).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_says_enough_and_nothing_twice() {
        for ((name, _), relation) in texts::of_kind("relations", "rel").zip(all()) {
            assert_eq!(name, relation.name);
            let enough =
                [(&relation.statements, 15), (&relation.questions, 12), (&relation.exam, 3), (&relation.answers, 4)];
            for (lines, least) in enough {
                assert!(lines.len() >= least, "{name}: {} of {least} lines", lines.len());
                let different: BTreeSet<&str> = lines.iter().map(|phrase| phrase.text.as_str()).collect();
                assert_eq!(different.len(), lines.len(), "{name} has a line twice");
            }
            let asked: BTreeSet<&str> = relation.questions.iter().map(|phrase| phrase.text.as_str()).collect();
            assert!(relation.exam.iter().all(|phrase| !asked.contains(phrase.text.as_str())), "{name}");
        }
    }
}
