"""What a GPU and PyTorch's own kernels reach: a product in bf16, a copy, attention forward and backward by each backend.

  gpu_ceilings.py [--device cuda]

Part of `cargo xtask gpu-check`; the rival takes its fastest attention from here. Random numbers, medians of timed windows by events.
The last line is JSON.
"""

import argparse
import json
import statistics

import torch
from torch.nn import functional as F

# rows, heads, kv_heads, tokens, head_dim: as nano, small and goldie train
SHAPES = {"nano": (32, 6, 6, 2048, 64), "small": (16, 16, 4, 2048, 64), "goldie": (16, 32, 8, 2048, 64)}
BACKENDS = ["cudnn", "flash", "mem_efficient"]


def pin(backend):
    """Only this backend of scaled_dot_product_attention from now on."""
    for name in [*BACKENDS, "math"]:
        getattr(torch.backends.cuda, f"enable_{name}_sdp")(name == backend)


def milliseconds(work, repeats=7, inner=5):
    for _ in range(3):
        work()
    windows = []
    for _ in range(repeats):
        start, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        start.record()
        for _ in range(inner):
            work()
        end.record()
        torch.cuda.synchronize()
        windows.append(start.elapsed_time(end) / inner)
    return statistics.median(windows)


def attention(rows, heads, kv_heads, tokens, head_dim, both=True):
    """Milliseconds of causal attention, forward and backward or forward alone, in bf16."""
    make = lambda count: torch.randn(rows, tokens, count, head_dim, device="cuda", dtype=torch.bfloat16).transpose(1, 2).requires_grad_()
    q, k, v = make(heads), make(kv_heads), make(kv_heads)
    gradient = torch.randn_like(q)

    def work():
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=heads != kv_heads)
        if both:
            torch.autograd.grad(y, (q, k, v), gradient)

    return milliseconds(work)


def backends(name):
    """Milliseconds of each backend that takes this size's attention: forward and backward, forward."""
    found = {}
    for backend in BACKENDS:
        pin(backend)
        try:
            found[backend] = [attention(*SHAPES[name], both) for both in (True, False)]
        except RuntimeError as error:
            found[backend] = str(error).splitlines()[0]
    return found


def fastest(name):
    """The backend whose forward and backward takes least."""
    taken = {backend: times[0] for backend, times in backends(name).items() if isinstance(times, list)}
    return min(taken, key=taken.get)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    torch.manual_seed(0)
    a, b = (torch.randn(8192, 8192, device="cuda", dtype=torch.bfloat16) for _ in range(2))
    source, target = (torch.randn(1 << 30, device="cuda") for _ in range(2))
    tflops = 2 * 8192**3 / milliseconds(lambda: a @ b) / 1e9
    terabytes = 2 * 4 * 2**30 / milliseconds(lambda: target.copy_(source)) / 1e9
    print(json.dumps({
        "device": torch.cuda.get_device_name(), "torch": torch.__version__, "product_tflops": tflops, "copy_tb_per_second": terabytes,
        "attention_ms": {name: backends(name) for name in SHAPES},
    }))


if __name__ == "__main__":
    main()
