// Rotary positions, half-split, in place: feature i of a head turns with feature i + head_dim / 2. The truth is `op::rope`.
// `turns` holds for each position [cos: head_dim / 2 | sin: head_dim / 2]; `direction` is -1 to turn back.

KERNEL(rope, 256, num *x, u64 stride, const u32 *positions, const float *turns, u32 heads, u32 head_dim,
       float direction, u64 pairs) {
    const u32 half = head_dim / 2;
    FOR_EACH(pair, pairs) {
        const u32 i = pair % half;
        const u64 row = pair / half / heads;
        num *low = x + row * stride + pair / half % heads * head_dim + i;
        num *high = low + half;
        const float *turn = turns + positions[row] * static_cast<u64>(head_dim) + i;
        const float cosine = turn[0], sine = turn[half] * direction;
        const float a = widen(*low), b = widen(*high);
        put(low, fused(a, cosine, -(b * sine)));
        put(high, fused(b, cosine, a * sine));
    }
}
