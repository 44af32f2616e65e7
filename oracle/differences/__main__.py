"""The other side of `cargo xtask long`: makes random cases of one kind and says what the reference program makes of them.

    python oracle/differences KIND

Speaks JSON lines. First it tells the versions of the references, every value that a case may hold (`values`), and what in
the references' own lists no schema here speaks of (`unknown`, which should be empty). Then it answers:

    {"seed": "7/1"}     {"case": …, "used": [values], "theirs": …}; the same seed makes the same case
    {"case": …}         {"theirs": …}, for cases that somebody made smaller

Each answer is found in a process of its own, because a reference may die or take all memory; then the answer is
{"died": why}. `theirs` is null where the case is one of the departures that the kind's file lists.
"""

import importlib, json, os, random, resource, signal, sys

KINDS = ["tokenizers", "templates", "sentencepiece", "parquet", "configs", "text"]
SECONDS, MEMORY = 10, 6 << 30


def apart(work):
    pipe, other = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.alarm(SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            answer = work()
        except BaseException as error:
            answer = {"died": f"{type(error).__name__}: {error}"[:300]}
        with os.fdopen(other, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(other)
    with os.fdopen(pipe) as found:
        answer = found.read()
    _, status = os.waitpid(child, 0)
    return answer if status == 0 and answer else json.dumps({"died": f"status {status}"})


def main():
    if sys.argv[1:2] == [] or sys.argv[1] not in KINDS:
        sys.exit(f"usage: python oracle/differences {'|'.join(KINDS)}")
    kind = importlib.import_module(f"kind_{sys.argv[1]}")
    print(json.dumps({"versions": kind.versions(), "values": sorted(kind.values()), "unknown": kind.unknown()}), flush=True)

    def made(seed):
        case, used = kind.make(random.Random(seed))
        theirs = kind.answer(case)
        # A kind may say that of a case not all of it was compared.
        used = kind.compared(used, theirs) if hasattr(kind, "compared") else used
        return {"case": case, "used": sorted(used), "theirs": theirs}

    for line in sys.stdin:
        asked = json.loads(line)
        work = (lambda: made(asked["seed"])) if "seed" in asked else (lambda: {"theirs": kind.answer(asked["case"])})
        print(apart(work), flush=True)


main()
