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

template <u32 WIDTH> DEVICE Numbers<WIDTH> capped(Numbers<WIDTH> products, float softcap) {
    if (softcap != 0.0f) {
#pragma unroll
        for (u32 i = 0; i < WIDTH; i++) {
            products.at[i] = capped(products.at[i], softcap).logit;
        }
    }
    return products;
}

// Σ e^(logit - greatest) of the logits that a thread has seen. It begins at the least finite number: infinities beside an
// infinite start would be no number.
struct Running {
    float greatest, sum;
};

// Takes in the greatest of some logits first: what was summed is worth less by it.
DEVICE void grow(Running &seen, float greatest) {
    const float before = seen.greatest;
    seen.greatest = greater(greatest, before);
    seen.sum *= exponential(before - seen.greatest);
}

// What the gradient of a row is made of.
struct SoftmaxRow {
    float softcap, most, share, factor;
};

// The gradient of a product, but for the target's.
DEVICE float slope_of(const SoftmaxRow &row, float product) {
    const Capped value = capped(product, row.softcap);
    return row.factor * value.slope * (exponential(value.logit - row.most) * row.share);
}

// A block's work on the first `end` columns of a row: by eights up to `whole`, and one by one.
template <class Work> DEVICE void over_row(u32 whole, u32 end, Work work) {
    for (u32 c = 8 * threadIdx.x; c < whole; c += 8 * blockDim.x) {
        work(c, Width<8>{});
    }
    for (u32 c = whole + threadIdx.x; c < end; c += blockDim.x) {
        work(c, Width<1>{});
    }
}

// A block has a row [vocabulary] of `stride` products; what is behind the vocabulary is made 0. A row of weight 0 has no
// loss and no gradient. `softcap` is 0 for none, `scale` may be null when no gradient is wanted. The second pass finds the
// row in a cache.
KERNEL(head_softmax, 384, num *products, u64 stride, const u32 *targets, const float *weights, const float *scale,
       float *losses, u32 vocabulary, float softcap, u32 differentiate) {
    const u64 row = blockIdx.x;
    num *at = products + row * stride;
    const u32 whole = in_quads(products, stride) ? vocabulary / 8 * 8 : 0;
    const float weight = weights[row];
    if (weight == 0.0f) {
        if (threadIdx.x == 0) {
            losses[row] = 0.0f;
        }
        if (differentiate) {
            over_row(whole, stride, [=](u32 c, auto width) { put(at + c, Numbers<width>{}); });
        }
        return;
    }
    Running seen = {LEAST, 0.0f};
    over_row(whole, vocabulary, [=, &seen](u32 c, auto width) {
        const auto logits = capped(get(at + c, width), softcap);
        float greatest = LEAST;
#pragma unroll
        for (u32 i = 0; i < width; i++) {
            greatest = greater(logits.at[i], greatest);
        }
        grow(seen, greatest);
        float sum = 0.0f;
#pragma unroll
        for (u32 i = 0; i < width; i++) {
            sum += exponential(logits.at[i] - seen.greatest);
        }
        seen.sum += sum;
    });
    const float most = block_greatest(seen.greatest);
    const float sum = block_sum(seen.sum * exponential(seen.greatest - most));
    const u32 target = targets[row];
    const float of_target = widen(at[target]);
    if (threadIdx.x == 0) {
        losses[row] = (most - capped(of_target, softcap).logit) + natural_log(sum);
    }
    if (!differentiate) {
        return;
    }
    // The target's product has been read.
    block_barrier();
    const float factor = weight * *scale;
    const SoftmaxRow known = {softcap, most, 1.0f / sum, factor};
    // What the target has less than its probability, where the others have that alone.
    const float missing = factor * capped(of_target, softcap).slope;
    over_row(whole, stride, [=](u32 c, auto width) {
        if (c >= vocabulary) {
            put(at + c, 0.0f);
            return;
        }
        auto d = get(at + c, width);
#pragma unroll
        for (u32 i = 0; i < width; i++) {
            d.at[i] = slope_of(known, d.at[i]);
        }
        if (target - c < width) {
#pragma unroll
            for (u32 i = 0; i < width; i++) {
                d.at[i] -= c + i == target ? missing : 0.0f;
            }
        }
        put(at + c, d);
    });
}

// The sum of losses times their weights, in f64 and one order, into the step's state. One block.
KERNEL(sum_losses, 1024, const float *losses, const float *weights, u32 rows, StepState *state, u32 add) {
    double sum = 0.0;
#pragma unroll 8
    for (u32 row = threadIdx.x; row < rows; row += blockDim.x) {
        sum += static_cast<double>(losses[row]) * static_cast<double>(weights[row]);
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        state->loss = add ? state->loss + sum : sum;
    }
}

// Makes logits of products, where there is a cap.
KERNEL(head_cap, 256, float *products, float softcap, u64 count) {
    const bool whole = count % 8 == 0 && in_quads(products);
    in_eights_or_ones(whole, [=](auto width) {
        FOR_EACH(place, count / width) {
            const u64 first = place * width;
            put(products + first, capped(get(products + first, width), softcap));
        }
    });
}
