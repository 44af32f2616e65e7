"""Conversations and texts as pyarrow writes them, for the readers' tests: chats in every form, codec and encoding.

    python oracle/chat_parquet.py crates/nanollama-data/tests/fixtures/chats
"""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

COUNT = 40


def turns(number, role, content, user, assistant):
    said = [(user, f"question {number} é"), (assistant, f"answer {number}")]
    if number % 3 == 0:
        said += [(user, "more"), (assistant, None)]
    return [{role: who, content: text} for who, text in said]


def main(folder):
    messages = pa.table(
        {
            "id": list(range(COUNT)),
            "messages": [turns(n, "role", "content", "user", "assistant") for n in range(COUNT)],
        }
    )
    sharegpt = pa.table(
        {"conversations": [turns(n, "from", "value", "human", "gpt") for n in range(COUNT)]}
    )
    alpaca = pa.table(
        {
            "instruction": [f"question {n} é" for n in range(COUNT)],
            "input": [None if n % 2 else "" for n in range(COUNT)],
            "output": [f"answer {n}" for n in range(COUNT)],
        }
    )

    def write(name, table, **options):
        pq.write_table(table, folder / f"{name}.parquet", row_group_size=16, store_schema=False, **options)

    write("messages", messages)
    write("sharegpt", sharegpt)
    write("alpaca", alpaca)
    for codec in ["gzip", "brotli", "lz4"]:
        write(codec, messages, compression=codec)
    write("v2", messages, data_page_version="2.0", compression="zstd")
    write("delta", messages, use_dictionary=False, data_page_version="2.0", column_encoding={
        "id": "DELTA_BINARY_PACKED",
        "messages.list.element.role": "DELTA_BYTE_ARRAY",
        "messages.list.element.content": "DELTA_LENGTH_BYTE_ARRAY",
    })


if __name__ == "__main__":
    main(Path(sys.argv[1]))
