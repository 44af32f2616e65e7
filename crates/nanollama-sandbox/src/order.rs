//! What one process asks of the other that has no other work: which program, where, within which limits.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use crate::program::Program;

/// What a program may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Time on the clock.
    pub time: Duration,
    /// Bytes of addresses.
    pub memory: u64,
    /// Bytes written in all, output and errors together.
    pub output: u64,
    /// Bytes in its folder.
    pub space: u64,
}

impl Default for Limits {
    /// nanochat's time and memory; a megabyte is said, sixteen are written.
    fn default() -> Limits {
        Limits { time: Duration::from_secs(5), memory: 256 << 20, output: 1 << 20, space: 16 << 20 }
    }
}

/// Whether namespaces stand behind the other walls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Namespaces {
    /// Where the system allows them.
    #[default]
    Allowed,
    /// Nothing is run without them.
    Demanded,
    /// None.
    Without,
}

/// The whole of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) limits: Limits,
    pub(crate) namespaces: Namespaces,
    /// The program's folder.
    pub(crate) scratch: PathBuf,
    pub(crate) program: Program,
}

impl Order {
    /// As words of a command line.
    pub(crate) fn words(&self) -> Vec<OsString> {
        let Order { limits: Limits { time, memory, output, space }, namespaces, scratch, program } = self;
        let Program { file, arguments, readable, loaders } = program;
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let kind = match namespaces {
            Namespaces::Allowed => 0,
            Namespaces::Demanded => 1,
            Namespaces::Without => 2,
        };
        let counts = [milliseconds, *memory, *output, *space, kind, readable.len() as u64, loaders.len() as u64];
        let mut words: Vec<OsString> = counts.iter().map(|count| count.to_string().into()).collect();
        words.extend([scratch, file].map(OsString::from));
        words.extend(readable.iter().chain(loaders).map(OsString::from));
        words.extend_from_slice(arguments);
        words
    }

    /// What [`Order::words`] says; `None` for anything else.
    pub(crate) fn read(words: &[OsString]) -> Option<Order> {
        let (counts, rest) = words.split_at_checked(7)?;
        let number = |word: &OsString| OsStr::to_str(word)?.parse::<u64>().ok();
        let counts = counts.iter().map(number).collect::<Option<Vec<u64>>>()?;
        let [milliseconds, memory, output, space, kind, readable, loaders] = counts[..] else { return None };
        let namespaces = match kind {
            0 => Namespaces::Allowed,
            1 => Namespaces::Demanded,
            2 => Namespaces::Without,
            _ => return None,
        };
        let (places, rest) = rest.split_at_checked(2)?;
        let (readable, rest) = rest.split_at_checked(usize::try_from(readable).ok()?)?;
        let (loaders, arguments) = rest.split_at_checked(usize::try_from(loaders).ok()?)?;
        let paths = |words: &[OsString]| words.iter().map(PathBuf::from).collect();
        let limits = Limits { time: Duration::from_millis(milliseconds), memory, output, space };
        let (readable, loaders) = (paths(readable), paths(loaders));
        let program = Program { file: (&places[1]).into(), arguments: arguments.into(), readable, loaders };
        Some(Order { limits, namespaces, scratch: (&places[0]).into(), program })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_as_it_was_given() {
        let program = Program {
            file: "/bin/python".into(),
            arguments: ["-s", "-"].map(OsString::from).into(),
            readable: vec!["/lib/python".into(), "/lib/c.so".into()],
            loaders: vec!["/lib/ld.so".into()],
        };
        for namespaces in [Namespaces::Allowed, Namespaces::Demanded, Namespaces::Without] {
            let order =
                Order { limits: Limits::default(), namespaces, scratch: "/tmp/x".into(), program: program.clone() };
            assert_eq!(Order::read(&order.words()), Some(order.clone()));
            for end in 0..9 {
                assert_eq!(Order::read(&order.words()[..end]), None);
            }
        }
    }
}
