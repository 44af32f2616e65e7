"""Adapters of the `peft` library, baked in by nanollama and by peft: the same weights, tensor by tensor.

    python3 oracle/peft_lora.py HF_FOLDER --nanollama target/release/nanollama

Makes adapters of random numbers over a Hugging Face folder of a small f32 model (`nanollama export RUN --format hf`): all
projections; ranks and scales by pattern; rank-stabilised. `nanollama gamma inject` bakes each into a folder, peft merges it.
Then one that DoRA made, which has to be refused by name. With `--trained FOLDER` (a checkpoint of `nanollama lora`, or what
`nanollama lora export` wrote, for the model of HF_FOLDER) peft loads that, too, and has to merge it into the same weights.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM

ALL = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
ADAPTERS = {
    "all projections": dict(r=4, lora_alpha=8, target_modules=ALL),
    "ranks and scales by pattern": dict(
        r=4, lora_alpha=8, target_modules=ALL, rank_pattern={"q_proj": 2, "down_proj": 6}, alpha_pattern={"v_proj": 3}
    ),
    "rank-stabilised": dict(r=9, lora_alpha=5, target_modules=["q_proj", "up_proj"], use_rslora=True),
    "embeddings and head": dict(r=3, lora_alpha=6, target_modules=["q_proj", "embed_tokens", "lm_head"]),
}
# A sum of three numbers in f32, in another order.
BAR = 1e-6


def adapter(folder: Path, settings: dict, seed: int) -> PeftModel:
    """A model with an adapter whose numbers are all random: at first peft's B is zero."""
    model = get_peft_model(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), LoraConfig(**settings))
    generator = torch.Generator().manual_seed(seed)
    for name, values in model.named_parameters():
        if "lora_" in name and "magnitude" not in name:
            values.data = 0.05 * torch.randn(values.shape, generator=generator)
    return model


def inject(program: str, base: Path, lora: Path, out: Path) -> subprocess.CompletedProcess:
    line = [program, "gamma", "inject", base, lora, "--out", out, "--format", "hf", "--dtype", "f32"]
    return subprocess.run([str(word) for word in line], capture_output=True, text=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nanollama", required=True)
    parser.add_argument("--trained", type=Path, action="append", default=[])
    args = parser.parse_args()
    failed = 0

    def told(good: bool, line: str):
        nonlocal failed
        failed += not good
        print("ok  " if good else "FAIL", line)

    with tempfile.TemporaryDirectory() as place:
        place = Path(place)
        for seed, (name, settings) in enumerate(ADAPTERS.items()):
            model = adapter(args.folder, settings, seed)
            lora, out = place / f"lora{seed}", place / f"out{seed}"
            # Beside an adapter of the embedding peft would save the whole table, which is refused: it may be another.
            model.save_pretrained(lora, save_embedding_layers=False)
            said = inject(args.nanollama, args.folder, lora, out)
            if said.returncode != 0:
                told(False, f"{name}: {said.stderr.strip().splitlines()[-1]}")
                continue
            theirs = model.merge_and_unload().state_dict()
            ours = load_file(out / "model.safetensors")
            base = load_file(args.folder / "model.safetensors")
            apart = max((ours[key] - theirs[key]).abs().max().item() for key in ours)
            moved = sum(not torch.equal(ours[key], base[key]) for key in ours)
            told(apart <= BAR and moved > 0, f"{name}: {moved} tensors moved, at most {apart:.1e} from peft's")
        for number, lora in enumerate(args.trained):
            model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(args.folder, dtype=torch.float32), lora)
            out = place / f"trained{number}"
            said = inject(args.nanollama, args.folder, lora, out)
            if said.returncode != 0:
                told(False, f"{lora}: {said.stderr.strip().splitlines()[-1]}")
                continue
            ids = torch.arange(3, 40)[None] % model.config.vocab_size
            with torch.no_grad():
                before = model(ids).logits
                after = AutoModelForCausalLM.from_pretrained(out, dtype=torch.float32)(ids).logits
            ours, theirs = load_file(out / "model.safetensors"), model.merge_and_unload().state_dict()
            apart = max((ours[key] - theirs[key]).abs().max().item() for key in ours)
            logits = (before - after).abs().max().item()
            told(apart <= BAR and logits < 1e-4, f"{lora}: at most {apart:.1e} from peft's weights, {logits:.1e} from its logits")
        lora = place / "dora"
        adapter(args.folder, dict(r=2, target_modules=["q_proj"], use_dora=True), 9).save_pretrained(lora)
        said = inject(args.nanollama, args.folder, lora, place / "none")
        told(said.returncode == 2 and "dora" in said.stderr.lower(), f"DoRA: {said.stderr.strip().splitlines()[0]}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
