"""Generation speed on a GGUF file: ours against llama.cpp, interleaved: prefill of 512 tokens, then 48 single steps.

  generate_bench.py MODEL.gguf... --nanollama PATH [--prefill 512] [--decode 48] [--threads 2] [--rounds 3] [--ik PYTHON]

Ours: `nanollama bench generate -m FILE --threads T --prefill P --decode D --depth P` (last line JSON: prefill_tokens_per_second,
decode_tokens_per_second, bandwidth_share). llama.cpp twice, since neither build is its best at both: node/generate_bench.mjs
(@node-llama-cpp picks a build for this CPU and so prefills fastest, but its single steps pay for a thread pool made anew
and a promise each) and xllamacpp (an AVX2 build by its makers' choice, whose decoding loop is plain C++). With --ik, a Python
that has ik-llama-cpp-python, ik_llama.cpp too (ik_bench.py).
Each round runs every rival once, in turning order. Medians and the ratios within rounds are printed, last the ratio to the
fastest rival of each round; --bar R fails where that is under R (default: report only). random_gguf.py makes a file of any
named size.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RATES = ["prefill_tokens_per_second", "decode_tokens_per_second"]


def last_json(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed ({done.returncode}): {done.stderr.strip()[-800:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def xllamacpp_worker(model, prefill, decode, threads):
    """In a process of its own: the server's own timings of prompt and predicted tokens."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = model
    parameters.n_ctx = prefill + decode + 16
    parameters.n_parallel = 1
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    timings = []
    for turn in range(4):
        prompt = [256 + (i * 7919 + turn) % 20000 for i in range(prefill)]
        reply = server.handle_completions({"prompt": prompt, "n_predict": decode, "temperature": 0, "ignore_eos": True, "cache_prompt": False})
        timings.append((reply if isinstance(reply, dict) else json.loads(reply))["timings"])
    best = {rate: statistics.median(t[key] for t in timings[1:]) for rate, key in zip(RATES, ["prompt_per_second", "predicted_per_second"])}
    print(json.dumps({"engine": f"xllamacpp {xllamacpp.__version__}"} | best))


def rivals(arguments, model):
    sizes = ["--prefill", str(arguments.prefill), "--decode", str(arguments.decode), "--threads", str(arguments.threads)]
    commands = {}
    if arguments.nanollama:
        commands["nanollama"] = [arguments.nanollama, "bench", "generate", "-m", model, *sizes, "--depth", str(arguments.prefill)]
    commands["llama.cpp"] = ["node", os.path.join(HERE, "node", "generate_bench.mjs"), model, *sizes]
    if not arguments.no_xllamacpp:
        commands["xllamacpp"] = [sys.executable, os.path.abspath(__file__), "--worker", model, str(arguments.prefill), str(arguments.decode), str(arguments.threads)]
    if arguments.ik:
        commands["ik"] = [arguments.ik, os.path.join(HERE, "ik_bench.py"), model, str(arguments.prefill), str(arguments.decode), str(arguments.threads)]
    return commands


def main():
    if len(sys.argv) > 1 and sys.argv[1] == "--worker":
        return xllamacpp_worker(sys.argv[2], *map(int, sys.argv[3:6]))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="MODEL.gguf")
    parser.add_argument("--nanollama")
    parser.add_argument("--no-xllamacpp", action="store_true")
    parser.add_argument("--ik", metavar="PYTHON")
    parser.add_argument("--prefill", type=int, default=512)
    parser.add_argument("--decode", type=int, default=48)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bar", type=float, default=0.0)
    arguments = parser.parse_args()
    good = True
    for model in arguments.models:
        commands = rivals(arguments, model)
        results = {name: [] for name in commands}
        for number in range(arguments.rounds):
            order = list(commands)
            for name in order[number % len(order):] + order[: number % len(order)]:
                results[name].append(last_json(commands[name]))
        print(f"--- {model}: {os.path.getsize(model) / 1e6:.0f} MB, prefill {arguments.prefill}, decode {arguments.decode}, {arguments.threads} threads, {arguments.rounds} rounds")
        for name, runs in results.items():
            label = runs[0].get("engine", name)
            for rate in RATES:
                values = [run[rate] for run in runs]
                line = f"     {label}: {rate.split('_')[0]} tokens/s {' '.join(f'{v:.0f}' for v in values)}, median {statistics.median(values):.0f}"
                if name != "nanollama" and "nanollama" in results:
                    ratio = statistics.median(ours[rate] / value for ours, value in zip(results["nanollama"], values))
                    line += f"; ours is {ratio:.2f}x"
                print(line)
        if "nanollama" in results:
            for rate in RATES:
                best = [max(runs[number][rate] for name, runs in results.items() if name != "nanollama") for number in range(arguments.rounds)]
                ratio = statistics.median(ours[rate] / rival for ours, rival in zip(results["nanollama"], best))
                good &= ratio >= arguments.bar
                print(f"{'ok  ' if ratio >= arguments.bar else 'FAIL'} {rate.split('_')[0]}: {ratio:.2f}x the fastest rival, bar {arguments.bar:g}")
            print(f"     nanollama's share of read bandwidth: {' '.join(str(run.get('bandwidth_share')) for run in results['nanollama'])}")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
