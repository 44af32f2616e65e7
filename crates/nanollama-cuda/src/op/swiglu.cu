// The gated feed-forward's middle: h = silu(gate) · up, and its gradient. The truth is `op::swiglu`. A row is
// [gate: F | up: F].

KERNEL(swiglu, 256, const num *gate_up, num *h, u32 ffn, u64 rows) {
    const bool whole = ffn % 8 == 0 && in_quads(gate_up) && in_quads(h);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, ffn, width) {
            const num *row = gate_up + at.row * 2 * ffn + at.col;
            const auto gate = get(row, width);
            auto up = get(row + ffn, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                up.at[i] *= gate.at[i] * sigmoid(gate.at[i]);
            }
            put(h + at.row * ffn + at.col, up);
        }
    });
}

KERNEL(swiglu_grad, 256, const num *gate_up, const num *dh, num *dgate_up, u32 ffn, u64 rows) {
    const bool whole = ffn % 8 == 0 && in_quads(gate_up) && in_quads(dh) && in_quads(dgate_up);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, ffn, width) {
            const u64 place = at.row * 2 * ffn + at.col;
            auto gate = get(gate_up + place, width), up = get(gate_up + place + ffn, width);
            const auto d = get(dh + at.row * ffn + at.col, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                const float of_gate = gate.at[i], s = sigmoid(of_gate);
                // silu' = s (1 + gate (1 - s))
                gate.at[i] = d.at[i] * up.at[i] * (s * fused(of_gate, 1.0f - s, 1.0f));
                up.at[i] = d.at[i] * (of_gate * s);
            }
            put(dgate_up + place, gate);
            put(dgate_up + place + ffn, up);
        }
    });
}
