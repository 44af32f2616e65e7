"""Make crates/nanollama-token/tests/fixtures/pres.json: the ids that llama.cpp (through xllamacpp) gives under each name of a
pre-tokenizer (`tokenizer.ggml.pre`) that is read here, for one vocabulary and the same texts.

The merges of the vocabulary were learned across all cuts (words with their spaces and signs, long numbers, line breaks), so that
ids show where a text was cut. What several names give alike is stored once.

  gguf_pres.py [--seed 1] [--texts 150] [--out FILE]
"""

import argparse
import collections
import json
import os
import random
import sys
import tempfile
import unicodedata
import urllib.request

import gguf
import numpy as np
import xllamacpp

from random_gguf import byte_characters

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-token/tests/fixtures/pres.json")
NAMES = """
llama-bpe llama3 llama-v3 falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano
dbrx smaug-bpe glm4 chatglm-bpe
gpt-2 phi-2 jina-es jina-de jina-v2-es jina-v2-de gigachat a.x-4.0 mellum modern-bert exaone4 mpt olmo jais trillion granite-docling
qwen2 deepseek-r1-qwen kormo f2llmv2 megrez stablelm2 hunyuan solar-open grok-2 bailingmoe bailingmoe2 llada-moe
smollm starcoder refact command-r codeshell exaone minerva-7b mellum2
qwen35 gpt-4o llama4 kanana2 talkie minimax-m2 tekken
default falcon deepseek-llm deepseek-coder deepseek-v3 hunyuan-dense hy_v4 joyai-llm spark2_5 youtu bloom poro-chat gpt3-finnish viking
chameleon granite-embed-multi-97m tiny_aya cohere2moe kimi-k2 superbpe seed-coder ufakzeka afmoe laguna exaone-moe minicpm5 jais-2
""".split()
WORDS = ["the", "hello", "there", "a", "The", "HELLO", "camelCase", "HTTPServer", "iPhone", "Über", "ÜBER", "naïve", "e\u0301t\u0301e",
         "Привет", "ПриветМир", "ΣΑΣ", "ǅ", "ªx", "漢字", "漢字ABC", "かな", "한국", "क्षि", "हिन्दी", "\u0301", "x\u0301Y", "12", "3", "2024", "1234567", "12345x", "৩৪৫৬", "½", "Ⅳ",
         "٣٤", "don't", "it'LL", "We'Ve", "'s", "O'Neil", "o'dear", "'tisn", "x_y", "a/b", "http://x.y/z", "!", "...", "—", "//", "😀", "👩‍👩‍👧", "{}", "$5", "“q”", "~/x", "<=>", "+~|`", "…", "。", "、", "（x）", "a b c d", "ㄅㄆ", "ไทย", "\u212ax", "\u1f7d\u1fbe\u1fdb", "\uf900\ufa10", "<sentinel:12>", "IMGIMGABZ"]
GAPS = [" ", " ", " ", " ", "  ", "   ", "\n", "\n\n", "\n/", "\t", "\t\t", "", "", "", "\u00a0", "\u3000", "\u2028", "\r\n", ".\n", ", ", "-", "\u200b", "\u0085", " \n ", "     ", "          ", "\n\n\n"]


# Assigned in Unicode 15 and before: of newer characters the two know different things.
ASSIGNED = [chr(code) for code in range(0x80, 0x32000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]


def word(rng):
    return rng.choice(WORDS) if rng.random() < 0.9 else "".join(rng.choice(ASSIGNED) for _ in range(rng.randint(1, 3)))


def text(rng):
    pieces = []
    for _ in range(rng.randint(1, 8)):
        pieces += [word(rng), rng.choice(GAPS)]
    if rng.random() < 0.3:
        pieces.insert(0, rng.choice(GAPS))
    if rng.random() < 0.5:
        pieces.pop()
    return "".join(pieces)


def vocabulary(texts, count):
    """Characters for bytes, then pairs, the most frequent first, whatever stands between them."""
    letters = byte_characters()
    lines = [[letters[byte] for byte in line.encode()] for line in texts]
    tokens, merges = list(letters), []
    while len(merges) < count:
        pairs = collections.Counter(pair for line in lines for pair in zip(line, line[1:]))
        pairs = [(n, pair) for pair, n in pairs.items() if pair[0] + pair[1] not in tokens]
        if not pairs:
            break
        left, right = max(pairs)[1]
        merges.append((left, right))
        tokens.append(left + right)
        for line in lines:
            at = 0
            while at + 1 < len(line):
                if line[at] == left and line[at + 1] == right:
                    line[at : at + 2] = [left + right]
                at += 1
    return tokens, merges


def write(path, pre, tokens, merges):
    writer = gguf.GGUFWriter(path, "llama")
    dim, ffn = 32, 32
    writer.add_vocab_size(len(tokens))
    writer.add_context_length(64)
    writer.add_embedding_length(dim)
    writer.add_block_count(1)
    writer.add_feed_forward_length(ffn)
    writer.add_head_count(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.NORMAL] * (len(tokens) - 1) + [gguf.TokenType.CONTROL])
    writer.add_token_merges([f"{left} {right}" for left, right in merges])
    writer.add_bos_token_id(len(tokens) - 1)
    writer.add_eos_token_id(len(tokens) - 1)
    writer.add_add_bos_token(False)
    shapes = {"token_embd": (len(tokens), dim), "output_norm": (dim,), "output": (len(tokens), dim), "blk.0.attn_norm": (dim,), "blk.0.ffn_norm": (dim,)}
    shapes |= {f"blk.0.attn_{name}": (dim, dim) for name in ["q", "k", "v", "output"]}
    shapes |= {"blk.0.ffn_gate": (ffn, dim), "blk.0.ffn_up": (ffn, dim), "blk.0.ffn_down": (dim, ffn)}
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", np.ones(shape, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def ids(path, texts):
    parameters = xllamacpp.CommonParams()
    parameters.model.path = path
    parameters.n_ctx = 64
    parameters.n_parallel = 1
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)

    def tokenize(content):
        body = json.dumps({"content": content, "add_special": False, "parse_special": False}).encode()
        request = urllib.request.Request(server.listening_address + "/tokenize", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)["tokens"]

    return [tokenize(content) for content in texts]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=150)
    parser.add_argument("--out", default=OUT, help="where it is written; the tests read PRES instead of their fixture where that is set")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    tokens, merges = vocabulary([text(rng) for _ in range(200)], 500)
    tokens.append("<|end|>")
    texts = sorted({text(rng) for _ in range(arguments.texts)})
    alike, names = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            path = os.path.join(folder, "model.gguf")
            write(path, name, tokens, merges)
            found = ids(path, texts)
            if found not in alike:
                alike.append(found)
            names[name] = alike.index(found)
            print(name, names[name], file=sys.stderr)
    made = {"made_by": "gguf_pres.py", "with": "xllamacpp 2026.10.11549", "tokens": tokens, "merges": [" ".join(pair) for pair in merges], "texts": texts,
            "ids": alike, "names": names}
    with open(arguments.out, "w") as out:
        json.dump(made, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")
    print(f"{len(names)} names, {len(alike)} meanings, {len(texts)} texts, {os.path.getsize(arguments.out)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
