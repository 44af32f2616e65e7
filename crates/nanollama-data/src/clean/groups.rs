//! Documents in groups: while all cores work on one, the next is read.

use rayon::prelude::*;

use crate::error::Result;
use crate::source::{Documents, Reading, Sources};

/// Text of a group: enough to keep many cores busy, little enough to hold two of them.
const GROUP_BYTES: usize = 8 << 20;
const GROUP_DOCUMENTS: usize = 8192;

/// A document.
pub(super) struct Text {
    pub(super) text: String,
    /// Its number among all.
    pub(super) number: u64,
    /// Its file's number among all, and its own in the file.
    pub(super) file: usize,
    pub(super) in_file: u64,
}

/// What was found out about one.
pub(super) struct Found {
    pub(super) verdict: u16,
    pub(super) numbers: Vec<u64>,
}

/// How many documents and bytes of the sources were read.
pub(crate) type Told<'a> = dyn FnMut(u64, u64) + 'a;

/// All documents of several lists of sources.
pub(super) struct Texts {
    lists: Vec<Documents>,
    /// The list in hand, and the files of those before.
    list: usize,
    files: usize,
    number: u64,
    finished_bytes: u64,
}

impl Texts {
    pub(super) fn new(lists: &[&Sources], reading: &Reading) -> Self {
        let lists = lists.iter().map(|sources| Documents::new((*sources).clone(), reading.clone())).collect();
        Self { lists, list: 0, files: 0, number: 0, finished_bytes: 0 }
    }

    /// The next one.
    fn next(&mut self, text: &mut String) -> Result<Option<(usize, u64)>> {
        while let Some(documents) = self.lists.get_mut(self.list) {
            if let Some(source) = documents.next_into(text)? {
                self.number += 1;
                return Ok(Some((self.files + source, documents.counts()[source].documents - 1)));
            }
            self.files += documents.counts().len();
            self.finished_bytes += documents.bytes_read();
            self.list += 1;
        }
        Ok(None)
    }

    /// The next of those that are wanted by their number.
    fn group(&mut self, wanted: &(dyn Fn(u64) -> bool + Sync)) -> Result<Vec<Text>> {
        let (mut group, mut bytes, mut text) = (Vec::new(), 0, String::new());
        while bytes < GROUP_BYTES && group.len() < GROUP_DOCUMENTS {
            let Some((file, in_file)) = self.next(&mut text)? else { break };
            let number = self.number - 1;
            if wanted(number) {
                bytes += text.len();
                group.push(Text { text: std::mem::take(&mut text), number, file, in_file });
            }
        }
        Ok(group)
    }

    fn bytes(&self) -> u64 {
        self.finished_bytes + self.lists.get(self.list).map_or(0, Documents::bytes_read)
    }
}

/// Works on all documents that are wanted, and hands over in their order what was found.
pub(super) fn each(
    texts: &mut Texts,
    wanted: &(dyn Fn(u64) -> bool + Sync),
    work: &(dyn Fn(&mut Text) -> Found + Sync),
    take: &mut dyn FnMut(&Text, Found) -> Result<()>,
    told: &mut Told<'_>,
) -> Result<()> {
    let mut group = texts.group(wanted)?;
    while !group.is_empty() {
        told(texts.number, texts.bytes());
        let all = || group.par_iter_mut().map(work).collect::<Vec<_>>();
        let (found, next) = rayon::join(all, || texts.group(wanted));
        for (text, found) in group.iter().zip(found) {
            take(text, found)?;
        }
        group = next?;
    }
    Ok(())
}
