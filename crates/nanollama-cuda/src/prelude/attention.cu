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
