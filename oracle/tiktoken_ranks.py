"""Make crates/nanollama-token/tests/fixtures/ranks.json: a file of tiktoken's ranks, and the ids that tiktoken gives with them for
random texts, under Llama 3's pattern with its special tokens, and under those of cl100k and o200k.

The ranks are of our own making, and so that order matters: learned across all cuts, some swapped, so that a token stands before
one that it is made of.

`plain` are ids of texts whose special tokens are ordinary characters, `trusted` are those where they count.

  tiktoken_ranks.py [--seed 1] [--texts 150]
"""

import argparse
import base64
import collections
import json
import os
import random

import tiktoken
from tiktoken_ext import openai_public

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-token/tests/fixtures/ranks.json")
LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
# Llama 3.1's, as Meta's own tokenizer numbers them: named ones, then reserved ones.
NAMED = ["begin_of_text", "end_of_text", "reserved_special_token_0", "reserved_special_token_1", "finetune_right_pad_id", "step_id",
         "start_header_id", "end_header_id", "eom_id", "eot_id", "python_tag"]
SPECIALS = [f"<|{name}|>" for name in NAMED + [f"reserved_special_token_{2 + index}" for index in range(256 - len(NAMED))]]
WORDS = ["the", "hello", "there", "a", "The", "HELLO", "camelCase", "HTTPServer", "Über", "naïve", "e\u0301t\u0301e", "Привет", "ПриветМир", "ΣΑΣ", "ǅ",
         "漢字", "漢字ABC", "한국", "हिन्दी", "\u0301", "12", "2024", "1234567", "½", "٣٤", "don't", "it'LL", "We'Ve", "'ſ", "x_y", "a/b", "//", "!", "...",
         "😀", "👩‍👩‍👧", "abababab", "hellohellohello", "aaaaaaaaaaaaaaaaa", *random.Random(1).sample(SPECIALS, 12), "<|eot_id|>", "<|not_one|>"]
GAPS = [" ", " ", " ", "  ", "   ", "\n", "\n\n", "\n/", "\t", "", "", "", "\u00a0", "\u3000", "\r\n", ".\n", ", ", "\u200b", " \n "]


def text(rng):
    pieces = [part for _ in range(rng.randint(1, 8)) for part in (rng.choice(WORDS), rng.choice(GAPS))]
    if rng.random() < 0.3:
        pieces.insert(0, rng.choice(GAPS))
    if rng.random() < 0.5:
        pieces.pop()
    return "".join(pieces)


def ranks(rng, count):
    lines = [[bytes([byte]) for byte in text(rng).encode()] for _ in range(200)]
    tokens = [bytes([byte]) for byte in range(256)]
    rng.shuffle(tokens)
    while len(tokens) < 256 + count:
        pairs = collections.Counter(pair for line in lines for pair in zip(line, line[1:]))
        # No token is written as a special one, which tokenizer.json could not say.
        pairs = [(n, pair) for pair, n in pairs.items() if pair[0] + pair[1] not in tokens and b"<|" not in pair[0] + pair[1]]
        left, right = max(pairs)[1]
        tokens.append(left + right)
        for line in lines:
            at = 0
            while at + 1 < len(line):
                if line[at] == left and line[at + 1] == right:
                    line[at : at + 2] = [left + right]
                at += 1
    for _ in range(40):
        one, other = rng.randrange(256, len(tokens)), rng.randrange(256, len(tokens))
        tokens[one], tokens[other] = tokens[other], tokens[one]
    return {token: rank for rank, token in enumerate(tokens)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=150)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    found = ranks(rng, 500)
    texts = sorted({text(rng) for _ in range(arguments.texts)})
    # Long words, which tiktoken merges in another way than short ones.
    texts += ["".join(rng.choice("abhelo") for _ in range(length)) for length in (90, 120, 600, 5000)]
    # tiktoken_ext's functions load their ranks from elsewhere; their patterns stand in the module.
    o200k = "|".join([
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?""",
        r"""\p{N}{1,3}""", r""" ?[^\s\p{L}\p{N}]+[\r\n/]*""", r"""\s*[\r\n]+""", r"""\s+(?!\S)""", r"""\s+"""])
    cl100k = r"""'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]|\s+(?!\S)|\s"""
    source = open(openai_public.__file__).read()
    assert cl100k in source and all(part in source for part in o200k.split("|")[-4:]), "tiktoken's patterns are others now"
    specials = {name: len(found) + index for index, name in enumerate(SPECIALS)}
    made = {"made_by": "tiktoken_ranks.py", "with": f"tiktoken {tiktoken.__version__}", "texts": texts,
            "file": "".join(f"{base64.b64encode(token).decode()} {rank}\n" for token, rank in found.items())}
    for name, pattern in [("llama3", LLAMA3), ("cl100k", cl100k), ("o200k", o200k)]:
        encoding = tiktoken.Encoding(name, pat_str=pattern, mergeable_ranks=found, special_tokens=specials)
        made[name] = {"plain": [encoding.encode(text, disallowed_special=()) for text in texts]}
        if name == "llama3":
            made[name]["trusted"] = [encoding.encode(text, allowed_special="all") for text in texts]
    with open(OUT, "w") as out:
        json.dump(made, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")
    print(f"{len(found)} ranks, {len(texts)} texts, {os.path.getsize(OUT)} bytes")


if __name__ == "__main__":
    main()
