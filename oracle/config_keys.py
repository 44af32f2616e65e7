"""Writes crates/nanollama-bundle/tests/fixtures/config_keys.txt: every key that the LlamaConfig of transformers 4 and 5 has.

    python oracle/config_keys.py --python4 ENV4/bin/python --python5 ENV5/bin/python

Each of the two needs only transformers of its version, no torch. What the two read from configurations is held against ours by
the fuzzing (`differences/kind_configs.py`)."""

import argparse, json, os, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILE = os.path.join(ROOT, "crates/nanollama-bundle/tests/fixtures/config_keys.txt")
ASK = "import json, sys; sys.path.append('oracle/differences'); import kind_configs as of; print(json.dumps([of.transformers.__version__, of.keys()]))"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python4", required=True)
    parser.add_argument("--python5", required=True)
    args = parser.parse_args()
    known, versions = set(), []
    for python in (args.python4, args.python5):
        told = subprocess.run([python, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        version, names = json.loads(told.splitlines()[-1])
        versions.append(version)
        known |= set(names)
    with open(FILE, "w") as file:
        file.write(f"# transformers {' and '.join(versions)}\n" + "".join(f"{name}\n" for name in sorted(known)))
    print(f"ok: {len(known)} keys of transformers {' and '.join(versions)}")


main()
