"""Holds one build of the program against another: instructions, seconds and memory of the same work.

  against_build.py OLD NEW [--instructions] [--pairs 15] [--memory] [--quick]
                   [--stories FOLDER] [--work FOLDER] [--json]

Without a section named, all three are measured. Nothing but Python's standard library is needed, and
valgrind for the first.

Instructions. valgrind's callgrind counts them with one thread and NANOLLAMA_ISA=avx2. It knows AVX2,
FMA and F16C, but no AVX-512, and the processor it shows has no AVX-VNNI: a q8_0 product would be
counted on another path than the one that runs here, so f32 models alone are counted. A step, a
prefill and a token are isolated as the difference of two runs that differ in nothing else; start-up,
loading and saving do not count.

  train     `pretrain` of 2 steps less that of 1: one block of nano (width 384, ffn 1024) on 128
            tokens. All twelve blocks are alike. Most of it is Muon's orthogonalisation, and valgrind
            does each fused multiply-add in software, so it takes minutes; --quick halves the width.
  prefill   a prompt of about a hundred tokens less one of two, on a random f32 nano with 32,000
            tokens
  decode    9 tokens less 1, on the same; 129 less 1 on stories260K (FOLDER has stories260K-f32.gguf)

Counts are kept in the work folder under the hash of the program, so that OLD is counted once.

Seconds. Pairs of runs; which of the two goes first alternates. Of each pair the ratio of speeds, new
over old; of the ratios the median, and the lower end of the bootstrap's 95% interval for it, which is
what is judged. A shared machine changes its speed by the minute, within a pair it hardly does.

Memory. The largest resident set that the system saw (ru_maxrss), the least of three runs.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import random
import re
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time

from stored_run import stories

# What a ratio may be. Instructions and memory are new / old, speeds new / old as well.
MOST_INSTRUCTIONS = {"train": 1.01, "prefill": 1.01, "decode": 1.01, "decode stories260K": 1.05}
LEAST_SPEED = 0.97
MOST_MEMORY = 1.0
MEMORY_RUNS = 3
TRAINED_STEPS = 5
NANO = {"layers": 12, "dim": 384, "heads": 6, "ffn": 1024, "vocabulary": 32000, "context": 1024}
LETTERS = "etaoinshrdlucmfwypvbgkjqxz"


class Build:
    """One build of the program, and a folder of its own to work in."""

    def __init__(self, name, path, work):
        self.name, self.path = name, os.path.abspath(path)
        with open(path, "rb") as file:
            self.hash = hashlib.sha256(file.read()).hexdigest()[:16]
        self.folder = os.path.join(work, f"{name}-{self.hash}")
        os.makedirs(self.folder, exist_ok=True)

    def command(self, line, prompt=()):
        return [self.path, *line.split(), *prompt]

    def depth(self, tokens):
        """Older builds write after the prompt always; newer ones after nothing, unless they are told otherwise."""
        told = subprocess.run([self.path, "bench", "generate", "--help"], capture_output=True, text=True, check=True)
        return ["--depth", str(tokens)] if "--depth" in told.stdout else []

    def said(self, line, threads=None, prefix=(), isa=None):
        """Runs to its end in its folder; gives what it said, seconds and the largest resident set in bytes."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("NANOLLAMA_")}
        clean.update({"NANOLLAMA_ISA": isa} if isa else {}, **({"NANOLLAMA_THREADS": str(threads)} if threads else {}))
        arguments = [*prefix, self.path, *line] if isinstance(line, list) else [*prefix, *self.command(line)]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            begun = time.monotonic()
            child = subprocess.Popen(arguments, cwd=self.folder, env=clean, stdout=out, stderr=err)
            _, status, used = os.wait4(child.pid, 0)
            seconds = time.monotonic() - begun
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            stdout, stderr = out.read().decode(), err.read().decode()
        if child.returncode != 0:
            raise SystemExit(f"{self.name}: {' '.join(arguments)}: exit code {child.returncode}\n{stderr}")
        return stdout, stderr, seconds, used.ru_maxrss * 1024


