"""lm-evaluation-harness, unchanged, grades models that `nanollama serve` serves; llama.cpp's logits say what it should find.

  lm_eval_check.py MODEL.gguf... --nanollama PATH [--hf FOLDER] [--ways WAY...] [--text FILE]

Five tasks of its own (a YAML and a JSONL file each, nothing from the net) are graded in every way that the harness can ask:

  ids       local-completions, the tokenizer of an HF folder, lists of ids, one after another
  batches   the same, several prompts in a request
  remote    the server's own tokenizer (`/tokenizer_info`, `/tokenize`), four requests at once
  text      prompts as text; only for tokenizers that put nothing before one: the harness counts tokens by itself and would be
            off by one
  texts     the same, several in a request
  none      no tokenizer: texts are only continued
  chat      local-chat-completions with the model's template

Each log-likelihood of its logged samples is held against llama.cpp's logits of the same ids, which llama.cpp's own tokenizer
makes. For files of f32, f16 and bf16 it lies within 0.02 an item; the last two are held against a copy in f32, and what
llama.cpp makes of the file itself is told beside. For weights in blocks both round activations to 8 bits, each for itself, and
a token moves by 0.1 of that: all tokens of a way are no more than 0.005 likelier or less likely on average (two standard errors
allowed; --text adds tokens), and items lie about as near to those of a copy in f32 (1.25x) as llama.cpp's.
Whether the continuation is the likeliest has to be said alike where llama.cpp's choice is no near tie. Continued texts are the
same for float files; for others a difference is told. Before that plain requests ask for the same scores as text, texts, ids,
lists of ids, with max_tokens 0 and 1.

The HF folder holds the tokenizer (default: `nanollama export` writes one).
"""

import argparse
import contextlib
import io
import json
import logging
import math
import os
import subprocess
import sys
import tempfile

os.environ |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TQDM_DISABLE": "1",
               "HF_DATASETS_DISABLE_PROGRESS_BARS": "1", "TOKENIZERS_PARALLELISM": "false"}

import numpy as np
import xllamacpp
import yaml

import llama_cpp_check
import perplexity_check
from compare_llama_cpp import Judge, dtypes
from fixed_text import TEXT
from served import Served

ITEM, TOKEN, TIE, FARTHER = 0.02, 0.005, 0.01, 1.25

CHOICES = [
    ("Anna went to the garden every morning to water the", ["flowers", "stones", "clouds in the sky", "letters"], 0),
    ("The opposite of hot is", ["cold", "very warm", "tall"], 0),
    ("Two and two make", ["four", "five", "a bird", "twenty-two"], 0),
    ("Question: Which animal barks?\nAnswer:", ["a dog", "a cat", "a fish", "the old lady next door"], 0),
    ("Er sagte: „Schön, dass du da bist“, und trank", ["Kaffee", "Straßen", "naïveté – 日本語"], 0),
    ("She said she was sad, so her brother made her", ["laugh", "cry", "a cup of tea and a slice of bread"], 2),
]
STARTS = ["Once upon a time, in a small village,", "The little dog ran", "Question: What is a garden?\nAnswer:"]


def documents(end, more):
    """The tasks: what stands in the YAML, and their documents. `end` is the name of the token that ends a text; `more` is one."""
    rolling = [*(more[at:at + 1000] for at in range(0, len(more), 1000)), TEXT, "Short.",
               f"{TEXT} {TEXT} Then Anna told the whole story to her brother, who did not believe a word."]
    return {
        "choice": ({"output_type": "multiple_choice", "doc_to_text": "{{context}}", "doc_to_choice": "{{choices}}",
                    "doc_to_target": "{{answer}}", "metric_list": [{"metric": "acc"}, {"metric": "acc_norm"}]},
                   [{"context": context, "choices": choices, "answer": answer} for context, choices, answer in CHOICES]),
        "empty": ({"output_type": "multiple_choice", "doc_to_text": "", "doc_to_choice": "{{choices}}", "doc_to_target": 0,
                   "target_delimiter": "", "metric_list": [{"metric": "acc"}]},
                  [{"choices": choices}
                   for choices in [["Once upon a time", "Purple quickly the"], ["The", "Zebra"], ["A dog", " a dog"]]]),
        "end": ({"output_type": "loglikelihood", "doc_to_text": "{{context}}", "doc_to_target": "{{end}}",
                 "target_delimiter": "", "metric_list": [{"metric": "perplexity"}, {"metric": "acc"}]},
                [{"context": context, "end": tail + end} for context, tail in
                 [(TEXT, ""), ("The bird was gone", " and never came back."), ("", "The end.")]]),
        "rolling": ({"output_type": "loglikelihood_rolling", "doc_to_text": "", "doc_to_target": "{{text}}",
                     "metric_list": [{"metric": "word_perplexity"}, {"metric": "byte_perplexity"}, {"metric": "bits_per_byte"}]},
                    [{"text": text} for text in rolling]),
        "generate": ({"output_type": "generate_until", "doc_to_text": "{{context}}", "doc_to_target": "x",
                      "generation_kwargs": {"until": ["\n\n", "."], "max_gen_toks": 24, "do_sample": False, "temperature": 0},
                      "metric_list": [{"metric": "exact_match"}]},
                     [{"context": context} for context in STARTS]),
    }


