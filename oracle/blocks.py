"""Weights in blocks as the `gguf` package stores them and reads them back.

Writes fixtures/blocks.safetensors. FORMAT

  metadata
    format           "nanollama-blocks-1"
  tensors
    values           F32 [blocks, 32]  what is stored
  per storage type NAME
    NAME.bytes       I32 [words]       the stored blocks, four bytes a little-endian word
    NAME.values      F32 [blocks, 32]  what they are read as

Types with a least value hold the first blocks only: the last ones are beyond an f16, and before them lie zeros of both signs,
of which numpy calls either the least.
"""

import argparse
import importlib.metadata
import os

import gguf
import numpy as np

from fixtures import FIXTURES, record, save

TYPES = ["Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"]
# Blocks at the end that are beyond an f16, and zeros of both signs before them.
WIDEST, SIGNED = 2, 3


def values():
    """Blocks of every size that an f16 scale can hold and some that it cannot, and those where rounding is close."""
    generator = np.random.default_rng(11)
    sizes = np.array([1e-30, 1e-10, 3e-7, 1e-5, 1e-3, 0.05, 1.0, 30.0, 1e4])
    random = generator.standard_normal((90, 32)) * np.repeat(sizes, 10)[:, None]
    # The largest are alike but for the sign, one or the other first.
    twins = generator.uniform(-1, 1, (8, 32))
    twins[:, 5], twins[:, 20] = np.tile([2, -2], 4), np.tile([-2, 2], 4)
    # Halves of steps of four bits and of eight.
    halves = np.stack([np.arange(32) / 2 - 8, 8 - np.arange(32) / 2, np.arange(32) / 2 - 127, 127 - np.arange(32) * 3.5])
    single = np.zeros((4, 32))
    single[[0, 1], [0, 31]], single[[2, 3], [16, 15]] = 3.0, -3.0
    zeros = np.zeros((4, 32))
    zeros[1], zeros[2, 0], zeros[3, 1] = -0.0, -0.0, -0.0
    widest = generator.uniform(-1, 1, (WIDEST, 32)) * 500_000
    return np.concatenate([random, twins, halves, single, zeros, widest]).astype(np.float32)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fixtures", default=FIXTURES)
    arguments = parser.parse_args()
    tensors = {"values": values()}
    for name in TYPES:
        kind = gguf.GGMLQuantizationType[name]
        held = tensors["values"][: -WIDEST - SIGNED] if name.endswith("_1") else tensors["values"]
        stored = gguf.quants.quantize(held, kind)
        tensors[f"{name.lower()}.bytes"] = stored.reshape(-1).view("<i4")
        tensors[f"{name.lower()}.values"] = gguf.quants.dequantize(stored, kind).astype("<f4")
    save(os.path.join(arguments.fixtures, "blocks.safetensors"), tensors, {"format": "nanollama-blocks-1"})
    versions = f"gguf {importlib.metadata.version('gguf')}, numpy {np.__version__}"
    record(arguments.fixtures, ["blocks.safetensors"], "oracle/blocks.py", versions)
    print(f"ok   blocks.safetensors: {len(tensors['values'])} blocks as {', '.join(TYPES)}")


if __name__ == "__main__":
    main()
