"""Our importance matrix held against a forward in float64: the squares of what each matrix is multiplied with, summed over a text.

  imatrix_check.py FOLDER TEXT --nanollama PROGRAM [--context 128] [--chunks 2]

FOLDER is a Hugging Face folder in f32. The file is read with the `gguf` package, ids come from `tokenizers`. The largest relative
difference of a column's sum is told; the bar is 1e-3 (ours are f32 forwards), and 1e-5 for the mean difference.
"""

import argparse
import os
import subprocess
import sys
import tempfile

import gguf
import numpy as np
import tokenizers

from llama_float64 import Llama, read_folder

NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}


class Counting(Llama):
    """A forward that sums the squares of what its products read, by llama.cpp's names."""

    def __init__(self, config, weights):
        super().__init__(config, weights)
        self.sums = {}

    def product(self, x, name):
        _, _, layer, part = name.split(".", 3)
        key = f"blk.{layer}.{NAMES[part]}.weight"
        self.sums[key] = self.sums.get(key, 0.0) + (x * x).sum(0)
        return super().product(x, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("text")
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--context", type=int, default=128)
    parser.add_argument("--chunks", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = os.path.join(scratch, "imatrix.gguf")
        sizes = ["-c", str(arguments.context), "--chunks", str(arguments.chunks)]
        subprocess.run([arguments.nanollama, "imatrix", "-q", "-m", arguments.folder, "-f", arguments.text, "-o", out, *sizes], check=True)
        reader = gguf.GGUFReader(out)
        ours = {tensor.name: tensor.data.reshape(-1).astype(np.float64) for tensor in reader.tensors}
        kind = reader.get_field("general.type").contents()
        chunks = reader.get_field("imatrix.chunk_count").contents()
    config, weights = read_folder(arguments.folder)
    tokenizer = tokenizers.Tokenizer.from_file(os.path.join(arguments.folder, "tokenizer.json"))
    with open(arguments.text, encoding="utf-8") as file:
        text = file.read()
    ids = tokenizer.encode(text).ids
    begin = config.get("bos_token_id") if ids[0] == config.get("bos_token_id") else None
    model, tokens = Counting(config, weights), 0
    for start in range(0, arguments.chunks * arguments.context, arguments.context):
        piece = ids[start : start + arguments.context]
        if begin is not None:
            piece[0] = begin
        model.logits(piece)
        tokens += len(piece)
    worst, mean, failed = 0.0, [], kind != "imatrix" or chunks != arguments.chunks or len(ours) != 2 * len(model.sums)
    for name, sums in model.sums.items():
        difference = np.abs(ours[name + ".in_sum2"] / sums - 1.0)
        worst, failed = max(worst, float(difference.max())), failed or ours[name + ".counts"].tolist() != [tokens]
        mean.append(float(difference.mean()))
    mean = float(np.mean(mean))
    failed = failed or not (worst < 1e-3 and mean < 1e-5)
    print(f"{'FAIL' if failed else 'ok  '} imatrix: {len(model.sums)} matrices, {tokens} tokens; largest difference {worst:.1e}, mean {mean:.1e}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
