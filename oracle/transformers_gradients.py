"""Gradients of tiny models of transformers' own: one fixture file an architecture, fixtures/gradients/<name>.safetensors, in the
format of torch_gradients.py. Besides, `config` says qkv_bias, output_bias and head_gains (bools), and the metadata `config.json`
is the file that transformers writes of the model.

The model runs in float64 as transformers has it (which still norms, rotates and takes the softmax in float32).
"""

import argparse
import json
import os
import sys
import tempfile

import numpy as np
import torch
import transformers

from fixtures import FIXTURES, record, save
from torch_gradients import losses_of

# name: class, whether queries, keys and values are biased, attention's output, heads normed with gains, what its config says more.
CASES = {
    "qwen2": ("Qwen2", True, False, False, {"tie_word_embeddings": True, "use_sliding_window": False}),
    "qwen3": ("Qwen3", False, False, True, {"tie_word_embeddings": True, "head_dim": 16}),
    "qwen3-biased": ("Qwen3", True, True, True, {"attention_bias": True, "head_dim": 8}),
    "llama-biased": ("Llama", True, True, False, {"attention_bias": True}),
    "mistral": ("Mistral", False, False, False, {"sliding_window": None}),
}
SIZES = dict(
    vocab_size=40, hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
    max_position_embeddings=128, rms_norm_eps=1e-6, initializer_range=0.3, bos_token_id=1, eos_token_id=2,
    rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
)
BATCH, CONTEXT = 2, 21


def make(name, seed):
    kind, qkv_bias, output_bias, head_gains, more = CASES[name]
    config = getattr(transformers, f"{kind}Config")(**SIZES | {"head_dim": 8} | more)
    torch.manual_seed(seed)
    model = getattr(transformers, f"{kind}ForCausalLM")._from_config(config, attn_implementation="eager")
    with torch.no_grad():
        for parameter in model.parameters():
            noise = torch.randn_like(parameter)
            parameter.copy_(0.35 * noise if parameter.dim() == 2 else 0.3 * noise)
        for label, parameter in model.named_parameters():
            if label.endswith("norm.weight"):
                parameter.add_(1.0)
    with tempfile.TemporaryDirectory() as folder:
        config.architectures = [f"{kind}ForCausalLM"]
        config.save_pretrained(folder)
        with open(os.path.join(folder, "config.json")) as file:
            written = file.read()
    stored = {label: parameter.detach().numpy().astype(np.float32) for label, parameter in model.named_parameters()}
    model = model.double()
    generator = np.random.default_rng(seed)
    tokens = generator.integers(0, config.vocab_size, (BATCH, CONTEXT))
    targets = np.concatenate([tokens[:, 1:], generator.integers(0, config.vocab_size, (BATCH, 1))], 1)
    logits = model(torch.from_numpy(tokens)).logits
    losses = losses_of(logits, torch.from_numpy(targets))
    losses.mean().backward()
    tensors = dict(stored)
    tensors |= {f"gradient.{label}": parameter.grad.numpy().astype(np.float32) for label, parameter in model.named_parameters()}
    zeros = np.zeros((BATCH, CONTEXT), np.int32)
    tensors |= {
        "tokens": tokens.astype(np.int32), "targets": targets.astype(np.int32), "segments": zeros,
        "positions": np.tile(np.arange(CONTEXT, dtype=np.int32), (BATCH, 1)), "loss_weights": np.ones((BATCH, CONTEXT), np.float32),
        "logits": logits.detach().numpy().astype(np.float32), "losses": losses.detach().numpy().astype(np.float32),
        "loss": np.array([losses.mean().item()], np.float32),
    }
    keys = {key: SIZES[key] for key in SIZES if key not in ("initializer_range", "bos_token_id", "eos_token_id", "rope_parameters")}
    keys |= dict(
        head_dim=config.head_dim, rope_theta=10000.0, tie_word_embeddings=bool(config.tie_word_embeddings), qkv_bias=qkv_bias,
        output_bias=output_bias, head_gains=head_gains,
    )
    about = dict(name=name, batch=BATCH, context=CONTEXT, packed=False, masked=0, targets=targets.size, seed=seed, loss=losses.mean().item())
    metadata = {"format": "nanollama-gradients-1", "config": json.dumps(keys), "case": json.dumps(about), "config.json": written}
    print(f"ok   {name}: loss {losses.mean().item():.6f}, {len(stored)} tensors")
    return tensors, metadata


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fixtures", default=FIXTURES, help="folder with MANIFEST.tsv (default: the repository's fixtures/)")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    names = []
    for number, name in enumerate(CASES):
        tensors, metadata = make(name, 2000 + number)
        save(os.path.join(arguments.fixtures, "gradients", f"{name}.safetensors"), tensors, metadata)
        names.append(f"gradients/{name}.safetensors")
    versions = f"transformers {transformers.__version__}, torch {torch.__version__}, numpy {np.__version__}"
    record(arguments.fixtures, names, "oracle/transformers_gradients.py", versions)
    sys.exit(0)


if __name__ == "__main__":
    main()
