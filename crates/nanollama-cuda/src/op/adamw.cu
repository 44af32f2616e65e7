// AdamW over f32 masters, which also rounds what products read. The truth is `op::adamw`. Nothing moves in a step that is
// not sound. Tensors of one length have a grid axis.

KERNEL(adamw, 256, const Tensor *tensors, float beta1, float beta2, float eps, const StepSettings *settings,
       const StepState *state, u64 count) {
    if (state->broken) {
        return;
    }
    // By reference: what is read of the table where it is needed takes no register meanwhile.
    const Tensor &of = tensors[blockIdx.y];
    const float *factors = factors_of(settings, of.number);
    const float keep = factors[0], step_size = factors[1], root_scale = factors[2];
    const float scale = state->gradient_scale;
    FOR_EACH(at, count) {
        const float g = of.gradient[at] * scale, old = of.values[at];
        const float m = fused(of.first[at], beta1, g * (1.0f - beta1));
        const float v = fused(of.second[at], beta2, g * g * (1.0f - beta2));
        const float moved = fused(step_size, m / fused(root(v), root_scale, eps), old * keep);
        of.first[at] = m;
        of.second[at] = v;
        of.values[at] = moved;
        if (of.copy) {
            put(of.copy + at, moved);
        }
    }
}
