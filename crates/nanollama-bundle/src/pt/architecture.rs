//! Whose model a state dictionary is, told by its names; all but nanollama's are refused by theirs, with the reason.

/// What a state dictionary holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Architecture {
    /// A Llama under nanollama's names.
    Nanollama,
    /// A Llama, or a relative, under Hugging Face's.
    HuggingFace,
    /// Something that is not computed here: its name, and why.
    Other(&'static str, String),
    /// None of those.
    Unknown,
}

/// Parts of nanochat's models that came one by one, and what they are.
const OF_NANOCHAT: [(&str, &str); 4] = [
    ("value_embeds", "value embeddings"),
    ("smear", "a smear over neighbours"),
    ("backout", "a backout of the middle layer"),
    ("lambdas", "factors of the residual stream"),
];

/// Tells by the names of all tensors.
pub(super) fn of<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Architecture {
    let any = |part: &str| names.clone().any(|name| name.contains(part));
    let other = |name, reason: &str| Architecture::Other(name, reason.to_owned());
    if names.clone().next().is_some() && names.clone().all(|name| name.contains("lora_")) {
        return other(
            "that of a LoRA adapter alone",
            "the model it changes is not in it; nanollama's merged.pt holds both",
        );
    }
    if any("transformer.h.") || any("transformer.wte") {
        if any(".ln_1.") || any("transformer.wpe") {
            return other("GPT-2's", "learnt positions, layer norms with means and biases are no part of a Llama");
        }
        let found = OF_NANOCHAT.iter().filter(|(part, _)| any(part)).map(|(_, what)| *what);
        let always = ["squared ReLU instead of SwiGLU", "norms of queries and keys", "norms without gains"];
        let parts: Vec<&str> = always.into_iter().chain(found).collect();
        return Architecture::Other("nanochat's", format!("{} are no part of a Llama", parts.join(", ")));
    }
    if any(".attention.wq.") {
        let reason = "Meta's own release, whose query and key rows stand in another order; the same model in Hugging Face's \
                      layout is read";
        return other("Meta's Llama", reason);
    }
    if any("layers.0.attn.c_q") && any("tok_embeddings") {
        return Architecture::Nanollama;
    }
    if any("model.layers.0.") || any("model.embed_tokens") {
        return Architecture::HuggingFace;
    }
    Architecture::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(names: &[&str]) -> Architecture {
        of(names.iter().copied())
    }

    #[test]
    fn names_tell() {
        assert_eq!(told(&["tok_embeddings.weight", "layers.0.attn.c_q.weight"]), Architecture::Nanollama);
        assert_eq!(told(&["model.embed_tokens.weight"]), Architecture::HuggingFace);
        assert_eq!(told(&["conv1.weight"]), Architecture::Unknown);
        assert_eq!(told(&[]), Architecture::Unknown);
        let Architecture::Other("nanochat's", first) = told(&["transformer.wte.weight", "lm_head.weight"]) else {
            panic!()
        };
        assert!(first.contains("SwiGLU") && !first.contains("value"), "{first}");
        let Architecture::Other(_, now) = told(&["transformer.h.0.attn.c_q.weight", "value_embeds.1.weight"]) else {
            panic!()
        };
        assert!(now.contains("value embeddings") && !now.contains("smear"), "{now}");
    }
}
