"""Writes crates/nanollama-token/tests/fixtures/cases.json: random tokenizers of every kind that is read, random texts, and the
ids and decoded texts that Hugging Face `tokenizers` and `sentencepiece` give. Needs: pip install tokenizers sentencepiece.
The configurations are drawn from the references' own fields, not from our readers. Usage: tokenizer_cases.py [SEED [COUNT [OUT]]]

A case of tokenizer.json is a base file with some keys put in its place; a case of a .model is the whole file in base64.
`plain` are ids of texts whose special tokens are ordinary characters, `trusted` are those where they count."""

import base64, io, json, os, random, resource, signal, sys, tempfile
import sentencepiece, tokenizers
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PATTERNS = [
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
]
WORDS = ["the", "hello", "there", "a", "The", "Über", "naïve", "e\u0301t\u0301e", "ﬁn", "漢字", "かな", "ｆｕｌｌ", "Ⅳ", "12", "3", "½",
         "don't", "it'LL", "ΣΑΣ", "ǅ", "İ", "한국", "\u1112\u1161\u11ab", "😀", "👩‍👩‍👧", "x_y", "\u0301", "ß", "aaaa", "abab", "ba", "ab", "‿", "क्षि"]
GAPS = [" ", " ", " ", " ", "  ", "   ", "\n", "\n\n", "\t", "", "", "\u00a0", "\u3000", "\u2581", " \u2581", "\r\n", ".", ", ", "-", "\u200b", "\x00", "\x07", "\u0085"]
ADDED = ["<s>", "</s>", "<x>", "tok", "the t", "the", "▁▁", "  ", "É", "e\u0301", "AB", "ab", "<|im|>", " w ", "_", "3"]


def text(rng, extra=()):
    pieces = []
    for _ in range(rng.randint(0, 7)):
        pieces.append(rng.choice(WORDS if rng.random() < 0.75 or not extra else list(extra)))
        pieces.append(rng.choice(GAPS))
    if rng.random() < 0.35:
        pieces.insert(0, rng.choice(GAPS + list(extra)))
    if rng.random() < 0.5 and pieces:
        pieces.pop()
    return "".join(pieces)


def corpus():
    rng = random.Random(3)
    return [" ".join(rng.choice(WORDS[:24] + ["abab", "ab", "hello", "there", "12"]) for _ in range(12)) for _ in range(400)]


def bases():
    lines = corpus()
    found = {}
    tokenizer = tokenizers.Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(False)
    tokenizer.train_from_iterator(lines, trainers.BpeTrainer(vocab_size=340, show_progress=False, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    found["bytes"] = json.loads(tokenizer.to_str())
    for name, fallback in [("pieces", True), ("letters", False)]:
        tokenizer = tokenizers.Tokenizer(models.BPE(unk_token="<unk>"))
        tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
        # Some characters of the texts stay unknown.
        words = [" ".join("▁" + word for word in line.split() if word not in ("漢字", "かな", "Ⅳ")) for line in lines]
        special = ["<unk>"] + ([f"<0x{byte:02X}>" for byte in range(256)] if fallback else [])
        tokenizer.train_from_iterator(words, trainers.BpeTrainer(vocab_size=len(special) + 130, show_progress=False, special_tokens=special))
        made = json.loads(tokenizer.to_str())
        made["added_tokens"] = [token for token in made["added_tokens"] if not token["content"].startswith("<0x")]
        made["pre_tokenizer"] = None
        made["model"]["byte_fallback"] = fallback
        made["model"]["fuse_unk"] = True
        found[name] = made
    return found


def small_charsmap():
    rules = {"é": "e'", "ﬁ": "fi", "e\u0301": "E", "Ａ": "A", "ｆ": "f", "ｕ": "u", "ｌ": "l", "\u00a0": " ", "\u3000": " ", "\u200b": "", "½": "1/2", "ab": "X", "aba": "Y", "İ": "i\u0307", "\t": " ", "\n": " "}
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rules.tsv"
        with open(path, "w") as file:
            for source, target in rules.items():
                code = lambda word: " ".join(f"{ord(character):X}" for character in word)
                file.write(f"{code(source)}\t{code(target)}\n")
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(corpus()), model_writer=model, model_type="bpe", vocab_size=150, normalization_rule_tsv=path, minloglevel=9, hard_vocab_limit=False)
        bytes_, at = model.getvalue(), 0

        def number():
            nonlocal at
            value = shift = 0
            while True:
                byte = bytes_[at]
                at += 1
                value |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    return value

        end = len(bytes_)
        def fields(stop):
            nonlocal at
            while at < stop:
                tag = number()
                if tag & 7 == 0:
                    yield tag >> 3, number()
                elif tag & 7 == 2:
                    length = number()
                    yield tag >> 3, (at, at + length)
                    at += length
                else:
                    at += 4
        spec = next(place for field, place in fields(end) if field == 3)
        at = spec[0]
        place = next(place for field, place in fields(spec[1]) if field == 2)
        return bytes_[place[0] : place[1]], rules


def normalizer(rng, base, charsmap):
    one = lambda: rng.choice([
        {"type": "NFC"}, {"type": "NFD"}, {"type": "NFKC"}, {"type": "NFKD"}, {"type": "Lowercase"}, {"type": "StripAccents"},
        {"type": "Strip", "strip_left": rng.random() < 0.5, "strip_right": rng.random() < 0.5},
        {"type": "Prepend", "prepend": rng.choice(["▁", " ", "ab"])},
        {"type": "Replace", "pattern": {"String": rng.choice([" ", "a", "  ", "th", "\n"])}, "content": rng.choice(["▁", "", "a", " "])},
        {"type": "Precompiled", "precompiled_charsmap": charsmap},
    ])
    if base == "pieces" and rng.random() < 0.5:
        replace = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
        return rng.choice([replace, {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, replace]}])
    count = rng.choice([0, 0, 1, 1, 2, 3])
    if count == 0:
        return None
    return one() if count == 1 else {"type": "Sequence", "normalizers": [one() for _ in range(count)]}