# ---- what is run


def byte_characters():
    """GPT-2's printable stand-in for every byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    spare = iter(range(256, 512))
    return [chr(byte) if byte in plain else chr(next(spare)) for byte in range(256)]


def write_nano(path):
    """A random f32 nano as GGUF. `random_gguf.py` does more, with packages; here the standard library must do."""
    shape = NANO
    random_bytes = random.Random(1).randbytes
    text = lambda value: struct.pack("<Q", len(value.encode())) + value.encode()
    # Type numbers of GGUF's metadata: u32 4, i32 5, f32 6, bool 7, text 8, list 9.
    number = lambda key, value: text(key) + struct.pack("<II", 4, value)
    real = lambda key, value: text(key) + struct.pack("<If", 6, value)
    string = lambda key, value: text(key) + struct.pack("<I", 8) + text(value)
    strings = lambda key, values: text(key) + struct.pack("<IIQ", 9, 8, len(values)) + b"".join(map(text, values))
    specials = ["<|begin_of_text|>", "<|end_of_text|>"]
    letters = byte_characters()
    pairs = [(a, b) for a in letters for b in letters][: shape["vocabulary"] - 256 - len(specials)]
    tokens = letters + [a + b for a, b in pairs] + specials
    kinds = [1] * (len(tokens) - len(specials)) + [3] * len(specials)
    metadata = [
        string("general.architecture", "llama"),
        string("general.name", "random nano"),
        number("general.file_type", 0),
        number("llama.vocab_size", shape["vocabulary"]),
        number("llama.context_length", shape["context"]),
        number("llama.embedding_length", shape["dim"]),
        number("llama.block_count", shape["layers"]),
        number("llama.feed_forward_length", shape["ffn"]),
        number("llama.attention.head_count", shape["heads"]),
        number("llama.attention.head_count_kv", shape["heads"]),
        number("llama.rope.dimension_count", shape["dim"] // shape["heads"]),
        real("llama.rope.freq_base", 10000.0),
        real("llama.attention.layer_norm_rms_epsilon", 1e-5),
        string("tokenizer.ggml.model", "gpt2"),
        string("tokenizer.ggml.pre", "llama-bpe"),
        strings("tokenizer.ggml.tokens", tokens),
        text("tokenizer.ggml.token_type") + struct.pack(f"<IIQ{len(kinds)}i", 9, 5, len(kinds), *kinds),
        strings("tokenizer.ggml.merges", [f"{a} {b}" for a, b in pairs]),
        number("tokenizer.ggml.bos_token_id", tokens.index(specials[0])),
        number("tokenizer.ggml.eos_token_id", tokens.index(specials[1])),
        text("tokenizer.ggml.add_bos_token") + struct.pack("<I?", 7, True),
    ]
    dim, ffn = shape["dim"], shape["ffn"]
    tensors = [("token_embd.weight", (shape["vocabulary"], dim)), ("output_norm.weight", (dim,))]
    tensors.append(("output.weight", (shape["vocabulary"], dim)))
    for layer in range(shape["layers"]):
        parts = [("attn_norm", (dim,)), ("ffn_norm", (dim,)), ("ffn_gate", (ffn, dim)), ("ffn_up", (ffn, dim))]
        parts += [("ffn_down", (dim, ffn)), *((f"attn_{part}", (dim, dim)) for part in ("q", "k", "v", "output"))]
        tensors += [(f"blk.{layer}.{part}.weight", sizes) for part, sizes in parts]
    offset, infos, lengths = 0, [], []
    for name, sizes in tensors:
        length = 4
        for size in sizes:
            length *= size
        infos.append(text(name) + struct.pack(f"<I{len(sizes)}QIQ", len(sizes), *reversed(sizes), 0, offset))
        lengths.append(length)
        offset += length
        assert offset % 32 == 0
    header = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata)) + b"".join(metadata) + b"".join(infos)
    # Sign and the exponent's upper bits of ±0.008 to ±0.03.
    signs = bytes(0x3C if byte < 128 else 0xBC for byte in range(256))
    with open(path + ".tmp", "wb") as file:
        file.write(header + b"\0" * (-len(header) % 32))
        for (_, sizes), length in zip(tensors, lengths):
            if len(sizes) == 1:
                file.write(struct.pack("<f", 1.0) * sizes[0])
                continue
            # In pieces: a child's peak begins with what this process holds when it is started.
            for start in range(0, length, 1 << 20):
                piece = bytearray(random_bytes(min(1 << 20, length - start)))
                piece[3::4] = bytes(piece[3::4]).translate(signs)
                file.write(piece)
    os.rename(path + ".tmp", path)


def prepare_data(build):
    """A tokenizer and shards, by the build itself."""
    if os.path.exists(os.path.join(build.folder, "data", "manifest.json")):
        return
    with open(os.path.join(build.folder, "words.txt"), "w") as file:
        file.write(stories(300))
    build.said("tokenizer train --input words.txt --vocab-size 320 --out tok --quiet")
    build.said(r"data prepare words.txt --tokenizer tok --out data --separator \n\n\n --validation-fraction 0.05 --quiet")


def train_line(run, steps, dim, layers=1, context=64, batch=2):
    heads, ffn = dim // 64, dim * 8 // 3
    return (
        f"pretrain --data data --run {run} --quiet --layers {layers} --dim {dim} --heads {heads} --kv-heads {heads}"
        f" --ffn {ffn} --context {context} --steps {steps} --batch-tokens {batch * context} --device-batch-size {batch}"
        " --matrix-lr 0.02 --embedding-lr 0.1 --head-lr 0.01 --weight-decay 0.05 --gradient-clip 1 --warmup-steps 0"
        " --warmdown-ratio 0 --final-lr-fraction 1 --eval-every 0 --eval-tokens 64 --sample-every 0 --save-every 0 --seed 1"
    )


def run_line(model, prompt, tokens):
    settings = "--temp 0 --top-k 0 --top-p 1 --min-p 0 --repetition-penalty 1 -s 1 -c 512"
    return ["run", "-m", model, "-p", prompt, *settings.split(), "-n", str(tokens)]


# ---- instructions


def counted(build, line, wanted=None):
    """Instructions of one run; `wanted` is how many tokens it must have written."""
    valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    _, stderr, _, _ = build.said(line, threads=1, prefix=valgrind, isa="avx2")
    if wanted is not None:
        written = re.search(r"(\d+) tokens(?: at|,)", stderr)
        if not written or int(written.group(1)) != wanted:
            raise SystemExit(f"{build.name}: not {wanted} tokens written, so there is nothing to compare:\n{stderr}")
    return int(re.search(r"Collected : (\d+)", stderr).group(1))


def count(build, name, models, quick):
    """Instructions of what is named, as the difference of two runs, for one unit of it."""
    if name == "train":
        prepare_data(build)
        counts = []
        for steps in (1, 2):
            shutil.rmtree(os.path.join(build.folder, "runs", "counted"), ignore_errors=True)
            counts.append(counted(build, train_line("counted", steps, NANO["dim"] // 2 if quick else NANO["dim"])))
        return counts[1] - counts[0], "a step of 128 tokens"
    if name == "prefill":
        # Letters in an order that repeats late, as words.
        words = " ".join(LETTERS[n % 26] + LETTERS[n * 7 % 26] + LETTERS[n * n % 26] for n in range(48))
        json_line = ["run", "-m", models["nano"], "-p", words, "--logprobs"]
        tokens = len(json.loads(build.said(json_line)[0])["ids"])
        long, short = (counted(build, run_line(models["nano"], prompt, 1), 1) for prompt in (words, "e"))
        return long - short, f"a prompt of {tokens} tokens"
    few, many, model = (1, 9, "nano") if name == "decode" else (1, 129, "stories260K")
    prompt = "Once upon a time"
    counts = [counted(build, run_line(models[model], prompt, tokens), tokens) for tokens in (few, many)]
    return (counts[1] - counts[0]) // (many - few), "a token"


def instructions(builds, models, work, quick):
    path = os.path.join(work, "instructions.json")
    kept = {}
    if os.path.exists(path):
        with open(path) as file:
            kept = json.load(file)
    names = ["decode", "prefill", "train"] + (["decode stories260K"] if "stories260K" in models else [])
    key = lambda build, name: f"{build.hash} {name}{' (half width)' if quick and name == 'train' else ''}"
    # By the hash, so that a build that is held against itself is counted once.
    wanted = {key(build, name): (build, name) for name in names for build in builds if key(build, name) not in kept}
    with concurrent.futures.ThreadPoolExecutor(2) as both:
        jobs = {both.submit(count, build, name, models, quick): at for at, (build, name) in wanted.items()}
        for job in concurrent.futures.as_completed(jobs):
            kept[jobs[job]] = job.result()
            print(f"counted {jobs[job]}: {job.result()[0]:,}", file=sys.stderr, flush=True)
            with open(path, "w") as file:
                json.dump(kept, file, indent=2)
    rows = []
    for name in names:
        (old, what), (new, _) = (kept[key(build, name)] for build in builds)
        shape = {"train": "nano's block" if not quick else "nano's block, half as wide"}.get(name, name.split(" ")[-1])
        model = {"prefill": "nano", "decode": "nano"}.get(name, shape)
        rows.append(row("instructions", f"{name.split(' ')[0]} {model}: {what}", old, new, new / old, MOST_INSTRUCTIONS[name], "<="))
    return rows


# ---- seconds


def interval(ratios, rounds=4000):
    """Median, and the lower end of the bootstrap's 95% interval for it."""
    draw = random.Random(1)
    medians = sorted(statistics.median(draw.choices(ratios, k=len(ratios))) for _ in range(rounds))
    return statistics.median(ratios), medians[int(0.025 * rounds)]


