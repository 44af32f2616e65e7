//! The text of the kernels: modules, each one file of `op/` behind the prelude, complete without a header.

use nanollama_packed::Packed;

static TEXTS: Packed = Packed::new(include_bytes!(concat!(env!("OUT_DIR"), "/packed")));

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
    /// What messages call it: its file in `op/`.
    pub name: &'static str,
    /// The file in `prelude/` that it shares with other modules, in front of its own text; None: it shares none.
    pub shared: Option<&'static str>,
    /// The one format that it is for; None for all.
    pub only: Option<Number>,
    /// The one architecture that it is for; None for all.
    pub architecture: Option<&'static str>,
}

/// The architecture whose warpgroups multiply.
pub const HOPPER: &str = "sm_90a";

/// What the attention kernels share.
const ATTENTION: Option<&str> = Some("attention.cu");

const fn module(name: &'static str) -> Module {
    Module { name, shared: None, only: None, architecture: None }
}

/// All modules.
pub const MODULES: [Module; 16] = [
    module("adamw.cu"),
    module("add.cu"),
    Module { shared: ATTENTION, ..module("attention.cu") },
    Module { shared: ATTENTION, only: Some(Number::Bf16), architecture: Some(HOPPER), ..module("attention_group.cu") },
    Module { shared: ATTENTION, ..module("attention_pages.cu") },
    Module { shared: ATTENTION, only: Some(Number::Bf16), ..module("attention_tensor.cu") },
    module("bias.cu"),
    module("embedding.cu"),
    module("gradient_norm.cu"),
    module("head.cu"),
    module("muon.cu"),
    module("rms_norm.cu"),
    module("rope.cu"),
    module("scale.cu"),
    module("swiglu.cu"),
    module("token_sort.cu"),
];

/// A file of the prelude.
fn prelude(name: &str) -> &'static str {
    TEXTS.text(&format!("prelude/{name}"))
}

impl Module {
    /// All that a compiler reads, for one format of activations.
    #[must_use]
    pub fn source(&self, number: Number) -> String {
        // The dialect on a GPU, and what all kernels share.
        let [device, numbers] = ["device.cu", "numbers.cu"].map(prelude);
        let shared = self.shared.map_or("", prelude);
        format!("#define NUMBER_BITS {}\n{device}\n{numbers}\n{shared}\n{}", number.bits(), self.text())
    }

    /// Its own text.
    #[must_use]
    pub fn text(&self) -> &'static str {
        TEXTS.text(&format!("op/{}", self.name))
    }

    /// Whether it is for a format on an architecture.
    #[must_use]
    pub fn is_for(&self, number: Number, architecture: &str) -> bool {
        self.only.is_none_or(|only| only == number) && self.architecture.is_none_or(|only| only == architecture)
    }

    /// The kernels in it, in the order of its text.
    pub fn kernels(&self) -> impl Iterator<Item = &'static str> {
        self.text().split("\nKERNEL(").skip(1).map(|rest| rest.split(',').next().unwrap_or(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_is_a_module_and_every_kernel_has_a_name_of_its_own() {
        let files: Vec<&str> = TEXTS.all().iter().filter_map(|(path, _)| path.strip_prefix("op/")).collect();
        assert_eq!(files, MODULES.map(|module| module.name));
        let kernels: Vec<&str> = MODULES.iter().flat_map(Module::kernels).collect();
        let text = MODULES.map(|module| module.text()).concat();
        assert_eq!(kernels.len(), text.matches("KERNEL(").count());
        assert_eq!(kernels.iter().collect::<BTreeSet<_>>().len(), kernels.len());
    }

    #[test]
    fn the_dialect_is_kept() {
        for text in MODULES.map(|module| module.text()).into_iter().chain(["numbers.cu", "attention.cu"].map(prelude)) {
            for word in
                ["#include", "__shared__", "__global__", "__device__", "asm", "__syncthreads", "__shfl", "atomic"]
            {
                assert!(!text.contains(word), "{word} stands in the prelude alone");
            }
        }
    }
}
