"""Gradients of a two-layer Llama by torch's float64 autograd: one fixture file a config, fixtures/gradients/<name>.safetensors.

FILE FORMAT (safetensors; every float is F32, every integer I32; row-major)

  metadata (all values are strings, as safetensors demands)
    format   "nanollama-gradients-1"
    config   JSON object with the Hugging Face keys hidden_size, intermediate_size, num_hidden_layers, num_attention_heads,
             num_key_value_heads, head_dim, vocab_size, rms_norm_eps, rope_theta, tie_word_embeddings (bool),
             max_position_embeddings; and where the model is more than a Llama what our checkpoints say: use_qk_norm,
             use_post_emb_norm, use_resformer (bools), final_logit_softcapping, window_pattern and sliding_window
    case     JSON object: name, batch (B), context (T), packed (bool), masked (number of masked targets),
             targets (number of counted targets), seed, std, loss (float64 as decimal),
             peak (mean over queries of the largest attention probability)
  tensors
    <HF name>            the weights: model.embed_tokens.weight [V, D], model.layers.N.self_attn.{q,k,v,o}_proj.weight,
                         model.layers.N.mlp.{gate,up,down}_proj.weight, model.layers.N.{input,post_attention}_layernorm.weight,
                         model.norm.weight, and lm_head.weight unless tied; with use_resformer
                         model.layers.N.{stream,input}_factor [1]
    gradient.<HF name>   d loss / d weight, same shape, the float64 value rounded to f32 (tied: the sum of both uses)
    tokens    [B, T]     input ids
    targets   [B, T]     ids to predict; -1 = masked (contributes nothing)
    loss_weights [B, T]  1.0 where the target counts, 0.0 where it is masked
    segments  [B, T]     document number within the row, 0, 1, ...; a query sees only its own document
    positions [B, T]     RoPE positions: restart at 0 with each document
    logits    [B, T, V]  the forward's logits, rounded to f32
    losses    [B, T]     -ln p(target) of every counted place, 0.0 at masked ones
    loss      [1]        sum(losses) / number of counted targets over the whole batch

The weights are exact f32 values, so an f64 or f32 run starts from the very same numbers. They are random normals with
std 0.3-0.5 (norm gains 1 + 0.2 z): attention is peaked as in a trained model, which is where wrong softmax gradients show.
head_dim is free: hd128-* has head_dim 128 with hidden_size 24, so num_attention_heads * head_dim != hidden_size there.
"""

import argparse
import json
import os
import sys

import numpy as np
import torch

from llama_float64 import Llama
from fixtures import FIXTURES, record, save


def case(name, dim, heads, kv_heads, head_dim, ffn, vocab, tied, batch, context, packed=False, masked=False, theta=10000.0, eps=1e-5, std=0.4, features=None):
    return dict(locals(), features=features or {})


EVERY = {
    "use_qk_norm": True, "use_post_emb_norm": True, "use_resformer": True, "final_logit_softcapping": 15.0,
    "window_pattern": "SL", "sliding_window": 9,
}

CASES = [
    case("hd8-mha-untied-b1-t7", 32, 4, 4, 8, 24, 50, False, 1, 7),
    case("hd8-gqa-tied-b3-t13-masked", 32, 4, 2, 8, 24, 50, True, 3, 13, masked=True, theta=500000.0),
    case("hd8-mqa-untied-b3-t13-packed-masked", 32, 4, 1, 8, 24, 50, False, 3, 13, packed=True, masked=True),
    case("hd8-tails-untied-b3-t13", 24, 3, 1, 8, 44, 37, False, 3, 13, eps=1e-6),
    case("hd8-gqa-tied-b1-t70-packed", 32, 4, 2, 8, 24, 50, True, 1, 70, packed=True, std=0.3),
    case("hd16-gqa-untied-b1-t33", 32, 2, 1, 16, 24, 50, False, 1, 33, std=0.5),
    case("hd64-mha-untied-b1-t13", 64, 1, 1, 64, 4, 13, False, 1, 13, std=0.3),
    case("hd128-mha-tied-b3-t7-packed", 24, 1, 1, 128, 16, 40, True, 3, 7, packed=True),
    case("qk-norm", 32, 4, 2, 8, 24, 50, False, 3, 13, packed=True, features={"use_qk_norm": True}),
    case("post-emb-norm", 32, 4, 2, 8, 24, 50, False, 3, 13, features={"use_post_emb_norm": True}),
    case("resformer", 32, 4, 2, 8, 24, 50, False, 3, 13, masked=True, features={"use_resformer": True}),
    case("windows", 32, 4, 2, 8, 24, 50, False, 2, 70, packed=True, std=0.3, features={"window_pattern": "SL", "sliding_window": 9}),
    case("every-feature", 32, 4, 2, 8, 24, 50, True, 2, 40, packed=True, features=EVERY),
]
LAYERS = 2


