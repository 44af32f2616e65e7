//! A GGUF in several files: `NAME-00001-of-00003.gguf` and so on, as llama.cpp's `llama-gguf-split` and the `gguf` package
//! write them. Each says its number from 0 (`split.no`), how many there are (`split.count`) and how many tensors all hold
//! together (`split.tensors.count`). The first has the metadata; tensors lie in any, aligned as the file they lie in says.

use std::path::{Path, PathBuf};

use super::ALIGNMENT_KEY;
use super::file::{File, describe};
use super::value::Value;
use crate::error::{Error, Result};

const NUMBER: &str = "split.no";
const COUNT: &str = "split.count";
const TENSORS: &str = "split.tensors.count";
/// Keys that each file says for itself.
const OWN: [&str; 4] = [NUMBER, COUNT, TENSORS, ALIGNMENT_KEY];

/// Numbers and counts are 16 bits wide.
const MOST: u64 = 65_535;

/// What a name says of a file's place: `NAME-00002-of-00003.gguf` is the second of three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    pub number: u64,
    /// How many there are.
    pub count: u64,
}

impl Shard {
    /// What the name of `path` says, if it is one of a split file's.
    pub fn of(path: &Path) -> Option<Shard> {
        named(path).map(|(_, shard)| shard)
    }
}

/// A name without its extension and its place.
pub(super) fn stem(path: &Path) -> String {
    let whole = || path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    named(path).map_or_else(whole, |(stem, _)| stem.to_owned())
}

fn named(path: &Path) -> Option<(&str, Shard)> {
    let name = path.file_name()?.to_str()?.strip_suffix(".gguf")?;
    let (rest, count) = name.rsplit_once("-of-")?;
    let (stem, number) = rest.rsplit_once('-')?;
    // Written with five digits, or more where five do not suffice.
    let digits = |text: &str| text.len() >= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(number) || !digits(count) {
        return None;
    }
    Some((stem, Shard { number: number.parse().ok()?, count: count.parse().ok()? }))
}

fn ending(Shard { number, count }: Shard) -> String {
    format!("-{number:05}-of-{count:05}.gguf")
}

/// All files that `file` is one of, the first apart; it alone, when it says that it is whole.
pub(super) fn gather(file: File) -> Result<(File, Vec<File>)> {
    let Some(count) = whole(&file, COUNT)?.filter(|&count| count > 1) else { return Ok((file, Vec::new())) };
    if count > MOST {
        return Err(wrong(&file, COUNT, format!("it is {count}; a file is split into {MOST} at most")));
    }
    let shard = Shard { number: required(&file, NUMBER)?.saturating_add(1), count };
    let stem = checked_stem(&file, shard)?;
    let beside = |number| file.path().with_file_name(format!("{stem}{}", ending(Shard { number, count })));
    refuse_missing(&file, count, beside)?;
    let others = (1..=count).filter(|&number| number != shard.number);
    let mut all = others.map(|number| File::open(&beside(number))).collect::<Result<Vec<File>>>()?;
    all.insert(shard.number as usize - 1, file);
    let further = all.split_off(1);
    let first = all.pop().expect("there are at least two");
    for (index, shard) in further.iter().enumerate() {
        check_beside(&first, shard, index as u64 + 1)?;
    }
    check_number(&first, 0)?;
    Ok((first, further))
}

/// What stands before the place in the file's name; name and keys have to agree, for the others are found by the name.
fn checked_stem(file: &File, by_keys: Shard) -> Result<String> {
    let Some((stem, by_name)) = named(file.path()) else {
        let what = format!(
            "it is {}, so the file's name should end in {}: the others are found by it",
            by_keys.count,
            ending(by_keys)
        );
        return Err(wrong(file, COUNT, what));
    };
    if by_name.count != by_keys.count {
        let what = format!("it is {}, but {} by the file's name", by_keys.count, by_name.count);
        return Err(wrong(file, COUNT, what));
    }
    if by_name.number != by_keys.number || by_keys.number > by_keys.count {
        let what = format!(
            "it is {}, but {} by the file's name, which counts from 1",
            by_keys.number.saturating_sub(1),
            by_name.number.saturating_sub(1)
        );
        return Err(wrong(file, NUMBER, what));
    }
    Ok(stem.to_owned())
}

/// Names the first file that is not there before any is opened: a count may claim much.
fn refuse_missing(file: &File, count: u64, beside: impl Fn(u64) -> PathBuf) -> Result<()> {
    let absent = |number: &u64| !beside(*number).exists();
    let Some(first) = (1..=count).find(absent) else { return Ok(()) };
    let more = (first + 1..=count).filter(absent).count();
    Err(Error::MissingShard { path: beside(first), beside: file.path().to_owned(), count, more })
}

/// Refuses a file that says of itself or of the model what the first does not say.
fn check_beside(first: &File, shard: &File, number: u64) -> Result<()> {
    check_number(shard, number)?;
    let both = |key: &str, value: String, other: String| {
        wrong(shard, key, format!("it is {value}, but {other} in {}", first.path().display()))
    };
    for key in [COUNT, TENSORS] {
        let (own, firsts) = (required(shard, key)?, required(first, key)?);
        if own != firsts {
            return Err(both(key, own.to_string(), firsts.to_string()));
        }
    }
    for (key, value) in shard.metadata.iter().filter(|(key, _)| !OWN.contains(&key.as_str())) {
        match first.value(key) {
            Some(other) if other == value => {}
            Some(other) => return Err(both(key, describe(value), describe(other))),
            None => return Err(both(key, describe(value), "missing".into())),
        }
    }
    Ok(())
}

fn check_number(file: &File, wanted: u64) -> Result<()> {
    match required(file, NUMBER)? {
        number if number == wanted => Ok(()),
        number => {
            Err(wrong(file, NUMBER, format!("it is {number} and wanted is {wanted}: the files are out of order")))
        }
    }
}

/// Refuses a first file that announces another number of tensors than all files hold.
pub(super) fn check_count(metadata: &[(String, Value)], path: &Path, (files, tensors): (usize, usize)) -> Result<()> {
    let announced = metadata.iter().find(|(key, _)| key == TENSORS).and_then(|(_, value)| value.as_u64());
    match announced {
        Some(count) if files > 1 && count != tensors as u64 => Err(Error::Key {
            path: path.to_owned(),
            key: TENSORS.to_owned(),
            what: format!("it is {count}, but the {files} files hold {tensors} tensors"),
        }),
        _ => Ok(()),
    }
}

fn whole(file: &File, key: &str) -> Result<Option<u64>> {
    let Some(value) = file.value(key) else { return Ok(None) };
    let number = value.as_u64();
    number.map(Some).ok_or_else(|| wrong(file, key, format!("it is {} and wanted is a whole number", describe(value))))
}

fn required(file: &File, key: &str) -> Result<u64> {
    whole(file, key)?.ok_or_else(|| wrong(file, key, "it is missing, and the file is one of several".into()))
}

fn wrong(file: &File, key: &str, what: String) -> Error {
    Error::Key { path: file.path().to_owned(), key: key.to_owned(), what }
}
