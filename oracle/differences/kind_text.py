"""Greedy text: small random models that ours writes as GGUF, and what llama.cpp (`xllamacpp`) makes of the file: ids of prompts,
the tokens that it chooses, their log-probabilities, and how far the second choice was behind.

A case says the shape, the number format and the tokenizer; ours makes weights of its seed and adds `gguf`, the file's path, and
only then there is an answer. Prompts hold what both cut alike: Unicode that llama.cpp's tables know."""

import json, os, sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import xllamacpp

from kind_tokenizers import BASES, PATTERNS
from llama_cpp_check import Server

TOKENS = 24
BOTH = [False, True]
SHAPE = {
    "layers": [1, 2, 3], "heads": [1, 2, 4], "kv_heads": ["one", "all"], "head_dim": [16, 32, 64], "dim": [64, 96, 128], "ffn": [64, 160],
    "context": [64, 128], "theta": [1e4, 5e5, 1e6], "eps": [1e-5, 1e-6, 1e-2], "tied": BOTH, "spare": [0, 5, 32],
    # What begins a text, by a name that says so and by another.
    "begin": ["<s>", "[START]"],
    "dtype": ["f32", "f16", "bf16", "q8_0", "q4_0"],
}
TOKENIZERS = ["llama 3", "qwen 2", "gpt-2", "llama 2", "llama 2 without a space in front"]
WORDS = ["the", "hello", "there", "The", "Über", "naïve", "12", "3", "1234567", "don't", "it'LL", "x_y", "aaaa", "abab", "ba", "ab", "#!", "é", "漢字", "😀", "a", "\n", "  ", "\n\n", "\t", "..."]


def versions():
    return {"xllamacpp": xllamacpp.__version__}


def values():
    return [f"{name}={value}" for name, known in SHAPE.items() for value in known] + [f"tokenizer {name}" for name in TOKENIZERS]


def unknown():
    return []


def tokenizer(name, begin):
    file = json.loads(json.dumps(BASES["pieces" if name.startswith("llama 2") else "bytes"]))
    model = file["model"]
    if name.startswith("llama 2"):
        replace = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
        plain = name.endswith("front")
        file["normalizer"] = replace if plain else {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, replace]}
        steps = [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}]
        file["decoder"] = {"type": "Sequence", "decoders": steps + ([] if plain else [{"type": "Strip", "content": " ", "start": 1, "stop": 0}])}
        model |= {"byte_fallback": True, "fuse_unk": True}
    else:
        split = {"type": "Split", "pattern": {"Regex": PATTERNS[TOKENIZERS.index(name)]}, "behavior": "Isolated", "invert": False}
        level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": name == "gpt-2"}
        file["pre_tokenizer"] = level if name == "gpt-2" else {"type": "Sequence", "pretokenizers": [split, level]}
        file["decoder"] = {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
    for content in (begin, "</s>"):
        id_ = max(max(model["vocab"].values()), *(token["id"] for token in file["added_tokens"] or [{"id": 0}])) + 1
        file["added_tokens"].append({"id": id_, "content": content, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True})
    start = next(token["id"] for token in file["added_tokens"] if token["content"] == begin)
    item = {"Sequence": {"id": "A", "type_id": 0}}
    file["post_processor"] = {"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": begin, "type_id": 0}}, item], "pair": [item, {"Sequence": {"id": "B", "type_id": 1}}],
                              "special_tokens": {begin: {"id": begin, "ids": [start], "tokens": [begin]}}}
    return file


def make(rng):
    shape = {name: rng.choice(known) for name, known in SHAPE.items()}
    used = {f"{name}={value}" for name, value in shape.items()}
    shape["kv_heads"] = {"one": 1, "all": shape["heads"]}[shape["kv_heads"]]
    name = rng.choice(TOKENIZERS)
    prompts = [" ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 6))) for _ in range(2)]
    return {"shape": shape, "seed": rng.getrandbits(32), "tokenizer": tokenizer(name, shape["begin"]), "prompts": prompts}, used | {f"tokenizer {name}"}


def answer(case):
    if "gguf" not in case:
        return None
    server = Server(case["gguf"], case["shape"]["context"], 1)
    found = []
    for prompt in case["prompts"]:
        ids = server.tokenize(prompt)
        reply = server.next(ids, TOKENS, 2)
        steps = []
        for step in reply.get("completion_probabilities", []):
            first, second = step["top_logprobs"][:2]
            steps.append({"id": step["id"], "logprob": step["logprob"], "ahead": first["logprob"] - second["logprob"]})
        found.append({"prompt": ids, "tokens": reply["tokens"], "steps": steps, "text": reply["content"]})
    return found
