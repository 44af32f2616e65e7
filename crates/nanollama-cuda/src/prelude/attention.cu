// What the attention kernels share: which keys a row sees, and what a score is.

// Heads and how their scores are made.
struct AttentionShape {
    u32 heads;
    u32 kv_heads;
    u32 head_dim;
    // 0 for none.
    u32 window;
    float scale;
    // 0 for none.
    float softcap;
};

// A matrix's rows: element 0 and elements from row to row.
struct Rows {
    const num *data;
    u64 stride;
};

// The first row that `row` sees.
DEVICE u32 first_seen(const u32 *positions, u32 row, u32 window) {
    const u32 most = positions[row];
    return row - (window > 0 && window - 1 < most ? window - 1 : most);
}

// A score, and how much it grows with the scaled product.
struct Score {
    float value;
    float slope;
};

DEVICE Score score_of(float product, const AttentionShape &shape) {
    const float scaled = product * shape.scale;
    if (shape.softcap == 0.0f) {
        return Score{scaled, 1.0f};
    }
    const float bent = hyperbolic_tangent(scaled / shape.softcap);
    return Score{shape.softcap * bent, 1.0f - bent * bent};
}

#if NUMBER_BITS == 16

// What both kinds of kernels in tensor cores share. After a product a lane has of each 8 columns those that are 2 (lane mod 4)
// and the next, in rows lane / 4 and 8 below it: "its two rows".

template <u32 N> DEVICE void clear(float (&sums)[N][4]) {
#pragma unroll
    for (u32 n = 0; n < N; n++) {
        sums[n][0] = sums[n][1] = sums[n][2] = sums[n][3] = 0.0f;
    }
}

// Over the four lanes that share two rows.
DEVICE float lanes_sum(float value) {
    value += shuffle_xor(value, 1);
    return value + shuffle_xor(value, 2);
}

DEVICE float lanes_greatest(float value) {
    value = greater(value, shuffle_xor(value, 1));
    return greater(value, shuffle_xor(value, 2));
}

// A lane's two rows of sums, times a factor each, to rows of `stride` numbers.
template <u32 W> DEVICE void put_rows(bf16 *to, u64 stride, const float (&sums)[W / 8][4], const float (&factor)[2],
                                      u32 first, u32 rows) {
    const u32 lane = threadIdx.x % 32;
#pragma unroll
    for (u32 half = 0; half < 2; half++) {
        const u32 row = first + lane / 4 + 8 * half;
        if (row < rows) {
#pragma unroll
            for (u32 n = 0; n < W / 8; n++) {
                const float *own = sums[n] + 2 * half;
                const u32 pair = pair_of(own[0] * factor[half], own[1] * factor[half]);
                *reinterpret_cast<u32 *>(to + row * stride + n * 8 + lane % 4 * 2) = pair;
            }
        }
    }
}

#endif
