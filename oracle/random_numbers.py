"""Makes crates/nanollama-eval/tests/fixtures/random.json: shuffles and samples of Python's random.Random, permutations of numpy's
default_rng. Rust tests read it, at equality.

  random_numbers.py > crates/nanollama-eval/tests/fixtures/random.json
"""

import json
import random

import numpy as np


def shuffled(seed, n):
    items = list(range(n))
    random.Random(seed).shuffle(items)
    return items[:40]


def drawn(seed, n, k):
    return random.Random(seed).sample(list(range(n)), k)


print(json.dumps({
    "shuffles": [{"seed": seed, "n": n, "first": shuffled(seed, n)} for seed, n in [(1337, 2), (1337, 100), (1337, 2376), (0, 20321), (42, 7)]],
    "samples": [{"seed": seed, "n": n, "k": k, "drawn": drawn(seed, n, k)}
                for seed, n, k in [(1234, 10, 3), (1234, 84, 10), (1235, 85, 10), (1236, 86, 10), (1300, 2375, 10), (5, 229, 3), (4294967295, 21, 5), (7, 22, 5)]],
    "permutations": [{"seed": seed, "n": n, "first": np.random.default_rng(seed).permutation(n)[:40].tolist()}
                     for seed, n in [(42, 1), (42, 2), (42, 164), (42, 2376), (42, 14042), (0, 1000), (4294967295, 50)]],
}, separators=(",", ":")).replace("},{", "},\n{"))
