"""The float64 reference's logits for a Hugging Face folder, and the comparison with ours.

Modes (one run may use several):
  --ids / --ids-file       compute logits of these token ids
  --out FILE.npy           write them (float64, [T, vocab])
  --expect FILE.npy        compare with stored logits (.npy of any float type, or raw little-endian f32 rows as FILE.f32)
  --ours-logprobs FILE     compare with the JSON our program dumps: {"ids": [...], "logprobs": [...]},
                           logprobs[t] = ln p(ids[t+1] | ids[..=t]); the ids come from the file
  --nanollama PATH         the same, of what `nanollama run -m FOLDER -p TEXT --logprobs` prints (--text; a folder needs its
                           tokenizer.json), and of the same weights in other files: --also FILE.gguf ...
  --greedy N               continue greedily from the ids by N tokens and print them
  --stories FOLDER         self test on the stories260K folder of the real-data folder: its stored reference logits
                           and its greedy ids must come out
"""

import argparse
import json
import os
import subprocess
import sys

import numpy as np

from fixed_text import TEXT
from llama_float64 import Llama, log_probabilities, read_folder


def read_ids(arguments):
    if arguments.ids:
        return [int(part) for part in arguments.ids.replace(",", " ").split()]
    if arguments.ids_file:
        with open(arguments.ids_file) as file:
            text = file.read().strip()
        return json.loads(text) if text.startswith("[") else [int(part) for part in text.split()]
    return None


def read_logits(path, rows):
    if path.endswith(".npy"):
        return np.load(path).astype(np.float64)
    return np.fromfile(path, "<f4").astype(np.float64).reshape(rows, -1)


def compare(name, ours, reference, tolerance):
    if ours.shape != reference.shape:
        print(f"FAIL {name}: shape {ours.shape}, reference {reference.shape}")
        return False
    difference = np.abs(ours - reference)
    worst = np.unravel_index(difference.argmax(), difference.shape)
    good = bool(np.isfinite(ours).all() and difference.max() <= tolerance)
    print(f"{'ok  ' if good else 'FAIL'} {name}: largest difference {difference.max():.3e} at {tuple(int(i) for i in worst)}, tolerance {tolerance:g}")
    return good


def dump(program, source, text):
    """Ids and log-probabilities of a text by our program."""
    done = subprocess.run([program, "run", "-m", source, "-p", text, "--logprobs"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"nanollama run -m {source} --logprobs failed ({done.returncode}): {done.stderr.strip()[-800:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def greedy(model, ids, count):
    ids = list(ids)
    for _ in range(count):
        ids.append(int(model.logits(ids)[-1].argmax()))
    return ids


def stories(folder, tolerance):
    """The stored logits and greedy ids of the real-data folder must follow from its weights."""
    config, weights = read_folder(folder)
    model = Llama(config, weights)
    with open(os.path.join(folder, "reference.json")) as file:
        reference = json.load(file)
    ids = reference["greedy_ids"]
    expected = np.load(os.path.join(folder, "ref_logits_64x512_f64.npy"))
    good = compare("stored logits", model.logits(ids[:64]), expected, tolerance)
    # One forward of all ids checks every greedy choice at once.
    chosen = model.logits(ids[:-1]).argmax(-1).tolist()
    same = chosen == ids[1:]
    print(f"{'ok  ' if same else 'FAIL'} greedy ids: {len(ids) - 1} choices")
    nll = -log_probabilities(expected, ids[:64]).mean()
    near = abs(nll - reference["mean_nll_first64"]) < 1e-9
    print(f"{'ok  ' if near else 'FAIL'} mean nll over 63 targets {nll:.12f}, reference.json {reference['mean_nll_first64']:.12f}")
    return good and same and near


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", help="Hugging Face folder: config.json and model.safetensors")
    parser.add_argument("--ids")
    parser.add_argument("--ids-file")
    parser.add_argument("--out")
    parser.add_argument("--expect")
    parser.add_argument("--ours-logprobs")
    parser.add_argument("--nanollama")
    parser.add_argument("--also", nargs="*", default=[])
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--greedy", type=int, default=0)
    parser.add_argument("--stories")
    parser.add_argument("--tolerance", type=float, default=1e-4)
    arguments = parser.parse_args()
    good = True
    if arguments.stories:
        good &= stories(arguments.stories, 1e-9)
    if arguments.folder:
        config, weights = read_folder(arguments.folder)
        model = Llama(config, weights)
        ids = read_ids(arguments)
        if arguments.ours_logprobs:
            with open(arguments.ours_logprobs) as file:
                ours = json.load(file)
            ids = ours["ids"]
            expected = log_probabilities(model.logits(ids), ids)
            good &= compare("log-probabilities", np.asarray(ours["logprobs"], np.float64), expected, arguments.tolerance)
        if arguments.nanollama:
            for source in [arguments.folder, *arguments.also]:
                ours = dump(arguments.nanollama, source, arguments.text)
                expected = log_probabilities(model.logits(ours["ids"]), ours["ids"])
                good &= compare(f"log-probabilities of {source}", np.asarray(ours["logprobs"], np.float64), expected, arguments.tolerance)
                ids = ids or ours["ids"]
        if ids is None:
            parser.error("give --ids, --ids-file, --ours-logprobs or --nanollama")
        logits = model.logits(ids)
        if arguments.out:
            np.save(arguments.out, logits)
        if arguments.expect:
            good &= compare("logits", read_logits(arguments.expect, len(ids)), logits, arguments.tolerance)
        if arguments.greedy:
            print(json.dumps({"greedy_ids": greedy(model, ids, arguments.greedy)}))
        if model.unused():
            print(f"FAIL tensors the forward never reads: {', '.join(model.unused())}")
            good = False
    elif not arguments.stories:
        parser.error("give a folder or --stories")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
