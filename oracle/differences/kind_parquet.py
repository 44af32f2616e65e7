"""Parquet: files of random schemas, codecs, encodings and page versions as `pyarrow` writes them, and their rows as it has them.

The answer holds the file; its rows as JSON; and of each column of texts (of byte arrays in no list) its path and its texts.
What has no JSON of its own (times, decimals, maps) is {"other": true}: there ours only has to have something, which is not null.
Numbers that JSON lacks are null. Bytes that are no UTF-8 have U+FFFD in rows, and are {"bad": true} in a column of texts."""

import base64, datetime, decimal, io, json, math, random, struct, uuid

import pyarrow
import pyarrow.parquet

from words import text

OTHER = {"other": True}


def integers(bits, signed):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
    return lambda rng: rng.choice([0, 1, 7, low, high, rng.randint(low, high), rng.randint(low, high)])


def real(code):
    def make(rng):
        number = rng.choice([0.0, -0.0, 1.5, 0.1, 1e-3, 65504.0, rng.uniform(-9, 9), rng.uniform(-9, 9), math.nan, math.inf])
        return struct.unpack(code, struct.pack(code, number))[0]
    return make


def blob(rng):
    return rng.choice([lambda: text(rng).encode(), lambda: rng.randbytes(rng.randint(0, 9))])()


# What a leaf may be: its type, its kind of bytes in the file, a value.
LEAVES = {
    "bool": (pyarrow.bool_(), "flag", lambda rng: rng.random() < 0.5),
    **{f"int{bits}": (getattr(pyarrow, f"int{bits}")(), "whole", integers(bits, True)) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": (getattr(pyarrow, f"uint{bits}")(), "whole", integers(bits, False)) for bits in (8, 16, 32, 64)},
    "float16": (pyarrow.float16(), "fixed", real("e")),
    "float32": (pyarrow.float32(), "real", real("f")),
    "float64": (pyarrow.float64(), "real", real("d")),
    "string": (pyarrow.string(), "bytes", text),
    "large_string": (pyarrow.large_string(), "bytes", text),
    "string_view": (pyarrow.string_view(), "bytes", text),
    "binary": (pyarrow.binary(), "bytes", blob),
    "large_binary": (pyarrow.large_binary(), "bytes", blob),
    "binary_view": (pyarrow.binary_view(), "bytes", blob),
    "json": (pyarrow.json_(), "bytes", lambda rng: json.dumps(text(rng))),
    "fixed": (pyarrow.binary(3), "fixed", lambda rng: rng.choice([b"abc", "aé".encode(), rng.randbytes(3)])),
    "uuid": (pyarrow.uuid(), "fixed", lambda rng: rng.randbytes(16)),
    "dictionary": (pyarrow.dictionary(pyarrow.int32(), pyarrow.string()), "bytes", text),
    "date32": (pyarrow.date32(), "whole", lambda rng: datetime.date(1970, 1, 1) + datetime.timedelta(rng.randint(-9999, 29999))),
    "time32": (pyarrow.time32("ms"), "whole", lambda rng: datetime.time(rng.randint(0, 23), rng.randint(0, 59))),
    "time64us": (pyarrow.time64("us"), "whole", lambda rng: datetime.time(rng.randint(0, 23), 1, 2, 345)),
    "time64ns": (pyarrow.time64("ns"), "whole", lambda rng: datetime.time(rng.randint(0, 23), 1, 2, 345)),
    **{f"timestamp_{unit}": (pyarrow.timestamp(unit, zone), "whole", lambda rng: datetime.datetime(2025, 1, rng.randint(1, 28), 3, 4, 5, 0, datetime.timezone.utc))
       for unit, zone in (("s", "UTC"), ("ms", "UTC"), ("us", "UTC"), ("ns", "UTC"))},
    "decimal5": (pyarrow.decimal128(5, 2), "decimal", lambda rng: decimal.Decimal(rng.randint(-99999, 99999)).scaleb(-2)),
    "decimal15": (pyarrow.decimal128(15, 3), "decimal", lambda rng: decimal.Decimal(rng.randint(-(10 ** 14), 10 ** 14)).scaleb(-3)),
    "decimal30": (pyarrow.decimal128(30, 4), "decimal", lambda rng: decimal.Decimal(rng.randint(-(10 ** 29), 10 ** 29)).scaleb(-4, decimal.Context(prec=40))),
    "null": (pyarrow.null(), "none", lambda rng: None),
}
PLAINLY = {"bool", "string", "large_string", "string_view", "json", "dictionary", "null"} | {f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)}
REALS = {"float16", "float32", "float64"}
BLOBS = {"binary", "large_binary", "binary_view", "fixed", "uuid"}
# Encodings that a writer may be asked for, besides what it would take.
ENCODINGS = {
    "flag": ["PLAIN", "RLE"],
    "whole": ["PLAIN", "DELTA_BINARY_PACKED", "BYTE_STREAM_SPLIT"],
    "real": ["PLAIN", "BYTE_STREAM_SPLIT"],
    "bytes": ["PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"],
    "fixed": ["PLAIN", "DELTA_BYTE_ARRAY", "BYTE_STREAM_SPLIT"],
    "decimal": [], "none": [],
}
NESTS = ["struct", "list", "large_list", "fixed_list", "map"]
BOTH = [False, True]
SETTINGS = {
    "compression": ["none", "snappy", "gzip", "brotli", "zstd", "lz4"],
    "version": ["1.0", "2.4", "2.6"],
    "data_page_version": ["1.0", "2.0"],
    "data_page_size": [1, 200, 1 << 20],
    "write_batch_size": [1, 16, 1024],
    "row_group_size": [1, 5, 64, 4096],
    "dictionary_pagesize_limit": [1, 100, 1 << 20],
    "use_dictionary": BOTH,
    "use_compliant_nested_type": BOTH,
    "store_schema": BOTH,
    "write_statistics": BOTH,
    "write_page_index": BOTH,
    "write_page_checksum": BOTH,
    "store_decimal_as_integer": BOTH,
    "use_deprecated_int96_timestamps": BOTH,
}
ROWS = [0, 1, 2, 9, 60, 600]
NULLS = [0, 0.2, 0.9, 1]
NAMES = ["text", "id", "messages", "role", "content", "é", "a b", "list", "element", "item", "key", "value", "array", "key_value", "bag", "x_tuple", "a.b", "meta"]


