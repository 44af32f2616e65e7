"""Makes crates/nanollama-eval/tests/fixtures/core.json: a small bundle, and what a model reads of its rows by nanochat's rules.

  core_prompts.py > crates/nanollama-eval/tests/fixtures/core.json

Rows are shuffled by random.Random(1337) and cut; the examples of row i are random.Random(1234 + i).sample over the other rows;
texts are rendered by jinja2. Written anew from the description of nanochat's rules; a Rust test reads it, at equality.
"""

import json
import random

from jinja2 import Template

TEMPLATES = {
    "multiple_choice": ("{{ e.query }}{{ d }}{{ e.choices[e.gold] }}", "{{ item.query }}{{ d }}{{ option }}"),
    "schema": ("{{ e.context_options[e.gold] }}{{ d }}{{ e.continuation }}", "{{ option }}{{ d }}{{ item.continuation }}"),
    "language_modeling": ("{{ e.context | trim }}{{ d }}{{ e.continuation }}", "{{ item.context | trim }}{{ d }}{{ option }}"),
}
WORDS = "red blue green old new round flat warm cold tall short".split()


def rows(kind, count, rng):
    word = lambda: rng.choice(WORDS)
    for number in range(count):
        if kind == "multiple_choice":
            yield {"query": f"Q {number}: is it {word()}?\n", "choices": [word() + f" {i}" for i in range(2 + number % 3)], "gold": number % 2}
        elif kind == "schema":
            yield {"context_options": [f"The {word()} thing {number}", f"A {word()} one"], "continuation": f"was {word()}.", "gold": number % 2}
        else:
            yield {"context": f"  It is {number} and {word()} ", "continuation": f"{word()} {word()}"}


def rendered(kind, delimiter, item, examples):
    before, last = TEMPLATES[kind]
    source = "{%- for e in examples -%}\n" + before + "\n\n{% endfor -%}\n" + last
    options = {"multiple_choice": item.get("choices"), "schema": item.get("context_options"), "language_modeling": [item.get("continuation"), ""]}[kind]
    texts = [Template(source).render(examples=examples, d=delimiter, item=item, option=option) for option in options]
    if kind == "language_modeling":
        texts[1] = texts[1].strip()
    return texts


def main():
    tasks, rng = [], random.Random(5)
    for label, kind, shots, count, most, delimiter in [("choice", "multiple_choice", 3, 14, 9, "\nAnswer: "), ("many", "multiple_choice", 10, 97, None, " "),
                                                       ("schema", "schema", 0, 7, None, " "), ("shown", "schema", 2, 7, 5, " "),
                                                       ("said", "language_modeling", 10, 13, 12, " "), ("alone", "language_modeling", 0, 4, None, "\nAnswer: ")]:
        data = list(rows(kind, count, rng))
        order = list(range(count))
        random.Random(1337).shuffle(order)
        order = order[:most]
        texts = []
        for index in [0, 1, len(order) - 1]:
            others = [at for at in range(len(order)) if at != index]
            drawn = random.Random(1234 + index).sample(others, shots) if shots else []
            examples = [data[order[at]] for at in drawn]
            texts.append({"index": index, "row": order[index], "texts": rendered(kind, delimiter, data[order[index]], examples)})
        tasks.append({"label": label, "kind": kind, "shots": shots, "most": most, "delimiter": delimiter, "data": data, "order": order, "cases": texts})
    print(json.dumps(tasks, separators=(",", ":")).replace('},{"', '},\n{"'))


main()
