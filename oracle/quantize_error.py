"""Our quantised file held against llama.cpp's of the same model and mix, tensor by tensor.

  quantize_error.py WHOLE.gguf OURS.gguf THEIRS.gguf [--named PART] [--imatrix FILE.gguf]
  quantize_error.py WHOLE.gguf OURS.gguf --make MIX [--imatrix FILE.gguf]

WHOLE is the model before, THEIRS is what llama_model_quantize made of it. The types must be equal, and of each K type and IQ4 tensor
the weighed squared error at most 1.001 times theirs (an error at a weight counts what llama.cpp makes it count where it has no
importance matrix: |x| in Q2_K, x² in Q3_K, Q6_K and IQ4, |x| + the root of the sub-block's mean square in Q4_K and Q5_K). The plain
squared error and the share of equal blocks are told.

With the importance matrix that both were made with, errors count as llama.cpp's search has it there: a column's importance q,
in all but Q6_K times √(m + x²), where m is the mean square of the superblock (Q2_K), twice that (Q3_K, Q4_K, Q5_K, IQ4_XS), twice the
block's (IQ4_NL) or the row's (Q4_0, Q4_1, Q5_0, Q5_1). The error weighed by q alone is told as "plain" then.

--make lets llama.cpp's library make THEIRS (`quantize_types.quantiser`).
"""

import argparse
import collections
import ctypes
import os
import sys
import tempfile

import gguf
import numpy as np

import quantize_types

BAR = 1.001


def importances(path):
    """The mean squares of a file of llama-imatrix, by tensor."""
    tensors = {tensor.name: tensor.data.reshape(-1) for tensor in gguf.GGUFReader(path).tensors}
    sums = [name for name in tensors if name.endswith(".in_sum2")]
    return {name[: -len(".in_sum2")]: tensors[name] / tensors[name.replace(".in_sum2", ".counts")] for name in sums}


def weights(kind, values, columns):
    """What an error at each value counts; `columns` are the importances, where there are any."""
    if columns is not None:
        group, times = {
            "Q2_K": (256, 1), "Q3_K": (256, 2), "Q4_K": (256, 2), "Q5_K": (256, 2), "IQ4_XS": (256, 2), "IQ4_NL": (32, 2),
        }.get(kind, (values.shape[-1], 1))
        if kind == "Q6_K":
            return np.broadcast_to(columns, values.shape)
        squares = values.reshape(-1, group) ** 2
        return columns * np.sqrt(times * np.mean(squares, axis=1, keepdims=True) + squares).reshape(values.shape)
    if kind == "Q2_K":
        return np.abs(values)
    if kind in ("Q4_K", "Q5_K"):
        subs = values.reshape(-1, 32)
        return (np.abs(subs) + np.sqrt(np.mean(subs**2, axis=1, keepdims=True))).reshape(values.shape)
    return values**2


def tensors(path, named):
    return {tensor.name: tensor for tensor in gguf.GGUFReader(path).tensors if named in tensor.name}


def make(whole, mix, known, folder):
    """What llama.cpp's library makes of a file."""
    path = os.path.join(folder, f"{mix}.gguf")
    quantise = quantize_types.quantiser(quantize_types.LIBRARY, folder)
    parameters = quantise.llama_model_quantize_default_params()
    parameters.ftype, parameters.threads = quantize_types.MIXES[mix], 2
    if known:
        columns = quantize_types.imatrix(known)
        parameters.imatrix = ctypes.addressof(columns)
    if quantise.llama_model_quantize(whole.encode(), path.encode(), ctypes.byref(parameters)):
        raise SystemExit(f"FAIL llama_model_quantize refuses {whole} as {mix}")
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whole")
    parser.add_argument("ours")
    parser.add_argument("theirs", nargs="?")
    parser.add_argument("--make", metavar="MIX", help="make THEIRS")
    parser.add_argument("--imatrix", help="what both were made with")
    parser.add_argument("--named", default="", help="only tensors with this in their names")
    arguments = parser.parse_args()
    known = importances(arguments.imatrix) if arguments.imatrix else {}
    if arguments.make:
        arguments.theirs = make(arguments.whole, arguments.make, known, tempfile.mkdtemp())
    whole, ours, theirs = (tensors(path, arguments.named) for path in (arguments.whole, arguments.ours, arguments.theirs))
    failed = set(ours) ^ set(theirs)
    for name in failed:
        print(f"FAIL {name} is in one file alone")
    found = collections.defaultdict(list)
    for name in sorted(set(ours) & set(theirs)):
        kind, other = ours[name].tensor_type, theirs[name].tensor_type
        if kind != other:
            print(f"FAIL {name}: {kind.name}, llama.cpp's is {other.name}")
            failed.add(name)
            continue
        values = gguf.quants.dequantize(whole[name].data, whole[name].tensor_type).astype(np.float64)
        miss = [gguf.quants.dequantize(file[name].data, kind) - values for file in (ours, theirs)]
        counted = weights(kind.name, values, known.get(name))
        weighed, plain = ([float(np.sum(w * error**2)) for error in miss] for w in (counted, known.get(name, 1.0)))
        size = gguf.GGML_QUANT_SIZES[kind][1]
        blocks = [np.ascontiguousarray(file[name].data).view(np.uint8).reshape(-1, size) for file in (ours, theirs)]
        equal = float(np.mean(np.all(blocks[0] == blocks[1], axis=1)))
        ratio = weighed[0] / weighed[1] if weighed[1] else float(weighed[0] > 0) + 1.0
        found[kind.name].append((ratio, plain[0] / plain[1] if plain[1] else 1.0, equal))
        searched = kind.name.endswith("_K") or kind.name.startswith("IQ4") or name in known and kind.name != "Q8_0"
        if ratio > BAR and searched:
            print(f"FAIL {name}: {kind.name}, {ratio:.4f} times llama.cpp's weighed squared error")
            failed.add(name)
    for kind, rows in sorted(found.items()):
        ratios, plain, equal = (np.array(column) for column in zip(*rows))
        print(
            f"{'note':4} {kind:7} {len(rows):4} tensors: weighed error {np.mean(ratios):.4f} of llama.cpp's (at most {np.max(ratios):.4f}), "
            f"plain {np.mean(plain):.4f} (at most {np.max(plain):.4f}), {100 * np.mean(equal):.1f}% of blocks equal"
        )
    print(f"{'FAIL' if failed else 'ok  '} {arguments.ours}: {len(ours)} tensors")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