def cuts(rng, base):
    def byte_level():
        return {"type": "ByteLevel", "add_prefix_space": rng.random() < 0.5, "trim_offsets": True, "use_regex": rng.random() < 0.6}

    def metaspace():
        return {"type": "Metaspace", "replacement": "▁", "prepend_scheme": rng.choice(["first", "always", "never"]), "split": rng.random() < 0.5}

    def split():
        pattern = rng.choice([{"String": rng.choice([" ", "a", "ab", "\n", "the"])}, {"Regex": rng.choice(PATTERNS)}, {"Regex": r"\p{N}"}])
        behavior = rng.choice(["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"])
        return {"type": "Split", "pattern": pattern, "behavior": behavior, "invert": rng.random() < 0.3}

    digits = lambda: {"type": "Digits", "individual_digits": rng.random() < 0.5}
    if base == "bytes":
        front = [rng.choice([digits, split])() for _ in range(rng.choice([0, 0, 1, 1, 2]))]
        steps = front + [byte_level()]
    elif rng.random() < 0.15:
        return None
    else:
        steps = [rng.choice([digits, split, metaspace, metaspace])() for _ in range(rng.choice([0, 0, 1]))] + [metaspace()]
    return steps[0] if len(steps) == 1 else {"type": "Sequence", "pretokenizers": steps}


def decoder(rng, base):
    if base == "bytes":
        return {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True}
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": rng.choice(["first", "always", "never"]), "split": True}
    replace = {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}
    steps = [replace] + ([{"type": "ByteFallback"}] if base == "pieces" else []) + [{"type": "Fuse"}]
    if rng.random() < 0.6:
        steps.append({"type": "Strip", "content": " ", "start": rng.choice([1, 1, 2]), "stop": 0})
    if rng.random() < 0.1:
        steps.insert(1, {"type": "Strip", "content": rng.choice([" ", "a"]), "start": 1, "stop": rng.choice([0, 1])})
    return rng.choice([metaspace, {"type": "Sequence", "decoders": steps}, {"type": "Sequence", "decoders": steps}])


def added(rng, base):
    tokens = list(base["added_tokens"])
    next_id = max(list(base["model"]["vocab"].values())) + 1
    for content in rng.sample(ADDED, rng.randint(0, 5)):
        id_ = base["model"]["vocab"].get(content)
        # Two departures of ours: what ends a text is special whatever a file says, and the text of strangers never becomes a
        # special token, not even where the reference's model has the same text as an ordinary one.
        special = content in ("<s>", "</s>") or (id_ is None and rng.random() < 0.5)
        if id_ is None:
            id_, next_id = next_id, next_id + 1
        flag = lambda: rng.random() < 0.25
        tokens.append({"id": id_, "content": content, "single_word": flag(), "lstrip": flag(), "rstrip": flag(), "normalized": rng.random() < 0.5, "special": special})
    return tokens


def apart(work, rng):
    """The work in a process of its own: the reference may die, or take all memory, on odd texts. None then."""
    state = rng.getrandbits(64)
    pipe, other = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        signal.alarm(5)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        with os.fdopen(other, "wb") as out:
            out.write(json.dumps(work(random.Random(state))).encode())
        os._exit(0)
    os.close(other)
    with os.fdopen(pipe, "rb") as found:
        answer = found.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if status == 0 else None


def guarded(work):
    """None where the reference panics (its Strip on short texts, its slices inside of characters)."""
    try:
        return work()
    except BaseException as error:
        if "PanicException" not in type(error).__name__:
            raise
        return None


def decoded(tokenizer, ids):
    """None, too, where bytes are no UTF-8, which the reference shows in its own way."""
    shown = guarded(lambda: tokenizer.decode(ids, skip_special_tokens=True))
    return None if shown is None or "\ufffd" in shown else shown


