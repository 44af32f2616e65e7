"""config.json: random configurations of a Llama, and what the config classes of transformers 5 and 4 read from them.

Transformers 4 needs a Python of its own, whose path stands in TRANSFORMERS_4; without it only version 5 is asked. An answer is
{"v5": reading, "v4": reading}: FIELDS by name, or null where that version raises; version 4 is null, too, where a file says
what only version 5 looks at. Departures of ours, which no case holds: parameters of the rotation that are nested by layer type
are obeyed, where transformers' Llama takes its default.

Run as `kind_configs.py --read` it answers a configuration a line with the reading of the transformers that its Python has."""

import inspect, json, logging, os, subprocess, sys

logging.disable(logging.CRITICAL)

import transformers
from transformers import LlamaConfig
from transformers.configuration_utils import PretrainedConfig

MAIN = int(transformers.__version__.split(".")[0])
# What a reading holds, in this order.
FIELDS = ["layers", "dim", "heads", "kv_heads", "head_dim", "ffn", "vocabulary", "context", "norm_eps", "tied", "act", "attention_biases", "mlp_biases", "eos", "rope_type", "theta", "factor", "partial"]
ROPE_KINDS = ["default", "linear", "dynamic", "yarn", "llama3", "longrope", "other"]
# What these keys may hold, mostly; SOMETIMES ones are there in a quarter of the cases.
ALWAYS = {
    "num_attention_heads": [1, 2, 4, 8],
    "num_hidden_layers": [1, 2, 3],
    "intermediate_size": [32, 64, 96],
    "vocab_size": [300, 512],
    "max_position_embeddings": [64, 128, 2048],
    "hidden_act": ["silu"] * 8 + ["swish", "gelu"],
    "rms_norm_eps": [1e-5] * 4 + [1e-6] * 4 + [1, 0.00123456789012345],
}
SOMETIMES = {
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
}
OFTEN = {
    "num_key_value_heads": ["one", "all", None],
    "head_dim": [8, 16, 32, None],
    "tie_word_embeddings": [True, False, False],
    "eos_token_id": [2, [2, 3], None, 0],
    "rope_theta": [10000, 1e4, 5e5, 1e6, 123456.789012345],
}
WRONG = ["hidden_act", "rms_norm_eps", "hidden_size", "rope_theta", "vocab_size", "num_hidden_layers"]
# Of a head, by which the width grows.
WIDTHS = [8, 16, 24]
HEADS = ["none", "own", "copy"]
# Keys of the class that no number of a Llama depends on.
NEUTRAL = {"architectures", "id2label", "label2id", "is_encoder_decoder", "output_hidden_states", "output_attentions", "problem_type", "return_dict"}


def versions():
    found = {"transformers": transformers.__version__}
    if OTHER:
        found["transformers 4"] = OTHER.version
    return found


def values():
    found = [f"{key}={value}" for table in (ALWAYS, SOMETIMES, OFTEN) for key, known in table.items() for value in known]
    found += [f"{place} {kind}" for place in ("rope_scaling", "rope_parameters") for kind in [*ROPE_KINDS, "null", "no type"]]
    found += [f"{place} {key}" for place in ("rope_scaling", "rope_parameters") for key in ("rope_theta", "factor", "partial_rotary_factor", "type", "rope_type")]
    found += [f"{key} is null" for key in WRONG] + [f"hidden_size={width}" for width in WIDTHS] + [f"head {head}" for head in HEADS]
    return sorted(set(found + ["kv heads that do not divide", "a key left out"]))


def unknown():
    """Keys of the config class: all that change what a Llama computes stand in a table here, the others do not matter."""
    known = {*ALWAYS, *SOMETIMES, *OFTEN, "hidden_size", "rope_scaling", "rope_parameters"}
    return sorted(set(inspect.signature(LlamaConfig.__init__).parameters) - known - NEUTRAL - {"self", "args", "kwargs"})


def keys():
    """Every key that LlamaConfig has."""
    names = set(LlamaConfig().to_dict()) | set(inspect.signature(LlamaConfig.__init__).parameters)
    names |= set(inspect.signature(PretrainedConfig.__init__).parameters)
    for of in ("_get_global_generation_defaults", "_get_generation_defaults"):
        names |= set(getattr(LlamaConfig, of)()) if hasattr(LlamaConfig, of) else set()
    names |= {"rope_theta", "rope_scaling", "torch_dtype", "partial_rotary_factor"}
    return sorted(names - {"self", "kwargs", "args"})


