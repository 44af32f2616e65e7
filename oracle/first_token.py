"""From a file on disk to the first token: `nanollama run` against llama.cpp's library, interleaved, with the memory that is not the file's.

  first_token.py MODEL.gguf --nanollama PROGRAM [--rounds 10] [--threads 2] [--libllama LIB]

A round runs each once, in a process of its own, the file in the page cache (it is read once before). Ours is timed whole, from the
start of the process to its end after one token; llama.cpp's from the call that loads to the first logits, without the start of Python
and of its libraries. The bar is llama.cpp's time plus the file's bytes over 4 GB/s. Memory is the largest RssAnon that was seen (every
5 ms): what is neither the file's pages nor the program's; its bar for ours is 1.04 times file and cache.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import gguf

import perplexity_check

PROMPT = "The first"
CONTEXT = 512


def worker(arguments):
    """llama.cpp's side: one JSON line."""
    start = time.perf_counter()
    llama = perplexity_check.Llama(arguments.libllama, arguments.model, CONTEXT, arguments.threads)
    logits = llama.logits(llama.tokens(PROMPT))
    print(json.dumps({"seconds": time.perf_counter() - start, "token": int(logits[-1].argmax())}))


def cache_bytes(path):
    """Keys and values of the context in f32."""
    fields = gguf.GGUFReader(path).fields
    number = lambda name: int(fields[f"llama.{name}"].contents())
    heads = number("attention.head_count")
    shared = number("attention.head_count_kv") if "llama.attention.head_count_kv" in fields else heads
    return 2 * 4 * CONTEXT * number("block_count") * shared * (number("embedding_length") // heads)


def watched(command):
    """Runs it; its stdout, seconds, and the largest RssAnon in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    most = 0
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                for line in status:
                    if line.startswith("RssAnon:"):
                        most = max(most, 1024 * int(line.split()[1]))
        except OSError:
            pass
        time.sleep(0.005)
    seconds = time.perf_counter() - start
    output = process.stdout.read()
    if process.returncode:
        raise SystemExit(f"FAIL {' '.join(command)}: {process.returncode}")
    return output, seconds, most


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--nanollama")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--libllama", default=os.path.join(perplexity_check.NODE, "libllama.v0.5.0.so"))
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        return worker(arguments)
    size = os.path.getsize(arguments.model)
    with open(arguments.model, "rb") as file:
        while file.read(1 << 24):
            pass
    threads = ["--threads", str(arguments.threads)]
    ours = [arguments.nanollama, "run", "-q", "-m", arguments.model, "-p", PROMPT, "-n", "1", "-t", "0", "-c", str(CONTEXT), *threads]
    theirs = [sys.executable, os.path.abspath(__file__), arguments.model, "--worker", "--libllama", arguments.libllama, *threads]
    rounds = {"ours": [], "llama.cpp": []}
    memory = {"ours": [], "llama.cpp": []}
    for number in range(arguments.rounds):
        for name in sorted(rounds, reverse=number % 2 == 1):
            output, seconds, most = watched(ours if name == "ours" else theirs)
            rounds[name].append(seconds if name == "ours" else json.loads(output.splitlines()[-1])["seconds"])
            memory[name].append(most)
    middle = {name: statistics.median(seconds) for name, seconds in rounds.items()}
    bar = middle["llama.cpp"] + size / 4e9
    most = 1.04 * size + cache_bytes(arguments.model)
    good = middle["ours"] <= bar and max(memory["ours"]) <= most
    print(
        f"{'ok  ' if good else 'FAIL'} {os.path.basename(arguments.model)} ({size / 1e6:.0f} MB): first token after {1e3 * middle['ours']:.0f} ms"
        f" ({1e3 * min(rounds['ours']):.0f} to {1e3 * max(rounds['ours']):.0f}), llama.cpp {1e3 * middle['llama.cpp']:.0f} ms"
        f" ({1e3 * min(rounds['llama.cpp']):.0f} to {1e3 * max(rounds['llama.cpp']):.0f}), bar {1e3 * bar:.0f} ms;"
        f" memory beside the file {max(memory['ours']) / 1e6:.0f} MB, bar {most / 1e6:.0f} MB, llama.cpp {max(memory['llama.cpp']) / 1e6:.0f} MB"
    )
    sys.exit(not good)


if __name__ == "__main__":
    main()
