"""Our runtime against llama.cpp, on the same GGUF files: through xllamacpp and through @node-llama-cpp.

For every MODEL.gguf:
  - greedy text: `nanollama run -m MODEL -p PROMPT --temp 0 --max-tokens N --seed 1` (stdout is the continuation only) must be
    llama.cpp's text, at least for files whose matrices are f32; for others a difference is reported, not judged
  - log-probabilities of a fixed text: ours within --tolerance of each engine's, every token (--judge mean: on average;
    llama.cpp's builds differ among themselves on quantised files, and how far is printed beside). Ours are what
    `nanollama run -m MODEL -p TEXT --logprobs` prints, or --ours FILE.json: {"ids", "logprobs"},
    logprobs[t] = ln p(ids[t+1] | ids[..=t])
  - the token ids of text and prompts: the same everywhere (the file's vocabulary is read alike)
  - with --hf FOLDER (an HF folder of the same weights): every engine against the float64 reference, to tell who is off

Without --nanollama the two llama.cpp builds are compared with one another (and with the reference).
"""

import argparse
import json
import os
import shlex
import subprocess
import sys

import gguf
import numpy as np

from fixed_text import PROMPTS, TEXT

HERE = os.path.dirname(os.path.abspath(__file__))


def dtypes(path):
    """Element types of the file's matrices, the most frequent first."""
    counts = {}
    for tensor in gguf.GGUFReader(path).tensors:
        if len(tensor.shape) > 1:
            counts[tensor.tensor_type.name] = counts.get(tensor.tensor_type.name, 0) + int(tensor.n_elements)
    return sorted(counts, key=counts.get, reverse=True)


