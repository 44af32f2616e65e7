// Rotary positions, half-split, in place: feature i of a head turns with feature i + head_dim / 2. The truth is `op::rope`.
// `turns` holds for each position [cos: head_dim / 2 | sin: head_dim / 2]; `direction` is -1 to turn back.

// A thread has several pairs of one head.
KERNEL(rope, 256, num *x, u64 stride, const u32 *positions, const float *turns, u32 heads, u32 head_dim,
       float direction, u64 rows) {
    const u32 half = head_dim / 2;
    const bool whole = half % 8 == 0 && in_quads(x, stride) && in_quads(turns);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(pair, rows, heads * half, width) {
            const u32 head = pair.col / half, first = pair.col % half;
            num *low = x + pair.row * stride + head * head_dim + first;
            const float *turn = turns + positions[pair.row] * static_cast<u64>(head_dim) + first;
            const auto cosine = get(turn, width), sine = get(turn + half, width);
            auto a = get(low, width), b = get(low + half, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                const float turned = fused(a.at[i], cosine.at[i], -(b.at[i] * (sine.at[i] * direction)));
                b.at[i] = fused(b.at[i], cosine.at[i], a.at[i] * (sine.at[i] * direction));
                a.at[i] = turned;
            }
            put(low, a);
            put(low + half, b);
        }
    });
}
