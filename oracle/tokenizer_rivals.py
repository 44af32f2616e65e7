"""Our tokenizer against rustbpe, tiktoken and HF tokenizers: same merges, same ids, and who is faster, in one run.

Needs: pip install rustbpe tiktoken tokenizers; NANOLLAMA_TEST_DATA; the example built:
  cargo build --release -p nanollama-token --example tokenizer_rival
Use: python oracle/tokenizer_rivals.py target/release/examples/tokenizer_rival [--vocab 32768] [--rounds 3] [--command PROGRAM]
With --command, `tokenizer encode` of the program is timed, too, by the processor: all it does (reading the tokenizer, the text, writing
ids in digits), and what is left without its start on an empty text; tiktoken encodes in this process, by the processor as well.
Rivals and we take turns in each round; the best time of each counts. Exit code 1 when any ids or merges differ.
"""

import argparse, json, os, random, resource, subprocess, sys, tempfile, time
import numpy as np
import rustbpe, tiktoken, tokenizers

DATA = os.environ["NANOLLAMA_TEST_DATA"]
PATTERN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
SPECIALS = 10


def ours(binary, *arguments):
    return json.loads(subprocess.run([binary, *map(str, arguments)], check=True, capture_output=True, text=True).stdout)


def documents(text):
    """The cuts of the example program: 100,000 bytes, then to the end of the line."""
    data, found, at = text.encode(), [], 0
    while len(data) - at > 100_000:
        cut = at + 100_000
        while data[cut] & 0xC0 == 0x80:
            cut += 1
        end = data.find(b"\n", cut)
        end = len(data) if end < 0 else end + 1
        found.append(data[at:end].decode())
        at = end
    found.append(data[at:].decode())
    return found


def bytes_of(token, table={}):
    if not table:
        printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
        others = [byte for byte in range(256) if byte not in printable]
        table.update({chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)})
    return bytes(table[character] for character in token)


def mixed_text():
    """At least five megabytes of what tokenizers stumble over."""
    rng = random.Random(1)
    read = lambda path: open(f"{DATA}/{path}", encoding="utf-8").read()
    parts = [read("pretrain/books_dev_valid.txt")[:2_000_000], read("pretrain/c4_demo.jsonl"), read("pretrain/wiki_demo.txt")]
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for folder, _, names in os.walk(f"{root}/crates"):
        parts += [open(f"{folder}/{name}", encoding="utf-8").read() for name in sorted(names) if name.endswith((".rs", ".toml"))][:40]
    blanks = [" ", "\n", "\t", "\r\n", "\u00a0", "\u2003", "\u3000", "\u0085", "  ", "x", "1", "!", "é"]
    parts.append("".join(rng.choice(blanks) * rng.randint(1, 9) for _ in range(60_000)))
    # Assigned in every engine's Unicode: the planes' settled blocks.
    ranges = [(0x20, 0x7F), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x5D0, 0x5EA), (0x627, 0x64A), (0x905, 0x939), (0xE01, 0xE3A), (0x3041, 0x3096), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3), (0x1F300, 0x1F5FF), (0x2150, 0x218B)]
    parts.append("".join(chr(rng.randint(*rng.choice(ranges))) for _ in range(400_000)))
    parts.append("".join(rng.choice(["'s", "'S", "'ſ", "'LL", "'re", "a", " ", "1", "''", "don't", "\n"]) for _ in range(100_000)))
    # HF finds special tokens in any text; ours must not, so there are none here.
    return "".join(parts).replace("<|", "< |").replace("<s>", "").replace("</s>", "").replace("<unk>", "")


