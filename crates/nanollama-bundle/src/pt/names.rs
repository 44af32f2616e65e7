//! nanollama's names of tensors, and Hugging Face's for the same.

/// Of the model as a whole: nanollama's, Hugging Face's.
const ONCE: [(&str, &str); 3] = [
    ("tok_embeddings.weight", "model.embed_tokens.weight"),
    ("norm.weight", "model.norm.weight"),
    ("output.weight", "lm_head.weight"),
];

/// Of a layer.
const LAYER: [(&str, &str); 9] = [
    ("attn_norm.weight", "input_layernorm.weight"),
    ("attn.c_q.weight", "self_attn.q_proj.weight"),
    ("attn.c_k.weight", "self_attn.k_proj.weight"),
    ("attn.c_v.weight", "self_attn.v_proj.weight"),
    ("attn.c_proj.weight", "self_attn.o_proj.weight"),
    ("ffn_norm.weight", "post_attention_layernorm.weight"),
    ("ffn.gate_proj.weight", "mlp.gate_proj.weight"),
    ("ffn.up_proj.weight", "mlp.up_proj.weight"),
    ("ffn.down_proj.weight", "mlp.down_proj.weight"),
];

/// What `torch.compile` puts into names.
const COMPILED: &str = "_orig_mod.";

/// A name as it was before `torch.compile`.
pub(super) fn plain(name: &str) -> String {
    name.replace(COMPILED, "")
}

/// Hugging Face's name of one of nanollama's; None for a name that nanollama does not have.
pub(crate) fn to_hf(name: &str) -> Option<String> {
    let renamed = |table: &[(&str, &'static str)], name: &str| {
        table.iter().find(|(theirs, _)| *theirs == name).map(|(_, ours)| *ours)
    };
    match name.strip_prefix("layers.") {
        None => renamed(&ONCE, name).map(str::to_owned),
        Some(rest) => {
            let (layer, part) = rest.split_once('.')?;
            let layer: usize = layer.parse().ok()?;
            Some(format!("model.layers.{layer}.{}", renamed(&LAYER, part)?))
        }
    }
}

/// nanollama's name of one of Hugging Face's, for messages.
pub(crate) fn to_nanollama(name: &str) -> Option<String> {
    let renamed = |table: &[(&'static str, &str)], name: &str| {
        table.iter().find(|(_, ours)| *ours == name).map(|(theirs, _)| *theirs)
    };
    match name.strip_prefix("model.layers.") {
        None => renamed(&ONCE, name).map(str::to_owned),
        Some(rest) => {
            let (layer, part) = rest.split_once('.')?;
            Some(format!("layers.{layer}.{}", renamed(&LAYER, part)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use nanollama_model::{Config, parts};

    use super::*;

    #[test]
    fn every_tensor_of_a_llama_has_both_names() {
        for part in parts(&Config::new(2, 64, 4, 2, 300, 128)) {
            let theirs = to_nanollama(&part.name).unwrap();
            assert_eq!(to_hf(&theirs), Some(part.name));
        }
        for unknown in ["layers.x.attn_norm.weight", "layers.0.attn.c_q.lora_A", "head.weight", "layers.0"] {
            assert_eq!(to_hf(unknown), None);
        }
        assert_eq!(plain("_orig_mod.norm.weight"), "norm.weight");
    }
}