def config_of(c):
    return dict(
        hidden_size=c["dim"], intermediate_size=c["ffn"], num_hidden_layers=LAYERS, num_attention_heads=c["heads"],
        num_key_value_heads=c["kv_heads"], head_dim=c["head_dim"], vocab_size=c["vocab"], rms_norm_eps=c["eps"],
        rope_theta=c["theta"], tie_word_embeddings=c["tied"], max_position_embeddings=128,
        **c["features"],
    )


def random_weights(c, generator):
    dim, ffn = c["dim"], c["ffn"]
    wide, narrow = c["heads"] * c["head_dim"], c["kv_heads"] * c["head_dim"]
    shapes = {"model.embed_tokens.weight": (c["vocab"], dim), "model.norm.weight": (dim,)}
    for layer in range(LAYERS):
        name = f"model.layers.{layer}"
        shapes |= {
            f"{name}.input_layernorm.weight": (dim,), f"{name}.post_attention_layernorm.weight": (dim,),
            f"{name}.self_attn.q_proj.weight": (wide, dim), f"{name}.self_attn.k_proj.weight": (narrow, dim),
            f"{name}.self_attn.v_proj.weight": (narrow, dim), f"{name}.self_attn.o_proj.weight": (dim, wide),
            f"{name}.mlp.gate_proj.weight": (ffn, dim), f"{name}.mlp.up_proj.weight": (ffn, dim), f"{name}.mlp.down_proj.weight": (dim, ffn),
        }
        if c["features"].get("use_resformer"):
            shapes |= {f"{name}.stream_factor": (1,), f"{name}.input_factor": (1,)}
    if not c["tied"]:
        shapes["lm_head.weight"] = (c["vocab"], dim)
    weights = {}
    for name, shape in shapes.items():
        draw = generator.standard_normal(shape)
        weights[name] = (1 + 0.2 * draw if len(shape) == 1 else c["std"] * draw).astype(np.float32)
    return weights


