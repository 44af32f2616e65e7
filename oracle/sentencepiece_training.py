"""Hold `tokenizer train --kind sentencepiece` against sentencepiece's own trainer, and its files against those that read them.

  sentencepiece_training.py --nanollama PROGRAM --train TEXT --valid TEXT [--vocab 8000] [--bytes 10000000]
      the same text and settings to both trainers: bytes a token on the other text, pieces in common, seconds of processor; then ids
      of awkward texts by `sentencepiece` (our tokenizer.model), `tokenizers` (our tokenizer.json) and llama.cpp (a model of one
      step, exported as GGUF). Exit code 1 when any differ, or bytes a token are over 1% fewer than sentencepiece's.
  sentencepiece_training.py --nanollama PROGRAM --write
      make crates/nanollama-token/tests/fixtures/pieces.json: ids that sentencepiece gives with our model of the fixtures' text.
"""

import argparse, io, json, os, random, resource, subprocess, sys, tempfile

import sentencepiece
import tokenizers

FIXTURES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-token/tests/fixtures")
SETTINGS = dict(model_type="bpe", minloglevel=2, normalization_rule_name="identity", add_dummy_prefix=False, remove_extra_whitespaces=False,
                split_digits=True, byte_fallback=True, allow_whitespace_only_pieces=True, max_sentence_length=10_000_000, character_coverage=0.9995)
SHAPE = ["--layers", "1", "--dim", "32", "--heads", "1", "--kv-heads", "1", "--ffn", "64", "--context", "32", "--steps", "1", "--batch-tokens", "64"]
FIXTURE_VOCAB = 600


def run(program, *arguments, **more):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, **more)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, arguments))} failed: {done.stderr.decode(errors='replace').strip()[-800:]}")
    return done.stdout


def train(program, text, out, vocab):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(program, "tokenizer", "train", "--kind", "sentencepiece", "--input", text, "--vocab-size", vocab, "--out", out)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def encode(program, folder, text):
    return [int(number) for number in run(program, "tokenizer", "encode", "--tokenizer", folder, input=text.encode()).split()]


def awkward(pieces, count):
    """Texts of the model's own pieces, whole, cut and repeated, and of what is in no vocabulary."""
    rng = random.Random(7)
    plain = [piece.replace("▁", " ") for piece in pieces if not piece.startswith(("<0x", "<|", "<unk"))]
    odd = [" ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u3000", "é", "e\u0301", "ﬁ", "漢", "字", "😀", "👩‍👩‍👧", "1", "2026", "½", "٣", "'", "\"", ".", ",", "-", "=", "\u200b", "▁", "<s>", "</s>", "<unk>", "<0x0A>", "\ufeff"]
    found = ["", " ", "\n", "a", " a", "a ", "\n\n\n\n a", " " * 70, "=" * 50, "-" * 33 + "\n" + "." * 41, "1234567890", "ab" * 200, "\u0301x"]
    while len(found) < count:
        text = ""
        for _ in range(rng.randint(1, 30)):
            piece = rng.choice(plain) if rng.random() < 0.6 else rng.choice(odd)
            if rng.random() < 0.2:
                piece = piece[rng.randint(0, len(piece)) :]
            text += piece * (rng.randint(2, 9) if rng.random() < 0.1 else 1)
        found.append(text)
    return found


def ours_of(program, folder, texts):
    """Our ids of many texts with one start of the program: texts are put together by their tokens' bytes, so each is asked for alone."""
    return [encode(program, folder, text) for text in texts]


