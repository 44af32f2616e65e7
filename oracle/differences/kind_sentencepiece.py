"""tokenizer.model: models (BPE) trained with random specs, ids and decoded texts of `sentencepiece`. The answer holds the file.

The spec's fields are those of TrainerSpec and NormalizerSpec that change what a model does with a text. Texts hold no NUL,
which ends a text for the reference; unknown ids are not decoded: the reference shows them as ⁇."""

import base64, io, random, tempfile

import sentencepiece

from words import corpus, text

BOTH = [False, True]
SETTINGS = {
    "add_dummy_prefix": BOTH, "remove_extra_whitespaces": BOTH, "treat_whitespace_as_suffix": BOTH, "byte_fallback": BOTH,
    "split_digits": BOTH, "split_by_whitespace": BOTH, "split_by_unicode_script": BOTH, "split_by_number": BOTH,
    "allow_whitespace_only_pieces": BOTH, "character_coverage": [1.0, 0.98], "bos_piece": ["<s>", "<bos>"], "pad_id": [-1, 3],
    "normalization": ["identity", "nmt_nfkc", "nfkc", "nfkc_cf", "rules"],
}
SYMBOLS = ["<USER>", "ab", "abab", "the", "▁▁", "12", "é", "<USER>x", "\n"]
CONTROLS = ["<ctrl>", "[C]"]
RULES = {"é": "e'", "ﬁ": "fi", "e\u0301": "E", "Ａ": "A", "\u00a0": " ", "\u3000": " ", "\u200b": "", "½": "1/2", "ab": "X", "aba": "Y", "\t": " ", "\n": " "}


def code(word):
    return " ".join(f"{ord(character):X}" for character in word)


def train(folder, lines, normalization, **settings):
    """A model's file. `rules` are those of RULES; any other name is one of sentencepiece's own."""
    if normalization == "rules":
        with open(f"{folder}/rules.tsv", "w") as file:
            file.writelines(f"{code(source)}\t{code(target)}\n" for source, target in RULES.items())
        settings["normalization_rule_tsv"] = f"{folder}/rules.tsv"
    else:
        settings["normalization_rule_name"] = normalization
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(lines), model_writer=model, model_type="bpe", minloglevel=9, hard_vocab_limit=False, num_threads=1, **settings)
    return model.getvalue()


def charsmap():
    """The character map that a model of RULES holds: field 2 of its normalizer_spec, which is field 3."""
    with tempfile.TemporaryDirectory() as folder:
        file = train(folder, corpus(random.Random(3), 150), "rules", vocab_size=150)

    def fields(message):
        at = 0
        while at < len(message):
            tag, at = number(message, at)
            if tag & 7 == 2:
                length, at = number(message, at)
                yield tag >> 3, message[at : at + length]
                at += length
            else:
                at = number(message, at)[1] if tag & 7 == 0 else at + 4

    def number(message, at):
        value = shift = 0
        while True:
            value, shift, at = value | (message[at] & 127) << shift, shift + 7, at + 1
            if message[at - 1] < 128:
                return value, at

    spec = next(content for field, content in fields(file) if field == 3)
    return next(content for field, content in fields(spec) if field == 2)


def versions():
    return {"sentencepiece": sentencepiece.__version__}


def values():
    found = [f"{field}={value}" for field, known in SETTINGS.items() for value in known]
    return found + [f"user-defined {symbol!r}" for symbol in SYMBOLS] + [f"control {symbol}" for symbol in CONTROLS]


def unknown():
    return []


def make(rng):
    settings = {field: rng.choice(known) for field, known in SETTINGS.items()}
    used = {f"{field}={value}" for field, value in settings.items()}
    settings["user_defined_symbols"] = rng.sample(SYMBOLS, rng.choice([0, 0, 1, 3]))
    settings["control_symbols"] = rng.sample(CONTROLS, rng.choice([0, 1]))
    used |= {f"user-defined {symbol!r}" for symbol in settings["user_defined_symbols"]} | {f"control {symbol}" for symbol in settings["control_symbols"]}
    settings["vocab_size"] = 60 + (256 if settings["byte_fallback"] else 0) + rng.randint(60, 160)
    texts = [text(rng, settings["user_defined_symbols"] + ["</s>", "<unk>", "<USER>"]).replace("\x00", "") for _ in range(24)]
    return {"settings": settings, "texts": texts}, used


def answer(case):
    settings = dict(case["settings"])
    with tempfile.TemporaryDirectory() as folder:
        file = train(folder, corpus(random.Random(3), 150), settings.pop("normalization", "identity"), **settings)
    processor = sentencepiece.SentencePieceProcessor(model_proto=file)
    found = []
    for line in case["texts"]:
        ids = processor.encode(line)
        shown = processor.decode([id_ for id_ in ids if not processor.is_unknown(id_)])
        found.append([ids, None if "\ufffd" in shown else shown])
    return {"file": base64.b64encode(file).decode(), "texts": found}