def random_batch(c, generator):
    batch, context = c["batch"], c["context"]
    tokens = generator.integers(0, c["vocab"], (batch, context))
    targets = np.concatenate([tokens[:, 1:], generator.integers(0, c["vocab"], (batch, 1))], 1)
    segments = np.zeros((batch, context), np.int64)
    positions = np.tile(np.arange(context), (batch, 1))
    if c["packed"]:
        for row in range(batch):
            # Documents of uneven length, the last row holding one of a single token.
            cuts = sorted(generator.choice(np.arange(1, context), size=min(2 + row, context - 1), replace=False).tolist())
            if row == batch - 1:
                cuts = sorted(set(cuts) | {context - 1})
            for start, end in zip([0, *cuts], [*cuts, context]):
                segments[row, start:end] = 0 if start == 0 else segments[row, start - 1] + 1
                positions[row, start:end] = np.arange(end - start)
    if c["masked"]:
        targets[generator.random((batch, context)) < 0.4] = -1
        targets[0, : context // 2] = -1  # rows with unequal numbers of counted targets
    return tokens, targets, segments, positions


def rope(x, positions, theta):
    """x [B, H, T, head_dim], half-split."""
    half = x.shape[-1] // 2
    frequency = theta ** (-2.0 * torch.arange(half, dtype=torch.float64) / x.shape[-1])
    angle = positions[:, None, :, None].double() * frequency
    first, second = x[..., :half], x[..., half:]
    return torch.cat([first * angle.cos() - second * angle.sin(), second * angle.cos() + first * angle.sin()], -1)


def norm(x, weight, eps):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight


def forward(c, weights, tokens, segments, positions):
    """Logits [B, T, V] and the mean largest attention probability."""
    batch, context = tokens.shape
    causal = torch.ones(context, context, dtype=torch.bool).tril()
    visible = causal & (segments[:, :, None] == segments[:, None, :])
    peaks = []
    features, ones = c["features"], torch.ones((), dtype=torch.float64)
    pattern = features.get("window_pattern", "L")
    distance = positions[:, :, None] - positions[:, None, :]
    x = weights["model.embed_tokens.weight"][tokens]
    if features.get("use_post_emb_norm"):
        x = norm(x, ones, c["eps"])
    first = x

    def heads(value, count):
        return value.view(batch, context, count, c["head_dim"]).transpose(1, 2)

    for layer in range(LAYERS):
        name = f"model.layers.{layer}"
        if features.get("use_resformer"):
            x = weights[f"{name}.stream_factor"] * x + weights[f"{name}.input_factor"] * first
        h = norm(x, weights[f"{name}.input_layernorm.weight"], c["eps"])
        query = rope(heads(h @ weights[f"{name}.self_attn.q_proj.weight"].T, c["heads"]), positions, c["theta"])
        key = rope(heads(h @ weights[f"{name}.self_attn.k_proj.weight"].T, c["kv_heads"]), positions, c["theta"])
        value = heads(h @ weights[f"{name}.self_attn.v_proj.weight"].T, c["kv_heads"])
        if features.get("use_qk_norm"):
            query, key = norm(query, ones, c["eps"]), norm(key, ones, c["eps"])
        short = pattern[layer % len(pattern)] == "S" and layer + 1 < LAYERS
        seen = visible & (distance < features["sliding_window"]) if short else visible
        group = c["heads"] // c["kv_heads"]
        key, value = key.repeat_interleave(group, 1), value.repeat_interleave(group, 1)
        score = query @ key.transpose(-1, -2) / c["head_dim"] ** 0.5
        probability = score.masked_fill(~seen[:, None], float("-inf")).softmax(-1)
        peaks.append(probability.amax(-1).mean().item())
        mixed = (probability @ value).transpose(1, 2).reshape(batch, context, -1)
        x = x + mixed @ weights[f"{name}.self_attn.o_proj.weight"].T
        h = norm(x, weights[f"{name}.post_attention_layernorm.weight"], c["eps"])
        gate = torch.nn.functional.silu(h @ weights[f"{name}.mlp.gate_proj.weight"].T)
        x = x + (gate * (h @ weights[f"{name}.mlp.up_proj.weight"].T)) @ weights[f"{name}.mlp.down_proj.weight"].T
    head = weights["model.embed_tokens.weight" if c["tied"] else "lm_head.weight"]
    logits = norm(x, weights["model.norm.weight"], c["eps"]) @ head.T
    if cap := features.get("final_logit_softcapping"):
        logits = cap * torch.tanh(logits / cap)
    return logits, sum(peaks) / len(peaks)


def losses_of(logits, targets):
    """[B, T] of -ln p(target), 0 where masked."""
    flat = torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-1, reduction="none")
    return flat.view(targets.shape)


