"""Make crates/nanollama-store/tests/fixtures/pages.parquet: rows of lists whose values go on in the next page, as the first
version of data pages allows. pyarrow reads such files and writes none (its pages end with a row), so the bytes are put
together here from the format's document (https://github.com/apache/parquet-format), and pyarrow says whether they are right.

    python oracle/parquet_pages.py crates/nanollama-store/tests/fixtures
"""

import struct
import sys
from pathlib import Path

import pyarrow.parquet

ROWS = [[f"{row}.{place}" for place in range(count)] for row, count in enumerate([5, 0, 9, 1, 12, 2])]
# Values (an empty list is one place without a value) in each page: borders lie within rows, a page lies within one.
PAGES = [3, 4, 2, 3, 1, 10, 2, 4, 1]

STOP, I32, I64, BINARY, LIST, STRUCT = 0, 5, 6, 8, 9, 12


def varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def zigzag(number):
    return varint(number << 1 if number >= 0 else (-number << 1) - 1)


def struct_of(*fields):
    """A Thrift struct in the compact protocol: fields are (id, kind, value), ids ascending by less than 16."""
    out, before = b"", 0
    for number, kind, value in fields:
        out += bytes([(number - before) << 4 | kind]) + encoded(kind, value)
        before = number
    return out + bytes([STOP])


def encoded(kind, value):
    if kind in (I32, I64):
        return zigzag(value)
    if kind == BINARY:
        return varint(len(value)) + value
    if kind == LIST:
        of, items = value
        return bytes([len(items) << 4 | of]) + b"".join(encoded(of, item) for item in items)
    return value


def levels(values, width):
    """Runs of equal levels, after their length in bytes."""
    runs, at = b"", 0
    while at < len(values):
        end = at
        while end < len(values) and values[end] == values[at]:
            end += 1
        runs += varint((end - at) << 1) + bytes([values[at]])
        at = end
    assert width <= 8
    return struct.pack("<I", len(runs)) + runs


def page(places):
    """A data page of the first version: (repetition, definition, text) a place."""
    body = levels([place[0] for place in places], 1) + levels([place[1] for place in places], 2)
    for _, _, text in places:
        if text is not None:
            body += struct.pack("<I", len(text)) + text.encode()
    plain, rle = 0, 3
    header = struct_of((1, I32, len(places)), (2, I32, plain), (3, I32, rle), (4, I32, rle))
    return struct_of((1, I32, 0), (2, I32, len(body)), (3, I32, len(body)), (5, STRUCT, header)) + body


def main(folder):
    places = []
    for row in ROWS:
        places += [(min(place, 1), 3, text) for place, text in enumerate(row)] or [(0, 1, None)]
    assert sum(PAGES) == len(places)
    pages, at = [], 0
    for count in PAGES:
        pages.append(page(places[at : at + count]))
        at += count
    required, optional, repeated, utf8, of_list, byte_array = 0, 1, 2, 0, 3, 6
    schema = [
        struct_of((4, BINARY, b"schema"), (5, I32, 1)),
        struct_of((3, I32, optional), (4, BINARY, b"texts"), (5, I32, 1), (6, I32, of_list)),
        struct_of((3, I32, repeated), (4, BINARY, b"list"), (5, I32, 1)),
        struct_of((1, I32, byte_array), (3, I32, required + 1), (4, BINARY, b"element"), (6, I32, utf8)),
    ]
    size = sum(map(len, pages))
    path = [b"texts", b"list", b"element"]
    chunk = struct_of(
        (1, I32, byte_array), (2, LIST, (I32, [0, 3])), (3, LIST, (BINARY, path)), (4, I32, 0), (5, I64, len(places)),
        (6, I64, size), (7, I64, size), (9, I64, 4),
    )
    group = struct_of((1, LIST, (STRUCT, [struct_of((2, I64, 4), (3, STRUCT, chunk))])), (2, I64, size), (3, I64, len(ROWS)))
    footer = struct_of((1, I32, 1), (2, LIST, (STRUCT, schema)), (3, I64, len(ROWS)), (4, LIST, (STRUCT, [group])))
    whole = Path(folder) / "pages.parquet"
    whole.write_bytes(b"PAR1" + b"".join(pages) + footer + struct.pack("<I", len(footer)) + b"PAR1")
    assert pyarrow.parquet.read_table(whole).column("texts").to_pylist() == ROWS


main(sys.argv[1])
