// AdamW over f32 masters, which also rounds what products read. The truth is `op::adamw`. Nothing moves in a step that is
// not sound. `copy` may be null.

KERNEL(adamw, 256, float *p, const float *gradient, float *first, float *second, num *copy, float beta1, float beta2,
       float eps, const StepSettings *settings, u32 tensor, const StepState *state, u64 count) {
    if (state->broken) {
        return;
    }
    const float *factors = factors_of(settings, tensor);
    const float keep = factors[0], step_size = factors[1], root_scale = factors[2];
    const float scale = state->gradient_scale;
    FOR_EACH(at, count) {
        const float g = gradient[at] * scale;
        const float m = fused(first[at], beta1, g * (1.0f - beta1));
        const float v = fused(second[at], beta2, g * g * (1.0f - beta2));
        first[at] = m;
        second[at] = v;
        const float moved = fused(step_size, m / fused(root(v), root_scale, eps), p[at] * keep);
        p[at] = moved;
        if (copy) {
            put(copy + at, moved);
        }
    }
}
