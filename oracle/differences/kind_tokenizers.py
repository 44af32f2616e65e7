"""tokenizer.json: random files of the kinds that are read, ids and decoded texts of Hugging Face `tokenizers`.

What exists is asked of `tokenizers` itself: each class of a component must stand in SCHEMA, with the fields that it writes,
or in REFUSED, which the reader must refuse by name. Departures of ours, which no case holds (`departs`):
- what ends a text is special whatever a file says, and a stranger's text never becomes a special token, not even where the
  vocabulary has the same text as an ordinary token;
- neither does a word of that text that `ignore_merges` finds in the vocabulary as a whole, such as `<unk>`;
- a special token that normalisation changes is not shown (the reference then decodes it as text);
- an added token that normalisation makes empty (the reference finds it between all characters), or the same as another one
  (either may be found there);
- decoded texts with U+FFFD are not compared: the reference shows bytes that are no UTF-8 in ways of its own."""

import base64, json, random

import tokenizers
from tokenizers import decoders, models, normalizers, pre_tokenizers, processors, trainers

from kind_sentencepiece import charsmap
from words import corpus, text

BOTH = [False, True]
PATTERNS = [
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+",
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+",
    r"\p{N}",
]
STRINGS = [" ", "a", "ab", "\n", "the", "  ", "é", "▁"]
BYTE_LEVEL = {"add_prefix_space": BOTH, "trim_offsets": BOTH, "use_regex": BOTH}
SIGNS = ["▁", "_"]
METASPACE = {"replacement": SIGNS, "prepend_scheme": ["first", "always", "never"], "split": BOTH}
# Part, class, field: the values that a case may hold.
SCHEMA = {
    "normalizer": {
        "NFC": {}, "NFD": {}, "NFKC": {}, "NFKD": {}, "Lowercase": {}, "StripAccents": {},
        "Strip": {"strip_left": BOTH, "strip_right": BOTH},
        "Precompiled": {"precompiled_charsmap": ["rules"]},
        "Prepend": {"prepend": ["▁", " ", "ab", "é"]},
        "Replace": {"pattern": [{"String": value} for value in STRINGS], "content": ["▁", "", "a", " ", "ab"]},
    },
    "pre_tokenizer": {
        "ByteLevel": BYTE_LEVEL, "Metaspace": METASPACE, "Digits": {"individual_digits": BOTH},
        "Split": {
            "pattern": [{"String": value} for value in STRINGS] + [{"Regex": value} for value in PATTERNS],
            "behavior": ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"],
            "invert": BOTH,
        },
    },
    "decoder": {
        "ByteLevel": BYTE_LEVEL, "Metaspace": METASPACE, "ByteFallback": {}, "Fuse": {},
        "Replace": {"pattern": [{"String": value} for value in ["▁", "_", "a"]], "content": [" ", "", "b"]},
        "Strip": {"content": [" ", "a", "▁"], "start": [0, 1, 2], "stop": [0, 1]},
    },
    "post_processor": {
        "ByteLevel": BYTE_LEVEL,
        "RobertaProcessing": {"sep": ["</s>"], "cls": ["<s>"], "trim_offsets": BOTH, "add_prefix_space": BOTH},
        "TemplateProcessing": {"single": ["A", "<s> A", "A </s>", "<s> A </s>"], "pair": ["A B"], "special_tokens": ["as named"]},
    },
    "model": {"BPE": {
        "dropout": [None], "unk_token": [None, "<unk>"], "continuing_subword_prefix": [None], "end_of_word_suffix": [None],
        "fuse_unk": BOTH, "byte_fallback": BOTH, "ignore_merges": BOTH, "vocab": ["bytes", "pieces", "letters", "some bytes"],
        "merges": ["as trained", "shuffled", "fewer", "some twice"],
    }},
    "added_token": {"": {"single_word": BOTH, "lstrip": BOTH, "rstrip": BOTH, "normalized": BOTH, "special": BOTH}},
}
REFUSED = {
    "normalizer": {"BertNormalizer": {"clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}, "Nmt": {}, "ByteLevel": {}},
    "pre_tokenizer": {
        "BertPreTokenizer": {}, "CharDelimiterSplit": {"delimiter": "x"}, "FixedLength": {"length": 5}, "UnicodeScripts": {},
        "Punctuation": {"behavior": "Isolated"}, "Whitespace": {}, "WhitespaceSplit": {},
    },
    "decoder": {
        "WordPiece": {"prefix": "##", "cleanup": True}, "BPEDecoder": {"suffix": "</w>"},
        "CTC": {"pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": True},
    },
    "post_processor": {"BertProcessing": {"sep": ["</s>", 1], "cls": ["<s>", 0]}},
    "model": {"Unigram": {}, "WordLevel": {}, "WordPiece": {}},
}
REFUSED_FIELDS = {"dropout": 0.1, "continuing_subword_prefix": "##", "end_of_word_suffix": "</w>"}
# Character maps by the name that a value has here: sentencepiece makes them.
MAPS = {"rules": base64.b64encode(charsmap()).decode()}
LISTS = {"normalizer": "normalizers", "pre_tokenizer": "pretokenizers", "decoder": "decoders", "post_processor": "processors"}
ADDED = ["<s>", "</s>", "<x>", "tok", "the t", "the", "▁▁", "  ", "É", "e\u0301", "AB", "ab", "<|im|>", " w ", "_", "3", "\n", "ﬁ", "aa"]


def versions():
    return {"tokenizers": tokenizers.__version__}


def label(part, kind, field, value):
    return f"{part}.{kind}.{field}={json.dumps(value, ensure_ascii=False)}" if field else f"{part}.{kind}"


def values():
    found = [f"{part}.Sequence" for part in LISTS]
    for part, kinds in SCHEMA.items():
        for kind, fields in kinds.items():
            found.append(label(part, kind, None, None))
            found += [label(part, kind, field, value) for field, known in fields.items() for value in known]
    found += [f"refused: {part}.{kind}" for part, kinds in REFUSED.items() for kind in kinds]
    return found + [f"refused: model.{field}" for field in REFUSED_FIELDS]


SAMPLES = {
    "Precompiled": lambda of: of.Precompiled(base64.b64decode(MAPS["rules"])), "Prepend": lambda of: of.Prepend("x"), "Replace": lambda of: of.Replace("a", "b"), "Split": lambda of: of.Split(" ", "isolated"),
    "CharDelimiterSplit": lambda of: of.CharDelimiterSplit("x"), "FixedLength": lambda of: of.FixedLength(5),
    "RobertaProcessing": lambda of: of.RobertaProcessing(("</s>", 1), ("<s>", 0)), "BertProcessing": lambda of: of.BertProcessing(("</s>", 1), ("<s>", 0)),
    "TemplateProcessing": lambda of: of.TemplateProcessing("$A", "$A $B", []), "ByteLevel": lambda of: of.ByteLevel(),
}


def unknown():
    """Classes and fields that `tokenizers` has and no table here."""
    found = []
    parts = {"normalizer": normalizers, "pre_tokenizer": pre_tokenizers, "decoder": decoders, "post_processor": processors, "model": models}
    for part, module in parts.items():
        for name, kind in vars(module).items():
            if not isinstance(kind, type) or name in ("Sequence", "DecodeStream", "Normalizer", "PreTokenizer", "Decoder", "PostProcessor", "Model"):
                continue
            if name in REFUSED.get(part, {}):
                continue
            if name not in SCHEMA[part]:
                found.append(f"{part}.{name}")
                continue
            made = SAMPLES.get(name, lambda of: getattr(of, name)())(module)
            holder = tokenizers.Tokenizer(made if part == "model" else models.BPE())
            if part != "model":
                setattr(holder, part, made)
            fields = json.loads(holder.to_str())[part]
            found += [f"{part}.{name}.{field}" for field in set(fields) ^ (set(SCHEMA[part][name]) | {"type"})]
    holder = tokenizers.Tokenizer(models.BPE())
    holder.add_tokens(["x"])
    fields = set(json.loads(holder.to_str())["added_tokens"][0]) - {"id", "content"}
    return found + [f"added_token.{field}" for field in fields ^ set(SCHEMA["added_token"][""])]


def bases():
    lines = corpus(random.Random(3), 400)
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
        found[name] = made
    return found


BASES = bases()


class Drawn:
    """A case in the making, which remembers the values that were drawn."""

    def __init__(self, rng):
        self.rng, self.used, self.refused = rng, set(), None

    def some(self, share):
        return self.rng.random() < share

    def value(self, part, kind, field, among=None):
        value = self.rng.choice(among or SCHEMA[part][kind][field])
        self.used.add(label(part, kind, field, value))
        return value

    def step(self, part, kind, **fixed):
        self.used.add(label(part, kind, None, None))
        fields = {field: self.value(part, kind, field, fixed.get(field)) for field in SCHEMA[part][kind]}
        if kind == "Precompiled":
            fields["precompiled_charsmap"] = MAPS[fields["precompiled_charsmap"]]
        return {"type": kind, **fields}

    def sequence(self, part, steps):
        if len(steps) == 1 and not self.some(0.1):
            return steps[0]
        if not steps and part != "decoder" and not self.some(0.1):
            return None
        self.used.add(f"{part}.Sequence")
        # A Sequence may stand in a Sequence.
        if len(steps) > 1 and self.some(0.1):
            steps = [{"type": "Sequence", LISTS[part]: steps[:-1]}, steps[-1]]
        return {"type": "Sequence", LISTS[part]: steps}

    def normalizer(self, base):
        if base in ("pieces", "some bytes") and self.some(0.3):
            replace = self.step("normalizer", "Replace", pattern=[{"String": " "}], content=["▁"])
            front = [self.step("normalizer", "Prepend", prepend=["▁"])] if self.some(0.6) else []
            return self.sequence("normalizer", front + [replace])
        # As often as it has values.
        kinds = [kind for kind, fields in SCHEMA["normalizer"].items() for _ in range(1 + sum(map(len, fields.values())) // 3)]
        return self.sequence("normalizer", [self.step("normalizer", self.rng.choice(kinds)) for _ in range(self.rng.choice([0, 0, 1, 1, 2, 3]))])

    def pre_tokenizer(self, base):
        draw = lambda *kinds: self.step("pre_tokenizer", self.rng.choice(kinds))
        if base == "bytes":
            front = [draw("Digits", "Split", "Split", "Split", "Split", "Metaspace") for _ in range(self.rng.choice([0, 0, 1, 1, 2]))]
            return self.sequence("pre_tokenizer", front + [draw("ByteLevel")])
        if self.some(0.15):
            return None
        front = [draw("Digits", "Split", "Split", "Split", "Metaspace") for _ in range(self.rng.choice([0, 0, 0, 1, 2]))]
        return self.sequence("pre_tokenizer", front + ([draw("Metaspace")] if self.some(0.8) else []))

    def decoder(self, base):
        if base == "bytes" and self.some(0.9):
            return self.sequence("decoder", [self.step("decoder", "ByteLevel")])
        if self.some(0.4):
            return self.sequence("decoder", [self.step("decoder", "Metaspace")])
        steps = [self.step("decoder", "Replace")] if self.some(0.3) else [self.step("decoder", "Replace", pattern=[{"String": "▁"}], content=[" "])]
        if self.some(0.25):
            steps.insert(self.rng.randint(0, 1), self.step("decoder", "Strip"))
        if base != "letters" or self.some(0.2):
            steps.append(self.step("decoder", "ByteFallback"))
        steps.append(self.step("decoder", "Fuse"))
        if self.some(0.5):
            steps.append(self.step("decoder", "Strip", content=[" "], stop=[0]))
        return self.sequence("decoder", steps)

    def added(self, file):
        tokens, vocab = list(file["added_tokens"]), file["model"]["vocab"]
        next_id = max(vocab.values()) + 1
        chosen = self.rng.sample(ADDED, self.rng.randint(0, 6))
        if self.some(0.3):
            chosen = ["<s>", "</s>"] + [content for content in chosen if content not in ("<s>", "</s>")]
        for content in chosen:
            id_ = vocab.get(content)
            special = content in ("<s>", "</s>") or (id_ is None and self.some(0.5))
            if id_ is None:
                id_, next_id = next_id, next_id + 1
            flag = lambda: self.some(0.25)
            tokens.append({"id": id_, "content": content, "single_word": flag(), "lstrip": flag(), "rstrip": flag(), "normalized": self.some(0.5), "special": special})
        return tokens

    def post_processor(self, file):
        ids = {token["content"]: token["id"] for token in file["added_tokens"]}
        around = lambda name: ids.get(name, file["model"]["vocab"].get(name))
        steps = []
        if self.some(0.4):
            steps.append(self.step("post_processor", "ByteLevel"))
        both = around("<s>") is not None and around("</s>") is not None
        if both and self.some(0.4):
            step = self.step("post_processor", "RobertaProcessing")
            steps.append(step | {"sep": ["</s>", around("</s>")], "cls": ["<s>", around("<s>")]})
        elif self.some(0.7):
            known = [single for single in SCHEMA["post_processor"]["TemplateProcessing"]["single"] if all(name == "A" or around(name) is not None for name in single.split())]
            step = self.step("post_processor", "TemplateProcessing", single=known)
            names = [name for name in step["single"].split() if name != "A"]
            item = lambda name, side: {"Sequence": {"id": name, "type_id": side}} if name in "AB" else {"SpecialToken": {"id": name, "type_id": side}}
            step["special_tokens"] = {name: {"id": name, "ids": [around(name)], "tokens": [name]} for name in names}
            step["single"], step["pair"] = [item(name, 0) for name in step["single"].split()], [item("A", 0), item("B", 1)]
            steps.append(step)
        return self.sequence("post_processor", steps) if steps else None

    def model(self, base):
        if base == "some bytes":
            file = json.loads(json.dumps(BASES["pieces"]))
            # Not every byte is a token: what is missing is unknown.
            keep = self.rng.choice([(0, 128), (128, 256), (200, 256)])
            dropped = {f"<0x{byte:02X}>" for byte in range(256) if not keep[0] <= byte < keep[1]}
            names = [name for name in file["model"]["vocab"] if name not in dropped]
            file["model"]["vocab"] = {name: id_ for id_, name in enumerate(names)}
        else:
            file = json.loads(json.dumps(BASES[base]))
        model = file["model"]
        fields = SCHEMA["model"]["BPE"]
        self.used |= {"model.BPE", label("model", "BPE", "vocab", base)} | {label("model", "BPE", field, None) for field in REFUSED_FIELDS}
        model["byte_fallback"] = self.value("model", "BPE", "byte_fallback", [base in ("pieces", "some bytes")] * 4 + [False, True])
        model["fuse_unk"] = self.value("model", "BPE", "fuse_unk")
        model["ignore_merges"] = self.value("model", "BPE", "ignore_merges")
        model["unk_token"] = self.value("model", "BPE", "unk_token", [None] if base == "bytes" else [None, "<unk>", "<unk>", "<unk>"])
        how = self.value("model", "BPE", "merges")
        if how == "shuffled":
            self.rng.shuffle(model["merges"])
        elif how == "fewer":
            model["merges"] = [pair for pair in model["merges"] if self.some(0.7)]
        elif how == "some twice":
            model["merges"] += self.rng.sample(model["merges"], 5)
        return file

    def refuse(self, file):
        if self.some(0.3):
            field = self.rng.choice(list(REFUSED_FIELDS))
            file["model"][field] = REFUSED_FIELDS[field]
            part, self.refused = f"model.{field}", field
        else:
            part, kind = self.rng.choice([(part, kind) for part, kinds in REFUSED.items() for kind in kinds])
            if part == "model":
                file["model"] = {**file["model"], "type": kind}
            else:
                file[part] = {"type": kind, **REFUSED[part][kind]}
            part, self.refused = f"{part}.{kind}", kind
        self.used = {f"refused: {part}"}


def make(rng):
    drawn = Drawn(rng)
    base = rng.choice(SCHEMA["model"]["BPE"]["vocab"])
    file = drawn.model(base)
    file["normalizer"], file["pre_tokenizer"], file["decoder"] = drawn.normalizer(base), drawn.pre_tokenizer(base), drawn.decoder(base)
    file["added_tokens"] = drawn.added(file)
    form = tokenizers.Tokenizer.from_str(json.dumps({**file, "added_tokens": [], "post_processor": None})).normalizer
    contents = [token["content"] for token in file["added_tokens"]]
    for token in file["added_tokens"]:
        if departs(token, form, contents):
            token["normalized"] = False
        drawn.used |= {label("added_token", "", flag, token[flag]) for flag in SCHEMA["added_token"][""]} | {"added_token."}
    file["post_processor"] = drawn.post_processor(file)
    texts = [text(rng, [token["content"] for token in file["added_tokens"]] + ["<x>"]) for _ in range(8)]
    if drawn.some(0.3):
        drawn.refuse(file)
    return {"file": file, "texts": texts, "refused": drawn.refused}, drawn.used


def departs(token, form, contents):
    changed = form.normalize_str(token["content"]) if form else token["content"]
    alike = sum(form.normalize_str(other) == changed or other == changed for other in contents) if form else 1
    return token.get("normalized") is not False and (changed == "" or alike > 1 or (token.get("special") and changed != token["content"]))


def guarded(work):
    """None where the reference panics (its Strip on short texts, its slices inside of characters)."""
    try:
        return work()
    except BaseException as error:
        if "PanicException" not in type(error).__name__:
            raise
        return None


def decoded(tokenizer, ids):
    shown = guarded(lambda: tokenizer.decode(ids, skip_special_tokens=True))
    return None if shown is None or "\ufffd" in shown else shown


def answer(case):
    """For each text: ids of a stranger's text, the same with what belongs around it, ids where special tokens count, and the
    decoded text of those."""
    if case["refused"]:
        return []
    file = case["file"]
    vocab = file["model"]["vocab"]
    form = tokenizers.Tokenizer.from_str(json.dumps({**file, "added_tokens": [], "post_processor": None})).normalizer
    contents = [token["content"] for token in file["added_tokens"]]
    if any(departs(token, form, contents) or ((token.get("special") or token["content"] in ("<s>", "</s>")) and token["content"] in vocab and token["content"] != "<unk>") for token in file["added_tokens"]):
        return None
    if any(token["content"] in ("<s>", "</s>") and not token.get("special") for token in file["added_tokens"]):
        return None
    tokenizer = tokenizers.Tokenizer.from_str(json.dumps(file))
    ids = lambda line, around: guarded(lambda: tokenizer.encode(line, add_special_tokens=around).ids)
    found = []
    for line in case["texts"]:
        tokenizer.encode_special_tokens = True
        special = file["model"].get("ignore_merges") and any(token.get("special") and token["content"] in vocab and token["content"] in line for token in file["added_tokens"])
        plain, around = (None, None) if special else (ids(line, False), ids(line, True))
        tokenizer.encode_special_tokens = False
        trusted = ids(line, False)
        found.append([plain, around, trusted, None if trusted is None else decoded(tokenizer, trusted)])
    return found
