// Plain sums and places: y + x, columns that gain a multiple, rows that are picked, masters that are rounded. The truth is
// `op::add`, `op::add_scaled` and the CPU's `SelectRows`.

KERNEL(add, 256, const num *x, num *y, u64 count) {
    const bool whole = count % 8 == 0 && in_quads(x) && in_quads(y);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH(place, count / width) {
            const u64 first = place * width;
            const auto more = get(x + first, width);
            auto sum = get(y + first, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                sum.at[i] += more.at[i];
            }
            put(y + first, sum);
        }
    });
}

// Columns first.. of y [T, stride] gain scale · d [T, cols].
KERNEL(add_scaled, 256, const num *d, num *y, float scale, u64 stride, u32 first, u32 cols, u64 rows) {
    const bool whole = cols % 8 == 0 && in_quads(d) && in_quads(y + first, stride);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, cols, width) {
            num *to = y + at.row * stride + first + at.col;
            const auto more = get(d + at.row * cols + at.col, width);
            auto sum = get(to, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                sum.at[i] = fused(scale, more.at[i], sum.at[i]);
            }
            put(to, sum);
        }
    });
}

// dd [T, cols] = scale · columns first.. of dy [T, stride].
KERNEL(add_scaled_grad, 256, const num *dy, num *dd, float scale, u64 stride, u32 first, u32 cols, u64 rows) {
    const bool whole = cols % 8 == 0 && in_quads(dy + first, stride) && in_quads(dd);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, cols, width) {
            auto d = get(dy + at.row * stride + first + at.col, width);
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                d.at[i] *= scale;
            }
            put(dd + at.row * cols + at.col, d);
        }
    });
}

KERNEL(select_rows, 256, const num *x, const u32 *selected, num *y, u32 cols, u64 rows) {
    const bool whole = cols % 8 == 0 && in_quads(x) && in_quads(y);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH_PLACE(at, rows, cols, width) {
            const num *from = x + selected[at.row] * static_cast<u64>(cols) + at.col;
            put(y + at.row * cols + at.col, get(from, width));
        }
    });
}

// The values that products read, of the masters.
KERNEL(round_values, 256, const float *from, num *to, u64 count) {
    const bool whole = count % 8 == 0 && in_quads(from) && in_quads(to);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH(place, count / width) {
            const u64 first = place * width;
            put(to + first, get(from + first, width));
        }
    });
}