def write_tasks(folder, end, more):
    for name, (task, rows) in documents(end, more).items():
        data = os.path.join(folder, f"{name}.jsonl")
        with open(data, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
        task = {"task": f"nanollama_{name}", "dataset_path": "json", "dataset_kwargs": {"data_files": {"test": data}},
                "test_split": "test", "metadata": {"version": 1}} | task
        with open(os.path.join(folder, f"{name}.yaml"), "w", encoding="utf-8") as file:
            yaml.safe_dump(task, file, allow_unicode=True)


def ways(server, hf, context, tokenizer):
    """Ways of asking: the harness's model, its arguments, the batch, the tasks."""
    scored, plain = ["choice", "empty", "end", "rolling"], not tokenizer["add_bos_token"]
    base = {"base_url": f"{server.address}/v1/completions", "max_length": context, "max_retries": 1}
    local = base | {"tokenizer_backend": "huggingface", "tokenizer": hf, "add_bos_token": tokenizer["add_bos_token"]}
    text = base | {"tokenizer_backend": "huggingface", "tokenizer": hf, "tokenized_requests": False}
    found = {
        "ids": ("local-completions", local, 1, [*scored, "generate"]),
        "batches": ("local-completions", local, 5, [*scored, "generate"]),
        "remote": ("local-completions", base | {"num_concurrent": 4}, 1, [*scored, "generate"]),
        "none": ("local-completions", base | {"tokenizer_backend": None}, 1, ["generate"]),
    }
    if plain:
        found["text"] = ("local-completions", text, 1, ["choice", "generate"])
        found["texts"] = ("local-completions", text, 4, ["choice", "generate"])
    if tokenizer["chat_template"]:
        found["chat"] = ("local-chat-completions", base | {"base_url": f"{server.address}/v1/chat/completions"}, 1, ["generate"])
    return found


class Reference:
    """llama.cpp's tokenizer and logits, cut as the harness cuts."""

    def __init__(self, model, context, threads, tokenizer):
        self.server = llama_cpp_check.Server(model, context + 64, threads)
        # The server's own log-probabilities are sums in f32 over the vocabulary, 1e-4 too high at 49,152 tokens.
        self.llama = perplexity_check.Llama(xllamacpp.xllamacpp.__file__, model, context + 64, threads, exact=True)
        self.prefix = next(self.tokens(tokenizer[name])[0] for name in ("bos_token", "eos_token") if tokenizer[name])
        self.begin = self.tokens(tokenizer["bos_token"]) if tokenizer["add_bos_token"] else []
        self.known = {}

    def tokens(self, text):
        body = {"content": text, "add_special": False, "parse_special": True}
        return self.server.post("/tokenize", body)["tokens"]

    def sum(self, before, ids):
        """ln p(ids | before); of each id by how much another is likelier (below 0: none is); how many they are."""
        key = (tuple(before), tuple(ids))
        if key not in self.known:
            logits = self.llama.logits([*before, *ids][:-1])[len(before) - 1:]
            rows = np.arange(len(ids))
            logits -= logits.max(axis=1, keepdims=True)
            chosen = logits[rows, ids]
            logprobs = chosen - np.log(np.exp(logits).sum(axis=1))
            logits[rows, ids] = -np.inf
            self.known[key] = float(logprobs.sum()), list(logits.max(axis=1) - chosen), len(ids)
        return self.known[key]

    def pair(self, context, continuation, begin):
        """As `TemplateLM.loglikelihood` of the harness makes ids of the two."""
        if not context:
            ids = begin + self.tokens(continuation)
            return self.sum(*(([self.prefix], ids) if ids[0] != self.prefix else (ids[:1], ids[1:])))
        spaces = len(context) - len(context.rstrip())
        cut = len(begin + self.tokens(context[:len(context) - spaces]))
        whole = begin + self.tokens(context + continuation)
        return self.sum(whole[:cut], whole[cut:])

    def rolling(self, text, context, begin):
        from lm_eval import utils

        windows = utils.get_rolling_token_windows(begin + self.tokens(text), self.prefix, context - 2, 1)
        sums = [self.sum(before, ids) for before, ids in map(utils.make_disjoint_window, windows)]
        return sum(one for one, _, _ in sums), [], sum(count for _, _, count in sums)

    def text(self, ids, until, count):
        body = {"prompt": ids, "n_predict": count, "temperature": 0, "stop": until, "n_probs": 2, "cache_prompt": True}
        reply = self.server.post("/completion", body)
        steps = [step["top_logprobs"] for step in reply.get("completion_probabilities", [])]
        return reply["content"], min((step[0]["logprob"] - step[1]["logprob"] for step in steps if len(step) > 1), default=9)

    def chat(self, context):
        # What begins a text is left out of it where the tokenizer puts it there.
        ids = self.tokens(self.server.post("/apply-template", {"messages": [{"role": "user", "content": context}]})["prompt"])
        return ids if ids[:1] == self.begin else self.begin + ids


def forms(judge, served, ids, text):
    """The same scores for every form of a prompt, with and without a token behind it."""
    lists = []
    for prompt in (ids, [ids], text, [text], [ids, ids[:4]]):
        for most in (0, 1):
            body = {"prompt": prompt, "echo": True, "logprobs": 1, "max_tokens": most, "temperature": 0, "seed": 1234}
            choice = served.ask("/v1/completions", body)["choices"][0]["logprobs"]
            assert len({len(choice[name]) for name in ("tokens", "token_logprobs", "top_logprobs", "text_offset")}) == 1
            assert len(choice["tokens"]) == len(ids) + most and choice["token_logprobs"][0] is None
            lists.append(choice["token_logprobs"][1:len(ids)])
    apart = max(abs(one - other) for column in zip(*lists) for one in column for other in column[:1])
    judge.say(apart < 1e-4, f"text, texts, ids, lists of ids, max_tokens 0 and 1: {len(lists)} answers, at most {apart:.1e} apart")


def grade(way, folder):
    """The harness's logged samples and results of a way's tasks."""
    import lm_eval
    from lm_eval.tasks import TaskManager

    model, arguments, batch, tasks = way
    manager, told = TaskManager(include_path=folder, include_defaults=False), io.StringIO()
    try:
        # Its bars of progress are no lines of ours.
        with contextlib.redirect_stderr(told):
            return lm_eval.simple_evaluate(
                model=model, model_args=dict(arguments), tasks=[f"nanollama_{name}" for name in tasks], batch_size=batch,
                task_manager=manager, log_samples=True, bootstrap_iters=0, apply_chat_template=model == "local-chat-completions")
    except Exception:
        print(told.getvalue()[-2000:], file=sys.stderr)
        raise


def samples(graded, name):
    """(arguments, answer) of every request of a task."""
    for sample in graded["samples"][f"nanollama_{name}"]:
        for arguments, answers in zip(sample["arguments"], sample["resps"]):
            yield arguments, answers[0]


def judge_scores(judge, label, exact, binding, rows):
    """`rows`: ours, whether it is the likeliest in ours, theirs, how far behind each token is, tokens."""
    gaps = [abs(ours - theirs) for ours, _, theirs, _, _ in rows]
    count = sum(row[4] for row in rows)
    greedy = [row for row in rows if row[3] and all(abs(behind) > TIE for behind in row[3])]
    agreed = all(bool(row[1]) == all(behind < 0 for behind in row[3]) for row in greedy)
    close = all(map(math.isfinite, gaps)) and (max(gaps) <= ITEM or not exact)
    judge.say(close, f"{label}: {len(rows)} items, {count} tokens, worst {max(gaps):.2e}, "
                     f"mean {sum(gaps) / len(gaps):.2e} an item, {sum(gaps) / count:.2e} a token", binding)
    if greedy:
        judge.say(agreed, f"{label}: whether it is the likeliest, {len(greedy)} items", binding and exact)


def judge_blocks(judge, label, theirs, copied):
    """Rows of all tasks, against llama.cpp with the file and with a copy of its weights in f32."""
    count = sum(row[4] for row in theirs)
    apart = [ours - other for ours, _, other, _, _ in theirs]
    average, error = sum(apart) / count, math.sqrt(sum(gap * gap for gap in apart)) / count
    judge.say(abs(average) <= TOKEN + 2 * error, f"{label}: {count} tokens, on average {average:+.2e} (+/- {error:.1e}) a token")
    ours = sum(abs(row[0] - row[2]) for row in copied) / count
    own = sum(abs(one[2] - other[2]) for one, other in zip(theirs, copied)) / count
    judge.say(ours <= FARTHER * own, f"{label}: {ours:.2e} a token from the weights in f32, llama.cpp {own:.2e}; "
                                     f"from llama.cpp {sum(map(abs, apart)) / count:.2e}")


def judge_texts(judge, label, exact, binding, rows):
    for ours, theirs, closest in rows:
        told = "" if ours == theirs else f": {ours!r} / {theirs!r}, closest choice {closest:.1e}"
        judge.say(ours == theirs, f"{label}: {len(theirs)} characters{told}", binding and exact and closest > 1e-3)


def row(reference, way, task, asked, answer, context):
    """What the harness found for a request, and what it should have."""
    name, (_, arguments, _, _) = way
    begin = reference.begin if arguments.get("add_bos_token") else []
    if task == "rolling":
        return answer, None, *reference.rolling(asked[0], context, begin)
    if task != "generate":
        return *answer, *reference.pair(*asked, begin)
    if name == "chat":
        # The harness keeps a chat as a text of JSON.
        ids = reference.chat(json.loads(asked[0][0])[0]["content"])
    else:
        # Before a text the server puts what belongs there, before ids nothing.
        ids = (reference.begin if name in ("none", "text", "texts") else begin) + reference.tokens(asked[0])
    return answer, *reference.text(ids, asked[1]["until"], asked[1]["max_gen_toks"])


def references(arguments, model, work, kinds, tokenizer):
    """llama.cpp with the file and, unless it is of f32, with a copy of its weights in f32: it rounds activations to f16 beside
    f16, to 8 bits beside blocks."""
    make = lambda path: Reference(path, arguments.context, arguments.threads, tokenizer)
    if set(kinds) == {"F32"}:
        return {"": make(model)}
    copy = os.path.join(work, "copy.gguf")
    subprocess.run([arguments.nanollama, "export", model, "--out", copy, "--dtype", "f32"], check=True, capture_output=True)
    return {"": make(model), " (weights in f32)": make(copy)}


def check(arguments, model, work, judge):
    kinds = dtypes(model)
    exact = set(kinds) <= {"F32", "F16", "BF16"}
    print(f"--- {model}: {' '.join(kinds)}", flush=True)
    hf = arguments.hf or os.path.join(work, "hf")
    if not arguments.hf:
        command = [arguments.nanollama, "export", model, "--format", "hf", "--dtype", "f16", "--out", hf]
        subprocess.run(command, check=True, capture_output=True)
    with Served(arguments.nanollama, model, "-c", arguments.context, "--threads", arguments.threads) as served:
        tokenizer = served.ask("/tokenizer_info")
        more = open(arguments.text, encoding="utf-8").read()[:8000] if arguments.text else ""
        write_tasks(work, tokenizer["eos_token"], more)
        forms(judge, served, served.ask("/tokenize", {"prompt": TEXT})["tokens"], TEXT)
        judges = references(arguments, model, work, kinds, tokenizer)
        # The last of floats, the first of blocks.
        binding = list(judges)[-1] if exact else ""
        for name, way in ways(served, hf, arguments.context, tokenizer).items():
            if name not in arguments.ways and arguments.ways:
                continue
            graded, scored = grade(way, work), {suffix: [] for suffix in judges}
            for task in way[3]:
                told = {key.split(",")[0]: float(value) for key, value in graded["results"][f"nanollama_{task}"].items()
                        if isinstance(value, float) and "stderr" not in key}
                print(f"     {name}, {task}: the harness says {told}")
                for suffix, reference in judges.items():
                    rows = [row(reference, (name, way), task, *sample, arguments.context) for sample in samples(graded, task)]
                    say = judge_texts if task == "generate" else judge_scores
                    say(judge, f"{name}, {task}{suffix}", exact, suffix == binding, rows)
                    scored[suffix].extend(rows if task != "generate" else [])
                sys.stdout.flush()
            if not exact and scored[""]:
                judge_blocks(judge, name, *scored.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="MODEL.gguf")
    parser.add_argument("--nanollama", required=True, help="path of our program")
    parser.add_argument("--hf", help="HF folder of the models' tokenizer")
    parser.add_argument("--text", metavar="FILE", help="8,000 characters of it are scored, too")
    parser.add_argument("--ways", nargs="*", default=[], help="all that fit the model if left out")
    parser.add_argument("--context", type=int, default=256, help="of the server and of the harness's windows")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.getLogger("lm_eval").setLevel(logging.ERROR)
    judge = Judge()
    for model in arguments.models:
        with tempfile.TemporaryDirectory() as work:
            os.environ["HF_DATASETS_CACHE"] = os.path.join(work, "cache")
            check(arguments, model, work, judge)
    sys.exit(0 if judge.good else 1)


if __name__ == "__main__":
    main()
