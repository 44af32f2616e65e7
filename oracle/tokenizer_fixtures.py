"""Writes crates/nanollama-token/tests/fixtures: two tokenizers trained by HF tokenizers, a vocabulary trained by rustbpe,
and the ids that their makers give for awkward texts. Needs: pip install rustbpe tokenizers. The text is made here."""

import json, os, random
import rustbpe, tokenizers
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-token/tests/fixtures")
PATTERN = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


def corpus():
    rng = random.Random(5)
    syllables = ["ba", "to", "ri", "ne", "shu", "lo", "é", "ка", "ми", "漢", "字", "gy", "st", "ing", "ed"]
    words = ["".join(rng.choice(syllables) for _ in range(rng.randint(1, 4))) for _ in range(300)]
    ends = [" ", " ", " ", " ", ", ", ". ", "!\n", "\n\n", "'s ", "'LL ", "  ", "\t", " 12", " 2026 ", "...", " — ", "😀 "]
    return "".join(rng.choice(words) + rng.choice(ends) for _ in range(6000))


def cases(text):
    rng = random.Random(6)
    blanks = [" ", "\n", "\t", "\r\n", "\u00a0", "\u3000", "\u0085", "x", "1", "!", "é", "ſ", "'"]
    odd = ["", " ", "a", " a", "a ", "\n", "\n\n a", "aaaa" * 30, " " * 70, "1234567890", "'ſ'S's", "\x00\x7f", "e\u0301", "👩‍👩‍👧", "…\r\n\r\n x"]
    odd += ["".join(rng.choice(blanks) for _ in range(rng.randint(2, 30))) for _ in range(120)]
    odd += [text[at : at + 80] for at in range(0, 16000, 800)]
    return odd


def main():
    os.makedirs(FOLDER, exist_ok=True)
    text = corpus()
    found = {"text": text, "cases": cases(text)}

    tokenizer = tokenizers.Tokenizer(models.BPE(ignore_merges=True))
    split = pre_tokenizers.Split(tokenizers.Regex(PATTERN), "isolated")
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, pre_tokenizers.ByteLevel(False, use_regex=False)])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator([text], trainers.BpeTrainer(vocab_size=600, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), special_tokens=["<|end_of_text|>"]))
    tokenizer.save(f"{FOLDER}/byte_level.json")
    found["byte_level"] = [tokenizer.encode(case).ids for case in found["cases"]]

    tokenizer = tokenizers.Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)])
    # Trained on words apart, as SentencePiece does.
    words = ["▁" + word for word in text.replace("😀", "").split()]
    trainer = trainers.BpeTrainer(vocab_size=700, show_progress=False, special_tokens=["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)])
    trainee = tokenizers.Tokenizer(models.BPE(byte_fallback=True, fuse_unk=True, unk_token="<unk>"))
    trainee.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainee.train_from_iterator([" ".join(words)], trainer)
    made = json.loads(trainee.to_str())
    whole = json.loads(tokenizer.to_str())
    whole["model"] = made["model"]
    whole["added_tokens"] = [token for token in made["added_tokens"] if not token["content"].startswith("<0x")]
    tokenizer = tokenizers.Tokenizer.from_str(json.dumps(whole))
    tokenizer.save(f"{FOLDER}/byte_fallback.json")
    found["byte_fallback"] = [tokenizer.encode(case).ids for case in found["cases"]]

    rival = rustbpe.Tokenizer()
    rival.train_from_iterator(iter([text]), 600, pattern=PATTERN)
    found["rustbpe"] = [bytes(token).hex() for token, _ in sorted(rival.get_mergeable_ranks(), key=lambda entry: entry[1])]
    json.dump(found, open(f"{FOLDER}/expected.json", "w"), ensure_ascii=False, separators=(",", ":"))
    versions = f"tokenizers {tokenizers.__version__}, rustbpe 0.1.0"
    with open(f"{FOLDER}/MANIFEST.md") as manifest:
        others = [line for line in manifest if not line.startswith("byte_level.json")]
    with open(f"{FOLDER}/MANIFEST.md", "w") as manifest:
        manifest.writelines(others)
        manifest.write(f"byte_level.json, byte_fallback.json, expected.json: oracle/tokenizer_fixtures.py ({versions}); the text is generated there.\n")


main()
