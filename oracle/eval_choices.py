"""What lm-evaluation-harness says of a real model's choices, for `nanollama eval` to be held against.

  eval_choices.py MODEL.gguf DATA --out FILE.json [--items 100] [--threads 2] [--tasks NAME...]

DATA is a folder with `parquet/ai2_arc`, `hellaswag/hellaswag_val_1000_raw.jsonl` and `mmlu/{test,dev}.jsonl`. The harness's own
definitions of arc_easy, arc_challenge, hellaswag, mmlu and mmlu_continuation are used as they are, but for where their rows
come from: N of them at equal distances (number i is row i * rows // N). The model is llama.cpp's library over a file of f32,
with keys and values in f32 and its own tokenizer. FILE.json has, of each task and item, the row's number, the right option, and
each option's log-likelihood and tokens.
"""

import argparse
import json
import os
import re
import shutil
import tempfile

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TQDM_DISABLE": "1",
               "HF_DATASETS_DISABLE_PROGRESS_BARS": "1", "TOKENIZERS_PARALLELISM": "false"}

import lm_eval
import lm_eval.tasks
import numpy as np
import pyarrow.parquet
import xllamacpp
from lm_eval.api.model import TemplateLM

import perplexity_check

TASKS = ["arc_easy", "arc_challenge", "hellaswag", "mmlu", "mmlu_continuation"]


class LlamaCpp(TemplateLM):
    """The harness's model over libllama: ids as its tokenizer makes them, one text after another."""

    def __init__(self, path, context, threads):
        super().__init__()
        self.llama = perplexity_check.Llama(xllamacpp.xllamacpp.__file__, path, context, threads, exact=True)

    @property
    def eot_token_id(self):
        return 0

    def tok_encode(self, string, add_special_tokens=None, **kwargs):
        return self.llama.tokens(string)

    def _loglikelihood_tokens(self, requests, **kwargs):
        found, logits, last = [], None, None
        for _, before, ids in requests:
            text = [*before, *ids][:-1]
            if text != last:
                logits, last = self.llama.logits(text), text
            rows = logits[len(before) - 1:]
            rows = rows - rows.max(axis=1, keepdims=True)
            logprobs = rows[np.arange(len(ids)), ids] - np.log(np.exp(rows).sum(axis=1))
            found.append((float(logprobs.sum()), bool((rows.argmax(axis=1) == ids).all())))
            self.lengths.append(len(ids))
        return found

    lengths = []

    def loglikelihood_rolling(self, requests, **kwargs):
        raise NotImplementedError

    def generate_until(self, requests, **kwargs):
        raise NotImplementedError


def rows_of(data, task):
    """All rows of a task's file."""
    if task.startswith("arc"):
        folder = {"arc_easy": "ARC-Easy", "arc_challenge": "ARC-Challenge"}[task]
        return pyarrow.parquet.read_table(f"{data}/parquet/ai2_arc/{folder}/test-00000-of-00001.parquet").to_pylist()
    name = "hellaswag/hellaswag_val_1000_raw.jsonl" if task == "hellaswag" else "mmlu/test.jsonl"
    with open(f"{data}/{name}", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def definitions(folder, data, task, items):
    """Writes the harness's definition with rows of its own. Gives the names to run, and the rows' numbers by name."""
    own = os.path.dirname(lm_eval.tasks.__file__)
    rows = rows_of(data, task)
    chosen = [number * len(rows) // items for number in range(items)]
    named = {}
    if not task.startswith("mmlu"):
        named[task] = chosen
    else:
        suffix = "_continuation" if task == "mmlu_continuation" else ""
        for number in chosen:
            named.setdefault(f"mmlu_{rows[number]['subject']}{suffix}", []).append(number)
    for name, numbers in named.items():
        path = os.path.join(folder, f"{name}.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(rows[number]) + "\n" for number in numbers)
        split = "validation" if task == "hellaswag" else "test"
        where = f"dataset_path: json\ndataset_kwargs:\n  data_files:\n    {split}: {path}\n"
        if task.startswith("mmlu"):
            kind = "continuation" if suffix else "default"
            subject = name.removeprefix("mmlu_").removesuffix("_continuation")
            text = open(f"{own}/mmlu/{kind}/_{kind}_template_yaml").read()
            subject = open(f"{own}/mmlu/{kind}/mmlu_{subject}.yaml").read()
            text += re.search(r'"description": (?:.|\n)*?(?=\n"tag)', subject)[0] + "\n"
            text = re.sub(r"fewshot_split: dev\nfewshot_config:\n  sampler: first_n\n", "", text) + f"task: local_{name}\n"
        elif task == "hellaswag":
            shutil.copy(f"{own}/hellaswag/utils.py", folder)
            text = open(f"{own}/hellaswag/hellaswag.yaml").read()
        else:
            text = open(f"{own}/arc/arc_easy.yaml").read()
        text = re.sub(r"^(dataset_path|dataset_name|training_split|validation_split|tag|  - (?:ai2_arc|multiple_choice)$).*\n", "", text, flags=re.M)
        text = text.replace("task: arc_easy", f"task: local_{task}").replace("task: hellaswag", f"task: local_{task}")
        split = "validation_split: validation\n" if task == "hellaswag" else ""
        with open(os.path.join(folder, f"{name}.yaml"), "w", encoding="utf-8") as file:
            file.write(text + "\n" + split + where)
    return named


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("data")
    parser.add_argument("--out", required=True)
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=TASKS)
    arguments = parser.parse_args()

    model, answers = LlamaCpp(arguments.model, 2048, arguments.threads), {}
    for task in arguments.tasks:
        with tempfile.TemporaryDirectory() as folder:
            named = definitions(folder, arguments.data, task, arguments.items)
            manager = lm_eval.tasks.TaskManager(include_path=folder, include_defaults=False)
            items = []
            for name, numbers in named.items():
                model.lengths = []
                done = lm_eval.simple_evaluate(model, tasks=[f"local_{name}"], task_manager=manager, num_fewshot=0,
                                               bootstrap_iters=0, log_samples=True, random_seed=None, numpy_random_seed=None)
                lengths = iter(model.lengths)
                for sample in sorted(done["samples"][f"local_{name}"], key=lambda sample: sample["doc_id"]):
                    logprobs = [answer[0][0] for answer in sample["resps"]]
                    items.append({"number": numbers[sample["doc_id"]], "gold": sample["target"],
                                  "logprobs": [round(value, 5) for value in logprobs],
                                  "tokens": [next(lengths) for _ in logprobs]})
        items.sort(key=lambda item: item["number"])
        answers[task] = items
        right = sum(int(np.argmax(item["logprobs"])) == int(item["gold"]) for item in items)
        print(f"{task}: acc {right / len(items):.4f} of {len(items)}", flush=True)
        with open(arguments.out, "w", encoding="utf-8") as file:
            parts = [f'"{name}": [\n' + ",\n".join(map(json.dumps, found)) + "\n]" for name, found in answers.items()]
            file.write("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
