//! What a kernel takes of a GPU, as the compiler's assembler says it.

use std::fmt;

/// Of one kernel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Its name.
    pub kernel: String,
    /// Registers of a thread.
    pub registers: u32,
    /// Bytes of a thread's stack: memory that stands for registers that are indexed.
    pub stack: u32,
    /// Bytes written and read where registers did not suffice.
    pub spilled: u32,
}

impl fmt::Display for Usage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Usage { kernel, registers, stack, spilled } = self;
        write!(formatter, "{kernel}: {registers} registers, {stack} bytes of stack, {spilled} spilled")
    }
}

/// All that a log names, by kernel.
#[must_use]
pub fn usages(log: &str) -> Vec<Usage> {
    let mut all: Vec<Usage> = Vec::new();
    for line in log.lines() {
        if let Some((_, rest)) = line.split_once("Compiling entry function '") {
            let kernel = rest.split('\'').next().unwrap_or_default().to_owned();
            all.push(Usage { kernel, ..Usage::default() });
        }
        let Some(usage) = all.last_mut() else { continue };
        if line.contains("bytes stack frame") {
            usage.stack = number_before(line, "bytes stack frame");
            usage.spilled = number_before(line, "bytes spill stores") + number_before(line, "bytes spill loads");
        } else if line.contains("Used ") {
            usage.registers = number_before(line, "registers");
        }
    }
    all.sort_by(|a, b| a.kernel.cmp(&b.kernel));
    all
}

fn number_before(line: &str, what: &str) -> u32 {
    let before = line.split(what).next().unwrap_or_default();
    before.split_whitespace().next_back().and_then(|word| word.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_read() {
        let log = "ptxas info    : 0 bytes gmem\n\
            ptxas info    : Compiling entry function 'b' for 'sm_90'\n\
            ptxas info    : Function properties for b\n\
            ptxas         .     8 bytes stack frame, 12 bytes spill stores, 16 bytes spill loads\n\
            ptxas info    : Used 42 registers, used 1 barriers, 452 bytes cmem[0]\n\
            ptxas info    : Compiling entry function 'a' for 'sm_90'\n\
            ptxas         .     0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads\n\
            ptxas info    : Used 8 registers";
        let read: Vec<String> = usages(log).iter().map(ToString::to_string).collect();
        assert_eq!(
            read,
            ["a: 8 registers, 0 bytes of stack, 0 spilled", "b: 42 registers, 8 bytes of stack, 28 spilled"]
        );
    }
}
