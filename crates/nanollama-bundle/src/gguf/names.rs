//! Tensor names: Hugging Face's to llama.cpp's.

/// llama.cpp's name of a tensor of Hugging Face's Llama; `None` for a name that no Llama has.
pub(crate) fn of(name: &str) -> Option<String> {
    let whole = match name {
        "model.embed_tokens.weight" => Some("token_embd.weight"),
        "model.norm.weight" => Some("output_norm.weight"),
        "lm_head.weight" => Some("output.weight"),
        _ => None,
    };
    if let Some(whole) = whole {
        return Some(whole.to_owned());
    }
    let (layer, part) = name.strip_prefix("model.layers.")?.split_once('.')?;
    let part = match part {
        "input_layernorm.weight" => "attn_norm",
        "self_attn.q_proj.weight" => "attn_q",
        "self_attn.k_proj.weight" => "attn_k",
        "self_attn.v_proj.weight" => "attn_v",
        "self_attn.o_proj.weight" => "attn_output",
        "post_attention_layernorm.weight" => "ffn_norm",
        "mlp.gate_proj.weight" => "ffn_gate",
        "mlp.up_proj.weight" => "ffn_up",
        "mlp.down_proj.weight" => "ffn_down",
        _ => return None,
    };
    Some(format!("blk.{layer}.{part}.weight"))
}

/// True for the projections whose rows stand in another order there.
pub(crate) fn is_permuted(name: &str) -> bool {
    name.ends_with("self_attn.q_proj.weight") || name.ends_with("self_attn.k_proj.weight")
}

#[cfg(test)]
mod tests {
    use super::*;
    use nanollama_model::{Config, parameters};

    #[test]
    fn every_tensor_has_a_name_of_its_own() {
        let list = parameters(&Config::new(3, 64, 4, 2, 100, 32));
        let names: Vec<&str> = list.iter().flat_map(|p| p.parts.iter().map(|part| part.name.as_str())).collect();
        let theirs: std::collections::BTreeSet<String> = names.iter().map(|name| of(name).unwrap()).collect();
        assert_eq!(theirs.len(), names.len());
        assert!(theirs.contains("blk.2.ffn_down.weight") && theirs.contains("output.weight"));
        assert_eq!(of("model.layers.0.self_attn.q_proj.bias"), None);
    }
}
