"""Plants the faults of `planted_faults.toml` in a copy of the readers and says which of them the fuzzing finds, and how soon.

    python oracle/planted_faults.py --python VENV/bin/python [--python4 …] [--minutes 2] [--only KIND,…] [--name PART,…] [--seed 1]

The copy lies in target/planted. All faults are in one build there, each behind its number, which an environment variable
chooses; the program's own sources never hold them. Before any of them a run without one must find nothing. Needs Python 3.11's
standard library; VENV has what the fuzzing needs."""

import argparse, os, re, shutil, subprocess, sys, time, tomllib

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COPY = f"{ROOT}/target/planted"
FUZZER = f"{COPY}/target/release/xtask-long"
SWITCH = '''
mod planted {
    pub(crate) fn on(number: u32) -> bool {
        static ON: std::sync::LazyLock<Option<u32>> = std::sync::LazyLock::new(|| std::env::var("PLANTED_FAULT").ok()?.parse().ok());
        *ON == Some(number)
    }
}
'''


def sources():
    """Every file of the working tree, by name."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name: open(f"{ROOT}/{name}", "rb").read() for name in listed.stdout.split("\n") if os.path.isfile(f"{ROOT}/{name}")}


def plant(faults):
    """Writes the copy, with all faults in it."""
    texts = sources()
    for number, fault in enumerate(faults):
        text = texts[fault["file"]].decode()
        if text.count(fault["right"]) != 1:
            sys.exit(f"{fault['name']}: {text.count(fault['right'])} times in {fault['file']}: {fault['right']}")
        on = f"crate::planted::on({number})"
        wrong = fault["wrong"].replace("PLANTED", on) if "PLANTED" in fault["wrong"] else f"(if {on} {{ {fault['wrong']} }} else {{ {fault['right']} }})"
        texts[fault["file"]] = text.replace(fault["right"], wrong).encode()
    for crate in {fault["file"].split("/src/")[0] for fault in faults}:
        texts[f"{crate}/src/lib.rs"] += SWITCH.encode()
    for name, text in texts.items():
        path = f"{COPY}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        # What is the same keeps its time, so that it is not built again.
        if not os.path.exists(path) or open(path, "rb").read() != text:
            open(path, "wb").write(text)


def build():
    deps = f"{COPY}/target/release"
    if not os.path.exists(deps):
        # The packages of others are built already.
        os.makedirs(deps)
        for part in ("deps", "build", ".fingerprint"):
            if os.path.exists(f"{ROOT}/target/release/{part}"):
                shutil.copytree(f"{ROOT}/target/release/{part}", f"{deps}/{part}", symlinks=True)
    environment = {**os.environ, "CARGO_TARGET_DIR": f"{COPY}/target"}
    subprocess.run(["cargo", "build", "--quiet", "--release", "--package", "xtask-long"], cwd=COPY, env=environment, check=True)


def fuzz(args, kind, number):
    """Seconds until a difference, or None; and what it was."""
    command = [FUZZER, "--python", args.python, "--only", kind, "--minutes", str(args.minutes), "--seed", str(args.seed), "--most", "1", "--shrink", "0", "--least", "0", "--out", f"{COPY}/found"]
    command += ["--python4", args.python4] if args.python4 else []
    begun = time.monotonic()
    done = subprocess.run(command, env={**os.environ, "PLANTED_FAULT": str(number)}, capture_output=True, text=True)
    found = re.search(r"DIFFERENCE in case (\d+): (.*)", done.stdout)
    if found is None and done.returncode != 0:
        sys.exit(f"{kind}: {done.stdout[-2000:]}{done.stderr}")
    return (time.monotonic() - begun, found) if found else (None, None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True)
    parser.add_argument("--python4")
    parser.add_argument("--minutes", type=float, default=2, help="for each fault at most")
    parser.add_argument("--clean", type=float, default=0.5, help="minutes of each kind without a fault")
    parser.add_argument("--only", default="")
    parser.add_argument("--name", default="", help="only faults in whose names one of these stands")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    faults = tomllib.load(open(f"{ROOT}/oracle/planted_faults.toml", "rb"))["fault"]
    plant(faults)
    build()
    wanted = [(number, fault) for number, fault in enumerate(faults) if not args.only or fault["kind"] in args.only.split(",")]
    wanted = [(number, fault) for number, fault in wanted if any(part in fault["name"] for part in args.name.split(","))]
    minutes, args.minutes = args.minutes, args.clean
    for kind in dict.fromkeys(fault["kind"] for _, fault in wanted):
        seconds, found = fuzz(args, kind, "none")
        if seconds:
            sys.exit(f"{kind}: a difference without any fault: {found[0][:300]}")
        print(f"ok    {kind}: nothing is found where nothing is planted", flush=True)
    args.minutes, missed = minutes, 0
    for number, fault in wanted:
        seconds, found = fuzz(args, fault["kind"], number)
        missed += seconds is None
        how = f"found in {seconds:4.0f} s, case {found[1]}" if seconds else f"MISSED in {minutes} minutes"
        print(f"{'ok   ' if seconds else 'FAIL '} {fault['kind']}: {fault['name']}: {how}", flush=True)
    print(f"{len(wanted) - missed} of {len(wanted)} faults found")
    sys.exit(1 if missed else 0)


main()
