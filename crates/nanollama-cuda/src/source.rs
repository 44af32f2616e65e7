//! The text of the kernels: modules, each one file of `op/` behind the prelude, complete without a header.

/// How activations are stored. Arithmetic is f32 in both, masters and statistics are f32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// As the CPU has them.
    F32,
    /// The upper half of an f32.
    Bf16,
}

impl Number {
    /// Its bits.
    #[must_use]
    pub fn bits(self) -> usize {
        match self {
            Number::F32 => 32,
            Number::Bf16 => 16,
        }
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(self) -> usize {
        self.bits() / 8
    }

    /// Short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Number::F32 => "f32",
            Number::Bf16 => "bf16",
        }
    }
}

/// Kernels that are compiled together.
#[derive(Debug, Clone, Copy)]
pub struct Module {
    /// What messages call it.
    pub name: &'static str,
    /// What it shares with other modules, in front of its own text.
    pub shared: &'static str,
    /// Its own text.
    pub text: &'static str,
    /// The one format that it is for; None for all.
    pub only: Option<Number>,
    /// The one architecture that it is for; None for all.
    pub architecture: Option<&'static str>,
}

/// The architecture whose warpgroups multiply.
pub const HOPPER: &str = "sm_90a";

/// The dialect, on a GPU.
pub const DEVICE_PRELUDE: &str = include_str!("prelude/device.cu");
/// What all kernels share.
pub const NUMBERS: &str = include_str!("prelude/numbers.cu");

/// What the attention kernels share.
pub const ATTENTION: &str = include_str!("prelude/attention.cu");

const fn module(name: &'static str, text: &'static str) -> Module {
    Module { name, shared: "", text, only: None, architecture: None }
}

/// All modules.
pub const MODULES: [Module; 16] = [
    module("adamw.cu", include_str!("op/adamw.cu")),
    module("add.cu", include_str!("op/add.cu")),
    Module { shared: ATTENTION, ..module("attention.cu", include_str!("op/attention.cu")) },
    Module {
        shared: ATTENTION,
        only: Some(Number::Bf16),
        architecture: Some(HOPPER),
        ..module("attention_group.cu", include_str!("op/attention_group.cu"))
    },
    Module { shared: ATTENTION, ..module("attention_pages.cu", include_str!("op/attention_pages.cu")) },
    Module {
        shared: ATTENTION,
        only: Some(Number::Bf16),
        ..module("attention_tensor.cu", include_str!("op/attention_tensor.cu"))
    },
    module("bias.cu", include_str!("op/bias.cu")),
    module("embedding.cu", include_str!("op/embedding.cu")),
    module("gradient_norm.cu", include_str!("op/gradient_norm.cu")),
    module("head.cu", include_str!("op/head.cu")),
    module("muon.cu", include_str!("op/muon.cu")),
    module("rms_norm.cu", include_str!("op/rms_norm.cu")),
    module("rope.cu", include_str!("op/rope.cu")),
    module("scale.cu", include_str!("op/scale.cu")),
    module("swiglu.cu", include_str!("op/swiglu.cu")),
    module("token_sort.cu", include_str!("op/token_sort.cu")),
];

impl Module {
    /// All that a compiler reads, for one format of activations.
    #[must_use]
    pub fn source(&self, number: Number) -> String {
        let Module { shared, text, .. } = self;
        format!("#define NUMBER_BITS {}\n{DEVICE_PRELUDE}\n{NUMBERS}\n{shared}\n{text}", number.bits())
    }

    /// Whether it is for a format on an architecture.
    #[must_use]
    pub fn is_for(&self, number: Number, architecture: &str) -> bool {
        self.only.is_none_or(|only| only == number) && self.architecture.is_none_or(|only| only == architecture)
    }

    /// The kernels in it, in the order of its text.
    pub fn kernels(&self) -> impl Iterator<Item = &'static str> {
        self.text.split("\nKERNEL(").skip(1).map(|rest| rest.split(',').next().unwrap_or(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_a_module_and_every_kernel_has_a_name_of_its_own() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/op");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".cu"))
            .collect();
        assert_eq!(files, MODULES.iter().map(|module| module.name.to_owned()).collect());
        let kernels: Vec<&str> = MODULES.iter().flat_map(Module::kernels).collect();
        let text = MODULES.map(|module| module.text).concat();
        assert_eq!(kernels.len(), text.matches("KERNEL(").count());
        assert_eq!(kernels.iter().collect::<BTreeSet<_>>().len(), kernels.len());
    }

    #[test]
    fn the_dialect_is_kept() {
        for text in MODULES.map(|module| module.text).into_iter().chain([NUMBERS, ATTENTION]) {
            for word in
                ["#include", "__shared__", "__global__", "__device__", "asm", "__syncthreads", "__shfl", "atomic"]
            {
                assert!(!text.contains(word), "{word} stands in the prelude alone");
            }
        }
    }
}