def compare(options):
    failed = False

    def verdict(what, good):
        nonlocal failed
        failed |= not good
        print(f"{'ok  ' if good else 'FAIL'} {what}")

    with tempfile.TemporaryDirectory() as folder:
        text = open(options.train, encoding="utf-8", newline="").read()[: options.bytes]
        path = f"{folder}/text.txt"
        open(path, "w", encoding="utf-8", newline="").write(text)
        seconds = train(options.nanollama, path, f"{folder}/tok", options.vocab)
        ours = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/tok/tokenizer.model")
        before = resource.getrusage(resource.RUSAGE_SELF)
        model = io.BytesIO()
        parts = [text[at : at + 20_000] for at in range(0, len(text), 20_000)]
        # Ten of our tokens are special, three of its.
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(parts), model_writer=model, vocab_size=options.vocab - 8, **SETTINGS)
        after = resource.getrusage(resource.RUSAGE_SELF)
        theirs = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
        valid = open(options.valid, encoding="utf-8", newline="").read()
        size = len(valid.encode())
        ratio = [size / len(processor.encode(valid)) for processor in (ours, theirs)]
        print(f"     bytes a token: ours {ratio[0]:.4f}, sentencepiece {ratio[1]:.4f} ({100 * (ratio[0] / ratio[1] - 1):+.2f}%)")
        print(f"     seconds of processor: ours {seconds:.2f}, sentencepiece {after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.2f}")
        pieces = [{processor.id_to_piece(id_) for id_ in range(processor.vocab_size())} for processor in (ours, theirs)]
        print(f"     pieces in common: {len(pieces[0] & pieces[1])} of {ours.vocab_size()}")
        verdict("bytes a token within 1%", ratio[0] > 0.99 * ratio[1])
        verdict("the size that was asked for", ours.vocab_size() == options.vocab)
        texts = awkward([ours.id_to_piece(id_) for id_ in range(ours.vocab_size())], options.texts)
        mine = ours_of(options.nanollama, f"{folder}/tok", texts)
        different = [text for text, ids in zip(texts, mine) if ours.encode(text) != ids]
        verdict(f"ids of {len(texts)} texts as sentencepiece's" + (f": {different[0]!r}" if different else ""), not different)
        verdict("a long text as sentencepiece's", encode(options.nanollama, f"{folder}/tok", valid[:400_000]) == ours.encode(valid[:400_000]))
        hf = tokenizers.Tokenizer.from_file(f"{folder}/tok/tokenizer.json")
        hf.encode_special_tokens = True
        different = [text for text, ids in zip(texts, mine) if hf.encode(text, add_special_tokens=False).ids != ids]
        verdict("ids as tokenizers'" + (f": {len(different)} differ, {different[0]!r}" if different else ""), not different)
        verdict("tokenizers decodes them", all(hf.decode(ids) == text.replace("▁", " ") for text, ids in zip(texts, mine)))
        run(options.nanollama, "data", "prepare", path, "--tokenizer", f"{folder}/tok", "--out", f"{folder}/data")
        run(options.nanollama, "pretrain", "--data", f"{folder}/data", "--run", "r", "--runs", f"{folder}/runs", *SHAPE)
        run(options.nanollama, "export", "r", "--runs", f"{folder}/runs", "--out", f"{folder}/m.gguf")
        from gguf_pres import ids as llama_cpp

        different = [text for text, ids, found in zip(texts, mine, llama_cpp(f"{folder}/m.gguf", texts)) if ids != found]
        verdict("ids as llama.cpp's, of our GGUF" + (f": {len(different)} differ, {different[0]!r}" if different else ""), not different)
    sys.exit(1 if failed else 0)


def write(options):
    expected = json.load(open(f"{FIXTURES}/expected.json"))
    with tempfile.TemporaryDirectory() as folder:
        open(f"{folder}/text.txt", "w", encoding="utf-8", newline="").write(expected["text"])
        train(options.nanollama, f"{folder}/text.txt", f"{folder}/tok", FIXTURE_VOCAB)
        file = open(f"{folder}/tok/tokenizer.model", "rb").read()
        processor = sentencepiece.SentencePieceProcessor(model_proto=file)
    texts = awkward([processor.id_to_piece(id_) for id_ in range(processor.vocab_size())], 120)
    # NUL ends a text there.
    texts += [case for case in expected["cases"] if "\0" not in case]
    found = {"vocab_size": FIXTURE_VOCAB, "texts": texts, "ids": [processor.encode(text) for text in texts]}
    json.dump(found, open(f"{FIXTURES}/pieces.json", "w"), ensure_ascii=False, separators=(",", ":"))
    with open(f"{FIXTURES}/MANIFEST.md") as manifest:
        others = [line for line in manifest if not line.startswith("pieces.json")]
    with open(f"{FIXTURES}/MANIFEST.md", "w") as manifest:
        manifest.writelines(others)
        manifest.write(f"pieces.json: oracle/sentencepiece_training.py --write (sentencepiece {sentencepiece.__version__}, our model of the text in expected.json).\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--train", metavar="TEXT")
    parser.add_argument("--valid", metavar="TEXT")
    parser.add_argument("--vocab", type=int, default=8000)
    parser.add_argument("--bytes", type=int, default=10_000_000)
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    write(options) if options.write else compare(options)


if __name__ == "__main__":
    main()