def versions():
    return {"pyarrow": pyarrow.__version__}


def values():
    found = [f"type {name}" for name in [*LEAVES, *NESTS]] + [f"{nest} in {outer}" for nest in NESTS for outer in NESTS]
    found += [f"encoding {encoding} of {kind}" for kind, known in ENCODINGS.items() for encoding in known]
    found += [f"{name}={value}" for name, known in SETTINGS.items() for value in known]
    return found + [f"rows {rows}" for rows in ROWS] + [f"nulls {share}" for share in NULLS] + ["required", "optional"]


def unknown():
    """Codecs that this writer has and no case uses."""
    known = ["none", "snappy", "gzip", "brotli", "zstd", "lz4", "lz4_raw", "lz4_hadoop", "bz2", "lzo", "uncompressed"]
    return [name for name in ("bz2", "lzo") if name not in known]


# A type in a case: the name of a leaf, or a list [nest, fields or type].
def make(rng):
    used = set()

    def draw(depth, outer):
        if depth < 4 and rng.random() < (0.45 if depth else 0.4):
            nest = rng.choice(NESTS)
            used.update([f"type {nest}"] + ([f"{nest} in {outer}"] if outer else []))
            if nest == "struct":
                return [nest, [field(name, depth + 1, nest) for name in rng.sample(NAMES, rng.randint(1, 3))]]
            if nest == "map":
                return [nest, draw(depth + 1, nest)]
            return [nest, field("item", depth + 1, nest)]
        leaf = rng.choice(["string"] * 3 + list(LEAVES))
        used.add(f"type {leaf}")
        return leaf

    def field(name, depth, outer):
        made = {"name": name, "type": draw(depth, outer), "required": rng.random() < 0.3, "nulls": rng.choice(NULLS)}
        if made["type"] == "null":
            made["required"] = False
        used.add("required" if made["required"] else "optional")
        if not made["required"]:
            used.add(f"nulls {made['nulls']}")
        kind = LEAVES[made["type"]][1] if isinstance(made["type"], str) else "none"
        if ENCODINGS[kind] and rng.random() < 0.5:
            made["encoding"] = rng.choice(ENCODINGS[kind])
            used.add(f"encoding {made['encoding']} of {kind}")
        return made

    columns = [field(name, 0, None) for name in rng.sample(NAMES, rng.randint(1, 4))]
    settings = {name: rng.choice(known) for name, known in SETTINGS.items()}
    rows = rng.choice(ROWS)
    used |= {f"{name}={value}" for name, value in settings.items()} | {f"rows {rows}"}
    return {"columns": columns, "settings": settings, "rows": rows, "seed": rng.getrandbits(32)}, used


