"""Training throughput of the same Llama in PyTorch on a GPU: torch.compile, bf16, its fastest attention, our optimiser in torch.

  gpu_rival.py --model nano --batch 32 --context 2048 --update 131072 [--warm 10] [--steps 30] [--device cuda] [--no-compile]

The rival of `cargo xtask gpu-check`. Master weights, gradients and moments are f32, activations bf16 (autocast); Muon is batched over
matrices of one shape and orthogonalises in bf16, as nanochat does; AdamW is torch's fused one. Rows are plain causal, without the borders
of documents, which ours always obeys. The last line is JSON: tokens a second by the median update, and torch's peak memory.
"""

import argparse
import json
import statistics
import time

import torch

import gpu_ceilings
import torch_llama

torch_llama.SHAPES |= {
    "pico": (4, 128, 4, 4, 384),
    "small": (24, 1024, 16, 4, 2816),
    "goldie": (22, 2048, 32, 8, 5632),
}
# As in torch_optimizer.py, which does not travel to the machine with the GPU.
POLAR_EXPRESS = [
    (8.156554524902461, -22.48329292557795, 15.878769915207462),
    (4.042929935166739, -2.808917465908714, 0.5000178451051316),
    (3.8916678022926607, -2.772484153217685, 0.5060648178503393),
    (3.285753657755655, -2.3681294933425376, 0.46449024233003106),
    (2.3465413258596377, -1.7097828382687081, 0.42323551169305323),
]


class Muon(torch.optim.Optimizer):
    """Momentum orthogonalised by Polar Express, NorMuon's variance, cautious decay; the matrices of a shape at once."""

    def __init__(self, parameters, lr=0.02, momentum=0.95, beta2=0.95, decay=0.1):
        shapes = {}
        for parameter in parameters:
            shapes.setdefault(tuple(parameter.shape), []).append(parameter)
        super().__init__([{"params": group} for group in shapes.values()], {"lr": lr, "momentum": momentum, "beta2": beta2, "decay": decay})
        self.update = _update

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            parameters, state = group["params"], self.state[group["params"][0]]
            gradients = torch.stack([parameter.grad for parameter in parameters])
            if not state:
                rows, columns = gradients.shape[-2:]
                state["momentum"] = torch.zeros_like(gradients)
                state["second"] = torch.zeros(len(parameters), *((rows, 1) if rows >= columns else (1, columns)), device=gradients.device)
            weights = torch.stack(parameters)
            self.update(gradients, state["momentum"], state["second"], weights, group["lr"], group["momentum"], group["beta2"], group["decay"])
            torch._foreach_copy_(parameters, list(weights.unbind(0)))


def _update(gradients, momentum, second, weights, lr, mu, beta2, decay):
    rows, columns = gradients.shape[-2:]
    momentum.lerp_(gradients, 1 - mu)
    direction = gradients.lerp(momentum, mu)
    norms = direction.norm(dim=-1, keepdim=True)
    direction = direction * (direction.norm(dim=(-2, -1), keepdim=True) / rows**0.5 / norms.clamp_min(1e-10))
    x = (direction / (1.01 * direction.norm(dim=(-2, -1), keepdim=True) + 1e-6)).bfloat16()
    for a, b, c in POLAR_EXPRESS:
        if rows > columns:
            gram = x.mT @ x
            x = a * x + x @ (b * gram + c * gram @ gram)
        else:
            gram = x @ x.mT
            x = a * x + (b * gram + c * gram @ gram) @ x
    x = x.float()
    x = x * (min(rows, columns) ** 0.5 / x.norm(dim=(-2, -1), keepdim=True))
    second.lerp_((x * x).mean(-1 if rows >= columns else -2, keepdim=True), 1 - beta2)
    scaled = x * second.clamp_min(1e-10).rsqrt()
    scaled = scaled * (x.norm(dim=(-2, -1), keepdim=True) / scaled.norm(dim=(-2, -1), keepdim=True).clamp_min(1e-10))
    rate = lr * max(1.0, rows / columns) ** 0.5
    weights.sub_(rate * scaled + rate * decay * weights * (scaled * weights >= 0))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--context", type=int, required=True)
    parser.add_argument("--update", type=int, required=True, help="tokens of an update")
    parser.add_argument("--warm", type=int, default=10)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--vocabulary", type=int, default=32000)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--no-compile", action="store_true")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    torch.set_float32_matmul_precision("high")
    device = torch.device(arguments.device)
    llama = torch_llama.Llama(arguments.model, arguments.vocabulary, arguments.context).to(device)
    matrices = [parameter for parameter in llama.layers.parameters() if parameter.dim() == 2]
    others = [parameter for parameter in llama.parameters() if all(parameter is not matrix for matrix in matrices)]
    muon = Muon(matrices)
    adamw = torch.optim.AdamW(others, lr=0.003, betas=(0.8, 0.95), eps=1e-10, weight_decay=0.0, fused=device.type == "cuda")
    step_loss = lambda tokens: llama(tokens[:, :-1], tokens[:, 1:])
    if not arguments.no_compile:
        step_loss, muon.update = torch.compile(step_loss, dynamic=False), torch.compile(_update, dynamic=False)
    backend = "any"
    if device.type == "cuda":
        backend = gpu_ceilings.fastest(arguments.model)
        gpu_ceilings.pin(backend)
    micro = arguments.update // (arguments.batch * arguments.context)
    wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    seconds, losses = [], []
    for _ in range(arguments.warm + arguments.steps):
        wait()
        start = time.perf_counter()
        for _ in range(micro):
            tokens = torch.randint(0, arguments.vocabulary, (arguments.batch, arguments.context + 1), device=device)
            with torch.autocast(device.type, torch.bfloat16):
                loss = step_loss(tokens) / micro
            loss.backward()
        torch.nn.utils.clip_grad_norm_(llama.parameters(), 1.0)
        muon.step()
        adamw.step()
        llama.zero_grad(set_to_none=True)
        wait()
        seconds.append(time.perf_counter() - start)
        losses.append(loss.detach())
    timed = seconds[arguments.warm :]
    middle = statistics.median(timed)
    print(json.dumps({
        "tokens_per_second": arguments.update / middle, "step_seconds": middle, "fastest": min(timed), "slowest": max(timed),
        "parameters": sum(parameter.numel() for parameter in llama.parameters()), "torch": torch.__version__, "attention": backend,
        "peak_mib": torch.cuda.max_memory_reserved() / 2**20 if device.type == "cuda" else None,
        "losses": [float(losses[0]) * micro, float(losses[-1]) * micro],
    }))


if __name__ == "__main__":
    main()