def json_case(rng, base, name, charsmap):
    patch = {"added_tokens": added(rng, base), "normalizer": normalizer(rng, name, charsmap), "pre_tokenizer": cuts(rng, name), "decoder": decoder(rng, name)}
    model = {"ignore_merges": rng.random() < 0.3}
    if name != "bytes":
        model["fuse_unk"] = rng.random() < 0.5
        if rng.random() < 0.1:
            model["unk_token"] = None
    file = {**base, **patch, "model": {**base["model"], **model}}
    form = tokenizers.Tokenizer.from_str(json.dumps({**file, "added_tokens": []})).normalizer
    for token in patch["added_tokens"]:
        # Left out: special tokens that normalisation changes (the reference then decodes them as text), and tokens that it
        # makes empty (the reference then finds them between all characters).
        changed = form.normalize_str(token["content"]) if form else token["content"]
        if changed == "" or (token["special"] and changed != token["content"]):
            token["normalized"] = False
    tokenizer = tokenizers.Tokenizer.from_str(json.dumps(file))
    texts = [text(rng, [token["content"] for token in patch["added_tokens"][1:] or [{"content": "<x>"}]]) for _ in range(10)]
    cases = []
    for line in texts:
        tokenizer.encode_special_tokens = True
        plain = guarded(lambda: tokenizer.encode(line, add_special_tokens=False).ids)
        tokenizer.encode_special_tokens = False
        trusted = guarded(lambda: tokenizer.encode(line, add_special_tokens=False).ids)
        if plain is None or trusted is None:
            continue
        cases.append([line, plain, None if trusted == plain else trusted, decoded(tokenizer, trusted)])
    return {"base": name, "patch": patch, "model": model, "cases": cases}


def piece_case(rng, rules, number):
    settings = {
        "add_dummy_prefix": rng.random() < 0.6,
        "remove_extra_whitespaces": rng.random() < 0.5,
        "treat_whitespace_as_suffix": rng.random() < 0.3,
        "byte_fallback": rng.random() < 0.5,
        "split_digits": rng.random() < 0.5,
        "split_by_whitespace": rng.random() < 0.7,
        "split_by_unicode_script": rng.random() < 0.7,
        "split_by_number": rng.random() < 0.7,
        "allow_whitespace_only_pieces": rng.random() < 0.5,
        "character_coverage": rng.choice([1.0, 0.97]),
        "user_defined_symbols": rng.sample(["<USER>", "ab", "abab", "the", "▁▁", "12", "é", "<USER>x", "\n"], rng.choice([0, 0, 1, 3])),
        "control_symbols": rng.sample(["<ctrl>", "[C]"], rng.choice([0, 1])),
        "bos_piece": rng.choice(["<s>", "<bos>"]),
        "pad_id": rng.choice([-1, 3]),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rules.tsv"
        with open(path, "w") as file:
            for source, target in rules.items():
                code = lambda word: " ".join(f"{ord(character):X}" for character in word)
                file.write(f"{code(source)}\t{code(target)}\n")
        if number == 0:
            settings["normalization_rule_name"] = "nfkc"
        elif rng.random() < 0.4:
            settings["normalization_rule_tsv"] = path
        else:
            settings["normalization_rule_name"] = "identity"
        model = io.BytesIO()
        size = 60 + (256 if settings["byte_fallback"] else 0) + rng.randint(60, 160)
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(corpus()), model_writer=model, model_type="bpe", vocab_size=size, minloglevel=9, hard_vocab_limit=False, **settings)
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    texts = [text(rng, settings["user_defined_symbols"] + ["</s>", "<unk>", "<USER>"]).replace("\x00", "") for _ in range(24)]
    cases = []
    for line in texts:
        ids = processor.encode(line)
        shown = processor.decode([id_ for id_ in ids if not processor.is_unknown(id_)])
        cases.append([line, ids, None, shown])
    return {"file": base64.b64encode(model.getvalue()).decode(), "cases": cases}


def main():
    seed, count = int((sys.argv[1:2] or [7])[0]), int((sys.argv[2:3] or [400])[0])
    out = (sys.argv[3:4] or [f"{ROOT}/crates/nanollama-token/tests/fixtures/cases.json"])[0]
    rng = random.Random(seed)
    known = bases()
    map_bytes, rules = small_charsmap()
    charsmap = base64.b64encode(map_bytes).decode()
    json_cases = [apart(lambda own: json_case(own, known[name], name, charsmap), rng) for name in rng.choices(list(known), k=count)]
    models_ = [apart(lambda own: piece_case(own, rules, number), rng) for number in range(count // 10)]
    json_cases, models_ = [[case for case in cases if case is not None] for cases in (json_cases, models_)]
    result = {"made_by": f"oracle/tokenizer_cases.py {seed} {count}, tokenizers {tokenizers.__version__}, sentencepiece {sentencepiece.__version__}",
              "bases": known, "charsmap": charsmap, "tokenizer_json": json_cases, "sentencepiece": models_}
    dumped = json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace("\u2028", "\\u2028")
    # The map stands in many cases and is written once.
    dumped = dumped.replace(f'"precompiled_charsmap":"{charsmap}"', '"precompiled_charsmap":"@"')
    open(out, "w").write(dumped)
    print(len(json_cases), "of tokenizer.json,", len(models_), "models,", len(dumped.encode()), "bytes")


main()
