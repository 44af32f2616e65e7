# Follows a run's metrics.jsonl and sends its lines to Weights & Biases. Started by nanollama with the run's folder, the
# project and the run's name; its standard input closes when the run ends, after the word `done` if it ended well.
import json, os, secrets, sys, threading

import wandb

folder, project, name = sys.argv[1:4]
metrics = os.path.join(folder, "metrics.jsonl")
memory = os.path.join(folder, "wandb.json")

try:
    with open(memory) as file:
        known = json.load(file)
except FileNotFoundError:
    known = {"id": secrets.token_hex(4), "sent": 0}


def remember():
    with open(memory + ".new", "w") as file:
        json.dump(known, file)
    os.replace(memory + ".new", memory)


with open(os.path.join(folder, "plan.json")) as file:
    config = json.load(file)
place = {} if "WANDB_DIR" in os.environ else {"dir": folder}
run = wandb.init(
    project=project or os.environ.get("WANDB_PROJECT", "nanollama"),
    name=os.environ.get("WANDB_RUN") or name,
    id=known["id"], resume="allow", config=config, **place,
)
remember()
# Their own count of steps cannot go back, and a run that is resumed does: ours is a field.
run.define_metric("step")
run.define_metric("*", step_metric="step")

KINDS = {"validation": "val"}
# Grades by benchmarks have nanochat's names.
GRADES = {"core": "core_metric", "chatcore": "chatcore_metric"}
FIELDS = {"bits_per_byte": "bpb", "seconds": "dt"}


def send(line):
    record = json.loads(line)
    step, kind, timing = record.pop("step"), record.pop("kind"), record.pop("timing", {})
    if step <= before:
        return
    record["seconds"] = timing.get("seconds")
    numbers = {
        f"{KINDS.get(kind, kind)}/{FIELDS.get(field, field)}": value
        for field, value in record.items()
        if isinstance(value, (int, float))
    }
    for task in record.get("tasks", []):
        name = task["task"].rsplit("/")[-1]
        numbers[f"{kind}/{name}"] = task["accuracy"]
        numbers[f"centered_results/{name}"] = task["centred"]
    if kind in GRADES:
        numbers[GRADES[kind]] = numbers.pop(f"{kind}/metric")
        if "cat" in record:
            numbers["chatcore_cat"] = numbers.pop(f"{kind}/cat")
    if numbers:
        run.log({"step": step, **numbers})
    known["sent"] = max(known["sent"], step)


# What an earlier process of this run sent is not sent again.
before = known["sent"]
lines, inode, offset = [], None, 0


def catch_up():
    """Sends what is new. A run that goes back puts a shorter file in the place of this one: what was sent of the lines that
    it took back stays, what comes instead is sent."""
    global before, inode, offset
    try:
        with open(metrics, "rb") as file:
            same_file = os.fstat(file.fileno()).st_ino == inode
            inode = os.fstat(file.fileno()).st_ino
            file.seek(offset if same_file else 0)
            # A line that is still being written is left for the next time.
            new = file.read().split(b"\n")[:-1]
    except FileNotFoundError:
        return
    if not same_file:
        same = 0
        while same < min(len(lines), len(new)) and lines[same] == new[same]:
            same += 1
        if same < len(lines):
            before = 0
        offset = sum(len(line) + 1 for line in new[:same])
        del lines[same:], new[:same]
    for line in new:
        send(line)
        lines.append(line)
        offset += len(line) + 1


ended = threading.Event()
told = []


def listen():
    told.append(sys.stdin.read())
    ended.set()


threading.Thread(target=listen, daemon=True).start()
size = None
while True:
    over = ended.wait(1.0)
    try:
        facts = os.stat(metrics)
        now = (facts.st_ino, facts.st_size)
    except FileNotFoundError:
        now = None
    if now != size:
        size = now
        catch_up()
        remember()
    if over:
        break
run.finish(exit_code=0 if "done" in told[0] else 1)
remember()
