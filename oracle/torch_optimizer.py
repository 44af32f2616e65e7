"""Optimiser trajectories: AdamW by torch.optim in float64, Muon as a plain float64 numpy transcription.

Writes fixtures/optimizer.safetensors. FORMAT (all tensors F32; values computed in float64 and rounded)

  metadata
    format    "nanollama-optimizer-1"
    cases     JSON list of objects, one a case:
      AdamW:  {"name", "kind": "adamw", "shape", "lr": [5], "beta1", "beta2", "eps", "weight_decay"}
      Muon:   {"name", "kind": "muon", "shape": [rows, columns], "lr": [5], "momentum": [5], "beta2", "weight_decay": [5],
               "polar_express": [[a, b, c] x 5]}
  tensors, per case NAME
    NAME.initial       shape            parameters before step 1
    NAME.gradients     [5, *shape]      the gradient of each step
    NAME.parameters    [5, *shape]      parameters after each step
    NAME.momentum      [5, *shape]      (muon) momentum buffer after each step
    NAME.second        [5, rows] or [5, columns]  (muon) NorMuon second moment after each step: per row if rows >= columns,
                       else per column
    NAME.update        [5, *shape]      (muon) what lr multiplies: the orthogonalised, NorMuon-scaled direction

AdamW (Loshchilov & Hutter): p *= 1 - lr*weight_decay, then p -= lr * m_hat / (sqrt(v_hat) + eps).

Muon (momentum orthogonalised by Polar Express, NorMuon, cautious decay), as nanochat runs it. State starts at zero. Each
step, for an m x n matrix:
  1. buffer = lerp(buffer, g, 1 - mu);  d = lerp(g, buffer, mu)                            (Nesterov in EMA form)
  2. every row of d gets the mean row norm ||d||_F / sqrt(m)                               (MuonEq)
  3. X = d / (1.01 * ||d||_F + 1e-6)
  4. five times: A = X X^T (A = X^T X when m > n);  B = b A + c A A;  X = a X + B X  (X = a X + X B when m > n)
  5. X is rescaled to ||X||_F = sqrt(min(m, n))                                            (Muon+)
  6. v = mean square of X per row (m >= n) or per column;  second = lerp(second, v, 1 - beta2);
     X' = X * rsqrt(max(second, 1e-10)), rescaled so that ||X'||_F = ||X||_F
  7. rate = lr * sqrt(max(1, m / n));  p -= rate * X' + rate * weight_decay * p * [X' * p >= 0]
"""

import argparse
import json
import os
import sys

import numpy as np
import torch

from fixtures import FIXTURES, record, save

STEPS = 5
POLAR_EXPRESS = [
    (8.156554524902461, -22.48329292557795, 15.878769915207462),
    (4.042929935166739, -2.808917465908714, 0.5000178451051316),
    (3.8916678022926607, -2.772484153217685, 0.5060648178503393),
    (3.285753657755655, -2.3681294933425376, 0.46449024233003106),
    (2.3465413258596377, -1.7097828382687081, 0.42323551169305323),
]
ADAMW = [
    dict(name="adamw.decay", shape=[7, 5], lr=[0.1, 0.1, 0.07, 0.03, 0.003], beta1=0.8, beta2=0.95, eps=1e-10, weight_decay=0.9),
    dict(name="adamw.plain", shape=[33], lr=[0.01] * 5, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0),
    dict(name="adamw.epsilon", shape=[4, 3], lr=[0.3, 0.2, 0.1, 0.2, 0.3], beta1=0.96, beta2=0.5, eps=0.05, weight_decay=0.2),
]
MUON_SCHEDULE = dict(lr=[0.02, 0.05, 0.05, 0.03, 0.001], momentum=[0.85, 0.87, 0.9, 0.97, 0.9], weight_decay=[2.0, 1.5, 1.0, 0.5, 0.0])
MUON = [
    dict(name="muon.tall", shape=[24, 8], beta2=0.95, **MUON_SCHEDULE),
    dict(name="muon.wide", shape=[8, 24], beta2=0.95, **MUON_SCHEDULE),
    dict(name="muon.square", shape=[16, 16], beta2=0.9, **MUON_SCHEDULE),
]


