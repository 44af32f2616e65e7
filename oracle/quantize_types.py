"""The storage type that llama.cpp's own llama_model_quantize gives each tensor, for shapes of many kinds and every mix.

Writes crates/nanollama-bundle/tests/fixtures/mix_types.json: for each shape its numbers and, for each mix, the types of each
kind of tensor over the layers, as "TYPE*COUNT ..."; then the same with an importance matrix ("weighed").

  quantize_types.py [--libllama LIB]

LIB holds llama_model_quantize; by default it is the addon of @node-llama-cpp/linux-x64 (oracle/node). That one wants functions
of Node's, which are not called here: the script makes a library of such names with `cc`.
"""

import argparse
import ctypes
import itertools
import json
import os
import re
import subprocess
import tempfile

import gguf
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(os.path.dirname(HERE), "crates/nanollama-bundle/tests/fixtures/mix_types.json")
NODE = os.path.join(os.environ.get("ORACLE_NODE", os.path.join(HERE, "node")), "node_modules/@node-llama-cpp/linux-x64/bins/linux-x64")
LIBRARY = os.path.join(NODE, "llama-addon.node")
# llama.cpp's enum llama_ftype.
MIXES = {
    "F32": 0, "F16": 1, "Q4_0": 2, "Q4_1": 3, "Q8_0": 7, "Q5_0": 8, "Q5_1": 9, "Q2_K": 10, "Q3_K_S": 11, "Q3_K_M": 12,
    "Q3_K_L": 13, "Q4_K_S": 14, "Q4_K_M": 15, "Q5_K_S": 16, "Q5_K_M": 17, "Q6_K": 18, "IQ4_NL": 25, "IQ4_XS": 30, "BF16": 32,
}
# layers, dim, heads, kv_heads, ffn, tied, and the architecture where it is no llama: as narrow as leaves what decides as it is, which widths 256 divides, which 32, and how
# many heads share a key.
SHAPES = {
    "nano": (12, 96, 3, 3, 256, True),
    "small": (24, 256, 4, 1, 256, False),
    "smollm2": (30, 96, 3, 1, 256, True),
    "many sharing": (19, 256, 8, 2, 256, True),
    "as 70b": (80, 256, 8, 1, 256, False),
    "one layer": (1, 256, 4, 4, 512, True),
    "odd": (7, 48, 2, 1, 80, False),
    "qwen2": (9, 256, 8, 2, 256, True, "qwen2"),
    "qwen3": (9, 256, 4, 2, 256, True, "qwen3"),
}
VOCABULARY = 64


class Parameters(ctypes.Structure):
    """struct llama_model_quantize_params."""

    _fields_ = [
        ("threads", ctypes.c_int32),
        ("ftype", ctypes.c_int),
        ("output_tensor_type", ctypes.c_int),
        ("token_embedding_type", ctypes.c_int),
        *[(name, ctypes.c_bool) for name in ("allow_requantize", "quantize_output", "only_copy", "pure", "keep_split", "dry_run")],
        *[(name, ctypes.c_void_p) for name in ("imatrix", "overrides", "types", "prune")],
    ]


class ImatrixData(ctypes.Structure):
    """struct llama_model_imatrix_data: the importances of a matrix's columns. A list of them ends with one without a name."""

    _fields_ = [("name", ctypes.c_char_p), ("data", ctypes.POINTER(ctypes.c_float)), ("size", ctypes.c_size_t)]


def imatrix(columns):
    """What llama_model_quantize takes for importances by tensor; alive as long as the result is."""
    columns = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in columns.items()}
    pointer = lambda values: values.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
    rows = [ImatrixData(name.encode(), pointer(values), len(values)) for name, values in columns.items()]
    made = (ImatrixData * (len(rows) + 1))(*rows, ImatrixData(None, None, 0))
    made.columns = columns
    return made


def quantiser(path, folder):
    """llama_model_quantize of a library, and its default parameters."""
    beside = os.path.dirname(path)
    for name in ("libggml-base.so", "libggml.v0.5.0.so", "libggml.so"):
        if os.path.exists(os.path.join(beside, name)):
            ctypes.CDLL(os.path.join(beside, name), mode=ctypes.RTLD_GLOBAL)
    if path.endswith(".node"):
        names = subprocess.run(["nm", "-D", "-u", path], check=True, capture_output=True, text=True).stdout
        functions = sorted(set(re.findall(r"\b(?:napi|node_api)_\w+", names)))
        source, made = os.path.join(folder, "node.c"), os.path.join(folder, "libnode.so")
        with open(source, "w") as file:
            file.write("\n".join(f"void {name}(void) {{}}" for name in functions) + "\n")
        subprocess.run(["cc", "-shared", "-fPIC", "-o", made, source], check=True)
        ctypes.CDLL(made, mode=ctypes.RTLD_GLOBAL)
    opened = ctypes.CDLL(path, mode=os.RTLD_LAZY | ctypes.RTLD_GLOBAL)
    opened.llama_model_quantize_default_params.restype = Parameters
    opened.llama_model_quantize.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.POINTER(Parameters)]
    opened.llama_model_quantize.restype = ctypes.c_uint32
    return opened