def train_speeds(build, threads):
    """Steps of nano on 512 tokens as `pretrain` takes them, norm, clip and all. (`bench train` times less of an update in
    older builds.)"""
    prepare_data(build)
    line = train_line("timed", TRAINED_STEPS, NANO["dim"], NANO["layers"], 256)
    shutil.rmtree(os.path.join(build.folder, "runs", "timed"), ignore_errors=True)
    seconds = build.said(line, threads)[2]
    with open(os.path.join(build.folder, "runs", "timed", "metrics.jsonl")) as file:
        lines = [json.loads(text) for text in file]
    steps = [line["timing"]["seconds"] for line in lines if line["kind"] == "train"]
    assert len(steps) == TRAINED_STEPS
    # The first step also fills memory and caches.
    return {"train nano: whole command": 1 / seconds, "train nano: steps a second": 1 / statistics.median(steps[1:])}


def generate_speeds(build, model, threads):
    line = ["bench", "generate", "-m", model, "--prefill", "128", "--decode", "48", "--rounds", "3", "--json"]
    stdout, _, seconds, _ = build.said(line + build.depth(128), threads)
    told = json.loads(stdout.splitlines()[-1])
    return {
        "generate nano: whole command": 1 / seconds,
        "generate nano: prefill": told["prefill_tokens_per_second"],
        "generate nano: decode": told["decode_tokens_per_second"],
    }


