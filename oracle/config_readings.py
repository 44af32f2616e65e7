"""Writes crates/nanollama-bundle/tests/fixtures/configs.json: what transformers 4 and 5 read from random configurations of a
Llama, and every key that their LlamaConfig has.

    python oracle/config_readings.py --python4 ENV4/bin/python --python5 ENV5/bin/python

Each of the two needs only transformers of its version, no torch. As a child (`--read`) the script reads configurations from
stdin, one JSON a line, and answers with a reading a line, or null where transformers raises."""

import argparse, inspect, json, os, random, subprocess, sys

FILE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-bundle/tests/fixtures/configs.json")
CONFIGS = 1500
# What a reading holds, in this order.
FIELDS = ["layers", "dim", "heads", "kv_heads", "head_dim", "ffn", "vocabulary", "context", "norm_eps", "tied", "act", "biases", "eos", "rope_type", "theta", "factor", "partial"]


def reading(config):
    """The values that transformers' Llama computes with."""
    rope = getattr(config, "rope_parameters", None) if VERSION >= 5 else (config.rope_scaling or {})
    kind = rope.get("rope_type", rope.get("type")) if rope else "default"
    # LlamaRotaryEmbedding looks these up, so a missing one is a failure.
    if rope and kind is None:
        raise KeyError("rope_type")
    theta = rope["rope_theta"] if VERSION >= 5 else config.rope_theta
    # Only transformers 4 looks at it; beside the plain rotation transformers 5 does not.
    partial = getattr(config, "partial_rotary_factor", None) or (rope or {}).get("partial_rotary_factor")
    numbers = [config.num_hidden_layers, config.hidden_size, config.num_attention_heads, config.num_key_value_heads, config.head_dim, config.intermediate_size, config.vocab_size, config.max_position_embeddings]
    if not all(isinstance(number, int) for number in numbers) or not isinstance(config.rms_norm_eps, (int, float)) or not isinstance(theta, (int, float)):
        raise TypeError("a number is missing")
    if not isinstance(config.hidden_act, str):
        raise TypeError("hidden_act")
    eos = config.eos_token_id
    eos = eos if isinstance(eos, list) else [] if eos is None else [eos]
    return [*numbers, config.rms_norm_eps, bool(config.tie_word_embeddings), config.hidden_act, bool(config.attention_bias or config.mlp_bias), eos, kind, theta, (rope or {}).get("factor"), partial]


def read():
    for line in sys.stdin:
        try:
            found = reading(LlamaConfig.from_dict(json.loads(line)))
        except Exception:  # Whatever it raises: it does not load.
            found = None
        print(json.dumps(found), flush=True)


def keys():
    names = set(LlamaConfig().to_dict()) | set(inspect.signature(LlamaConfig.__init__).parameters)
    names |= set(inspect.signature(PretrainedConfig.__init__).parameters)
    for of in ("_get_global_generation_defaults", "_get_generation_defaults"):
        names |= set(getattr(LlamaConfig, of)()) if hasattr(LlamaConfig, of) else set()
    names |= {"rope_theta", "rope_scaling", "torch_dtype", "partial_rotary_factor"}
    names -= {"self", "kwargs", "args"}
    print(json.dumps([transformers.__version__, sorted(names)]))


