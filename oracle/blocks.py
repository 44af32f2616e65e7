"""Weights in blocks as the `gguf` package stores them and reads them back.

Writes fixtures/blocks.safetensors. FORMAT

  metadata
    format           "nanollama-blocks-1"
  tensors
    values           F32 [blocks, 32]  what is stored
  per storage type NAME
    NAME.bytes       I32 [words]       the stored blocks, four bytes a little-endian word
    NAME.values      F32 [blocks, 32]  what they are read as

Of types that `gguf` does not write, only reads, the blocks are bytes at random under scales of sensible sizes; their values are
[superblocks, 256], of IQ4_NL [blocks, 32].

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
# Types that are read only: the bytes of a block, and where its f16 scales are.
READ = {
    "Q2_K": (84, [80, 82]),
    "Q3_K": (110, [108]),
    "Q4_K": (144, [0, 2]),
    "Q5_K": (176, [0, 2]),
    "Q6_K": (210, [208]),
    "IQ4_NL": (18, [0]),
    "IQ4_XS": (136, [0]),
}
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


def at_random(name):
    """Eight blocks of a type that is read only; the first has no bits set but its scales', the second all."""
    length, scales = READ[name]
    generator = np.random.default_rng(length)
    blocks = generator.integers(0, 256, (8, length), dtype=np.uint8)
    blocks[0], blocks[1] = 0, 255
    for at in scales:
        sizes = generator.uniform(0.5, 2, 8) * np.array([1, 1, 1e-6, 1e-4, 0.01, -1, 300, 30000])
        blocks[:, at : at + 2] = sizes.astype("<f2").view(np.uint8).reshape(8, 2)
    return blocks


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
    for name in READ:
        stored = at_random(name)
        tensors[f"{name.lower()}.bytes"] = stored.reshape(-1).view("<i4")
        read = gguf.quants.dequantize(stored, gguf.GGMLQuantizationType[name])
        tensors[f"{name.lower()}.values"] = read.astype("<f4")
    save(os.path.join(arguments.fixtures, "blocks.safetensors"), tensors, {"format": "nanollama-blocks-1"})
    versions = f"gguf {importlib.metadata.version('gguf')}, numpy {np.__version__}"
    record(arguments.fixtures, ["blocks.safetensors"], "oracle/blocks.py", versions)
    print(f"ok   blocks.safetensors: {len(tensors['values'])} blocks as {', '.join(TYPES)}; read only: {', '.join(READ)}")


if __name__ == "__main__":
    main()
