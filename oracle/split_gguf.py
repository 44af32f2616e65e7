"""Splits a GGUF into several with the `gguf` package's own writer, and makes fixtures/split: files that another program split.

  split_gguf.py MODEL.gguf OUT_FOLDER --tensors 8      a model's shards, NAME-00001-of-00005.gguf and so on
  split_gguf.py --fixtures                             fixtures/split/*.gguf and their lines in the manifest

The shards of a model are a check by hand: `nanollama perplexity`, `run` and `show` say of them what they say of the model.
"""

import argparse
import os

import gguf
import numpy as np

import fixtures


def copy(reader, writer):
    """Metadata and tensors of a file as they are."""
    for field in reader.fields.values():
        if field.name == gguf.Keys.General.ARCHITECTURE or field.name.startswith("GGUF."):
            continue
        kind = field.types[0]
        of = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), kind, sub_type=of)
    for tensor in reader.tensors:
        shape = tensor.data.shape
        writer.add_tensor(tensor.name, tensor.data, raw_shape=shape, raw_dtype=tensor.tensor_type)


def finish(writer):
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def split(path, folder, tensors):
    reader = gguf.GGUFReader(path)
    architecture = reader.fields[gguf.Keys.General.ARCHITECTURE].contents()
    out = os.path.join(folder, os.path.basename(path))
    writer = gguf.GGUFWriter(out, architecture, split_max_tensors=tensors)
    copy(reader, writer)
    finish(writer)


def make_fixtures(folder):
    """Nine tensors, whole and in files of four."""
    os.makedirs(os.path.join(folder, "split"), exist_ok=True)
    generator = np.random.default_rng(1)
    arrays = [generator.standard_normal((2, 32 + 4 * index)).astype(np.float32) for index in range(8)]
    blocks = generator.integers(0, 256, (2, 34), dtype=np.uint8)
    for most in (0, 4):
        writer = gguf.GGUFWriter(os.path.join(folder, "split", "nine.gguf"), "llama", split_max_tensors=most)
        writer.add_name("nine")
        writer.add_array("numbers", [1, 2, 3])
        for index, array in enumerate(arrays):
            writer.add_tensor(f"t{index}", array if index % 3 else array.astype(np.float16))
        writer.add_tensor("blocks", blocks, raw_dtype=gguf.GGMLQuantizationType.Q8_0)
        finish(writer)
    files = sorted(os.path.join("split", name) for name in os.listdir(os.path.join(folder, "split")))
    fixtures.record(folder, files, "oracle/split_gguf.py", f"gguf {version()}, numpy {np.__version__}")


def version():
    from importlib.metadata import version as of

    return of("gguf")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?")
    parser.add_argument("out", nargs="?")
    parser.add_argument("--tensors", type=int, default=8, help="most tensors a file")
    parser.add_argument("--fixtures", action="store_true")
    arguments = parser.parse_args()
    if arguments.fixtures:
        make_fixtures(fixtures.FIXTURES)
    else:
        os.makedirs(arguments.out, exist_ok=True)
        split(arguments.model, arguments.out, arguments.tensors)


if __name__ == "__main__":
    main()