def command(program, folder, path):
    """Seconds of processor of `tokenizer encode`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(path, "rb") as text:
        subprocess.run([program, "tokenizer", "encode", "--tokenizer", folder], stdin=text, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary")
    arguments.add_argument("--vocab", type=int, default=32768)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--command", metavar="PROGRAM")
    arguments.add_argument("--no-hf-training", action="store_true")
    options = arguments.parse_args()
    books = f"{DATA}/pretrain/books_dev_train.txt"
    text = open(books, encoding="utf-8", newline="").read()
    parts = documents(text)
    size = len(text.encode())
    folder = tempfile.mkdtemp()
    different = False

    def verdict(what, same):
        nonlocal different
        different |= not same
        print(f"{what}: {'same' if same else 'DIFFERENT'}")

    best = {}

    def note(name, seconds):
        best[name] = min(seconds, best.get(name, seconds))

    for _ in range(options.rounds):
        note("ours", ours(options.binary, "train", books, options.vocab, "llama3", folder)["seconds"])
        rival = rustbpe.Tokenizer()
        start = time.perf_counter()
        rival.train_from_iterator(iter(parts), options.vocab - SPECIALS, pattern=PATTERN)
        note("rustbpe", time.perf_counter() - start)
    if not options.no_hf_training:
        hf = tokenizers.Tokenizer(tokenizers.models.BPE())
        split = tokenizers.pre_tokenizers.Split(tokenizers.Regex(PATTERN), "isolated")
        hf.pre_tokenizer = tokenizers.pre_tokenizers.Sequence([split, tokenizers.pre_tokenizers.ByteLevel(False, use_regex=False)])
        trainer = tokenizers.trainers.BpeTrainer(vocab_size=options.vocab - SPECIALS, show_progress=False, initial_alphabet=tokenizers.pre_tokenizers.ByteLevel.alphabet())
        start = time.perf_counter()
        hf.train_from_iterator(iter(parts), trainer)
        note("HF tokenizers", time.perf_counter() - start)
        ours(options.binary, "train", books, options.vocab, "llama3", folder, "hugging-face")
        mine, theirs = (json.loads(text)["model"]["merges"] for text in (open(f"{folder}/tokenizer.json").read(), hf.to_str()))
        pairs = lambda merges: [tuple(merge.split(" ") if isinstance(merge, str) else merge) for merge in merges]
        verdict("merges as HF tokenizers', by its order of equal counts", pairs(mine) == pairs(theirs))
        ours(options.binary, "train", books, options.vocab, "llama3", folder)
    for name, seconds in best.items():
        print(f"train {options.vocab} on {size / 1e6:.1f} MB  {name:14} {seconds:7.3f} s  ratio {seconds / best['ours']:.2f}")

    model = json.load(open(f"{folder}/tokenizer.json"))["model"]
    ranks = {bytes_of(token): rank for token, rank in model["vocab"].items()}
    verdict("vocabulary and order as rustbpe's", ranks == {bytes(token): rank for token, rank in rival.get_mergeable_ranks()})

    tik = tiktoken.Encoding("ours", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})
    hf = tokenizers.Tokenizer.from_file(f"{folder}/tokenizer.json")
    best = {}
    ids_file = f"{folder}/ids.bin"
    for _ in range(options.rounds):
        times = ours(options.binary, "encode", folder, books, ids_file, 1)
        note("ours, one thread", times["one"])
        note("ours, all threads", times["all"])
        start = time.perf_counter()
        rival_ids = [tik.encode_ordinary(part) for part in parts]
        note("tiktoken, one thread", time.perf_counter() - start)
        start = time.perf_counter()
        tik.encode_ordinary_batch(parts, num_threads=times["threads"])
        note("tiktoken, all threads", time.perf_counter() - start)
    start = time.perf_counter()
    some = parts[: len(parts) // 4]
    hf.encode_batch(some, add_special_tokens=False)
    note("HF tokenizers, all threads", (time.perf_counter() - start) * len(parts) / len(some))
    for name, seconds in best.items():
        base = best["ours, one thread" if "one" in name else "ours, all threads"]
        print(f"encode books  {name:28} {size / seconds / 1e6:7.1f} MB/s  ratio {seconds / base:.2f}")
    if options.command:
        best = {}
        for _ in range(options.rounds):
            note("the command", command(options.command, folder, books))
            note("its start", command(options.command, folder, os.devnull))
            start = time.process_time()
            for part in parts:
                tik.encode_ordinary(part)
            note("tiktoken", time.process_time() - start)
        whole, start = best["the command"], best["its start"]
        for name, seconds in [("all of it", whole), ("without its start", whole - start)]:
            print(f"encode books by command, {name:18} {size / seconds / 1e6:7.1f} MB/s of processor, tiktoken's {best['tiktoken'] / seconds:.1f} times")
    # Cutting at line breaks may change ids there, so the whole text is compared on a text of one piece.
    mixed = f"{folder}/mixed.txt"
    open(mixed, "w", encoding="utf-8", newline="").write(mixed_text())
    for name, path in [("books", f"{DATA}/pretrain/books_dev_valid.txt"), ("mixed", mixed)]:
        whole = open(path, encoding="utf-8", newline="").read()
        ours(options.binary, "encode", folder, path, ids_file, 1)
        ids = np.fromfile(ids_file, dtype=np.uint32)
        theirs = np.array(tik.encode_ordinary(whole), dtype=np.uint32)
        verdict(f"ids as tiktoken's, {name}, {len(whole.encode()) / 1e6:.1f} MB", np.array_equal(ids, theirs))
        theirs = np.array(hf.encode(whole, add_special_tokens=False).ids, dtype=np.uint32)
        verdict(f"ids as HF tokenizers', {name}", np.array_equal(ids, theirs))
    verdict("HF decodes what it encodes", hf.decode(hf.encode("Hello  wörld\n").ids) == "Hello  wörld\n")
    verdict("HF puts the beginning of text", hf.encode("x").tokens[0] == "<|begin_of_text|>")
    for file in ["misc/smollm2-tokenizer.json", "llama2_tokenizer.model", "llama2_tokenizer.bin"]:
        file = f"{DATA}/tokenizers/{file}"
        ours(options.binary, "convert", file, f"{folder}/again")
        ours(options.binary, "encode", file, mixed, ids_file, 1)
        ids = np.fromfile(ids_file, dtype=np.uint32)
        for path in [f"{folder}/again/tokenizer.json", file][: 2 if file.endswith("json") else 1]:
            hf = tokenizers.Tokenizer.from_file(path)
            hf.no_truncation()
            theirs = np.array(hf.encode(open(mixed, encoding="utf-8", newline="").read(), add_special_tokens=False).ids, dtype=np.uint32)
            verdict(f"ids as HF tokenizers' with {os.path.relpath(path, DATA if path == file else folder)} of {os.path.basename(file)}", np.array_equal(ids, theirs))
    sys.exit(1 if different else 0)


main()
