//! The choices of llama.cpp for the architecture `llama`: `llama_tensor_get_type` in its `llama-quant.cpp`.

use nanollama_kernel::dtype::DType;
use nanollama_model::{Config, Role};

/// Heads that share a key and a value head, from which on values get more bits.
const MANY: usize = 4;
/// Layers of the one size whose value projections get more bits.
const OF_70B: usize = 80;

/// What a matrix of `layer` with rows of `cols` numbers should be in the mix of that name and base, with an importance matrix or
/// without.
pub(super) fn wanted(
    (mix, base, weighed): (&str, DType, bool),
    config: &Config,
    tensor: &str,
    layer: usize,
    cols: usize,
) -> DType {
    if base.block() == 1 {
        return base;
    }
    let (layers, shared) = (config.layers, config.heads / config.kv_heads.max(1));
    let (eighth, more) = (layer < layers / 8, more_bits(layer, layers));
    let table = tensor == Role::Embedding.gguf_name();
    if tensor == Role::Head.gguf_name() || table && config.features.tied {
        return match base {
            DType::Q8_0 => base,
            _ if !cols.is_multiple_of(base.block()) => DType::Q8_0,
            _ => DType::Q6K,
        };
    }
    let part = tensor.split('.').nth(2).unwrap_or_default();
    match part {
        "attn_v" => {
            let chosen = match mix {
                "Q2_K" if shared >= MANY => DType::Q4K,
                "Q2_K" => DType::Q3K,
                "Q3_K_M" if layer < 2 => DType::Q5K,
                "Q3_K_M" => DType::Q4K,
                "Q3_K_L" => DType::Q5K,
                "IQ4_NL" | "IQ4_XS" if shared >= MANY => DType::Q5K,
                "Q4_K_M" | "Q5_K_M" if more => DType::Q6K,
                "Q4_K_S" if layer < 4 => DType::Q5K,
                _ => base,
            };
            let in_70b = layers == OF_70B && shared > 1 && matches!(chosen, DType::Q3K | DType::Q4K);
            if in_70b { DType::Q5K } else { chosen }
        }
        "ffn_down" => match mix {
            "Q2_K" => DType::Q3K,
            "Q3_K_M" if layer < layers / 16 => DType::Q5K,
            "Q3_K_M" => DType::Q4K,
            "Q3_K_L" => DType::Q5K,
            "Q4_K_M" | "Q5_K_M" if more => DType::Q6K,
            "IQ4_NL" | "IQ4_XS" if eighth && !weighed => DType::Q5K,
            "Q4_K_S" if eighth => DType::Q5K,
            "Q4_0" if eighth && weighed => DType::Q4_1,
            "Q5_0" if eighth && weighed => DType::Q5_1,
            _ => base,
        },
        "attn_output" if mix == "Q2_K" => DType::Q3K,
        "attn_output" if mix == "Q3_K_M" => DType::Q4K,
        "attn_output" if mix == "Q3_K_L" => DType::Q5K,
        _ => base,
    }
}

/// Layers at both ends, and every third between.
fn more_bits(layer: usize, layers: usize) -> bool {
    layer < layers / 8 || layer >= 7 * layers / 8 || (layer - layers / 8) % 3 == 2
}

/// The type, or the one that takes its place where rows of `cols` numbers are no whole number of its blocks.
pub(super) fn that_divides(wanted: DType, cols: usize) -> DType {
    if cols.is_multiple_of(wanted.block()) {
        return wanted;
    }
    let narrower = match wanted {
        DType::Q2K | DType::Q3K => DType::Q4_0,
        DType::Q4K => DType::Q5_0,
        DType::Q5K => DType::Q5_1,
        DType::Q6K => DType::Q8_0,
        DType::Iq4Xs => DType::Iq4Nl,
        _ => DType::F16,
    };
    if cols.is_multiple_of(narrower.block()) { narrower } else { DType::F16 }
}
