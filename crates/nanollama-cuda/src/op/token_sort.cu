// A launch's rows sorted by token, those of one token ascending: by eight bits of the tokens a pass, the lowest first, each
// pass stable. A block has `share` rows, a multiple of its threads.

#define DIGITS 256

DEVICE u32 digit_of(u32 token, u32 shift) {
    return token >> shift & (DIGITS - 1);
}

// counts [blocks, 256]: how often the block's rows have each digit.
KERNEL(token_sort_count, 1024, const u32 *ids, u32 *counts, u32 shift, u32 rows, u32 share) {
    u32 *found = SHARED(u32, 0);
    for (u32 digit = threadIdx.x; digit < DIGITS; digit += blockDim.x) {
        found[digit] = 0;
    }
    block_barrier();
    const u32 first = blockIdx.x * share, count = rows - first < share ? rows - first : share;
    for (u32 row = threadIdx.x; row < count; row += blockDim.x) {
        count_up(found + digit_of(ids[first + row], shift), 1);
    }
    block_barrier();
    for (u32 digit = threadIdx.x; digit < DIGITS; digit += blockDim.x) {
        counts[blockIdx.x * DIGITS + digit] = found[digit];
    }
}

// Shared memory of a block of `token_sort_place`.
struct Places {
    // Where the block's next row of each digit goes.
    u32 next[DIGITS];
    // How often each digit is in the whole launch.
    u32 all[DIGITS];
    u32 of_warp[32];
    // How often each digit is in each warp's rows, then where the first of them goes.
    u32 of_warps[32][DIGITS];
};

// Finds where the block's first row of each digit goes: behind all of lesser digits and those of blocks before.
DEVICE void find_places(Places *places, const u32 *counts) {
    const u32 digit = threadIdx.x % DIGITS, threads = blockDim.x / DIGITS;
    if (threadIdx.x < DIGITS) {
        places->next[digit] = places->all[digit] = 0;
    }
    block_barrier();
    u32 all = 0, before = 0;
#pragma unroll 8
    for (u32 block = threadIdx.x / DIGITS; block < gridDim.x; block += threads) {
        const u32 count = counts[block * DIGITS + digit];
        all += count;
        before += block < blockIdx.x ? count : 0;
    }
    count_up(places->all + digit, all);
    count_up(places->next + digit, before);
    block_barrier();
    // The sum of all lesser digits: of the lanes below, where each step doubles what a lane knows of, and of the warps below.
    u32 sum = threadIdx.x < DIGITS ? places->all[digit] : 0, lesser = 0;
    for (u32 bits = 1; bits < 32; bits <<= 1) {
        const u32 other = shuffle_xor(sum, bits);
        lesser += threadIdx.x & bits ? other : 0;
        sum += other;
    }
    if (threadIdx.x % 32 == 0) {
        places->of_warp[threadIdx.x / 32] = sum;
    }
    block_barrier();
    if (threadIdx.x < DIGITS) {
        for (u32 warp = 0; warp < threadIdx.x / 32; warp++) {
            lesser += places->of_warp[warp];
        }
        places->next[digit] += lesser;
    }
    block_barrier();
}

// One pass: ids_to and rows_to [T] are ids and rows_of sorted by the digit. Without rows_of, the rows are 0, 1, 2...
KERNEL(token_sort_place, 1024, const u32 *ids, const u32 *rows_of, const u32 *counts, u32 *ids_to, u32 *rows_to,
       u32 shift, u32 rows, u32 share) {
    Places *places = SHARED(Places, 0);
    find_places(places, counts);
    const u32 lane = threadIdx.x % 32;
    u32 *of_warp = places->of_warps[threadIdx.x / 32];
    const u32 first = blockIdx.x * share, end = rows - first < share ? rows : first + share;
    for (u32 tile = first; tile < end; tile += blockDim.x) {
        const u32 at = tile + threadIdx.x;
        const bool there = at < end;
        const u32 id = there ? ids[at] : 0, row = there && rows_of ? rows_of[at] : at;
        // One that is not there is like no other.
        const u32 digit = there ? digit_of(id, shift) : DIGITS;
        u32 earlier = 0, later = 0;
        for (u32 bits = 1; bits < 32; bits++) {
            const u32 same = shuffle_xor(digit, bits) == digit;
            earlier += (lane ^ bits) < lane ? same : 0;
            later += (lane ^ bits) > lane ? same : 0;
        }
        for (u32 other = lane; other < DIGITS; other += 32) {
            of_warp[other] = 0;
        }
        warp_barrier();
        if (there && later == 0) {
            of_warp[digit] = earlier + 1;
        }
        block_barrier();
        if (threadIdx.x < DIGITS) {
            u32 next = places->next[threadIdx.x];
            for (u32 warp = 0; warp < blockDim.x / 32; warp++) {
                const u32 count = places->of_warps[warp][threadIdx.x];
                places->of_warps[warp][threadIdx.x] = next;
                next += count;
            }
            places->next[threadIdx.x] = next;
        }
        block_barrier();
        if (there) {
            const u32 to = of_warp[digit] + earlier;
            ids_to[to] = id;
            rows_to[to] = row;
        }
        // A warp's own places are read before it clears them.
        warp_barrier();
    }
}
