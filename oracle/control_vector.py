"""Control vectors in llama.cpp's own library and in nanollama: the same log-probabilities.

    python3 oracle/control_vector.py MODEL.gguf --nanollama target/release/nanollama --libllama libllama.so

MODEL.gguf: f32, small, of three blocks or more (`nanollama export RUN --format gguf --dtype f32`). `nanollama gamma steer`
writes one file of vectors, the `gguf` library another of random ones; both are given to `llama_set_adapter_cvec` as llama.cpp's
programs give them (the data begins with block 1), and to nanollama by llama.cpp's flags, at several scales and ranges of blocks.
Where one block alone is steered, the vector of another has to give something else, or the check could not fail.

The library's structs are passed as they come from its own functions for defaults, without looking into them.
"""

import argparse
import ctypes
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from gguf import GGUFReader, GGUFWriter

TEXT = "Ann took the old brass key and went down to the river, where"
# llama.cpp keeps keys and values in f16.
BAR = 2e-3


class Blob(ctypes.Structure):
    """A struct at least as large as any of the library's; what lies behind their own ends is not read."""

    _fields_ = [("bytes", ctypes.c_char * 2048)]


class Llama:
    def __init__(self, library: Path, model: Path):
        # Builds call it libggml.so or put a version into the name; processors' parts lie beside it.
        for ggml in sorted(library.parent.glob("libggml.*so*")):
            ctypes.CDLL(str(ggml), mode=ctypes.RTLD_GLOBAL).ggml_backend_load_all_from_path(str(library.parent).encode())
        self.lib = lib = ctypes.CDLL(str(library))
        quiet = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)
        self.log = quiet(lambda level, text, data: None)
        lib.llama_log_set(self.log, None)
        for name in ["llama_model_default_params", "llama_context_default_params", "llama_batch_get_one"]:
            getattr(lib, name).restype = Blob
        pointer = ctypes.c_void_p
        lib.llama_model_load_from_file.argtypes = [ctypes.c_char_p, Blob]
        lib.llama_init_from_model.argtypes = [pointer, Blob]
        lib.llama_decode.argtypes = [pointer, Blob]
        for name in ["llama_model_load_from_file", "llama_init_from_model", "llama_model_get_vocab"]:
            getattr(lib, name).restype = pointer
        lib.llama_model_get_vocab.argtypes = lib.llama_vocab_n_tokens.argtypes = lib.llama_free.argtypes = [pointer]
        lib.llama_set_n_threads.argtypes = [pointer, ctypes.c_int32, ctypes.c_int32]
        lib.llama_get_logits_ith.argtypes = [pointer, ctypes.c_int32]
        lib.llama_get_logits_ith.restype = ctypes.POINTER(ctypes.c_float)
        lib.llama_set_adapter_cvec.argtypes = [
            pointer, pointer, ctypes.c_size_t, ctypes.c_int32, ctypes.c_int32, ctypes.c_int32
        ]
        self.model = lib.llama_model_load_from_file(str(model).encode(), lib.llama_model_default_params())
        assert self.model, f"{model}: the library does not load it"
        self.vocabulary = lib.llama_vocab_n_tokens(lib.llama_model_get_vocab(self.model))

    def logprobs(self, ids: list[int], vector: np.ndarray | None, first: int, last: int) -> np.ndarray:
        """ln p of each token after the first; `vector` [blocks - 1, D], of block 1 and on."""
        lib = self.lib
        context = lib.llama_init_from_model(self.model, lib.llama_context_default_params())
        lib.llama_set_n_threads(context, 1, 1)
        if vector is not None:
            data = np.ascontiguousarray(vector, dtype=np.float32)
            failed = lib.llama_set_adapter_cvec(context, data.ctypes.data, data.size, data.shape[1], first, last)
            assert failed == 0
        out = []
        for this, following in zip(ids, ids[1:]):
            token = (ctypes.c_int32 * 1)(this)
            failed = lib.llama_decode(context, lib.llama_batch_get_one(token, 1))
            assert failed == 0
            logits = np.ctypeslib.as_array(lib.llama_get_logits_ith(context, -1), (self.vocabulary,)).astype(np.float64)
            top = logits.max()
            out.append(logits[following] - top - np.log(np.exp(logits - top).sum()))
        lib.llama_free(context)
        return np.array(out)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--libllama", type=Path, required=True)
    args = parser.parse_args()
    llama, failed = Llama(args.libllama, args.model), 0
    reader = GGUFReader(args.model)
    blocks, dim = (int(reader.fields[f"llama.{key}"].contents()) for key in ["block_count", "embedding_length"])

    def ours(*flags) -> tuple[list[int], np.ndarray]:
        line = [args.nanollama, "run", "-m", args.model, "-p", TEXT, "--logprobs", *flags]
        said = json.loads(subprocess.run([str(word) for word in line], capture_output=True, text=True, check=True).stdout)
        return said["ids"], np.array(said["logprobs"])

    def told(good: bool, line: str):
        nonlocal failed
        failed += not good
        print("ok  " if good else "FAIL", line)

    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        (place / "glad.txt").write_text("The sun was out and everyone laughed\nWhat a lovely morning it was\n")
        (place / "sad.txt").write_text("It rained and nobody came to the door\nThey had lost the old dog\n")
        steer = [args.nanollama, "gamma", "steer", args.model, "-o", place / "steer.gguf"]
        steer += ["--positive", place / "glad.txt", "--negative", place / "sad.txt"]
        subprocess.run([str(word) for word in steer], check=True, capture_output=True)
        writer = GGUFWriter(place / "random.gguf", "controlvector")
        writer.add_string("controlvector.model_hint", "llama")
        writer.add_int32("controlvector.layer_count", blocks - 1)
        random = np.random.default_rng(7)
        for block in range(1, blocks):
            writer.add_tensor(f"direction.{block}", random.normal(size=dim).astype(np.float32))
        for step in ["write_header_to_file", "write_kv_data_to_file", "write_tensors_to_file", "close"]:
            getattr(writer, step)()
        ids, plain = ours()
        apart = np.abs(plain - llama.logprobs(ids, None, 0, 0)).max()
        told(apart < BAR, f"without a vector: {apart:.2e} apart")
        for file, scale, first, last in [
            ("steer.gguf", 1.0, 1, blocks - 1),
            ("steer.gguf", -2.0, 1, blocks - 1),
            ("random.gguf", 0.3, 1, blocks - 1),
            ("random.gguf", 1.0, 2, 2),
            ("random.gguf", 1.0, 1, 1),
        ]:
            tensors = {tensor.name: tensor.data for tensor in GGUFReader(place / file).tensors}
            vector = np.stack([scale * tensors[f"direction.{block}"] for block in range(1, blocks)])
            flags = ["--control-vector-scaled", f"{place / file}:{scale}"]
            flags += ["--control-vector-layer-range", first, last]
            here = ours(*flags)[1]
            theirs = llama.logprobs(ids, vector, first, last)
            higher = llama.logprobs(ids, np.roll(vector, 1, axis=0), first, last)
            apart, effect, odd = (np.abs(here - other).max() for other in [theirs, plain, higher])
            good = apart < BAR and effect > 10 * BAR and (odd > 10 * BAR or first < last)
            what = f"{file}, scale {scale}, blocks {first} to {last}: {apart:.2e} apart"
            told(good, f"{what}; it moves by {effect:.2f}, the block before's lies {odd:.2f} off")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
