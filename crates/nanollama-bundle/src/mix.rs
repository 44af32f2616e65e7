//! [`Mix`]: which storage type each tensor of a quantised GGUF file gets. Names, numbers and choices are llama.cpp's
//! (`llama_model_quantize`), so that a file of a name is what people know by it.
//!
//! How the numbers are found is the storage types' matter.

mod choose;

use std::str::FromStr;

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, parameters};

use crate::error::{Error, Result};

/// A mix of storage types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mix {
    name: &'static str,
    /// The number in `enum llama_ftype`.
    file_type: u32,
    /// What most matrices are.
    base: DType,
}

const fn mix(name: &'static str, file_type: u32, base: DType) -> Mix {
    Mix { name, file_type, base }
}

/// From `enum llama_ftype` and `llama-quantize --help`. Those of types that are not computed here are missing.
const MIXES: &[Mix] = &[
    mix("Q2_K", 10, DType::Q2K),
    mix("Q3_K_S", 11, DType::Q3K),
    mix("Q3_K_M", 12, DType::Q3K),
    mix("Q3_K_L", 13, DType::Q3K),
    mix("IQ4_XS", 30, DType::Iq4Xs),
    mix("IQ4_NL", 25, DType::Iq4Nl),
    mix("Q4_0", 2, DType::Q4_0),
    mix("Q4_1", 3, DType::Q4_1),
    mix("Q4_K_S", 14, DType::Q4K),
    mix("Q4_K_M", 15, DType::Q4K),
    mix("Q5_0", 8, DType::Q5_0),
    mix("Q5_1", 9, DType::Q5_1),
    mix("Q5_K_S", 16, DType::Q5K),
    mix("Q5_K_M", 17, DType::Q5K),
    mix("Q6_K", 18, DType::Q6K),
    mix("Q8_0", 7, DType::Q8_0),
    mix("F16", 1, DType::F16),
    mix("BF16", 32, DType::Bf16),
    mix("F32", 0, DType::F32),
];

/// Other names of mixes.
const ALIASES: &[(&str, &str)] = &[("Q3_K", "Q3_K_M"), ("Q4_K", "Q4_K_M"), ("Q5_K", "Q5_K_M")];

/// What a tensor of a file is stored as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its name in GGUF.
    pub tensor: String,
    /// Numbers of a row.
    pub cols: usize,
    /// What it is stored as.
    pub dtype: DType,
    /// What the mix would have it; another type where that one's blocks do not divide the rows.
    pub wanted: DType,
}

impl Mix {
    /// All there are, smallest first.
    pub fn all() -> &'static [Mix] {
        MIXES
    }

    /// llama.cpp's name.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// The number in `enum llama_ftype`.
    pub fn file_type(self) -> u32 {
        self.file_type
    }

    /// What each tensor of a model becomes, in the order of its file; with an importance matrix some mixes choose otherwise.
    pub fn choices(self, config: &Config, weighed: bool) -> Vec<Choice> {
        let list = parameters(config).into_iter().flat_map(|parameter| {
            let (layer, single) = (parameter.layer.unwrap_or(0), parameter.elementwise());
            parameter.parts.into_iter().map(move |part| (part, layer, single))
        });
        list.map(|(part, layer, single)| {
            let cols = part.shape.last().copied().unwrap_or(1);
            let wanted = if single {
                DType::F32
            } else {
                choose::wanted((self.name, self.base, weighed), config, &part.gguf_name, layer, cols)
            };
            Choice { tensor: part.gguf_name, cols, dtype: choose::that_divides(wanted, cols), wanted }
        })
        .collect()
    }
}

impl FromStr for Mix {
    type Err = Error;

    fn from_str(name: &str) -> Result<Mix> {
        let wanted = name.to_ascii_uppercase();
        let wanted = ALIASES.iter().find(|(alias, _)| *alias == wanted).map_or(wanted.as_str(), |(_, mix)| mix);
        MIXES.iter().copied().find(|mix| mix.name == wanted).ok_or_else(|| {
            let known: Vec<&str> = MIXES.iter().map(|mix| mix.name).collect();
            Error::UnknownMix { name: name.to_owned(), known: known.join(", ") }
        })
    }
}

#[cfg(test)]
mod tests;