def of_type(kind):
    if isinstance(kind, str):
        return LEAVES[kind][0]
    nest, inner = kind
    if nest == "struct":
        return pyarrow.struct([of_field(field) for field in inner])
    if nest == "map":
        return pyarrow.map_(pyarrow.string(), of_type(inner))
    lists = {"list": pyarrow.list_, "large_list": pyarrow.large_list, "fixed_list": lambda field: pyarrow.list_(field, 2)}
    return lists[nest](of_field(inner))


def of_field(field):
    return pyarrow.field(field["name"], of_type(field["type"]), nullable=not field["required"])


def value(rng, kind, again):
    """A value of a type; often the one before, as dictionaries and runs like it."""
    if isinstance(kind, str):
        if again and rng.random() < 0.4:
            return again[-1]
        again.append(LEAVES[kind][2](rng))
        return again[-1]
    nest, inner = kind
    if nest == "struct":
        return {field["name"]: filled(rng, field) for field in inner}
    count = 2 if nest == "fixed_list" else rng.choice([0, 0, 1, 2, 5])
    if nest == "map":
        return [(f"k{index}", value(rng, inner, [])) for index in range(count)]
    return [filled(rng, inner) for _ in range(count)]


def filled(rng, field):
    again = field.setdefault("again", [])
    return None if not field["required"] and rng.random() < field["nulls"] else value(rng, field["type"], again)


def shown(kind, found):
    """A value as JSON."""
    if found is None:
        return None
    if isinstance(kind, str):
        if kind in REALS:
            return found if math.isfinite(found) else None
        if kind in BLOBS:
            return found.decode("utf-8", "replace")
        return found if kind in PLAINLY else OTHER
    nest, inner = kind
    if nest == "struct":
        return {field["name"]: shown(field["type"], found[field["name"]]) for field in inner}
    return OTHER if nest == "map" else [shown(inner["type"], item) for item in found]


def texts(fields, rows, path=""):
    """Columns of texts: paths and what they hold."""
    for field in fields:
        name, kind = path + field["name"], field["type"]
        inside = [None if row is None else row[field["name"]] for row in rows]
        if isinstance(kind, list) and kind[0] == "struct":
            yield from texts(kind[1], inside, name + ".")
        elif isinstance(kind, str) and LEAVES[kind][1] == "bytes":
            yield [name, [readable(found) for found in inside]]


def readable(found):
    try:
        return found.decode() if isinstance(found, bytes) else found
    except UnicodeDecodeError:
        return {"bad": True}


def encodings(fields, names, path=""):
    for field in fields:
        kind, at = field["type"], path + field["name"]
        while isinstance(kind, list) and kind[0] != "struct":
            nest, inner = kind
            at += ".key_value.value" if nest == "map" else f".list.{names}"
            field = {} if nest == "map" else inner
            kind = inner if nest == "map" else inner["type"]
        if isinstance(kind, list):
            yield from encodings(kind[1], names, at + ".")
        elif "encoding" in field:
            yield at, field["encoding"]


def leaves(fields, names, path=""):
    for field in fields:
        kind, at = field["type"], path + field["name"]
        while isinstance(kind, list) and kind[0] != "struct":
            at += ".key_value.value" if kind[0] == "map" else f".list.{names}"
            kind = kind[1] if kind[0] == "map" else kind[1]["type"]
        if isinstance(kind, list):
            yield from leaves(kind[1], names, at + ".")
        else:
            yield at


def answer(case):
    # Fields remember their values on the way; the case does not.
    columns, settings, rng = json.loads(json.dumps(case["columns"])), dict(case["settings"]), random.Random(case["seed"])
    if not columns:
        raise ValueError("no columns, no rows")
    rows = [{field["name"]: filled(rng, field) for field in columns} for _ in range(case["rows"])]
    schema = pyarrow.schema([of_field(field) for field in columns])
    table = pyarrow.Table.from_pylist(rows, schema=schema)
    names = "element" if settings["use_compliant_nested_type"] else "item"
    asked = dict(encodings(columns, names))
    if asked:
        settings["column_encoding"] = asked
        settings["use_dictionary"] = [leaf for leaf in leaves(columns, names) if leaf not in asked] if settings["use_dictionary"] else False
    size = settings.pop("row_group_size")
    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file, row_group_size=size, **settings)
    found = [{field["name"]: shown(field["type"], row[field["name"]]) for field in columns} for row in rows]
    return {"file": base64.b64encode(file.getvalue()).decode(), "rows": found, "texts": list(texts(columns, rows))}