def pairs(builds, models, number, threads):
    found = {}
    for pair in range(number):
        order = builds if pair % 2 == 0 else builds[::-1]
        for kind in (train_speeds, lambda build, threads: generate_speeds(build, models["nano"], threads)):
            speeds = {build.name: kind(build, threads) for build in order}
            for name in speeds["old"]:
                found.setdefault(name, []).append((speeds["old"][name], speeds["new"][name]))
        print(f"pair {pair + 1} of {number}", file=sys.stderr, flush=True)
    rows = []
    for name, speeds in found.items():
        median, lower = interval([new / old for old, new in speeds])
        old, new = (statistics.median(side) for side in zip(*speeds))
        rows.append(row("speed", f"{name}, {number} pairs", old, new, lower, LEAST_SPEED, ">=", median))
    return rows


# ---- memory


def memory(builds, models, threads):
    generate = ["bench", "generate", "-m", models["nano"], "--prefill", "128", "--decode", "8", "--rounds", "1"]
    lines = {
        "train nano": "bench train --model nano --batch 2 --context 256 --steps 1",
        # `run`, because `bench generate` holds the buffer of its memory probe.
        "generate nano": run_line(models["nano"], "Once upon a time", 32),
        "bench generate nano": generate,
    }
    rows = []
    for name, line in lines.items():
        peaks = {build.name: [] for build in builds}
        for turn in range(MEMORY_RUNS):
            for build in builds if turn % 2 == 0 else builds[::-1]:
                peaks[build.name].append(build.said(line, threads)[3])
        old, new = min(peaks["old"]), min(peaks["new"])
        # Thread stacks and the allocator move a peak by some pages from run to run.
        rows.append(row("peak memory", f"{name}: bytes", old, new, round(new / old, 3), MOST_MEMORY, "<="))
    return rows


