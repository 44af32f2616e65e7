"""fixtures/MANIFEST.tsv: one line a fixture (file, made by, versions, sha256, licence); a script replaces its own lines."""

import hashlib
import os

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures")
HEADER = "file\tmade by\tversions\tsha256\tlicence"
LICENCE = "MIT OR Apache-2.0"


def record(folder, files, script, versions):
    """Note files (paths relative to folder) as made by script; lines of the same script that name other files go."""
    path = os.path.join(folder, "MANIFEST.tsv")
    lines = []
    if os.path.exists(path):
        with open(path) as file:
            lines = [line for line in file.read().splitlines()[1:] if line.split("\t")[1] != script]
    for name in files:
        os.chmod(os.path.join(folder, name), 0o644)  # safetensors writes 0600
        with open(os.path.join(folder, name), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        lines.append("\t".join([name, script, versions, digest, LICENCE]))
    with open(path, "w") as file:
        file.write("\n".join([HEADER, *sorted(lines)]) + "\n")


def check(folder):
    """Names of fixtures whose bytes are not those of the manifest."""
    wrong = []
    with open(os.path.join(folder, "MANIFEST.tsv")) as file:
        for line in file.read().splitlines()[1:]:
            name, _, _, digest, _ = line.split("\t")
            with open(os.path.join(folder, name), "rb") as fixture:
                if hashlib.sha256(fixture.read()).hexdigest() != digest:
                    wrong.append(name)
    return wrong


if __name__ == "__main__":
    bad = check(FIXTURES)
    print("\n".join(f"FAIL {name}: sha256 differs from MANIFEST.tsv" for name in bad) or "ok   fixtures match MANIFEST.tsv")
    raise SystemExit(1 if bad else 0)
