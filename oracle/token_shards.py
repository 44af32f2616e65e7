"""Makes crates/nanollama-data/tests/fixtures/shards/: token shards as llm.c (dev/data/data_common.py), modded-nanogpt and nanollama
write them, of small documents that are given by rule, so that a test knows every id.

    oracle/.venv/bin/python oracle/token_shards.py

Document n (from 0) has the ids n+1, n+2, ... n+1+(n % 5), all below 250; 250 ends a text. llm.c puts it in front of each
document and cuts files anywhere; nanollama has none.
"""
import argparse
from pathlib import Path

import numpy as np

END = 250


def document(number: int) -> list[int]:
    return [number + 1 + at for at in range(number % 5 + 1)]


def with_header(path: Path, magic: int, version: int, ids: np.ndarray) -> None:
    header = np.zeros(256, dtype=np.int32)
    header[:3] = magic, version, len(ids)
    path.write_bytes(header.tobytes() + ids.tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("crates/nanollama-data/tests/fixtures/shards"))
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    begun = [id for number in range(40) for id in [END, *document(number)]]
    # Files are cut inside of a document.
    for name, ids in [("val", begun[:33]), ("train_000001", begun[33:90]), ("train_000002", begun[90:])]:
        with_header(out / f"llmc_{name}.bin", 20240520, 1, np.array(ids, dtype=np.uint16))
        with_header(out / f"llmc_wide_{name}.bin", 20240801, 7, np.array(ids, dtype=np.uint32))
    plain = [[id for number in numbers for id in document(number)] for numbers in (range(8), range(8, 24), range(24, 40))]
    for name, ids in zip(("val_0000", "train_0000", "train_0001"), plain):
        np.array(ids, dtype=np.uint16).tofile(out / f"nanollama_{name}.bin")
    print(f"ok: {out}")


if __name__ == "__main__":
    main()
