"""Our token ids against Hugging Face `tokenizers`, on at least 5 MB of mixed text.

  hf_tokenizer_check.py DIR TEXT... --nanollama PATH

DIR holds the tokenizer.json (ours, or anyone's). The mixed text is half pieces of the TEXT files and half generated: every
plane of Unicode, scripts with combining marks, emoji sequences, code, numbers, contractions, whitespace runs of every kind,
long runs of one character, and the tokenizer's own special tokens typed by a user. Both sides encode it as plain text:
special tokens are not recognised (encode_special_tokens in `tokenizers`), none is added. Our ids are what
`nanollama tokenizer encode --tokenizer DIR < text` prints (numbers, however separated); `tokenizer decode` must return the
very bytes (or what `tokenizers` makes of a vocabulary that lacks bytes). Without --nanollama only the `tokenizers` side runs (the file loads, decoding gives the text back).
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time

from tokenizers import Tokenizer

SPACES = [" ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", "\u00a0", "\u3000", "\u2028", "\u0085", "\u200b", "\v", "\f", "    ", "\n    ", "\t\t"]
SCRIPTS = [(0x20, 0x7E), (0xA1, 0x17F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F),
           (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x206F), (0x2070, 0x218B), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF)]
EMOJI = ["👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪", "❤️", "e\u0301", "n\u0303", "ﬁ", "İ", "ß", "ǅ", "Ⅷ", "½", "٣", "१२३", "𝟙𝟚", "ſ"]
WORDS = "the quick brown fox isn't we'll THEY'RE I'VE don'T you'd it'ſ 'S 'll déjà naïve Straße ПРИВЕТ мир 你好 世界 こんにちは 안녕 שלום مرحبا नमस्ते".split()
CODE = [
    "fn main() {{\n    let x{0}: u64 = {0};\n    println!(\"{{}}\", x{0}); // {0}\n}}\n", "def f_{0}(a, *b, **c):\n\treturn a[{0}:-1] if a!=b else None\n\n",
    "<div class=\"c{0}\">&nbsp;</div>\r\n", "SELECT * FROM t{0} WHERE id>={0} AND name LIKE '%_{0}%';\n", "#include <x{0}.h>\n#define A{0}(x) ((x)<<{0})\n",
    "{{\"key_{0}\": [1,2,{0}.5e-{0}], \"ok\":null}}", "https://example.org/a/{0}?b=%20{0}#c", "\\frac{{{0}}}{{\\sqrt{{x^{0}}}}}", "0x{0:08X} {0:,} {0}.{0} 1{0}{0}{0}", "---{0}---___{0}___===>>>!!!???...",
]


def scalar(generator, low, high):
    while True:
        value = generator.randint(low, high)
        if not 0xD800 <= value <= 0xDFFF:
            return chr(value)


def piece(generator, specials):
    kind = generator.randrange(9)
    if kind == 0:
        return "".join(scalar(generator, 0, 0x10FFFF) for _ in range(generator.randint(1, 60)))
    if kind == 1:
        low, high = generator.choice(SCRIPTS)
        return "".join(scalar(generator, low, high) for _ in range(generator.randint(1, 80)))
    if kind == 2:
        return "".join(generator.choice(SPACES) for _ in range(generator.randint(1, 30)))
    if kind == 3:
        return generator.choice(CODE).format(generator.randint(0, 10 ** generator.randint(1, 6)))
    if kind == 4:
        return generator.choice(SPACES[:4]).join(generator.choice(WORDS) for _ in range(generator.randint(1, 30)))
    if kind == 5:
        return str(generator.randint(0, 10 ** generator.randint(1, 40))) + generator.choice(["", " ", ".", ",", "%", "x", "\n"])
    if kind == 6:
        return generator.choice(EMOJI) * generator.randint(1, 4) + generator.choice(["", " ", "'s", "\n"])
    if kind == 7:
        return generator.choice("a =-.\n\t\u00e90字'") * generator.choice([2, 5, 17, 100, 1500])
    return generator.choice(specials) if specials else "<|endoftext|>"


def mixed_text(files, size, seed, specials):
    """At least size bytes, half of them pieces of the files (all generated where there are none)."""
    generator, parts, have, from_files = random.Random(seed), [], 0, 0
    texts = []
    for path in files:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            texts.append(file.read(50_000_000))
    while have < size:
        if any(texts) and from_files * 2 <= have:
            text = generator.choice([text for text in texts if text])
            start = generator.randrange(len(text))
            part = text[start : start + generator.randint(50, 20_000)]
            from_files += len(part.encode())
        else:
            part = piece(generator, specials)
        parts.append(part)
        have += len(part.encode())
    return "".join(parts)


def ours(program, folder, path, count_hint):
    start = time.time()
    with open(path, "rb") as file:
        done = subprocess.run([program, "tokenizer", "encode", "--tokenizer", folder], stdin=file, capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"tokenizer encode failed ({done.returncode}): {done.stderr.decode(errors='replace').strip()[-800:]}")
    ids = [int(number) for number in re.findall(rb"\d+", done.stdout)]
    print(f"     ours: {len(ids)} ids in {time.time() - start:.2f} s with starting the program and printing; expected {count_hint}")
    return ids, done.stdout


def first_difference(tokenizer, mine, theirs):
    at = next((i for i, (a, b) in enumerate(zip(mine, theirs)) if a != b), min(len(mine), len(theirs)))
    window = slice(max(0, at - 4), at + 8)
    return (
        f"first differing id at {at}\n       before: {tokenizer.decode(theirs[max(0, at - 12):at], skip_special_tokens=False)!r}"
        f"\n       ours   {mine[window]} {[tokenizer.id_to_token(i) for i in mine[window]]}"
        f"\n       theirs {theirs[window]} {[tokenizer.id_to_token(i) for i in theirs[window]]}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("texts", nargs="*", metavar="TEXT")
    parser.add_argument("--nanollama", help="path of our program")
    parser.add_argument("--bytes", type=int, default=5_500_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="write the mixed text here instead of a temporary file")
    arguments = parser.parse_args()

    source = arguments.folder if arguments.folder.endswith(".json") else os.path.join(arguments.folder, "tokenizer.json")
    tokenizer = Tokenizer.from_file(source)
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    added = tokenizer.get_added_tokens_decoder()
    specials = [token.content for token in added.values() if token.special]
    ordinary = [token.content for token in added.values() if not token.special]
    text = mixed_text(arguments.texts, arguments.bytes, arguments.seed, specials)
    good = True

    start = time.time()
    theirs = tokenizer.encode(text, add_special_tokens=False).ids
    print(f"     tokenizers: {len(text.encode())} bytes, {len(theirs)} ids in {time.time() - start:.2f} s; {tokenizer.get_vocab_size()} tokens, {len(specials)} special, {len(ordinary)} added but ordinary")
    leaked = [i for i in set(theirs) if i in added and added[i].special]
    if leaked:
        print(f"FAIL tokenizers produced special tokens {leaked} from plain text")
        good = False
    back = tokenizer.decode(theirs, skip_special_tokens=False)
    print(f"{'ok  ' if back == text else 'note'} tokenizers: decoding gives the text back{'' if back == text else ' NOT (its vocabulary lacks bytes, or it normalises)'}")

    if arguments.nanollama:
        handle, path = tempfile.mkstemp(suffix=".txt") if not arguments.keep else (None, arguments.keep)
        if handle is not None:
            os.close(handle)
        try:
            with open(path, "wb") as file:
                file.write(text.encode())
            mine, printed = ours(arguments.nanollama, arguments.folder, path, len(theirs))
        finally:
            if handle is not None:
                os.unlink(path)
        same = mine == theirs
        good &= same
        print(f"{'ok  ' if same else 'FAIL'} ids of {len(text.encode())} bytes" + ("" if same else ": " + first_difference(tokenizer, mine, theirs)))
        done = subprocess.run([arguments.nanollama, "tokenizer", "decode", "--tokenizer", arguments.folder], input=printed, capture_output=True)
        returned = done.stdout.removesuffix(b"\n") in (text.removesuffix("\n").encode(), back.removesuffix("\n").encode())
        good &= returned and done.returncode == 0
        print(f"{'ok  ' if returned else 'FAIL'} `tokenizer decode` of our ids returns the text (exit code {done.returncode})")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
