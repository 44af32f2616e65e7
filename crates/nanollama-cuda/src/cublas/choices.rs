//! [`Choices`]: which way each kind of product is computed, kept on disk, so that a later run has the same bits.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::Algorithm;
use super::kind::Kind;
use crate::kept::keep;

/// What a file begins with; another layout of its records has another one.
const HEAD: &[u8; 16] = b"nanollama ways 1";
/// 64-bit words of an algorithm, and of a record: a kind and its algorithm.
const ALGORITHM: usize = 8;
const RECORD: usize = Kind::WORDS + ALGORITHM;

type Known = HashMap<[u64; Kind::WORDS], Algorithm>;

/// The choices made for one GPU and version of the library.
#[derive(Debug)]
pub(super) struct Choices {
    file: PathBuf,
    known: Known,
}

impl Choices {
    /// Those that are kept in a folder; none where there is no file of ours.
    pub(super) fn read(folder: &Path, gpu: &str, (major, minor, patch): (u32, u32, u32)) -> Choices {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let gpu: String = gpu.chars().map(plain).collect();
        let file = folder.join(format!("products-{gpu}-{major}.{minor}.{patch}.ways"));
        let known = std::fs::read(&file).ok().and_then(|bytes| known(&bytes)).unwrap_or_default();
        Choices { file, known }
    }

    /// How a kind is computed.
    pub(super) fn get(&self, kind: &Kind) -> Option<Algorithm> {
        self.known.get(&kind.words()).copied()
    }

    /// Keeps a choice. Those that another process has kept meanwhile stay. A file that cannot be written costs the next run
    /// its timing, and the bits of this one.
    pub(super) fn add(&mut self, kind: &Kind, algorithm: Algorithm) {
        self.known.insert(kind.words(), algorithm);
        let others = std::fs::read(&self.file).ok().and_then(|bytes| known(&bytes)).unwrap_or_default();
        for (kind, algorithm) in others {
            self.known.entry(kind).or_insert(algorithm);
        }
        keep(&self.file, &bytes_of(&self.known));
    }
}

/// A file's bytes: the head, then the records, in the order of their kinds.
fn bytes_of(known: &Known) -> Vec<u8> {
    let mut records: Vec<_> = known.iter().collect();
    records.sort_unstable_by_key(|(kind, _)| **kind);
    let words = records.into_iter().flat_map(|(kind, algorithm)| kind.iter().chain(&algorithm.0));
    HEAD.iter().copied().chain(words.flat_map(|word| word.to_le_bytes())).collect()
}

/// What a file of whole records says.
fn known(bytes: &[u8]) -> Option<Known> {
    let (words, rest) = bytes.strip_prefix(HEAD)?.as_chunks::<8>();
    let words: Vec<u64> = words.iter().map(|&word| u64::from_le_bytes(word)).collect();
    let (records, cut) = words.as_chunks::<RECORD>();
    let record = |record: &[u64; RECORD]| {
        let (kind, algorithm) = record.split_at(Kind::WORDS);
        Some((kind.try_into().ok()?, Algorithm(algorithm.try_into().ok()?)))
    };
    if rest.is_empty() && cut.is_empty() { records.iter().map(record).collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::launch::Address;
    use crate::product::{Operand, Product};
    use crate::source::Number;

    fn kind(rows: usize) -> Kind {
        let of = Operand::rows(Address(256), 64);
        Kind::of(&Product::new([rows, 64, 64], of, of, Address(256), Number::Bf16))
    }

    #[test]
    fn what_is_kept_is_read_back_and_what_is_cut_or_foreign_is_not() {
        let folder = std::env::temp_dir().join(format!("nanollama-ways-{}", std::process::id()));
        let read = || Choices::read(&folder, "A GPU/80", (13, 1, 0));
        let [one, two] = [1, 2].map(|word| Algorithm([word; 8]));
        // Two processes at a time.
        let (mut first, mut second) = (read(), read());
        first.add(&kind(1), one);
        second.add(&kind(2), two);
        let file = folder.join("products-A-GPU-80-13.1.0.ways");
        assert_eq!((read().get(&kind(1)), read().get(&kind(2)), read().get(&kind(3))), (Some(one), Some(two), None));
        assert_eq!(Choices::read(&folder, "A GPU/80", (13, 1, 1)).get(&kind(1)), None);
        let whole = std::fs::read(&file).unwrap();
        for bytes in [&whole[..whole.len() - 1], &whole[..whole.len() - 8], &whole[1..], b""] {
            std::fs::write(&file, bytes).unwrap();
            assert_eq!(read().get(&kind(1)), None);
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
