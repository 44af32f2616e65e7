// The softmax of the head: a chunk's logits become losses and the gradient of the products that they were made of, in
// place. The truth is `op::head`. The products are the library's; no more than a chunk of logits is ever there.

// A logit of a product, and how much it grows with it.
struct Capped {
    float logit;
    float slope;
};

DEVICE Capped capped(float product, float softcap) {
    if (softcap == 0.0f) {
        return Capped{product, 1.0f};
    }
    const float bent = hyperbolic_tangent(product / softcap);
    return Capped{softcap * bent, 1.0f - bent * bent};
}

// A block has a row [vocabulary] of `stride` products; what is behind the vocabulary is made 0. A row of weight 0 has no
// loss and no gradient. `softcap` is 0 for none, `scale` may be null when no gradient is wanted.
KERNEL(head_softmax, 512, num *products, u64 stride, const u32 *targets, const float *weights, const float *scale,
       float *losses, u32 vocabulary, float softcap, u32 differentiate) {
    const u64 row = blockIdx.x;
    num *at = products + row * stride;
    const float weight = weights[row];
    if (weight == 0.0f) {
        if (threadIdx.x == 0) {
            losses[row] = 0.0f;
        }
        for (u64 c = threadIdx.x; differentiate && c < stride; c += blockDim.x) {
            put(at + c, 0.0f);
        }
        return;
    }
    float greatest = MINUS_INFINITY, sum = 0.0f;
    for (u32 c = threadIdx.x; c < vocabulary; c += blockDim.x) {
        const float logit = capped(widen(at[c]), softcap).logit;
        if (logit > greatest) {
            sum = sum * exponential(greatest - logit) + 1.0f;
            greatest = logit;
        } else {
            sum += exponential(logit - greatest);
        }
    }
    const float most = block_greatest(greatest);
    // A thread without columns has no sum either.
    sum = block_sum(greatest == most ? sum : sum * exponential(greatest - most));
    const u32 target = targets[row];
    if (threadIdx.x == 0) {
        losses[row] = (most - capped(widen(at[target]), softcap).logit) + natural_log(sum);
    }
    if (!differentiate) {
        return;
    }
    // The target's product has been read.
    block_barrier();
    const float factor = weight * *scale, share = 1.0f / sum;
    for (u64 c = threadIdx.x; c < stride; c += blockDim.x) {
        float d = 0.0f;
        if (c < vocabulary) {
            const Capped value = capped(widen(at[c]), softcap);
            const float probability = exponential(value.logit - most) * share;
            d = factor * value.slope * (probability - (c == target ? 1.0f : 0.0f));
        }
        put(at + c, d);
    }
}

// The sum of losses times their weights, in f64 and one order, into the step's state. One block.
KERNEL(sum_losses, 1024, const float *losses, const float *weights, u32 rows, StepState *state, u32 add) {
    double sum = 0.0;
    for (u32 row = threadIdx.x; row < rows; row += blockDim.x) {
        sum += static_cast<double>(losses[row]) * static_cast<double>(weights[row]);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        state->loss = add ? state->loss + sum : sum;
    }
}

// Makes logits of products, where there is a cap.
KERNEL(head_cap, 256, num *products, float softcap, u64 count) {
    FOR_EACH(at, count) {
        put(products + at, capped(widen(products[at]), softcap).logit);
    }
}
