//! GPUs that are rented and owned: what they have, and which share of it training is assumed to reach.

use std::str::FromStr;

/// A GPU that a plan is priced on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gpu {
    /// As people call it.
    pub name: &'static str,
    /// Bytes of its memory.
    pub memory: u64,
    /// Floating-point operations a second of dense bf16 products with f32 sums, as its maker publishes.
    pub peak: f64,
}

const fn gpu(name: &'static str, gigabytes: u64, tera: f64) -> Gpu {
    Gpu { name, memory: gigabytes * 1_000_000_000, peak: tera * 1e12 }
}

/// The GPUs that every plan is priced on, as their makers' sheets have them in November 2026.
pub const GPUS: [Gpu; 5] = [
    gpu("RTX 3090", 24, 71.0),
    gpu("RTX 4090", 24, 165.2),
    gpu("A100", 80, 312.0),
    gpu("H100", 80, 989.0),
    gpu("H200", 141, 989.0),
];

impl Gpu {
    /// Share of its peak that training a model of so many parameters is assumed to reach. Small models leave a GPU idle:
    /// trainers alike report 28% at 46M parameters and 50 to 59% beyond a billion, on an H100. No share is measured with
    /// this program; none is above 65%.
    #[must_use]
    pub fn assumed_share(parameters: u64) -> f64 {
        match parameters {
            0..20_000_000 => 0.15,
            20_000_000..100_000_000 => 0.28,
            100_000_000..600_000_000 => 0.4,
            _ => 0.5,
        }
    }
}

/// Some GPUs of one kind: `H100`, `4xH100`, `2 x rtx4090`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gpus {
    /// How many.
    pub count: u64,
    /// Which.
    pub gpu: Gpu,
}

impl FromStr for Gpus {
    type Err = String;

    fn from_str(typed: &str) -> Result<Gpus, String> {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let digits = plain.chars().take_while(char::is_ascii_digit).count();
        let (count, name) = match plain[digits..].strip_prefix(['x', '×', '*']) {
            Some(name) if digits > 0 => (&plain[..digits], name),
            _ => ("1", plain.as_str()),
        };
        let count: u64 = count.parse().map_err(|_| format!("{count} GPUs are more than there are"))?;
        let plainly = |gpu: &&Gpu| gpu.name.to_lowercase().replace(' ', "");
        let found = GPUS.iter().find(|gpu| plainly(gpu) == name || plainly(gpu).trim_start_matches("rtx") == name);
        let known = GPUS.map(|gpu| gpu.name).join(", ");
        match found {
            Some(&gpu) if count > 0 => Ok(Gpus { count, gpu }),
            Some(_) => Err("at least one GPU is needed".to_owned()),
            None => Err(format!("no GPU is called {name:?} here; known are {known}, and several as 4xH100")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gpus_are_read_as_people_type_them() {
        for (typed, count, name) in [
            ("H100", 1, "H100"),
            ("4xH100", 4, "H100"),
            ("2 x rtx 4090", 2, "RTX 4090"),
            ("3090", 1, "RTX 3090"),
            ("8×h200", 8, "H200"),
        ] {
            let gpus: Gpus = typed.parse().unwrap();
            assert_eq!((gpus.count, gpus.gpu.name), (count, name), "{typed}");
        }
        for (typed, said) in
            [("0xH100", "at least one"), ("H1000", "known are RTX 3090"), ("", "known are"), ("4x", "known are")]
        {
            let error = typed.parse::<Gpus>().unwrap_err();
            assert!(error.contains(said), "{typed}: {error}");
        }
    }
}
