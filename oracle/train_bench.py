"""Training throughput, forward + backward in f32: ours against PyTorch eager, interleaved, with the peak memory of each process.

  train_bench.py --nanollama PATH [--model nano] [--case 4x256 --case 2x1024] [--rounds 3] [--steps 5] [--threads 2]

A round runs, for every case, ours then torch (the next round torch then ours), each in a process of its own; a lone time
means nothing on a shared machine, so medians and the ratio within rounds are printed. Ours:
`nanollama bench train --model M --batch B --context T --steps N --json`, whose last line is JSON with tokens_per_second
(forward + backward) and forward_backward_peak_bytes. Torch: one warm-up step, then N timed ones (torch_llama.py), gradients set to None
between steps. Peak memory is the kernel's count of each process (maximum resident set), measured the same way for both.
Bars: --speed-bar 1.2 and --memory-bar 0.5 (ours / torch); exit 1 below them. Without --nanollama only torch runs.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def torch_worker(model, batch, context, steps, threads):
    """Runs in its own process: prints {"tokens_per_second", "parameters", "loss", "imported_bytes": what the import alone holds}."""
    import resource

    import torch

    from torch_llama import Llama

    imported = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    llama = Llama(model, 32000, context)
    tokens = torch.randint(0, 32000, (batch, context + 1))
    seconds = []
    for step in range(steps + 1):
        llama.zero_grad(set_to_none=True)
        start = time.perf_counter()
        loss = llama(tokens[:, :-1], tokens[:, 1:])
        loss.backward()
        seconds.append(time.perf_counter() - start)
    timed = seconds[1:]
    print(json.dumps({
        "tokens_per_second": batch * context / statistics.median(timed), "first_step_seconds": seconds[0], "loss": loss.item(),
        "parameters": sum(p.numel() for p in llama.parameters()), "torch": torch.__version__, "imported_bytes": imported,
    }))


def measured(command, environment):
    """The last line of stdout as JSON, and the maximum resident set of the process in bytes."""
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            raise SystemExit(f"{' '.join(command)} failed ({process.returncode}): {errors.read().strip()[-800:]}")
    return json.loads(output.strip().splitlines()[-1]), usage.ru_maxrss * 1024


def run_torch(arguments, batch, context):
    command = [sys.executable, os.path.abspath(__file__), "--worker", arguments.model, str(batch), str(context), str(arguments.steps), str(arguments.threads)]
    return measured(command, os.environ | {"OMP_NUM_THREADS": str(arguments.threads), "MKL_NUM_THREADS": str(arguments.threads)})


def run_ours(arguments, batch, context):
    command = [arguments.nanollama, "bench", "train", "--model", arguments.model, "--batch", str(batch), "--context", str(context), "--steps", str(arguments.steps), "--json"]
    return measured(command, dict(os.environ))


def report(name, results):
    """Prints speeds and memory; returns the speeds and the peak of forward and backward alone. Torch's process has no optimiser;
    ours gets one after the timed passes, and reads its own peak before that."""
    speeds = [result["tokens_per_second"] for result, _ in results]
    whole = max(peak for _, peak in results)
    memory = max(result.get("forward_backward_peak_bytes", peak) for result, peak in results)
    aside = f"with the optimiser's step {whole / 1e9:.2f}" if memory != whole else f"of which the import {results[0][0]['imported_bytes'] / 1e9:.2f}"
    shown = " ".join(f"{speed:.0f}" for speed in speeds)
    print(f"     {name}: tokens/s {shown}, median {statistics.median(speeds):.0f}; peak resident {memory / 1e9:.2f} GB ({aside})")
    return speeds, memory


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--worker":
        return torch_worker(sys.argv[2], *map(int, sys.argv[3:7]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nanollama")
    parser.add_argument("--model", default="nano", choices=["nano", "micro", "mini"])
    parser.add_argument("--case", action="append", help="BATCHxCONTEXT (default 4x256 and 2x1024)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="torch's threads; ours uses what it finds")
    parser.add_argument("--speed-bar", type=float, default=1.2)
    parser.add_argument("--memory-bar", type=float, default=0.5)
    arguments = parser.parse_args()
    cases = []
    for text in arguments.case or ["4x256", "2x1024"]:
        match = re.fullmatch(r"(\d+)x(\d+)", text) or parser.error(f"--case {text}: want BATCHxCONTEXT")
        cases.append((int(match[1]), int(match[2])))
    ours, torch = {case: [] for case in cases}, {case: [] for case in cases}
    for number in range(arguments.rounds):
        for case in cases:
            turns = [(run_ours, ours)] if arguments.nanollama else []
            turns.append((run_torch, torch))
            for run, results in turns if number % 2 == 0 else reversed(turns):
                results[case].append(run(arguments, *case))
    good = True
    for case in cases:
        print(f"--- {arguments.model}, batch {case[0]} x context {case[1]}, {arguments.rounds} rounds of {arguments.steps} steps")
        version = torch[case][0][0]["torch"]
        theirs, their_memory = report(f"torch {version} eager, {arguments.threads} threads", torch[case])
        if arguments.nanollama:
            mine, my_memory = report("nanollama", ours[case])
            ratios = [a / b for a, b in zip(mine, theirs)]
            ratio, memory = statistics.median(ratios), my_memory / their_memory
            fine = ratio >= arguments.speed_bar and memory <= arguments.memory_bar
            good &= fine
            print(f"{'ok  ' if fine else 'FAIL'} speed {ratio:.2f}x ({' '.join(f'{r:.2f}' for r in ratios)}), bar {arguments.speed_bar}; memory {memory:.2f}x, bar {arguments.memory_bar}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
