"""Random texts: words of many scripts, marks, controls, runs of spaces, and what the caller wants to see in them."""

import unicodedata

WORDS = ["the", "hello", "there", "a", "The", "Über", "naïve", "e\u0301t\u0301e", "ﬁn", "漢字", "かな", "ｆｕｌｌ", "Ⅳ", "12", "3", "½",
         "don't", "it'LL", "ΣΑΣ", "ǅ", "İ", "한국", "\u1112\u1161\u11ab", "😀", "👩‍👩‍👧", "x_y", "\u0301", "ß", "aaaa", "aaa", "abab", "ba", "ab", "‿", "क्षि",
         "<0x41>", "‍", "\ufeff", "١٢", "ﷺ", "q\u0307\u0323", "Å", "\ufdfa", "can’t", "#!", "…", "1234567"]
GAPS = [" ", " ", " ", " ", "  ", "   ", "\n", "\n\n", "\t", "", "", "\u00a0", "\u3000", "\u2581", " \u2581", "\r\n", ".", ", ", "-",
        "\u200b", "\x00", "\x07", "\u0085", "\u2028", "        ", "_", "\x1c", "\u180e"]


def assigned(rng):
    """A code point that Unicode 3.2 knows, or a picture: the references' tables are of different later versions."""
    while True:
        top = rng.choice([0x80, 0x250, 0x3000, 0x10000, 0x20000])
        character = chr(rng.randrange(top))
        if 0x1F300 <= ord(character) < 0x1F600 or unicodedata.ucd_3_2_0.category(character) not in ("Cn", "Cs"):
            return character


def text(rng, extra=()):
    pieces = []
    for _ in range(rng.choice([0, 1, 1, 2, 3, 5, 8])):
        chance = rng.random()
        if extra and chance < 0.25:
            pieces.append(rng.choice(list(extra)))
        elif chance < 0.35:
            pieces.append("".join(assigned(rng) for _ in range(rng.randint(1, 4))))
        else:
            pieces.append(rng.choice(WORDS))
        pieces.append(rng.choice(GAPS))
    if rng.random() < 0.35:
        pieces.insert(0, rng.choice(GAPS + list(extra)))
    if rng.random() < 0.5 and pieces:
        pieces.pop()
    return "".join(pieces)


def corpus(rng, lines):
    return [" ".join(rng.choice(WORDS[:24] + ["abab", "ab", "hello", "there", "12", "aaaa", "aaa"]) for _ in range(12)) for _ in range(lines)]
