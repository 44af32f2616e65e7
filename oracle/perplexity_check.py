"""Perplexity of a text: `nanollama perplexity` against llama.cpp's logits, cut and counted as llama.cpp's own tool does.

  perplexity_check.py MODEL.gguf TEXT --nanollama PATH [--context 512] [--stride S] [--chunks N] [--threads 2] [--libllama LIB]

The packages hold llama.cpp's library and not its tool, so the windows are made here, by the library's tokenizer and logits:
end to end, the second half counted, or with a stride, of which the last S tokens count. Fails where the two differ by more
than --bar (0.5%). LIB is libllama of @node-llama-cpp/linux-x64 (oracle/node), whose structures are passed as they come.
"""

import argparse
import ctypes
import glob
import json
import math
import os
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
NODE = os.path.join(os.environ.get("ORACLE_NODE", os.path.join(HERE, "node")), "node_modules/@node-llama-cpp/linux-x64/bins/linux-x64")


class Blob(ctypes.Structure):
    """Parameters whose fields are the library's own, but for the first of a context's."""

    _fields_ = [("words", ctypes.c_uint32 * 256)]


class Batch(ctypes.Structure):
    """struct llama_batch."""

    _fields_ = [("n_tokens", ctypes.c_int32), ("token", ctypes.POINTER(ctypes.c_int32)), ("embd", ctypes.c_void_p),
                ("pos", ctypes.POINTER(ctypes.c_int32)), ("n_seq_id", ctypes.POINTER(ctypes.c_int32)),
                ("seq_id", ctypes.POINTER(ctypes.POINTER(ctypes.c_int32))), ("logits", ctypes.POINTER(ctypes.c_int8))]


class Llama:
    """A model of llama.cpp with a context of so many tokens. `exact`: keys and values in f32, no flash attention, as far as
    xllamacpp's version orders its parameters."""

    def __init__(self, library, model, context, threads, exact=False):
        folder = os.path.dirname(library)
        # xllamacpp has all of it in one library.
        parts = sorted(map(os.path.basename, glob.glob(os.path.join(folder, "libggml.*so*"))))
        for name in ("libggml-base.so", *parts) if parts else ():
            ggml = ctypes.CDLL(os.path.join(folder, name), mode=ctypes.RTLD_GLOBAL)
        if parts:
            ggml.ggml_backend_load_all_from_path(folder.encode())
        self.api = api = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
        for name in ("llama_model_load_from_file", "llama_init_from_model", "llama_model_get_vocab", "llama_get_memory"):
            getattr(api, name).restype = ctypes.c_void_p
        api.llama_model_default_params.restype = api.llama_context_default_params.restype = Blob
        api.llama_batch_init.restype = Batch
        api.llama_get_logits.restype = ctypes.POINTER(ctypes.c_float)
        api.llama_vocab_get_add_bos.restype = ctypes.c_bool
        api.llama_backend_init()
        api.llama_model_load_from_file.argtypes = [ctypes.c_char_p, Blob]
        model = api.llama_model_load_from_file(model.encode(), api.llama_model_default_params())
        assert model, "llama.cpp cannot open the model"
        parameters = api.llama_context_default_params()
        # n_ctx, n_batch, n_ubatch stand first; all logits of a window are wanted at once.
        parameters.words[0] = parameters.words[1] = context
        parameters.words[2] = min(context, 512)
        if exact:
            # Four choices "automatic" or "by the model", flash attention the last; further on the types, f16 both.
            assert [*parameters.words[10:14]] == [0xffffffff] * 4 and [*parameters.words[26:28]] == [1, 1], "another llama.cpp"
            parameters.words[13] = parameters.words[26] = parameters.words[27] = 0
        api.llama_init_from_model.argtypes = [ctypes.c_void_p, Blob]
        self.context = ctypes.c_void_p(api.llama_init_from_model(model, parameters))
        assert self.context, "llama.cpp cannot make a context"
        api.llama_set_n_threads(self.context, threads, threads)
        self.vocabulary = ctypes.c_void_p(api.llama_model_get_vocab(ctypes.c_void_p(model)))
        self.width = api.llama_vocab_n_tokens(self.vocabulary)
        self.begin = api.llama_vocab_bos(self.vocabulary) if api.llama_vocab_get_add_bos(self.vocabulary) else None

    def tokens(self, text):
        data = text.encode()
        room = (ctypes.c_int32 * (len(data) + 8))()
        count = self.api.llama_tokenize(self.vocabulary, data, len(data), room, len(room), ctypes.c_bool(True), ctypes.c_bool(False))
        assert count >= 0, count
        return list(room[:count])

    def logits(self, tokens):
        memory = self.api.llama_get_memory(self.context)
        self.api.llama_memory_clear(ctypes.c_void_p(memory), ctypes.c_bool(True))
        batch = self.api.llama_batch_init(len(tokens), 0, 1)
        batch.n_tokens = len(tokens)
        for place, token in enumerate(tokens):
            batch.token[place], batch.pos[place], batch.n_seq_id[place] = token, place, 1
            batch.seq_id[place][0], batch.logits[place] = 0, 1
        assert self.api.llama_decode(self.context, batch) == 0
        logits = np.ctypeslib.as_array(self.api.llama_get_logits(self.context), (len(tokens), self.width)).astype(np.float64)
        self.api.llama_batch_free(batch)
        return logits


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("text")
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--stride", type=int)
    parser.add_argument("--chunks", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--libllama", default=os.path.join(NODE, "libllama.v0.5.0.so"))
    parser.add_argument("--bar", type=float, default=0.005)
    arguments = parser.parse_args()

    command = [arguments.nanollama, "perplexity", "-m", arguments.model, "-f", arguments.text, "-c", str(arguments.context),
               "--chunks", str(arguments.chunks), "--threads", str(arguments.threads), "--json"]
    command += ["--stride", str(arguments.stride)] if arguments.stride else []
    ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])

    context = arguments.context + (arguments.stride or 0) // 2
    llama = Llama(arguments.libllama, arguments.model, context, arguments.threads)
    tokens = llama.tokens(open(arguments.text, encoding="utf-8").read())
    step = arguments.stride or context
    windows = math.ceil((len(tokens) - context) / step) if arguments.stride else len(tokens) // context
    first = context - arguments.stride if arguments.stride else context // 2 + 1
    nll = []
    for window in range(min(windows, arguments.chunks)):
        cut = tokens[window * step:window * step + context]
        if llama.begin is not None:
            cut[0] = llama.begin
        logits = llama.logits(cut)[first - 1:context - 1]
        logits -= logits.max(axis=1, keepdims=True)
        chosen = logits[np.arange(len(logits)), cut[first:]]
        nll.extend(np.log(np.exp(logits).sum(axis=1)) - chosen)
    theirs = math.exp(np.mean(nll))
    error = np.std(nll) / math.sqrt(len(nll) - 1) * theirs
    apart = ours["perplexity"] / theirs - 1
    print(f"nanollama {ours['perplexity']:.4f} +/- {ours['error']:.5f} of {ours['tokens']} tokens")
    print(f"llama.cpp {theirs:.4f} +/- {error:.5f} of {len(nll)} tokens, apart by {100 * apart:+.3f}%")
    sys.exit(0 if ours["tokens"] == len(nll) and abs(apart) <= arguments.bar else 1)


if __name__ == "__main__":
    main()
