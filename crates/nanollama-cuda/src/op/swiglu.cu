// The gated feed-forward's middle: h = silu(gate) · up, and its gradient. The truth is `op::swiglu`. A row is
// [gate: F | up: F].

KERNEL(swiglu, 256, const num *gate_up, num *h, u32 ffn, u64 count) {
    FOR_EACH(at, count) {
        const num *row = gate_up + at / ffn * 2 * ffn + at % ffn;
        const float gate = widen(row[0]);
        put(h + at, gate * sigmoid(gate) * widen(row[ffn]));
    }
}

KERNEL(swiglu_grad, 256, const num *gate_up, const num *dh, num *dgate_up, u32 ffn, u64 count) {
    FOR_EACH(at, count) {
        const u64 place = at / ffn * 2 * ffn + at % ffn;
        const float gate = widen(gate_up[place]), up = widen(gate_up[place + ffn]), d = widen(dh[at]);
        const float s = sigmoid(gate);
        // silu' = s (1 + gate (1 - s))
        put(dgate_up + place, d * up * (s * fused(gate, 1.0f - s, 1.0f)));
        put(dgate_up + place + ffn, d * (gate * s));
    }
}
