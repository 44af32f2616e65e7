//! How a program ended, and how one process tells another of it: a line of numbers, then what was written.

/// Why it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By itself, with a code.
    Code(i32),
    /// By a signal that was not ours: a fault of its own, or memory.
    Signal(i32),
    /// Its time was over.
    Time,
    /// It wrote more than it may.
    Output,
    /// Its folder was full.
    Space,
}

/// A program that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Why.
    pub how: How,
    /// What it wrote, up to the limit.
    pub output: Vec<u8>,
    /// What it wrote as errors, up to the limit.
    pub errors: Vec<u8>,
    /// Bytes of memory at its peak; 0 where it was not watched.
    pub memory: u64,
    /// Whether namespaces stood behind the other walls.
    pub namespaces: bool,
}

impl Ended {
    /// Whether it said itself that all went well.
    pub fn is_well(&self) -> bool {
        self.how == How::Code(0)
    }

    /// In words: how it ended, and the last line that it wrote as an error.
    pub fn why(&self) -> String {
        let last = String::from_utf8_lossy(&self.errors);
        let last = last.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("").to_owned();
        match self.how {
            How::Code(code) if last.is_empty() => format!("ended with code {code}"),
            How::Code(_) => last,
            How::Signal(signal) => format!("ended by signal {signal}"),
            How::Time => "took too long".into(),
            How::Output => "wrote too much".into(),
            How::Space => "filled its folder".into(),
        }
    }

    /// For [`Ended::read`].
    pub(crate) fn write(&self) -> Vec<u8> {
        let (kind, number) = match self.how {
            How::Code(code) => (0, code),
            How::Signal(signal) => (1, signal),
            How::Time => (2, 0),
            How::Output => (3, 0),
            How::Space => (4, 0),
        };
        let Ended { output, errors, memory, namespaces, .. } = self;
        let head = format!("{kind} {number} {memory} {} {} {}\n", u8::from(*namespaces), output.len(), errors.len());
        [head.as_bytes(), output, errors].concat()
    }

    /// What [`Ended::write`] wrote; `None` for anything else.
    pub(crate) fn read(bytes: &[u8]) -> Option<Ended> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let numbers = std::str::from_utf8(&bytes[..end]).ok()?.split(' ').map(|number| number.parse::<i64>().ok());
        let numbers = numbers.collect::<Option<Vec<i64>>>()?;
        let [kind, number, memory, namespaces, output, errors] = numbers[..] else { return None };
        let number = i32::try_from(number).ok()?;
        let how = match kind {
            0 => How::Code(number),
            1 => How::Signal(number),
            2 => How::Time,
            3 => How::Output,
            4 => How::Space,
            _ => return None,
        };
        let (rest, output) = (&bytes[end + 1..], usize::try_from(output).ok()?);
        let errors = usize::try_from(errors).ok()?;
        if rest.len() != output.checked_add(errors)? {
            return None;
        }
        let (output, errors) = rest.split_at(output);
        let memory = u64::try_from(memory).ok()?;
        Some(Ended { how, output: output.into(), errors: errors.into(), memory, namespaces: namespaces == 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_read_again_and_nothing_else_is() {
        for how in [How::Code(0), How::Code(3), How::Signal(9), How::Time, How::Output, How::Space] {
            let ended =
                Ended { how, output: b"1\n2".into(), errors: b"x\n".into(), memory: 12, namespaces: how == How::Time };
            assert_eq!(Ended::read(&ended.write()), Some(ended.clone()));
            let written = ended.write();
            assert_eq!(Ended::read(&written[..written.len() - 1]), None);
        }
        for bad in [&b""[..], b"0 0 0 0 0\n", b"9 0 0 0 0 0\n", b"0 0 0 0 -1 1\n", b"0 0 0 0 9999999999999 1\n", b"x\n"]
        {
            assert_eq!(Ended::read(bad), None);
        }
    }
}
