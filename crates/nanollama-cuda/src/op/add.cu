// Plain sums and places: y + x, columns that gain a multiple, rows that are picked, masters that are rounded. The truth is
// `op::add`, `op::add_scaled` and the CPU's `SelectRows`.

KERNEL(add, 256, const num *x, num *y, u64 count) {
    FOR_EACH(at, count) {
        put(y + at, widen(y[at]) + widen(x[at]));
    }
}

// Columns first.. of y [T, stride] gain scale · d [T, cols].
KERNEL(add_scaled, 256, const num *d, num *y, float scale, u64 stride, u32 first, u32 cols, u64 count) {
    FOR_EACH(at, count) {
        num *to = y + at / cols * stride + first + at % cols;
        put(to, fused(scale, widen(d[at]), widen(*to)));
    }
}

// dd [T, cols] = scale · columns first.. of dy [T, stride].
KERNEL(add_scaled_grad, 256, const num *dy, num *dd, float scale, u64 stride, u32 first, u32 cols, u64 count) {
    FOR_EACH(at, count) {
        put(dd + at, scale * widen(dy[at / cols * stride + first + at % cols]));
    }
}

KERNEL(select_rows, 256, const num *x, const u32 *selected, num *y, u32 cols, u64 count) {
    FOR_EACH(at, count) {
        y[at] = x[selected[at / cols] * static_cast<u64>(cols) + at % cols];
    }
}

// The values that products read, of the masters.
KERNEL(round_values, 256, const float *from, num *to, u64 count) {
    FOR_EACH(at, count) {
        put(to + at, from[at]);
    }
}