def adamw(case, initial, gradients):
    parameter = torch.nn.Parameter(torch.from_numpy(initial.copy()))
    optimizer = torch.optim.AdamW([parameter], betas=(case["beta1"], case["beta2"]), eps=case["eps"], weight_decay=case["weight_decay"])
    after = []
    for lr, gradient in zip(case["lr"], gradients):
        optimizer.param_groups[0]["lr"] = lr
        parameter.grad = torch.from_numpy(gradient)
        optimizer.step()
        after.append(parameter.detach().numpy().copy())
    return {"parameters": np.stack(after)}


def polar_express(x):
    tall = x.shape[0] > x.shape[1]
    for a, b, c in POLAR_EXPRESS:
        gram = x.T @ x if tall else x @ x.T
        polynomial = b * gram + c * gram @ gram
        x = a * x + (x @ polynomial if tall else polynomial @ x)
    return x


def muon(case, initial, gradients):
    rows, columns = case["shape"]
    axis = 1 if rows >= columns else 0
    parameter, buffer = initial.copy(), np.zeros_like(initial)
    second = np.zeros((rows, 1) if axis == 1 else (1, columns))
    out = {"parameters": [], "momentum": [], "second": [], "update": []}
    for lr, mu, decay, gradient in zip(case["lr"], case["momentum"], case["weight_decay"], gradients):
        buffer = buffer + (1 - mu) * (gradient - buffer)
        direction = gradient + mu * (buffer - gradient)
        norms = np.linalg.norm(direction, axis=1, keepdims=True)
        direction = direction * (np.linalg.norm(direction) / np.sqrt(rows) / np.maximum(norms, 1e-10))
        x = polar_express(direction / (1.01 * np.linalg.norm(direction) + 1e-6))
        singular = np.linalg.svd(x, compute_uv=False)
        x *= np.sqrt(min(rows, columns)) / np.linalg.norm(x)
        second = second + (1 - case["beta2"]) * ((x * x).mean(axis, keepdims=True) - second)
        scaled = x / np.sqrt(np.maximum(second, 1e-10))
        scaled *= np.linalg.norm(x) / max(np.linalg.norm(scaled), 1e-10)
        rate = lr * max(1.0, rows / columns) ** 0.5
        parameter = parameter - rate * scaled - rate * decay * parameter * (scaled * parameter >= 0)
        for name, value in zip(out, (parameter, buffer, second.reshape(-1), scaled)):
            out[name].append(value.copy())
    print(f"     {case['name']}: singular values of the last orthogonalised step {singular.min():.3f} to {singular.max():.3f}")
    return {name: np.stack(values) for name, values in out.items()}, bool(0.5 < singular.min() and singular.max() < 1.3)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fixtures", default=FIXTURES)
    arguments = parser.parse_args()
    generator, tensors, fine = np.random.default_rng(7), {}, True
    for case in ADAMW + MUON:
        # Exact f32 values, so that every implementation starts from the same numbers.
        initial = (0.3 * generator.standard_normal(case["shape"])).astype(np.float32)
        gradients = generator.standard_normal([STEPS, *case["shape"]]).astype(np.float32)
        gradients *= np.array([1.0, 0.1, 3.0, 1e-3, 1.0], np.float32).reshape(-1, *[1] * len(case["shape"]))
        double = initial.astype(np.float64), gradients.astype(np.float64)
        if case in ADAMW:
            case["kind"], result = "adamw", adamw(case, *double)
        else:
            case["kind"], case["polar_express"] = "muon", POLAR_EXPRESS
            result, good = muon(case, *double)
            fine &= good
        tensors[f"{case['name']}.initial"] = initial
        tensors[f"{case['name']}.gradients"] = gradients
        tensors |= {f"{case['name']}.{name}": value.astype(np.float32) for name, value in result.items()}
    os.makedirs(arguments.fixtures, exist_ok=True)
    metadata = {"format": "nanollama-optimizer-1", "cases": json.dumps(ADAMW + MUON)}
    save(os.path.join(arguments.fixtures, "optimizer.safetensors"), tensors, metadata)
    record(arguments.fixtures, ["optimizer.safetensors"], "oracle/torch_optimizer.py", f"torch {torch.__version__}, numpy {np.__version__}")
    print(f"{'ok  ' if fine else 'FAIL'} optimizer.safetensors: {len(ADAMW)} AdamW and {len(MUON)} Muon cases")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
