"""Our quantised file held against llama.cpp's of the same model and mix, tensor by tensor.

  quantize_error.py WHOLE.gguf OURS.gguf THEIRS.gguf [--named PART]

WHOLE is the model before, THEIRS is what llama_model_quantize made of it. The types must be equal, and of each K type and IQ4 tensor
the weighed squared error at most 1.001 times theirs (an error at a weight counts what llama.cpp makes it count where it has no
importance matrix: |x| in Q2_K, x² in Q3_K, Q6_K and IQ4, |x| + the root of the sub-block's mean square in Q4_K and Q5_K). The plain
squared error and the share of equal blocks are told.
"""

import argparse
import collections
import sys

import gguf
import numpy as np

BAR = 1.001


def weights(kind, values):
    """What an error at each value counts."""
    if kind == "Q2_K":
        return np.abs(values)
    if kind in ("Q4_K", "Q5_K"):
        subs = values.reshape(-1, 32)
        return (np.abs(subs) + np.sqrt(np.mean(subs**2, axis=1, keepdims=True))).reshape(values.shape)
    return values**2


def tensors(path, named):
    return {tensor.name: tensor for tensor in gguf.GGUFReader(path).tensors if named in tensor.name}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whole")
    parser.add_argument("ours")
    parser.add_argument("theirs")
    parser.add_argument("--named", default="", help="only tensors with this in their names")
    arguments = parser.parse_args()
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
        counted = weights(kind.name, values)
        weighed, plain = ([float(np.sum(w * error**2)) for error in miss] for w in (counted, 1.0))
        size = gguf.GGML_QUANT_SIZES[kind][1]
        blocks = [np.ascontiguousarray(file[name].data).view(np.uint8).reshape(-1, size) for file in (ours, theirs)]
        equal = float(np.mean(np.all(blocks[0] == blocks[1], axis=1)))
        ratio = weighed[0] / weighed[1] if weighed[1] else float(weighed[0] > 0) + 1.0
        found[kind.name].append((ratio, plain[0] / plain[1] if plain[1] else 1.0, equal))
        if ratio > BAR and (kind.name.endswith("_K") or kind.name.startswith("IQ4")):
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
