"""What each mix costs a real model: the divergence of our files, run by us, beside that of llama.cpp's own files, run by llama.cpp.

  divergence_check.py WHOLE.gguf TEXT --nanollama PROGRAM [--mixes Q8_0,…] [--imatrix FILE.gguf] [--context 256] [--chunks 4]

WHOLE is the model in f32. Each program quantises it, with the importance matrix where one is given, and is held against its own
f32: mean Kullback-Leibler divergence a token over the second halves of the text's windows. The bar is that ours is no larger:
theirs plus one standard error of theirs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

import perplexity_check
import quantize_error

LIBLLAMA = os.path.join(perplexity_check.NODE, "libllama.v0.5.0.so")
MIXES = "Q8_0,Q6_K,Q5_K_M,Q5_K_S,Q5_1,Q5_0,Q4_K_M,Q4_K_S,IQ4_NL,IQ4_XS,Q4_1,Q4_0,Q3_K_L,Q3_K_M,Q3_K_S,Q2_K"


def log_softmax(logits):
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def rows(model, text, context, chunks):
    """Log-probabilities of every token that counts, by llama.cpp."""
    llama = perplexity_check.Llama(LIBLLAMA, model, context, 2)
    tokens, found = llama.tokens(text), []
    for window in range(min(chunks, len(tokens) // context)):
        cut = tokens[window * context : (window + 1) * context]
        if llama.begin is not None:
            cut[0] = llama.begin
        found.append(log_softmax(llama.logits(cut)[context // 2 : context - 1]))
    return np.concatenate(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("whole")
    parser.add_argument("text")
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--mixes", default=MIXES)
    parser.add_argument("--imatrix")
    parser.add_argument("--context", type=int, default=256)
    parser.add_argument("--chunks", type=int, default=4)
    parser.add_argument("--theirs", help="(of the script itself) the llama.cpp side of one mix")
    arguments = parser.parse_args()
    arguments.imatrix = arguments.imatrix and os.path.abspath(arguments.imatrix)
    with open(arguments.text, encoding="utf-8") as file:
        text = file.read()
    if arguments.theirs:
        # A process of its own: the two libraries of one package do not like to be loaded together.
        np.save(arguments.theirs + ".npy", rows(arguments.theirs, text, arguments.context, arguments.chunks))
        return
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        def theirs(path):
            """llama.cpp's log-probabilities by a file."""
            sizes = ["--context", str(arguments.context), "--chunks", str(arguments.chunks)]
            command = [sys.executable, os.path.abspath(__file__), arguments.whole, arguments.text, "--nanollama", "-", "--theirs", path]
            subprocess.run(command + sizes, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            found = np.load(path + ".npy")
            os.remove(path + ".npy")
            return found

        whole = os.path.join(folder, "whole.gguf")
        os.symlink(os.path.abspath(arguments.whole), whole)
        exact = theirs(whole)
        for mix in arguments.mixes.split(","):
            command = [sys.executable, "-c", "import sys, quantize_error as q; q.make(*sys.argv[1:3], q.importances(sys.argv[3]) if sys.argv[3] else {}, sys.argv[4])"]
            command += [whole, mix, arguments.imatrix or "", folder]
            subprocess.run(command, check=True, cwd=os.path.dirname(os.path.abspath(__file__)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            made = os.path.join(folder, f"{mix}.gguf")
            found = theirs(made)
            apart = (np.exp(exact) * (exact - found)).sum(-1)
            os.remove(made)
            weighed = ["--imatrix", arguments.imatrix] if arguments.imatrix else []
            subprocess.run([arguments.nanollama, "quantize", "-q", whole, made, mix, *weighed], check=True)
            command = [arguments.nanollama, "perplexity", "-q", "-m", made, "--base", whole, "-f", arguments.text, "--json"]
            command += ["-c", str(arguments.context), "--chunks", str(arguments.chunks)]
            ours = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
            os.remove(made)
            kl, error = float(apart.mean()), float(apart.std() / np.sqrt(len(apart)))
            same = float((exact.argmax(-1) == found.argmax(-1)).mean())
            good = ours["kl_divergence"] <= kl + error and ours["tokens"] == len(apart)
            failed += [] if good else [mix]
            print(
                f"{'ok  ' if good else 'FAIL'} {mix:7} KL {ours['kl_divergence']:.5f} +/- {ours['kl_error']:.5f}, llama.cpp's {kl:.5f} +/- {error:.5f}"
                f" ({ours['kl_divergence'] / kl:.3f}); same likeliest {100 * ours['same_top']:.1f}%, {100 * same:.1f}%"
                f"; PPL {100 * (ours['perplexity'] / ours['base_perplexity'] - 1):+.2f}%",
                flush=True,
            )
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
