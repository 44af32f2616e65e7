"""Fixture files and fixtures/MANIFEST.tsv: one line a fixture (file, made by, versions, sha256, licence).

Run as a script it checks the manifest. A script that makes fixtures replaces its own lines.
"""

import hashlib
import json
import os

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "fixtures")
HEADER = "file\tmade by\tversions\tsha256\tlicence"
LICENCE = "MIT OR Apache-2.0"


def save(path, tensors, metadata):
    """A safetensors file whose bytes depend on its contents alone (the safetensors package shuffles metadata keys)."""
    import numpy as np  # Here, so that fixtures of other kinds are listed without it.

    names = {np.dtype("<f4"): "F32", np.dtype("<i4"): "I32"}
    header, offset, ordered = {"__metadata__": dict(sorted(metadata.items()))}, 0, sorted(tensors)
    for name in ordered:
        tensor = tensors[name]
        header[name] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, offset + tensor.nbytes]}
        offset += tensor.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name in ordered:
            file.write(np.ascontiguousarray(tensors[name]).tobytes())


def record(folder, files, script, versions):
    """Note files (paths relative to folder) as made by script; lines of the same script that name other files go."""
    path = os.path.join(folder, "MANIFEST.tsv")
    lines = []
    if os.path.exists(path):
        with open(path) as file:
            lines = [line for line in file.read().splitlines()[1:] if line.split("\t")[1] != script]
    for name in files:
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
