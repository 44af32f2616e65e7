//! Which instruction set runs: detected once, or forced by the environment so that every path can be tested.

use std::sync::OnceLock;

use crate::error::Error;

/// The environment variable that forces an instruction set: `avx512`, `avx2`, `neon` or `scalar`.
const VARIABLE: &str = "NANOLLAMA_ISA";

/// An instruction set the kernels are compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Isa {
    /// AVX-512 F, BW, VL and DQ with FMA and F16C.
    Avx512,
    /// AVX2 with FMA and F16C.
    Avx2,
    /// The vectors every 64-bit ARM processor has.
    Neon,
    /// Plain loops with fused multiply-add: the same bits, slowly.
    Scalar,
}

impl Isa {
    /// Every instruction set, fastest first.
    pub const ALL: [Isa; 4] = [Isa::Avx512, Isa::Avx2, Isa::Neon, Isa::Scalar];

    /// What this process uses: the forced one where [`Isa::forced`] accepts it, else the fastest this machine has.
    pub fn active() -> Isa {
        static ACTIVE: OnceLock<Isa> = OnceLock::new();
        *ACTIVE.get_or_init(|| match Isa::forced() {
            Ok(Some(isa)) => isa,
            Ok(None) | Err(_) => Isa::available()[0],
        })
    }

    /// The instruction set named by `NANOLLAMA_ISA`, if any. A program calls this once at its start, so that a name
    /// that is unknown or that this machine lacks is an error there; [`Isa::active`] itself never fails.
    pub fn forced() -> Result<Option<Isa>, Error> {
        match std::env::var(VARIABLE) {
            Ok(name) if !name.is_empty() => Isa::parse(&name).map(Some),
            _ => Ok(None),
        }
    }

    fn parse(name: &str) -> Result<Isa, Error> {
        Isa::available().into_iter().find(|isa| isa.name() == name).ok_or_else(|| Error::Isa {
            name: name.to_owned(),
            available: Isa::available().iter().map(|isa| isa.name()).collect::<Vec<_>>().join(", "),
        })
    }

    /// The ones this machine can run, fastest first; [`Isa::Scalar`] is always the last.
    pub fn available() -> Vec<Isa> {
        Isa::ALL.into_iter().filter(|isa| isa.is_available()).collect()
    }

    /// Whether this machine can run it.
    pub fn is_available(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            Isa::Avx512 => {
                Isa::Avx2.is_available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512dq")
            }
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => {
                is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") && is_x86_feature_detected!("f16c")
            }
            Isa::Neon => cfg!(target_arch = "aarch64"),
            Isa::Scalar => true,
            #[cfg(not(target_arch = "x86_64"))]
            Isa::Avx512 | Isa::Avx2 => false,
        }
    }

    /// The name `NANOLLAMA_ISA` takes and `doctor` prints.
    pub fn name(self) -> &'static str {
        match self {
            Isa::Avx512 => "avx512",
            Isa::Avx2 => "avx2",
            Isa::Neon => "neon",
            Isa::Scalar => "scalar",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalar_is_last_and_names_parse_back() {
        let available = Isa::available();
        assert_eq!(available.last(), Some(&Isa::Scalar));
        for isa in available {
            assert_eq!(Isa::parse(isa.name()).ok(), Some(isa));
        }
    }

    #[test]
    fn an_unknown_name_is_an_error_that_lists_the_known_ones() {
        let message = Isa::parse("mmx").expect_err("there is no mmx path").to_string();
        assert!(message.contains("mmx") && message.contains("scalar"), "{message}");
    }
}