def rope(rng):
    kinds = ["default"] * 6 + ["linear", "dynamic", "yarn", "llama3", "longrope", "other"]
    made = {}
    if rng.random() < 0.8:
        made[rng.choice(["rope_type", "rope_type", "type"])] = rng.choice(kinds)
    if rng.random() < 0.6:
        made["rope_theta"] = rng.choice([1e4, 5e5, 5e5, 1e6, None])
    if rng.random() < 0.35:
        made["factor"] = rng.choice([1.0, 2.0, 8.0])
    if rng.random() < 0.1:
        made["partial_rotary_factor"] = rng.choice([1.0, 0.5])
    if made.get("rope_type", made.get("type")) == "llama3":
        made |= {"low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}
    return made


def config(rng):
    """Mostly a Llama that loads, with a few keys at odds."""
    heads = rng.choice([1, 2, 4, 8])
    made = {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_size": 16 * heads,
        "num_attention_heads": heads,
        "num_hidden_layers": rng.choice([1, 2, 3]),
        "intermediate_size": rng.choice([32, 64, 96]),
        "vocab_size": rng.choice([300, 512]),
        "max_position_embeddings": rng.choice([64, 128, 2048]),
        "hidden_act": rng.choice(["silu"] * 8 + ["swish", "gelu"]),
        "rms_norm_eps": rng.choice([1e-5] * 6 + [1e-6] * 6 + [1]),
    }
    some = lambda share: rng.random() < share
    if some(0.7):
        made["num_key_value_heads"] = rng.choice([1, heads, None])
    if some(0.4):
        made["head_dim"] = rng.choice([8, 16, 32, None])
    if some(0.6):
        made["tie_word_embeddings"] = rng.choice([True, False, False])
    if some(0.5):
        made["eos_token_id"] = rng.choice([2, [2, 3], None, 0])
    if some(0.5):
        made["rope_theta"] = rng.choice([10000, 1e4, 5e5, 1e6])
    if some(0.35):
        made["rope_scaling"] = rng.choice([None, rope(rng), rope(rng)])
    if some(0.45):
        made["rope_parameters"] = rng.choice([None, rope(rng), rope(rng)])
    for key, values in {
        "attention_bias": [True, False, False, False],
        "mlp_bias": [True, False, False, False],
        "pretraining_tp": [1, 2],
        "attention_dropout": [0.0, 0.1],
        "initializer_range": [0.02, 0.5],
        "use_cache": [True, False],
        "torch_dtype": ["float16", "bfloat16"],
        "dtype": ["float32"],
        "bos_token_id": [1, None],
        "pad_token_id": [-1, 0, None],
        "sliding_window": [32, None],
        "is_decoder": [True, False],
        "chunk_size_feed_forward": [0, 4],
        "temperature": [0.7],
        "max_length": [20],
        "transformers_version": ["4.57.6", "5.24.0"],
        "a_key_of_somebody": ["text", 3],
    }.items():
        if some(0.25):
            made[key] = rng.choice(values)
    # One thing wrong, at times.
    if some(0.08):
        made[rng.choice(["hidden_act", "rms_norm_eps", "hidden_size", "rope_theta"])] = None
    if some(0.04):
        made["num_key_value_heads"] = 3
    if some(0.06):
        del made[rng.choice(list(made))]
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python4", required=True)
    parser.add_argument("--python5", required=True)
    args = parser.parse_args()
    rng = random.Random(7)
    configs = [config(rng) for _ in range(CONFIGS)]
    lines = "".join(json.dumps(made) + "\n" for made in configs)
    found, versions, known = {}, [], set()
    for name, python in (("v4", args.python4), ("v5", args.python5)):
        child = lambda what, text="": subprocess.run([python, __file__, what], input=text, capture_output=True, text=True, check=True).stdout.splitlines()
        found[name] = [json.loads(line) for line in child("--read", lines)]
        version, names = json.loads(child("--keys")[-1])
        versions.append(version)
        known |= set(names)
        assert len(found[name]) == CONFIGS, (len(found[name]), CONFIGS)
    os.makedirs(os.path.dirname(FILE), exist_ok=True)
    with open(FILE, "w") as file:
        file.write(json.dumps({"versions": versions, "fields": FIELDS, "keys": sorted(known)})[:-1] + ', "cases": [\n')
        rows = zip(configs, found["v4"], found["v5"])
        file.write(",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]}\n")
    loads = {name: sum(reading is not None for reading in readings) for name, readings in found.items()}
    used = {key: sum(key in made for made in configs) for key in sorted({key for made in configs for key in made})}
    print(f"ok: {CONFIGS} configurations, loaded by {loads}; transformers {versions}; keys {len(known)}; used: {used}")


if __name__ == "__main__" and sys.argv[1:2] in (["--read"], ["--keys"]):
    import logging
    logging.disable(logging.CRITICAL)
    import transformers
    from transformers import LlamaConfig
    from transformers.configuration_utils import PretrainedConfig
    VERSION = int(transformers.__version__.split(".")[0])
    read() if sys.argv[1] == "--read" else keys()
elif __name__ == "__main__":
    main()
