"""Makes fixtures/stored-run: folders of trainings that were stopped half-way, as one version of the
program wrote them.

  stored_run.py PROGRAM [--out FOLDER]

crates/nanollama/tests/stored_run.rs goes on with them, so that a later version keeps reading what this
one wrote. For that reason the folder is not made again when a format changes; a new version's folder
would be a second fixture.

  data/            `tokenizer train` and `data prepare`; it needs its text no more
  chats.jsonl      conversations
  runs/base        `pretrain`, stopped by Ctrl-C: one checkpoint, with its optimiser
  runs/talks       `sft` from that checkpoint, stopped likewise
  expected.json    hashes of what comes of them; the test writes it

The program stores absolute paths. They are replaced by @FIXTURE@ here, and the hash of a checkpoint's
state.json in its DONE follows; nothing else is changed.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time

from fixtures import FIXTURES, record

PLACEHOLDER = "@FIXTURE@"
NAMES = ["Ann", "Bob", "Cid", "Dora", "Eve", "Finn", "Gus"]
THINGS = ["apple", "book", "lamp", "key", "rope"]
PLACES = ["garden", "house", "river", "market", "hill", "mill", "barn", "church", "tower", "wood", "lake"]
# Small enough to be stored, and still with grouped queries, several micro-batches and rows of several documents.
PRETRAIN = (
    "pretrain --data data --run base --layers 1 --dim 16 --heads 2 --kv-heads 1 --ffn 32 --context 64 --tied --steps 24"
    " --batch-tokens 2048 --device-batch-size 8 --matrix-lr 0.02 --embedding-lr 0.1 --head-lr 0.01 --weight-decay 0.05"
    " --gradient-clip 1 --warmup-steps 4 --warmdown-ratio 0.5 --final-lr-fraction 0.1 --eval-every 1 --eval-tokens 256"
    " --sample-every 20 --save-every 0 --seed 3"
)
SFT = (
    "sft --run base --data chats.jsonl --out-run talks --steps 20 --context 64 --batch-tokens 1024 --device-batch-size 8"
    " --lr-fraction 0.5 --validation-fraction 0.1 --matrix-lr 0.02 --embedding-lr 0.1 --head-lr 0.01 --weight-decay 0.05"
    " --gradient-clip 1 --warmup-steps 0 --warmdown-ratio 0.5 --final-lr-fraction 0 --eval-every 1 --eval-tokens 256"
    " --sample-every 20 --save-every 0 --seed 3"
)


def sentence(n):
    return f"{NAMES[n % 7]} took the {THINGS[n // 7 % 5]} to the {PLACES[n // 35 % 11]}."


def stories(count):
    return "\n\n\n".join(" ".join(sentence(n * 13 + part * 101) for part in range(1 + n % 7)) for n in range(count))


def conversations(count):
    def line(n):
        thing = THINGS[n % 5]
        question = {"role": "user", "content": f"Who has {n} of the {thing}?"}
        answer = {"role": "assistant", "content": f"{NAMES[n % 7]} took the {thing}."}
        return json.dumps({"messages": [question, answer]})

    return "".join(line(n) + "\n" for n in range(count))


def stopped(program, folder, line, run):
    """Starts a training and presses Ctrl-C once it has done ten steps."""
    metrics = os.path.join(folder, "runs", run, "metrics.jsonl")
    # The slowest instruction set has the same bits and leaves time to press it.
    environment = dict(os.environ, NANOLLAMA_ISA="scalar", NANOLLAMA_THREADS="1")
    child = subprocess.Popen([program, *line.split()], cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        if os.path.exists(metrics):
            with open(metrics) as file:
                if sum('"kind":"train"' in line for line in file) >= 10:
                    child.send_signal(signal.SIGINT)
                    break
        time.sleep(0.002)
    assert child.wait() == 0, line
    steps = os.listdir(os.path.join(folder, "runs", run, "checkpoints"))
    assert len(steps) == 1, steps
    print(f"{run}: stopped at {steps[0]}")


def without_paths(folder):
    for path, _, files in os.walk(folder):
        for name in files:
            file = os.path.join(path, name)
            with open(file, "rb") as opened:
                old = opened.read()
            new = old.replace(folder.encode(), PLACEHOLDER.encode())
            if new == old:
                continue
            assert name in ("plan.json", "manifest.json", "state.json"), f"a path in {file}"
            with open(file, "wb") as opened:
                opened.write(new)
            if name == "state.json":
                state = new
                done = os.path.join(path, "DONE")
                with open(done) as opened:
                    complete = json.load(opened)
                complete["files"][name] = {"bytes": len(state), "sha256": hashlib.sha256(state).hexdigest()}
                with open(done, "w") as opened:
                    json.dump(complete, opened, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--out", default=os.path.join(FIXTURES, "stored-run"))
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        folder = os.path.realpath(folder)
        for name, text in [("words.txt", stories(110)), ("chats.jsonl", conversations(30))]:
            with open(os.path.join(folder, name), "w") as file:
                file.write(text)
        train = "tokenizer train --input words.txt --vocab-size 288 --out tok"
        prepare = r"data prepare words.txt --tokenizer tok --out data --separator \n\n\n --validation-fraction 0.1"
        for line in (train, prepare):
            subprocess.run([program, *line.split()], cwd=folder, check=True, stderr=subprocess.DEVNULL)
        stopped(program, folder, PRETRAIN, "base")
        stopped(program, folder, SFT, "talks")
        without_paths(folder)
        shutil.rmtree(arguments.out, ignore_errors=True)
        shutil.copytree(folder, arguments.out, ignore=shutil.ignore_patterns("tok", "words.txt"))
    if os.path.realpath(arguments.out).startswith(os.path.realpath(FIXTURES) + os.sep):
        files = [os.path.relpath(os.path.join(path, name), FIXTURES) for path, _, names in os.walk(arguments.out) for name in names]
        record(FIXTURES, files, "oracle/stored_run.py", version)


if __name__ == "__main__":
    main()
