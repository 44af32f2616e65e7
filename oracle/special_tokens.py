"""Make crates/nanollama-token/tests/fixtures/special_tokens.json: what transformers lets chat templates name, for one tokenizer with
all sorts of `tokenizer_config.json` and `special_tokens_map.json` beside it.

Null where it raises. Run twice, with transformers 4 and then with 5; the second run adds to what the first left:

  special_tokens.py        (transformers 4.57.6)
  special_tokens.py --add  (transformers 5.24.0)
"""

import argparse
import itertools
import json
import os
import tempfile

import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

OUT = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "crates/nanollama-token/tests/fixtures/special_tokens.json")
NAMES = ["<s>", "</s>", "<a>", "<b>", "<img>"]


def token(content):
    return {"content": content, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False, "special": True}


def typed(content):
    """As tokenizer_config.json has it."""
    return token(content) | {"__type": "AddedToken"}


def vocabulary():
    tokenizer = Tokenizer(models.BPE(vocab={letter: index for index, letter in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}, merges=[]))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(False), decoders.ByteLevel()
    tokenizer.add_special_tokens(NAMES)
    return json.loads(tokenizer.to_str())


CONFIGS = [
    {},
    {"bos_token": "<s>", "eos_token": "</s>"},
    {"bos_token": typed("<s>"), "sep_token": "</s>", "cls_token": typed("<s>"), "mask_token": "<a>"},
    {"eos_token": "</s>", "additional_special_tokens": ["<a>", "<b>"]},
    {"additional_special_tokens": [typed("<a>"), "<b>"]},
    {"additional_special_tokens": []},
    {"additional_special_tokens": None},
    {"additional_special_tokens": ["<s>", "<a>", "<a>"]},
    {"extra_special_tokens": {"image_token": "<img>"}, "additional_special_tokens": ["<a>"]},
]
MAPS = [
    None,
    {"bos_token": "<a>"},
    {"bos_token": token("<s>"), "eos_token": token("</s>"), "pad_token": "</s>"},
    {"eos_token": "</s>", "additional_special_tokens": ["<b>"]},
    {"additional_special_tokens": [token("<b>"), "<s>"]},
]
DECODER = {"added_tokens_decoder": {str(256 + index): token(name) for index, name in enumerate(NAMES)}}


def cases():
    for config, beside, decoder in itertools.product(CONFIGS, MAPS, [{}, DECODER]):
        files = {"tokenizer_config.json": {"tokenizer_class": "PreTrainedTokenizerFast"} | config | decoder}
        yield files if beside is None else files | {"special_tokens_map.json": beside}


def named(tokenizer, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, value in (files | {"tokenizer.json": tokenizer}).items():
            with open(os.path.join(folder, name), "w") as out:
                json.dump(value, out)
        try:
            return dict(transformers.AutoTokenizer.from_pretrained(folder).special_tokens_map)
        except (TypeError, ImportError):
            return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", action="store_true")
    add = parser.parse_args().add
    version = f"transformers {transformers.__version__.split('.')[0]}"
    assert version == f"transformers {5 if add else 4}", version
    made = json.load(open(OUT)) if add else {"made_by": "special_tokens.py", "with": [], "tokenizer": vocabulary(), "cases": [{"files": files} for files in cases()]}
    made["with"].append(f"transformers {transformers.__version__}")
    for case in made["cases"]:
        case[version] = named(made["tokenizer"], case["files"])
    with open(OUT, "w") as out:
        json.dump(made, out, ensure_ascii=False, separators=(",", ":"))
        out.write("\n")
    raised = sum(case[version] is None for case in made["cases"])
    print(f"{version}: {raised} raise of {len(made['cases'])} cases, {os.path.getsize(OUT)} bytes")


if __name__ == "__main__":
    main()