def finite_difference(c, weights, batch, gradients, generator, count=3):
    """The largest relative error of autograd against central differences, on a few elements of every tensor."""
    tokens, targets, segments, positions = batch
    worst = 0.0
    with torch.no_grad():
        for name, weight in weights.items():
            for index in generator.integers(0, weight.numel(), count):
                flat, step = weight.view(-1), 1e-6
                kept = flat[index].item()
                ends = []
                for sign in (1, -1):
                    flat[index] = kept + sign * step
                    logits, _ = forward(c, weights, tokens, segments, positions)
                    ends.append(losses_of(logits, targets).sum().item() / (targets >= 0).sum().item())
                flat[index] = kept
                measured, claimed = (ends[0] - ends[1]) / (2 * step), gradients[name].view(-1)[index].item()
                worst = max(worst, abs(measured - claimed) / max(1e-3, abs(claimed)))
    return worst


def independent_logits(c, weights, tokens, segments):
    """The numpy reference's logits, one document at a time: no mask, no position array, so it checks both."""
    model = Llama(config_of(c), {name: weight.astype(np.float64) for name, weight in weights.items()})
    rows = []
    for row, places in zip(tokens, segments):
        rows.append(np.concatenate([model.logits(row[places == document]) for document in range(places.max() + 1)]))
    return np.stack(rows)


def make(c, seed):
    generator = np.random.default_rng(seed)
    stored = random_weights(c, generator)
    tokens, targets, segments, positions = random_batch(c, generator)
    weights = {name: torch.from_numpy(weight.astype(np.float64)).requires_grad_() for name, weight in stored.items()}
    batch = [torch.from_numpy(array) for array in (tokens, targets, segments, positions)]
    logits, peak = forward(c, weights, batch[0], batch[2], batch[3])
    losses = losses_of(logits, batch[1])
    counted = int((targets >= 0).sum())
    loss = losses.sum() / counted
    loss.backward()
    gradients = {name: weight.grad for name, weight in weights.items()}
    # The numpy reference is of a Llama.
    against_numpy = 0.0
    if not c["features"]:
        against_numpy = np.abs(independent_logits(c, stored, tokens, segments) - logits.detach().numpy()).max()
    against_differences = finite_difference(c, {n: w.detach() for n, w in weights.items()}, batch, gradients, generator)
    good = against_numpy < 1e-9 and against_differences < 1e-4
    print(
        f"{'ok  ' if good else 'FAIL'} {c['name']}: loss {loss.item():.6f}, attention peak {peak:.2f}, "
        f"numpy logits differ {against_numpy:.1e}, finite differences {against_differences:.1e}"
    )
    tensors = dict(stored)
    tensors |= {f"gradient.{name}": gradient.numpy().astype(np.float32) for name, gradient in gradients.items()}
    tensors |= {
        "tokens": tokens.astype(np.int32), "targets": targets.astype(np.int32), "segments": segments.astype(np.int32),
        "positions": positions.astype(np.int32), "loss_weights": (targets >= 0).astype(np.float32),
        "logits": logits.detach().numpy().astype(np.float32), "losses": losses.detach().numpy().astype(np.float32),
        "loss": np.array([loss.item()], np.float32),
    }
    about = dict(
        name=c["name"], batch=c["batch"], context=c["context"], packed=c["packed"], masked=int((targets < 0).sum()),
        targets=counted, seed=seed, std=c["std"], loss=loss.item(), peak=round(peak, 4),
    )
    metadata = {"format": "nanollama-gradients-1", "config": json.dumps(config_of(c)), "case": json.dumps(about)}
    return tensors, metadata, good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fixtures", default=FIXTURES, help="folder with MANIFEST.tsv (default: the repository's fixtures/)")
    parser.add_argument("--check", action="store_true", help="write nothing, only check torch against numpy and finite differences")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    folder, names, fine = os.path.join(arguments.fixtures, "gradients"), [], True
    os.makedirs(folder, exist_ok=True)
    for number, c in enumerate(CASES):
        tensors, metadata, good = make(c, 1000 + number)
        fine &= good
        if not arguments.check:
            save(os.path.join(folder, c["name"] + ".safetensors"), tensors, metadata)
            names.append(f"gradients/{c['name']}.safetensors")
    if names:
        record(arguments.fixtures, names, "oracle/torch_gradients.py", f"torch {torch.__version__}, numpy {np.__version__}")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
