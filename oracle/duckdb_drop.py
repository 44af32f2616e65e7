"""The query of docs/data.md that finds duplicates over several machines, run as it stands there by DuckDB (`pip install duckdb`).

Three parts of a corpus with planted duplicates write signatures; DuckDB joins them; each part is prepared with the list that
comes of it, and the parts are merged. Every planted duplicate must be gone, and nothing else.

    python oracle/duckdb_drop.py target/release/nanollama
"""

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb


def main() -> None:
    program = str(Path(sys.argv[1]).resolve())
    page = (Path(__file__).parent.parent / "docs" / "data.md").read_text()
    query = re.search(r"```sql\n(.*?)```", page, re.S).group(1)
    rng = random.Random(7)
    words = [f"word{n}" for n in range(5000)]
    texts = [[rng.choice(words) for _ in range(rng.randint(40, 300))] for _ in range(900)]
    copies = []
    for text in texts[:90]:
        copy = list(text)
        copy[rng.randrange(len(copy))] = "another"
        copies.append(copy)
    everything = texts + copies
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        os.mkdir("web")
        for file in range(9):
            rows = everything[file * 110 : (file + 1) * 110]
            Path(f"web/{file}.jsonl").write_text("".join(json.dumps({"text": " ".join(row)}) + "\n" for row in rows))
        run = lambda *line: subprocess.run([program, *line], check=True, capture_output=True, text=True)
        run("tokenizer", "train", "--input", "web/0.jsonl", "--vocab-size", "400", "--out", "tok")
        for part in range(3):
            run("data", "prepare", "web", "--shard", f"{part}/3", "--signatures", f"sig{part}.parquet")
        duckdb.sql(query)
        dropped = duckdb.sql("SELECT file, document FROM 'drop.parquet'").fetchall()
        planted = {(f"web/{n // 110}.jsonl", n % 110) for n in range(900, 990)}
        wrong, missed = set(dropped) - planted, planted - set(dropped)
        assert not wrong, f"dropped, and no duplicates: {sorted(wrong)[:5]}"
        assert len(missed) <= len(planted) // 20, f"missed: {sorted(missed)[:5]}"
        for part in range(3):
            run("data", "prepare", "web", "--shard", f"{part}/3", "--drop", "drop.parquet", "--tokenizer", "tok", "--out", f"part{part}")
        run("data", "merge", "part0", "part1", "part2", "--out", "data")
        manifest = json.loads(Path("data/manifest.json").read_text())
        left = sum(split["documents"] for split in manifest["totals"].values())
        assert left == len(everything) - len(dropped), (left, len(everything), len(dropped))
        print(f"{len(dropped)} of {len(planted)} planted duplicates dropped, nothing else; {left} documents in the merged corpus")


main()
