"""A GGUF of a named size with random weights and a working byte-level vocabulary, written by the `gguf` package: something to time.

  random_gguf.py OUT.gguf --model nano --dtype f32|f16|bf16|q8_0|q4_0 [--seed 1] [--std 0.05]

The weights mean nothing; the file is a whole one (architecture llama, tokenizer.ggml.model gpt2, pre llama-bpe, 32,000 tokens
whose merges are all pairs of bytes in order), so that llama.cpp and our engine load it alike. It also shows that a file
from another writer opens in our reader.
"""

import argparse

import gguf
import numpy as np

SHAPES = {
    # name: layers, dim, heads, kv_heads, ffn
    "nano": (12, 384, 6, 6, 1024),
    "micro": (16, 512, 8, 8, 1536),
    "mini": (20, 768, 12, 4, 2048),
    "small": (24, 1024, 16, 4, 2816),
    "goldie": (22, 2048, 32, 8, 5632),
}
TYPES = {
    "f32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "f16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "bf16": (gguf.GGMLQuantizationType.BF16, gguf.LlamaFileType.MOSTLY_BF16),
    "q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
    "q4_0": (gguf.GGMLQuantizationType.Q4_0, gguf.LlamaFileType.MOSTLY_Q4_0),
}
SPECIALS = ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>", "<|finetune_right_pad_id|>"]


def byte_characters():
    """GPT-2's printable stand-in for every byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(spare)) for byte in range(256)]


def vocabulary(size):
    letters = byte_characters()
    pairs = [(a, b) for a in letters for b in letters][: size - 256 - len(SPECIALS)]
    tokens = letters + [a + b for a, b in pairs] + SPECIALS
    kinds = [gguf.TokenType.NORMAL] * (size - len(SPECIALS)) + [gguf.TokenType.CONTROL] * len(SPECIALS)
    return tokens, kinds, [f"{a} {b}" for a, b in pairs]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--model", default="nano", choices=SHAPES)
    parser.add_argument("--dtype", default="f16", choices=TYPES)
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--vocab-size", type=int, default=32000)
    parser.add_argument("--std", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    layers, dim, heads, kv_heads, ffn = SHAPES[arguments.model]
    kind, file_type = TYPES[arguments.dtype]
    generator = np.random.default_rng(arguments.seed)
    writer = gguf.GGUFWriter(arguments.out, "llama")
    writer.add_name(f"random {arguments.model}")
    writer.add_file_type(file_type)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_vocab_size(arguments.vocab_size)
    writer.add_context_length(arguments.context)
    writer.add_embedding_length(dim)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(ffn)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_rope_dimension_count(dim // heads)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    tokens, kinds, merges = vocabulary(arguments.vocab_size)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("llama-bpe")
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    writer.add_bos_token_id(tokens.index(SPECIALS[0]))
    writer.add_eos_token_id(tokens.index(SPECIALS[1]))
    writer.add_add_bos_token(True)

    def matrix(name, rows, columns):
        values = (arguments.std * generator.standard_normal((rows, columns), dtype=np.float32)).astype(np.float32)
        writer.add_tensor(name, gguf.quants.quantize(values, kind), raw_dtype=kind)

    narrow = dim // heads * kv_heads
    matrix("token_embd.weight", arguments.vocab_size, dim)
    for layer in range(layers):
        name = f"blk.{layer}"
        for part, rows, columns in [("attn_q", dim, dim), ("attn_k", narrow, dim), ("attn_v", narrow, dim), ("attn_output", dim, dim),
                                    ("ffn_gate", ffn, dim), ("ffn_up", ffn, dim), ("ffn_down", dim, ffn)]:
            matrix(f"{name}.{part}.weight", rows, columns)
        for part in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"{name}.{part}.weight", np.ones(dim, np.float32))
    writer.add_tensor("output_norm.weight", np.ones(dim, np.float32))
    matrix("output.weight", arguments.vocab_size, dim)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
