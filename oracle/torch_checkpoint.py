"""Make fixtures/torch/: small checkpoints as nanollama's trainer saves them with torch.save, the logits of their models, and
files that look like them and are something else.

The model is written out here in float64 from the formulas of nanollama's documents: RMSNorm with gains, rotation of a head's
first half with its second (x1 c - x2 s, x1 s + x2 c), grouped keys and values, SwiGLU, no biases, an optional cap on the
logits, optional norms without gains of the embeddings and, behind the rotation, of queries and keys; tables padded to a multiple of 64 rows. Angles are exact here, where nanollama's trainer rounds them to bfloat16:
--rounded prints how far that moves the logits.

*.pt        what is read or refused by crates/nanollama-bundle and crates/nanollama-store
hf/         the same weights as gqa.pt under Hugging Face's names, as pytorch_model.bin
sharded/    those again in two files with their index
logits.safetensors  for gqa, tied and normed: `NAME.ids` [T], `NAME.logits` [T, vocabulary]
"""

import argparse
import json
import os
import sys
import zipfile

import numpy as np
import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fixtures  # noqa: E402

FOLDER = os.path.join(fixtures.FIXTURES, "torch")
CONFIG = {
    "sequence_len": 64, "vocab_size": 300, "n_layer": 2, "n_head": 2, "n_kv_head": 1, "n_embd": 16, "norm_eps": 1e-5,
    "multiple_of": 32, "window_pattern": "SSSL", "rope_theta": 10000.0, "tie_embeddings": False, "use_qk_norm": False,
    "use_post_emb_norm": False, "use_resformer": False, "softcap": 0.0,
}


