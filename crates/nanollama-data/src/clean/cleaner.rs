//! The rules that were asked for, ready to judge documents, each by itself.

use nanollama_store::manifest::RemovedEntry;

use super::decontaminate::{LookedFor, Passages};
use super::listed::Listed;
use super::page::Page;
use super::rule::{LINE_NAMES, LINE_RULES, NAMES, Rule};
use super::{Cleaning, c4, fineweb, quality, repetition};
use crate::error::{Error, Result};
use crate::source::Sources;

/// That a document stays.
pub(crate) const KEPT: u16 = 0;

/// Lines that were taken out of a document, and their bytes, by rule.
pub(crate) type Lines = [(u32, u64); LINE_RULES];

/// The rules, opened.
pub(crate) struct Cleaner {
    pub(super) cleaning: Cleaning,
    passages: Option<Passages>,
    listed: Option<Listed>,
}

impl Cleaner {
    /// Opens what the rules read. `lists` are the sources whose documents will be judged, `is_part` whether there are others
    /// elsewhere.
    ///
    /// # Errors
    /// When a setting makes no sense or a file cannot be read.
    pub(crate) fn open(cleaning: &Cleaning, lists: &[&Sources], is_part: bool) -> Result<Self> {
        cleaning.check()?;
        let passages = match cleaning.evaluations.as_slice() {
            [] => None,
            evaluations => Some(Passages::read(evaluations)?),
        };
        let listed = cleaning.drop.as_ref().map(|path| Listed::read(path, lists)).transpose()?;
        if let (Some(path), Some(listed)) = (&cleaning.drop, &listed)
            && listed.here() == 0
            && listed.elsewhere > 0
            && !is_part
        {
            let first = lists.iter().find_map(|sources| sources.files.first());
            let first = first.map_or_else(String::new, |source| source.path.display().to_string());
            let what =
                format!("none of its {} rows names one of the files that are read, such as {first}", listed.elsewhere);
            return Err(Error::Cleaning { name: path.display().to_string(), what });
        }
        Ok(Self { cleaning: cleaning.clone(), passages, listed })
    }

    /// Whether nothing is asked for.
    pub(crate) fn is_idle(&self) -> bool {
        self.cleaning == Cleaning::default()
    }

    /// How much of the evaluations is looked for.
    pub(crate) fn looked_for(&self) -> Vec<LookedFor> {
        self.passages.as_ref().map_or_else(Vec::new, |passages| passages.of.clone())
    }

    /// The verdict on a file's document by the list of what to drop, if it is on it.
    pub(crate) fn listed(&self, file: usize, document: u64) -> Option<u16> {
        self.listed.as_ref().filter(|listed| listed.has(file, document)).map(|_| verdict(Rule::Listed))
    }

    /// Judges a document; lines that go are taken out of it.
    pub(crate) fn judge(&self, text: &mut String) -> (u16, Lines) {
        let rules = &self.cleaning;
        let mut lines = Lines::default();
        if rules.c4 {
            match c4::lines(text) {
                Ok(left) => (*text, lines) = (left.text, left.lines),
                Err(rule) => return (verdict(rule), lines),
            }
        }
        if let Some(rule) = self.broken(text) {
            return (verdict(rule), lines);
        }
        let task = self.passages.as_ref().and_then(|passages| passages.task_in(text));
        (task.map_or(KEPT, |task| (1 + NAMES.len()) as u16 + task), lines)
    }

    /// Takes out the lines that go of a document that was judged before and stays.
    pub(crate) fn take_lines(&self, text: &mut String) -> Lines {
        if self.cleaning.c4
            && let Ok(left) = c4::lines(text)
        {
            *text = left.text;
            return left.lines;
        }
        Lines::default()
    }

    /// The first of the rules of whole documents that this one breaks.
    fn broken(&self, text: &str) -> Option<Rule> {
        let rules = &self.cleaning;
        if rules.min_words > 0 || rules.max_words.is_some() {
            let words = text.split_whitespace().count() as u64;
            if words < rules.min_words {
                return Some(Rule::FewWords);
            }
            if rules.max_words.is_some_and(|most| words > most) {
                return Some(Rule::ManyWords);
            }
        }
        if !(rules.gopher_quality || rules.gopher_repetition || rules.fineweb_quality) {
            return None;
        }
        let page = Page::new(text);
        let of = |asked: bool, broken: fn(&Page) -> Option<Rule>| if asked { broken(&page) } else { None };
        of(rules.gopher_quality, quality::broken)
            .or_else(|| of(rules.gopher_repetition, repetition::broken))
            .or_else(|| of(rules.fineweb_quality, fineweb::broken))
    }

    fn name(&self, index: usize) -> String {
        match (NAMES.get(index), &self.passages) {
            (Some(name), _) => (*name).into(),
            (None, Some(passages)) => format!("decontaminate: {}", passages.of[index - NAMES.len()].task),
            (None, None) => String::new(),
        }
    }
}

/// The verdict of a rule.
pub(super) fn verdict(rule: Rule) -> u16 {
    1 + rule as u16
}

/// What was taken away, by rule.
#[derive(Debug, Default)]
pub(crate) struct Removed {
    /// Documents and their bytes.
    documents: Vec<(u64, u64)>,
    lines: [(u64, u64); LINE_RULES],
}

impl Removed {
    /// Counts a document of so many bytes.
    pub(crate) fn count(&mut self, verdict: u16, bytes: u64, lines: &Lines) {
        if verdict == KEPT {
            for (all, (lines, bytes)) in self.lines.iter_mut().zip(lines) {
                *all = (all.0 + u64::from(*lines), all.1 + bytes);
            }
            return;
        }
        let index = usize::from(verdict) - 1;
        if self.documents.len() <= index {
            self.documents.resize(index + 1, (0, 0));
        }
        let (documents, all) = &mut self.documents[index];
        (*documents, *all) = (*documents + 1, *all + bytes);
    }

    /// What went, as the manifest tells it.
    pub(crate) fn entries(&self, cleaner: &Cleaner) -> Vec<RemovedEntry> {
        let mut entries = Vec::new();
        for (index, (documents, text_bytes)) in self.documents.iter().enumerate().filter(|(_, (count, _))| *count > 0) {
            let (documents, text_bytes) = (*documents, *text_bytes);
            entries.push(RemovedEntry { what: cleaner.name(index), documents, lines: 0, text_bytes });
        }
        for (name, (lines, text_bytes)) in LINE_NAMES.iter().zip(self.lines).filter(|(_, (count, _))| *count > 0) {
            entries.push(RemovedEntry { what: (*name).into(), documents: 0, lines, text_bytes });
        }
        entries
    }
}