def write(path, layers, dim, heads, kv_heads, ffn, tied, architecture="llama"):
    """A model of random weights, without a vocabulary, which the choice of types does not look at."""
    generator = np.random.default_rng(1)
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_context_length(64)
    writer.add_embedding_length(dim)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(ffn)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_rope_dimension_count(dim // heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(VOCABULARY)
    keys = dim // heads * kv_heads

    def matrix(name, rows, cols):
        writer.add_tensor(name, generator.standard_normal((rows, cols), dtype=np.float32))

    def gain(name, width=dim):
        writer.add_tensor(name, np.ones(width, dtype=np.float32))

    matrix("token_embd.weight", VOCABULARY, dim)
    for layer in range(layers):
        block = f"blk.{layer}."
        gain(block + "attn_norm.weight")
        for name, rows, cols in (
            ("attn_q", dim, dim), ("attn_k", keys, dim), ("attn_v", keys, dim), ("attn_output", dim, dim),
            ("ffn_gate", ffn, dim), ("ffn_up", ffn, dim), ("ffn_down", dim, ffn),
        ):
            matrix(f"{block}{name}.weight", rows, cols)
        gain(block + "ffn_norm.weight")
        if architecture == "qwen2":
            for name, width in (("attn_q", dim), ("attn_k", keys), ("attn_v", keys)):
                gain(f"{block}{name}.bias", width)
        if architecture == "qwen3":
            for name in ("attn_q_norm", "attn_k_norm"):
                gain(f"{block}{name}.weight", dim // heads)
    gain("output_norm.weight")
    if not tied:
        matrix("output.weight", VOCABULARY, dim)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def all_alike(path):
    """Importances of 1 for every matrix of the blocks."""
    tensors = gguf.GGUFReader(path).tensors
    return imatrix({tensor.name: np.ones(tensor.shape[0]) for tensor in tensors if len(tensor.shape) > 1 and "blk" in tensor.name})


def types(path):
    """The types of each kind of tensor, layer by layer."""
    found = {}
    for tensor in gguf.GGUFReader(path).tensors:
        name = re.sub(r"^blk\.(\d+)\.", "", tensor.name)
        layer = re.match(r"^blk\.(\d+)\.", tensor.name)
        found.setdefault(name, {})[int(layer[1]) if layer else 0] = tensor.tensor_type.name
    runs = lambda by_layer: itertools.groupby(by_layer[layer] for layer in sorted(by_layer))
    return {name: " ".join(f"{kind}*{len(list(run))}" for kind, run in runs(by_layer)) for name, by_layer in sorted(found.items())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libllama", default=LIBRARY)
    arguments = parser.parse_args()
    shapes = []
    with tempfile.TemporaryDirectory() as folder:
        quantise = quantiser(arguments.libllama, folder)
        whole, smaller = os.path.join(folder, "whole.gguf"), os.path.join(folder, "smaller.gguf")
        for name, shape in SHAPES.items():
            write(whole, *shape)
            mixes, importances = {"mixes": {}, "weighed": {}}, all_alike(whole)
            for (mix, ftype), kind in itertools.product(MIXES.items(), mixes):
                parameters = quantise.llama_model_quantize_default_params()
                parameters.ftype, parameters.threads = ftype, 1
                if kind == "weighed":
                    parameters.imatrix = ctypes.addressof(importances)
                if quantise.llama_model_quantize(whole.encode(), smaller.encode(), ctypes.byref(parameters)):
                    # It has no other type for rows that blocks of 32 do not divide.
                    continue
                mixes[kind][mix] = types(smaller)
            keys = ("layers", "dim", "heads", "kv_heads", "ffn", "tied", "architecture")
            shapes.append({"name": name, **dict(zip(keys, shape)), "vocabulary": VOCABULARY, **mixes})
    with open(OUT, "w") as file:
        json.dump({"format": "nanollama-mix-types-1", "shapes": shapes}, file, indent=0)
        file.write("\n")
    print(f"ok   {os.path.basename(OUT)}: {len(shapes)} shapes in {len(MIXES)} mixes")


if __name__ == "__main__":
    main()