def run_json(command, what):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{what} failed ({done.returncode}): {done.stderr.strip()[-800:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def engines(arguments, model):
    """The answers of the engines asked for, as the two check scripts print them."""
    answers, common = [], ["--tokens", str(arguments.tokens), "--context", str(arguments.context), "--threads", str(arguments.threads), "--text", arguments.text]
    if "xllamacpp" in arguments.engines:
        prompts = [part for prompt in arguments.prompt for part in ("--prompt", prompt)]
        answers.append(run_json([sys.executable, os.path.join(HERE, "llama_cpp_check.py"), model, *prompts, *common], "llama_cpp_check.py"))
    if "node" in arguments.engines:
        script = os.path.join(HERE, "node", "llama_cpp_check.mjs")
        answers.append(run_json(["node", script, model, "--prompts", json.dumps(arguments.prompt), *common], "llama_cpp_check.mjs"))
    return answers


def our_text(arguments, model, prompt):
    command = [arguments.nanollama, "run", "-m", model, "-p", prompt, "--temp", "0", "--max-tokens", str(arguments.tokens), "--seed", "1"]
    done = subprocess.run(command, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"{shlex.join(command)} failed ({done.returncode}): {done.stderr.decode(errors='replace').strip()[-800:]}")
    # One line end after the text is a courtesy to terminals, not part of the continuation.
    return done.stdout.decode().removesuffix("\n")


def our_logprobs(arguments, model):
    if arguments.ours:
        with open(arguments.ours) as file:
            return json.load(file)
    if arguments.nanollama:
        return run_json([arguments.nanollama, "run", "-m", model, "-p", arguments.text, "--logprobs"], "nanollama run --logprobs")
    return None


def common_prefix(first, second):
    return next((i for i, (a, b) in enumerate(zip(first, second)) if a != b), min(len(first), len(second)))


class Judge:
    def __init__(self):
        self.good = True

    def say(self, good, text, binding=True):
        self.good &= good or not binding
        print(f"{'ok  ' if good else 'FAIL' if binding else 'note'} {text}")

    def texts(self, name, ours, theirs, binding):
        for mine, other in zip(ours, theirs):
            # Without its line end and with: a continuation may itself end in one.
            same = mine["text"].removesuffix("\n") == other["text"].removesuffix("\n")
            at = common_prefix(mine["text"], other["text"])
            detail = "" if same else f" differ at byte {at}: {mine['text'][at:at + 24]!r} / {other['text'][at:at + 24]!r}; closest choice on the way {other.get('closest')}"
            self.say(same, f"{name}: greedy from {other['prompt']!r}, {len(other['ids'])} tokens{detail}", binding)
            if len(other["ids"]) < 64:
                self.say(True, f"{name}: only {len(other['ids'])} tokens before the end token")

    def logprobs(self, name, ours, theirs, tolerance, by="max", binding=True):
        if ours["ids"] != theirs["ids"]:
            at = common_prefix(ours["ids"], theirs["ids"])
            return self.say(False, f"{name}: token ids differ at {at}: {ours['ids'][at:at + 5]} / {theirs['ids'][at:at + 5]}")
        gap = np.abs(np.asarray(ours["logprobs"]) - np.asarray(theirs["logprobs"]))
        good = bool(len(gap) and np.isfinite(gap).all() and getattr(gap, by)() <= tolerance)
        self.say(good, f"{name}: {len(gap)} log-probabilities, largest difference {gap.max():.2e}, mean {gap.mean():.2e}, tolerance {tolerance:g} on the {by}", binding)


def check(arguments, model, judge):
    kinds = dtypes(model)
    exact = kinds == ["F32"]
    print(f"--- {model}: {' '.join(kinds)}")
    answers = engines(arguments, model)
    ours_text = [{"text": our_text(arguments, model, prompt)} for prompt in arguments.prompt] if arguments.nanollama else None
    ours = our_logprobs(arguments, model)
    for answer in answers:
        engine = answer["engine"]
        if ours_text:
            judge.texts(f"ours / {engine}", ours_text, answer["greedy"], binding=exact)
        if ours:
            judge.logprobs(f"ours / {engine}", ours, answer, arguments.tolerance, arguments.judge)
    if len(answers) == 2:
        between = f"{answers[0]['engine']} / {answers[1]['engine']}"
        judge.texts(between, answers[0]["greedy"], answers[1]["greedy"], binding=exact and not arguments.nanollama)
        # How far llama.cpp is from itself: two builds quantise activations differently. Never our fault, so never our failure.
        judge.logprobs(between, *answers, arguments.tolerance, arguments.judge, binding=exact)
    if arguments.hf:
        from llama_float64 import Llama, log_probabilities, read_folder

        ids = answers[0]["ids"] if answers else ours["ids"]
        reference = {"ids": ids, "logprobs": log_probabilities(Llama(*read_folder(arguments.hf)).logits(ids), ids)}
        for answer in answers + ([ours | {"engine": "ours"}] if ours else []):
            judge.logprobs(f"{answer['engine']} / float64 reference", answer, reference, arguments.tolerance, arguments.judge, binding=answer.get("engine") == "ours" or exact)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="MODEL.gguf")
    parser.add_argument("--nanollama", help="path of our program")
    parser.add_argument("--ours", help="JSON of our log-probabilities (one model)")
    parser.add_argument("--hf", help="HF folder of the same weights for the float64 reference")
    parser.add_argument("--engines", nargs="*", default=["xllamacpp", "node"], choices=["xllamacpp", "node"])
    parser.add_argument("--prompt", action="append")
    parser.add_argument("--text", default=TEXT)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--context", type=int, default=512, help="llama.cpp's context; at most the model's")
    parser.add_argument("--threads", type=int, default=1, help="one: spinning threads crawl on a busy machine")
    parser.add_argument("--tolerance", type=float, default=0.02)
    parser.add_argument("--judge", default="max", choices=["max", "mean"], help="hold every token, or the mean over tokens, to the tolerance")
    arguments = parser.parse_args()
    arguments.prompt = arguments.prompt or PROMPTS
    if arguments.ours and len(arguments.models) > 1:
        parser.error("--ours goes with one model")
    judge = Judge()
    for model in arguments.models:
        check(arguments, model, judge)
    sys.exit(0 if judge.good else 1)


if __name__ == "__main__":
    main()