# ---- what is told


def row(section, what, old, new, ratio, bar, sense, median=None):
    ok = ratio <= bar if sense == "<=" else ratio >= bar
    return {"section": section, "what": what, "old": old, "new": new, "median": median, "ratio": ratio, "bar": f"{sense} {bar}", "ok": ok}


def number(value):
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"


def table(rows):
    lines = [("", "what", "old", "new", "median", "judged", "bar", "")]
    for entry in rows:
        median = "" if entry["median"] is None else f"{entry['median']:.4f}"
        told = (number(entry["old"]), number(entry["new"]), median, f"{entry['ratio']:.4f}", entry["bar"])
        lines.append((entry["section"], entry["what"], *told, "ok" if entry["ok"] else "FAIL"))
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        print("  ".join(text.ljust(width) if at < 2 else text.rjust(width) for at, (text, width) in enumerate(zip(line, widths))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--instructions", action="store_true", help="count instructions")
    parser.add_argument("--pairs", type=int, metavar="N", help="time so many pairs of runs (15 or more to be judged by)")
    parser.add_argument("--memory", action="store_true", help="compare peaks of memory")
    parser.add_argument("--quick", action="store_true", help="count the training step at half nano's width")
    parser.add_argument("--threads", type=int, default=0, help="threads of timings and peaks (default: all cores)")
    parser.add_argument("--stories", metavar="FOLDER", help="folder with stories260K-f32.gguf")
    parser.add_argument("--work", metavar="FOLDER", help="folder for models and counts, kept (default: a temporary one)")
    parser.add_argument("--json", action="store_true", help="print JSON in the last line")
    arguments = parser.parse_args()
    everything = not (arguments.instructions or arguments.pairs or arguments.memory)
    with tempfile.TemporaryDirectory() as temporary:
        work = os.path.abspath(arguments.work or temporary)
        os.makedirs(work, exist_ok=True)
        builds = [Build("old", arguments.old, work), Build("new", arguments.new, work)]
        models = {"nano": os.path.join(work, "random-nano-f32.gguf")}
        if not os.path.exists(models["nano"]):
            write_nano(models["nano"])
        if arguments.stories:
            models["stories260K"] = os.path.abspath(os.path.join(arguments.stories, "stories260K-f32.gguf"))
        rows = []
        if arguments.instructions or everything:
            rows += instructions(builds, models, work, arguments.quick)
        if arguments.pairs or everything:
            rows += pairs(builds, models, arguments.pairs or 15, arguments.threads)
        if arguments.memory or everything:
            rows += memory(builds, models, arguments.threads)
    table(rows)
    if arguments.json:
        print(json.dumps(rows))
    raise SystemExit(0 if all(entry["ok"] for entry in rows) else 1)


if __name__ == "__main__":
    main()
