//! What a document or a line can be left out for: a number in memory, a name for people and in the manifest.

/// Why a document goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Exact,
    Near,
    Listed,
    C4Sentences,
    C4LoremIpsum,
    C4Bracket,
    FewWords,
    ManyWords,
    QualityWords,
    QualityWordLength,
    QualitySymbols,
    QualityBullets,
    QualityEllipses,
    QualityLetters,
    QualityStopWords,
    RepeatedLines,
    RepeatedParagraphs,
    RepeatedTopRun,
    RepeatedRuns,
    FinewebEnds,
    FinewebRepeated,
    FinewebShort,
}

/// Their names.
pub(super) const NAMES: [&str; 22] = [
    "exact duplicates",
    "near duplicates",
    "drop: listed",
    "c4: fewer than 3 sentences left",
    "c4: lorem ipsum",
    "c4: curly bracket",
    "min-words",
    "max-words",
    "gopher-quality: words not 50 to 100,000",
    "gopher-quality: mean word length not 3 to 10",
    "gopher-quality: # or ellipses",
    "gopher-quality: bullets",
    "gopher-quality: lines cut by ellipses",
    "gopher-quality: words without letters",
    "gopher-quality: fewer than 2 stop words",
    "gopher-repetition: lines",
    "gopher-repetition: paragraphs",
    "gopher-repetition: most frequent 2 to 4 words",
    "gopher-repetition: runs of 5 to 10 words",
    "fineweb-quality: lines without an end mark",
    "fineweb-quality: lines that come again",
    "fineweb-quality: short lines",
];

/// Why a line goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineRule {
    LongWord,
    NoEnd,
    FewWords,
    Javascript,
    Policy,
}

/// How many of these there are.
pub(super) const LINE_RULES: usize = 5;
/// Their names.
pub(super) const LINE_NAMES: [&str; LINE_RULES] = [
    "c4 lines: word of more than 1000 characters",
    "c4 lines: no end mark",
    "c4 lines: fewer than 5 words",
    "c4 lines: javascript",
    "c4 lines: policies and cookies",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_name() {
        assert_eq!(NAMES[Rule::Listed as usize], "drop: listed");
        assert_eq!(NAMES[Rule::QualityStopWords as usize], "gopher-quality: fewer than 2 stop words");
        assert_eq!(NAMES[Rule::FinewebShort as usize], "fineweb-quality: short lines");
        assert_eq!(NAMES.len(), Rule::FinewebShort as usize + 1);
        assert_eq!(LINE_NAMES[LineRule::Policy as usize], "c4 lines: policies and cookies");
    }
}
