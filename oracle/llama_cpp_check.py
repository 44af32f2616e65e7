"""What llama.cpp (through xllamacpp) makes of a GGUF file: greedy continuations and the log-probabilities of a fixed text.

Prints one JSON object, the same that node/llama_cpp_check.mjs prints:
  {"engine", "model", "greedy": [{"prompt", "prompt_ids", "ids", "text", "closest"}], "ids", "logprobs", "text_bytes"}
logprobs[t] = ln p(ids[t+1] | ids[..=t]); "closest" is the smallest gap between first and second choice on the way
(a gap near 0 means that a differing greedy text would be a rounding tie, not a fault).

xllamacpp wraps llama.cpp's server. It gives log-probabilities of the next token only, so the fixed text is walked token by
token, the prefix held in the server's prompt cache; they are taken from the raw logits, before any sampler or bias. KV cache in f32 and no flash attention: only the file's own dtype may differ.
"""

import argparse
import json
import os
import re
import sys
import urllib.request

import xllamacpp

from fixed_text import PROMPTS, TEXT


class Server:
    def __init__(self, path, context, threads, lora=None):
        parameters = xllamacpp.CommonParams()
        parameters.model.path = path
        if lora:
            adapter = xllamacpp.CommonAdapterLoraInfo()
            adapter.path, adapter.scale = lora, 1.0
            parameters.lora_adapters = [adapter]
        parameters.n_ctx = context
        parameters.n_parallel = 1
        parameters.n_gpu_layers = 0
        parameters.cpuparams.n_threads = threads
        parameters.cpuparams_batch.n_threads = threads
        parameters.cache_type_k = parameters.cache_type_v = xllamacpp.ggml_type.GGML_TYPE_F32
        parameters.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
        parameters.ctx_shift = False
        parameters.cache_ram_mib = 0
        parameters.warmup = False
        parameters.verbosity = 0
        self.server = xllamacpp.Server(parameters)

    def post(self, path, body):
        request = urllib.request.Request(
            self.server.listening_address + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as reply:
            return json.load(reply)

    def tokenize(self, text):
        return self.post("/tokenize", {"content": text, "add_special": True})["tokens"]

    def next(self, ids, count, probabilities, bias=()):
        body = {"prompt": ids, "n_predict": count, "temperature": 0, "n_probs": probabilities, "cache_prompt": True, "return_tokens": True}
        return self.post("/completion", body | {"logit_bias": list(bias)})

    def greedy(self, prompt, count):
        ids = self.tokenize(prompt)
        reply = self.next(ids, count, 2)
        steps = reply.get("completion_probabilities", [])
        gaps = [step["top_logprobs"][0]["logprob"] - step["top_logprobs"][1]["logprob"] for step in steps]
        return {"prompt": prompt, "prompt_ids": ids, "ids": reply["tokens"], "text": reply["content"], "closest": min(gaps, default=None)}

    def log_probability(self, prefix, token):
        """Raw ln p(token | prefix). The token is forced by a bias, which the raw probabilities do not see, and the server tells
        the probability of what it sampled. It tells none when that is not printable (part of a character, an end token):
        then a plain letter is forced and the whole vocabulary's table read, which is slow."""
        for forced, probabilities in ((token, 1), (self.tokenize("a")[-1], 1 << 24)):
            for step in self.next(prefix, 1, probabilities, [[forced, 1e6]]).get("completion_probabilities", []):
                for entry in [step, *step["top_logprobs"]]:
                    if entry["id"] == token:
                        return entry["logprob"]
        raise SystemExit(f"llama.cpp's server gives no probability of token {token}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="MODEL.gguf")
    parser.add_argument("--prompt", action="append", help="greedy prompts (default: three built-in ones)")
    parser.add_argument("--tokens", type=int, default=64, help="greedy tokens per prompt")
    parser.add_argument("--text", default=TEXT, help="the fixed text to score")
    parser.add_argument("--ids", help="score these token ids instead (JSON list or the JSON file of another check)")
    parser.add_argument("--score", type=int, default=256, help="score at most so many tokens of the text")
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--lora", metavar="FILE.gguf", help="an adapter to load beside each model")
    parser.add_argument("--threads", type=int, default=1, help="one: spinning threads crawl on a busy machine")
    arguments = parser.parse_args()
    failed = False
    for path in arguments.models:
        if not os.path.exists(path):
            print(f"{path}: no such file", file=sys.stderr)
            failed = True
            continue
        server = Server(path, arguments.context, arguments.threads, arguments.lora)
        greedy = [server.greedy(prompt, arguments.tokens) for prompt in arguments.prompt or PROMPTS]
        if arguments.ids:
            source = arguments.ids if arguments.ids.startswith("[") else open(arguments.ids).read()
            ids = json.loads(source)
            ids = ids["ids"] if isinstance(ids, dict) else ids
        else:
            ids = server.tokenize(arguments.text)
        ids = ids[: min(arguments.score, arguments.context - 1)]
        logprobs = [server.log_probability(ids[: t + 1], ids[t + 1]) for t in range(len(ids) - 1)]
        info = re.sub(r"\s+", " ", xllamacpp.get_system_info())
        print(json.dumps({
            "engine": f"xllamacpp {xllamacpp.__version__}", "system": info, "model": path, "greedy": greedy,
            "ids": ids, "logprobs": logprobs, "text_bytes": len(arguments.text.encode()) if not arguments.ids else None,
        }), flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