def weights(config, seed):
    generator = torch.Generator().manual_seed(seed)
    dim, heads, kv_heads = config["n_embd"], config["n_head"], config["n_kv_head"]
    hidden = config["multiple_of"] * -(-int(8 * dim / 3) // config["multiple_of"])
    rows, kv = 64 * -(-config["vocab_size"] // 64), kv_heads * dim // heads
    shapes = {"tok_embeddings.weight": (rows, dim)}
    for layer in range(config["n_layer"]):
        at = f"layers.{layer}."
        shapes |= {at + "attn_norm.weight": (dim,), at + "ffn_norm.weight": (dim,)}
        shapes |= {at + f"attn.{name}.weight": (out, dim) for name, out in
                   [("c_q", dim), ("c_k", kv), ("c_v", kv), ("c_proj", dim)]}
        shapes |= {at + "ffn.gate_proj.weight": (hidden, dim), at + "ffn.up_proj.weight": (hidden, dim),
                   at + "ffn.down_proj.weight": (dim, hidden)}
    shapes["norm.weight"] = (dim,)
    if not config["tie_embeddings"]:
        shapes["output.weight"] = (rows, dim)

    def random(name, shape):
        if len(shape) == 1:
            return 1 + 0.2 * torch.randn(shape, generator=generator)
        # Queries and keys are large enough for peaked attention, where another rotation shows.
        scale = 2.0 if ".c_q." in name or ".c_k." in name else 1.0
        return scale * torch.randn(shape, generator=generator) * shape[1] ** -0.5

    return {name: random(name, shape) for name, shape in shapes.items()}


def norm(x, gain, eps):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * gain


def rotate(x, cos, sin):
    half = x.shape[-1] // 2
    first, second = x[..., :half], x[..., half:]
    return torch.cat([first * cos - second * sin, first * sin + second * cos], -1)


def logits(config, state, ids, rounded=False):
    w = {name: tensor.double() for name, tensor in state.items()}
    heads, kv_heads, eps = config["n_head"], config["n_kv_head"], config["norm_eps"]
    width, length = config["n_embd"] // heads, len(ids)
    angle = torch.outer(torch.arange(length).double(), config["rope_theta"] ** (-torch.arange(0, width, 2).double() / width))
    cos, sin = angle.cos(), angle.sin()
    if rounded:
        cos, sin = cos.bfloat16().double(), sin.bfloat16().double()
    future = torch.full((length, length), float("-inf"), dtype=torch.float64).triu(1)
    x = w["tok_embeddings.weight"][ids]
    if config["use_post_emb_norm"]:
        x = norm(x, 1.0, 1e-5)
    for layer in range(config["n_layer"]):
        at = f"layers.{layer}."
        h = norm(x, w[at + "attn_norm.weight"], eps)
        split = lambda name, count: (h @ w[at + f"attn.{name}.weight"].T).view(length, count, width).transpose(0, 1)  # noqa: E731
        q, k, v = rotate(split("c_q", heads), cos, sin), rotate(split("c_k", kv_heads), cos, sin), split("c_v", kv_heads)
        if config["use_qk_norm"]:
            q, k = norm(q, 1.0, eps), norm(k, 1.0, eps)
        k, v = (part.repeat_interleave(heads // kv_heads, 0) for part in (k, v))
        shares = (q @ k.transpose(1, 2) * width**-0.5 + future).softmax(-1)
        x = x + (shares @ v).transpose(0, 1).reshape(length, -1) @ w[at + "attn.c_proj.weight"].T
        h = norm(x, w[at + "ffn_norm.weight"], eps)
        gate, up = h @ w[at + "ffn.gate_proj.weight"].T, h @ w[at + "ffn.up_proj.weight"].T
        x = x + (torch.nn.functional.silu(gate) * up) @ w[at + "ffn.down_proj.weight"].T
    head = w["tok_embeddings.weight" if config["tie_embeddings"] else "output.weight"]
    out = (norm(x, w["norm.weight"], eps) @ head.T)[:, : config["vocab_size"]]
    cap = config["softcap"]
    return cap * torch.tanh(out / cap) if cap else out


def optimizer_state(state):
    """What an optimiser leaves beside the weights: numbers, tuples, texts, tensors of several types."""
    gains = {name: torch.nn.Parameter(tensor.clone()) for name, tensor in state.items() if tensor.dim() == 1}
    groups = [{"params": list(gains.values()), "kind": "adamw", "betas": (0.8, 0.95), "eps": 1e-10}]
    adam = torch.optim.AdamW(groups, lr=0.004)
    for parameter in gains.values():
        parameter.grad = torch.ones_like(parameter)
    adam.step()
    saved = adam.state_dict()
    saved["param_groups"][0] |= {"large": 1 << 40, "larger": 1 << 90, "mask": torch.tensor([True, False]), "ids": torch.arange(3)}
    return saved


def hf_name(name):
    for ours, theirs in [("tok_embeddings", "model.embed_tokens"), ("attn_norm", "input_layernorm"), ("attn.c_proj", "self_attn.o_proj"),
                         ("ffn_norm", "post_attention_layernorm"), ("attn.c_", "self_attn."), ("ffn.", "mlp."), ("output.", "lm_head.")]:
        name = name.replace(ours, theirs)
    for letter in "qkv":
        name = name.replace(f"self_attn.{letter}.", f"self_attn.{letter}_proj.")
    return name if name.startswith("lm_head") else "model." + name.removeprefix("model.")


class Whole(torch.nn.Module):
    """Saved as a whole, it takes its class along."""

    def __init__(self):
        super().__init__()
        self.output = torch.nn.Linear(4, 4, bias=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounded", action="store_true", help="print what rounded angles change, and make nothing")
    rounded = parser.parse_args().rounded
    for name in ["hf", "sharded"]:
        os.makedirs(os.path.join(FOLDER, name), exist_ok=True)
    at = lambda *name: os.path.join(FOLDER, *name)  # noqa: E731
    ids = torch.tensor([(17 * i + 5) % 300 for i in range(30)])

    gqa = weights(CONFIG, 1)
    gqa["tok_embeddings.weight"] = gqa["tok_embeddings.weight"].bfloat16()  # As on a GPU.
    tied_config = CONFIG | {"tie_embeddings": True, "n_kv_head": 2, "softcap": 15.0, "rope_theta": 100000.0, "vocab_size": 320}
    tied = weights(tied_config, 2)
    normed_config = CONFIG | {"use_qk_norm": True, "use_post_emb_norm": True}
    normed = weights(normed_config, 3)
    expected = {"gqa": (CONFIG, gqa), "tied": (tied_config, tied), "normed": (normed_config, normed)}
    if rounded:
        for name, (config, state) in expected.items():
            exact = logits(config, state, ids)
            off = (logits(config, state, ids, rounded=True) - exact).abs()
            print(f"{name}: largest {off.max():.1e}, mean {off.mean():.1e}, logits up to {exact.abs().max():.1f}")
        return

    torch.save({"model_state_dict": gqa, "optimizer_state_dict": optimizer_state(gqa), "step": 7, "config": CONFIG}, at("gqa.pt"))
    compiled = {f"_orig_mod.{name}": tensor for name, tensor in tied.items()}
    torch.save({"model_state_dict": compiled, "step": 3, "config": tied_config, "lora": {"rank": 64, "alpha": 64.0, "voice": "x"}}, at("tied.pt"))
    torch.save({"model_state_dict": normed, "step": 5, "config": normed_config}, at("normed.pt"))
    # Weights alone, as a module gives them (parameters, versions of modules), and the configuration beside them.
    module = torch.nn.Module()
    for name, tensor in gqa.items():
        module.register_parameter(name.replace(".", "/"), torch.nn.Parameter(tensor))
    alone = module.state_dict(keep_vars=True)
    for name in list(alone):
        alone[name.replace("/", ".")] = alone.pop(name)
    torch.save(alone, at("weights.pt"))
    json.dump(CONFIG, open(at("weights_config.json"), "w"), indent=1)

    # Refused, each for a reason of its own.
    small = {"output.weight": torch.ones(4, 4)}
    torch.save({"model_state_dict": small, "config": CONFIG}, at("legacy.pt"), _use_new_zipfile_serialization=False)
    torch.save(Whole(), at("module.pt"))
    torch.save({"model_state_dict": small, "note": np.float64(1.0)}, at("numpy.pt"))
    torch.save([1, 2], at("list.pt"))
    with zipfile.ZipFile(at("list.pt")) as source, zipfile.ZipFile(at("deflated.pt"), "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist(), reverse=True):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    one = torch.ones(8, 8)
    chat = {"transformer.wte.weight": one, "lm_head.weight": one, "resid_lambdas": one[0], "value_embeds.1.weight": one}
    torch.save(chat | {f"transformer.h.0.{part}.weight": one for part in ["attn.c_q", "attn.c_k", "mlp.c_fc", "mlp.c_proj"]}, at("nanochat.pt"))
    torch.save({"transformer.wte.weight": one, "transformer.h.0.ln_1.weight": one[0]}, at("gpt2.pt"))
    torch.save({"tok_embeddings.weight": one, "layers.0.attention.wq.weight": one}, at("meta.pt"))
    torch.save({"layers.0.attn.c_q.lora_A": one, "layers.0.attn.c_q.lora_B": one}, at("adapter.pt"))
    early = {name: value for name, value in CONFIG.items() if not name.startswith(("use_", "softcap"))}
    torch.save({"model_state_dict": {"tok_embeddings.weight": one, "layers.0.attn.c_q.weight": one}, "config": early}, at("early.pt"))
    # Tensors that are windows of others, or of types that no weight has.
    whole = torch.arange(24, dtype=torch.float32).view(4, 6)
    windows = {"whole": whole, "rows": whole[1:3], "turned": whole.t(), "columns": whole[:, 2:4], "spread": whole[:1].expand(4, 6)}
    others = {"double": whole[0].double(), "half": whole.half(), "one": torch.tensor(2.5), "none": torch.ones(0, 3)}
    torch.save(windows | others, at("windows.pt"))

    hf = {hf_name(name): tensor[:300] if len(tensor) == 320 else tensor for name, tensor in gqa.items()}
    torch.save(hf, at("hf", "pytorch_model.bin"))
    # As transformers splits: tensors in order, views with no more of their storage than they show.
    weight_map = {name: f"pytorch_model-0000{1 + (2 * index >= len(hf))}-of-00002.bin" for index, name in enumerate(hf)}
    for file in sorted(set(weight_map.values())):
        torch.save({name: tensor.clone() for name, tensor in hf.items() if weight_map[name] == file}, at("sharded", file))
    index = {"metadata": {"total_size": sum(tensor.nbytes for tensor in hf.values())}, "weight_map": weight_map}
    json.dump(index, open(at("sharded", "pytorch_model.bin.index.json"), "w"), indent=1)
    described = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 300, "hidden_size": 16, "intermediate_size": 64,
        "num_hidden_layers": 2, "num_attention_heads": 2, "num_key_value_heads": 1, "max_position_embeddings": 64,
        "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "tie_word_embeddings": False, "torch_dtype": "float32",
    }
    for name in ["hf", "sharded"]:
        json.dump(described, open(at(name, "config.json"), "w"), indent=1)

    tensors = {}
    for name, (config, state) in expected.items():
        tensors[f"{name}.ids"] = ids.numpy().astype("<i4")
        tensors[f"{name}.logits"] = logits(config, state, ids).numpy().astype("<f4")
    fixtures.save(at("logits.safetensors"), tensors, {"made_by": "torch_checkpoint.py"})
    made = [os.path.join("torch", name) for name in sorted(os.listdir(FOLDER)) if os.path.isfile(at(name))]
    made += [os.path.join("torch", folder, name) for folder in ["hf", "sharded"] for name in sorted(os.listdir(at(folder)))]
    fixtures.record(fixtures.FIXTURES, made, "torch_checkpoint.py", f"torch {torch.__version__.split('+')[0]}, numpy {np.__version__}")


if __name__ == "__main__":
    main()
