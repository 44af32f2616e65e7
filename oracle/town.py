"""Holds the texts of the town against real children's stories: how dense they are, and whether a grammar knows them.

  town.py DOCUMENTS STORIES [--sentences 2000] [--bytes 2000000] [--unparsed 40] [--seed 0]

DOCUMENTS is a `documents.jsonl` of `nanollama world`, a text a line under "text"; where lines have a "kind", grammar is
told by kind, too. Or it is the `report.json` of a quickstart: then the stories that its model wrote are read. STORIES are TinyStories: plain text, `<|endoftext|>` between stories.

Density. The bits per byte to which bz2 packs the first --bytes bytes of the texts, a blank line between texts.

Words. Different words, without regard to capitals, in the texts that were read for the density.

Grammar. Debian's `link-grammar` (`link-parser en -batch -limit=100 -timeout=2`) reads --sentences sentences of 4 to 25
words from each side, drawn evenly from all of them: a sentence counts when the parser links all of its words. It knows
no text, only sentences: speech of more than one sentence is cut, on both sides alike, and a quotation mark that lost its
other one by that gets it back at the sentence's end. Names stay as they are on both sides. Sentences that come often
count as often, and those that the parser cannot link are printed by their form, names left out, the most frequent first. Lists, rhymes and headings are no sentences where they do not end with
a mark; such lines are left out on both sides, and so are sums in signs and words that are spelled letter by letter.

Without link-parser there is no grammar, and the exit status is 2.
"""

import argparse
import bz2
import collections
import json
import random
import re
import shutil
import subprocess
import sys

WORDS = (4, 25)
# A sum in signs, a word letter by letter.
NO_WORDS = re.compile(r" = |\b[A-Z](-[A-Z])+\b")
END = re.compile(r'(?<=[.!?])(["\']?)\s+(?=["\']?[A-Z0-9])')


def documents(path):
    """(text, kind) of each line, or of each story that a quickstart's model wrote."""
    with open(path, encoding="utf-8") as lines:
        if path.endswith(".json"):
            for text in json.load(lines)["stories"]:
                # The last sentence may be cut off by the length of the sample.
                yield text[: max(text.rfind(mark) for mark in '.!?"') + 1], "sample"
            return
        for number, line in enumerate(lines, 1):
            try:
                value = json.loads(line)
                yield value["text"], value.get("kind", "text")
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                sys.exit(f"{path}, line {number}: no text in it: {error}")


def stories(path):
    with open(path, encoding="utf-8") as file:
        for text in file.read().split("<|endoftext|>"):
            if text.strip():
                yield text.strip(), "story"


def sentences(text):
    """Whole sentences of a text."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line[-1] not in '.!?"':
            continue
        at = 0
        for match in END.finditer(line):
            yield cut(line[at:match.end(1)])
            at = match.end()
        yield cut(line[at:])


def cut(sentence):
    """With the quotation mark that stands in a neighbouring sentence."""
    sentence = sentence.strip()
    if sentence.count('"') % 2 == 0:
        return sentence
    last = sentence.rfind('"')
    opens = last == 0 or sentence[last - 1] == " "
    return sentence + '"' if opens else '"' + sentence


def bits_a_byte(texts, limit):
    data = "\n\n".join(texts).encode("utf-8")[:limit]
    return 8 * len(bz2.compress(data, 9)) / len(data), len(data)


def words(texts, limit):
    data = "\n\n".join(texts).encode("utf-8")[:limit].decode("utf-8", "ignore").lower()
    return len(set(re.findall(r"[a-z]+(?:'[a-z]+)?", data)))


def draw(texts, count, rng):
    """Sentences of the right length, drawn from the texts: (sentence, kind)."""
    found = []
    for text, kind in texts:
        for sentence in sentences(text):
            if WORDS[0] <= len(sentence.split()) <= WORDS[1] and not NO_WORDS.search(sentence):
                found.append((sentence, kind))
    return rng.sample(found, min(count, len(found)))


def parsed(chosen):
    """Whether each sentence has a linkage."""
    command = ["link-parser", "en", "-batch", "-echo=1", "-limit=100", "-timeout=2"]
    # A leading mark would be read as a command or a label.
    asked = "".join(f"{sentence.lstrip('*!:%')}\n" for sentence, _ in chosen)
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    lines = answer.splitlines()
    result, at = [], 0
    for sentence, _ in chosen:
        sentence = sentence.lstrip("*!:%")
        while at < len(lines) and lines[at].strip() != sentence:
            at += 1
        if at == len(lines):
            sys.exit(f"link-parser did not answer to: {sentence}")
        at += 1
        result.append(not (at < len(lines) and lines[at].startswith("+++++ error")))
    return result


def form(sentence):
    """A sentence without its names: all capitalised words and numbers."""
    return re.sub(r"\b(?:[A-Z][a-z]+|[0-9]+)\b", "N", sentence)


def grammar(name, texts, count, seed):
    chosen = draw(texts, count, random.Random(seed))
    fine = parsed(chosen)
    print(f"{name}: {sum(fine)} of {len(fine)} sentences parse, {100 * sum(fine) / len(fine):.1f}%")
    kinds = collections.defaultdict(list)
    for (_, kind), good in zip(chosen, fine):
        kinds[kind].append(good)
    if len(kinds) > 1:
        for kind, goods in sorted(kinds.items()):
            print(f"  {kind}: {sum(goods)} of {len(goods)}, {100 * sum(goods) / len(goods):.1f}%")
    return [pair for pair, good in zip(chosen, fine) if not good]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents")
    parser.add_argument("stories")
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("--unparsed", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    town, real = list(documents(asked.documents)), list(stories(asked.stories))
    for name, texts in (("town", town), ("TinyStories", real)):
        plain = [text for text, _ in texts]
        bits, size = bits_a_byte(plain, asked.bytes)
        short = "" if size == asked.bytes else f" (asked for {asked.bytes})"
        print(f"{name}: {bits:.3f} bits a byte under bz2, {words(plain, asked.bytes)} words, in {size} bytes{short}")
    if shutil.which("link-parser") is None:
        print("link-parser is not here: apt-get install link-grammar", file=sys.stderr)
        sys.exit(2)
    grammar("TinyStories", real, asked.sentences, asked.seed)
    forms = collections.defaultdict(list)
    for sentence, kind in grammar("town", town, asked.sentences, asked.seed):
        forms[form(sentence)].append((kind, sentence))
    often = sorted(forms.values(), key=len, reverse=True)
    for same in often[: asked.unparsed]:
        kind, sentence = same[0]
        print(f"  unparsed {len(same)} times, {kind}: {sentence}")


if __name__ == "__main__":
    main()
