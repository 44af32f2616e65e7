"""A Llama forward in float64 numpy, read straight from a Hugging Face folder.

Half-split RoPE, grouped-query attention, RMSNorm, SwiGLU, tied or untied head, no biases.
Written for clarity: it is the specification our logits are held against, so it shares no code with anything it checks.
"""

import json
import os

import numpy as np


def read_safetensors(path):
    """Every tensor of one file as float64, bfloat16 included (numpy has no such type)."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))
        body = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = body[begin:end]
        if entry["dtype"] == "BF16":
            array = (np.frombuffer(raw, "<u2").astype("<u4") << 16).view("<f4")
        else:
            array = np.frombuffer(raw, {"F64": "<f8", "F32": "<f4", "F16": "<f2"}[entry["dtype"]])
        tensors[name] = array.astype(np.float64).reshape(entry["shape"])
    return tensors


def read_folder(folder):
    """config.json and the tensors of model.safetensors, or of the shards its index names."""
    with open(os.path.join(folder, "config.json")) as file:
        config = json.load(file)
    index = os.path.join(folder, "model.safetensors.index.json")
    names = ["model.safetensors"]
    if os.path.exists(index):
        with open(index) as file:
            names = sorted(set(json.load(file)["weight_map"].values()))
    weights = {}
    for name in names:
        weights.update(read_safetensors(os.path.join(folder, name)))
    return config, weights


def rope_theta(config):
    """rope_theta moved into rope_parameters in newer transformers; scaled RoPE is not this reference's business."""
    parameters = config.get("rope_parameters") or {}
    scaling = config.get("rope_scaling") or {}
    kind = parameters.get("rope_type") or scaling.get("rope_type") or scaling.get("type") or "default"
    if kind != "default":
        raise SystemExit(f"config.json: rope type {kind!r} is not handled by the float64 reference")
    return parameters.get("rope_theta") or config.get("rope_theta", 10000.0)


class Llama:
    def __init__(self, config, weights):
        if config.get("attention_bias") or config.get("mlp_bias"):
            raise SystemExit("config.json: biases are not handled by the float64 reference")
        self.weights = weights
        self.layers = config["num_hidden_layers"]
        self.heads = config["num_attention_heads"]
        self.kv_heads = config.get("num_key_value_heads") or self.heads
        self.head_dim = config.get("head_dim") or config["hidden_size"] // self.heads
        self.eps = config["rms_norm_eps"]
        self.theta = rope_theta(config)
        self.head = weights["model.embed_tokens.weight"] if config.get("tie_word_embeddings") else weights["lm_head.weight"]
        self.used = {"model.embed_tokens.weight", "model.norm.weight"}
        if not config.get("tie_word_embeddings"):
            self.used.add("lm_head.weight")

    def tensor(self, name):
        self.used.add(name)
        return self.weights[name]

    def product(self, x, name):
        """Rows times the matrix of that name."""
        return x @ self.tensor(f"{name}.weight").T

    def norm(self, x, weight):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.eps) * weight

    def rope(self, x):
        """x is [heads, T, head_dim]; dimension i turns with i + head_dim/2."""
        half = self.head_dim // 2
        angle = np.arange(x.shape[1])[:, None] * self.theta ** (-2.0 * np.arange(half) / self.head_dim)
        cos, sin = np.cos(angle), np.sin(angle)
        first, second = x[..., :half], x[..., half:]
        return np.concatenate([first * cos - second * sin, second * cos + first * sin], -1)

    def attention(self, x, prefix):
        length = x.shape[0]

        def split(name, heads):
            return self.product(x, f"{prefix}.{name}").reshape(length, heads, self.head_dim).transpose(1, 0, 2)

        query, key, value = self.rope(split("q_proj", self.heads)), self.rope(split("k_proj", self.kv_heads)), split("v_proj", self.kv_heads)
        group = self.heads // self.kv_heads
        key, value = np.repeat(key, group, 0), np.repeat(value, group, 0)
        score = query @ key.transpose(0, 2, 1) / np.sqrt(self.head_dim)
        score = np.where(np.tril(np.ones((length, length), bool)), score, -np.inf)
        weight = np.exp(score - score.max(-1, keepdims=True))
        weight /= weight.sum(-1, keepdims=True)
        mixed = (weight @ value).transpose(1, 0, 2).reshape(length, -1)
        return self.product(mixed, f"{prefix}.o_proj")

    def feed_forward(self, x, prefix):
        gate, up = self.product(x, f"{prefix}.gate_proj"), self.product(x, f"{prefix}.up_proj")
        return self.product(gate / (1.0 + np.exp(-gate)) * up, f"{prefix}.down_proj")

    def logits(self, ids):
        """[T, vocab] for the token ids of one sequence starting at position 0."""
        x = self.weights["model.embed_tokens.weight"][np.asarray(ids)]
        for layer in range(self.layers):
            name = f"model.layers.{layer}"
            x = x + self.attention(self.norm(x, self.tensor(f"{name}.input_layernorm.weight")), f"{name}.self_attn")
            x = x + self.feed_forward(self.norm(x, self.tensor(f"{name}.post_attention_layernorm.weight")), f"{name}.mlp")
        return self.norm(x, self.weights["model.norm.weight"]) @ self.head.T

    def unused(self):
        """Tensors of the file that the forward never read: an exporter that writes them believes in something we do not."""
        return sorted(set(self.weights) - self.used - {"lm_head.weight"})


def log_softmax(logits):
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def log_probabilities(logits, ids):
    """log p(ids[t+1] | ids[..=t]) for t in 0..len(ids)-1, from logits of at least len(ids)-1 rows."""
    table = log_softmax(logits[: len(ids) - 1])
    return table[np.arange(len(ids) - 1), np.asarray(ids[1:])]