def make(rng):
    used = set()
    some = lambda share: rng.random() < share

    def draw(key, known):
        value = rng.choice(known)
        used.add(f"{key}={value}")
        return value

    def rope(place):
        made, kind = {}, None
        if some(0.8):
            kind = rng.choice(["default"] * 4 + ROPE_KINDS)
            name = rng.choice(["rope_type", "type"])
            made[name] = kind
            used.add(f"{place} {name}")
        used.add(f"{place} {kind or 'no type'}")
        if some(0.6):
            made["rope_theta"] = rng.choice([1e4, 5e5, 5e5, 1e6, None])
        if some(0.35):
            made["factor"] = rng.choice([1.0, 2.0, 8.0])
        if some(0.1):
            made["partial_rotary_factor"] = rng.choice([1.0, 0.5])
        used.update(f"{place} {key}" for key in made if key in ("rope_theta", "factor", "partial_rotary_factor"))
        if kind == "llama3":
            made |= {"low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 64}
        return made

    made = {"architectures": ["LlamaForCausalLM"], "model_type": "llama"}
    made |= {key: draw(key, known) for key, known in ALWAYS.items()}
    heads = made["num_attention_heads"]
    made["hidden_size"] = draw("hidden_size", WIDTHS) * heads
    for key, known in OFTEN.items():
        if some(0.55):
            made[key] = draw(key, known)
    if isinstance(made.get("num_key_value_heads"), str):
        made["num_key_value_heads"] = {"one": 1, "all": heads}[made["num_key_value_heads"]]
    for place, share in (("rope_scaling", 0.35), ("rope_parameters", 0.45)):
        if some(share):
            made[place] = rope(place) if some(0.67) else None
            if made[place] is None:
                used.add(f"{place} null")
    for key, known in SOMETIMES.items():
        if some(0.25):
            made[key] = draw(key, known)
    # One thing wrong, at times.
    if some(0.1):
        key = rng.choice(WRONG)
        made[key] = None
        used.add(f"{key} is null")
    if some(0.04):
        made["num_key_value_heads"] = 3
        used.add("kv heads that do not divide")
    if some(0.06):
        del made[rng.choice(list(made))]
        used.add("a key left out")
    head = "none" if made.get("tie_word_embeddings") and some(0.6) else rng.choice(["own", "own", "own", *HEADS])
    used.add(f"head {head}")
    return {"config": made, "head": head}, used


def reading(object_):
    """The values that transformers' Llama computes with; it raises where the configuration does not load."""
    config = LlamaConfig.from_dict(object_)
    rope = getattr(config, "rope_parameters", None) if MAIN >= 5 else (config.rope_scaling or {})
    kind = rope.get("rope_type", rope.get("type")) if rope else "default"
    # LlamaRotaryEmbedding looks these up, so a missing one is a failure.
    if rope and kind is None:
        raise KeyError("rope_type")
    theta = rope["rope_theta"] if MAIN >= 5 else config.rope_theta
    # Only transformers 4 looks at it; beside the plain rotation transformers 5 does not.
    partial = getattr(config, "partial_rotary_factor", None) or (rope or {}).get("partial_rotary_factor")
    numbers = [config.num_hidden_layers, config.hidden_size, config.num_attention_heads, config.num_key_value_heads, config.head_dim, config.intermediate_size, config.vocab_size, config.max_position_embeddings]
    if not all(isinstance(number, int) for number in numbers) or not isinstance(config.rms_norm_eps, (int, float)) or not isinstance(theta, (int, float)):
        raise TypeError("a number is missing")
    if not isinstance(config.hidden_act, str):
        raise TypeError("hidden_act")
    eos = config.eos_token_id
    eos = eos if isinstance(eos, list) else [] if eos is None else [eos]
    return [*numbers, config.rms_norm_eps, bool(config.tie_word_embeddings), config.hidden_act, bool(config.attention_bias), bool(config.mlp_bias), eos, kind, theta, (rope or {}).get("factor"), partial]


def found(object_):
    try:
        return reading(object_)
    except Exception:  # Whatever it raises: it does not load.
        return None


class Other:
    """The other transformers, in its own Python."""

    def __init__(self, python):
        self.child = subprocess.Popen([python, __file__, "--read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.version = json.loads(self.child.stdout.readline())

    def read(self, object_):
        self.child.stdin.write(json.dumps(object_) + "\n")
        self.child.stdin.flush()
        return json.loads(self.child.stdout.readline())


def of_version_5(object_):
    """Whether transformers 4 passes over something that transformers 5 reads."""
    scaling = object_.get("rope_scaling")
    return isinstance(object_.get("rope_parameters"), dict) or (isinstance(scaling, dict) and "rope_theta" in scaling)


def answer(case):
    object_ = case["config"]
    named = lambda values: values and dict(zip(FIELDS, values))
    v4 = OTHER.read(object_) if OTHER and not of_version_5(object_) else None
    return {"v5": named(found(json.loads(json.dumps(object_)))), "v4": named(v4), "asked 4": bool(OTHER) and not of_version_5(object_)}


OTHER = Other(os.environ["TRANSFORMERS_4"]) if MAIN >= 5 and os.environ.get("TRANSFORMERS_4") else None

if __name__ == "__main__" and sys.argv[1:2] == ["--read"]:
    print(json.dumps(transformers.__version__), flush=True)
    for line in sys.stdin:
        print(json.dumps(found(json.loads(line))), flush=True)
