"""Prefill and single steps of ik_llama.cpp on a GGUF file: a rival of generate_bench.py, in a process of its own.

  ik_bench.py MODEL.gguf PREFILL DECODE THREADS

Needs PyPI's ik-llama-cpp-python. Through its C functions: flash attention on, weights repacked at load where that is faster
here (the better of both counts, rate by rate). The last line is JSON: medians of three turns behind one that warms up.
"""

import json
import statistics
import sys
import time

from ik_llama_cpp import _ctypes_api as api


def rates(path, prefill, decode, threads, repack):
    parameters = api.llama_model_default_params()
    parameters.repack_tensors = repack
    # Repacking writes into the weights' memory.
    parameters.use_mmap = not repack
    model = api.llama_model_load_from_file(path.encode(), parameters)
    settings = api.llama_context_default_params()
    settings.n_ctx = prefill + decode + 16
    settings.n_batch = settings.n_ubatch = max(prefill, 1)
    settings.n_threads = settings.n_threads_batch = threads
    settings.flash_attn = True
    context = api.llama_init_from_model(model, settings)
    batch = api.llama_batch_init(prefill, 0, 1)

    def run(tokens, first):
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i], batch.pos[i], batch.n_seq_id[i], batch.seq_id[i][0] = token, first + i, 1, 0
            batch.logits[i] = i + 1 == len(tokens)
        begun = time.perf_counter()
        if api.llama_decode(context, batch) != 0:
            raise SystemExit("llama_decode failed")
        # Waits for what was computed.
        api.llama_get_logits_ith(context, len(tokens) - 1)
        return time.perf_counter() - begun

    found = []
    for turn in range(4):
        api.llama_kv_cache_clear(context)
        prompt = [256 + (i * 7919 + turn) % 20000 for i in range(prefill)]
        filled = run(prompt, 0)
        steps = sum(run([256 + (i * 31 + turn) % 20000], prefill + i) for i in range(decode))
        found.append((prefill / filled, decode / steps))
    api.llama_batch_free(batch)
    api.llama_free(context)
    api.llama_free_model(model)
    return [statistics.median(pair[i] for pair in found[1:]) for i in (0, 1)]


def main():
    path, prefill, decode, threads = sys.argv[1], *map(int, sys.argv[2:5])
    api.llama_backend_init()
    both = [rates(path, prefill, decode, threads, repack) for repack in (False, True)]
    best = [max(pair[i] for pair in both) for i in (0, 1)]
    print(json.dumps({"engine": "ik_llama.cpp (ik-llama-cpp-python)", "prefill_tokens_per_second": best[0], "decode_tokens_per_second": best[1]}))


if __name__ == "__main__":
    main()
