// The products that the program asks of `libcublasLt.so`, in plain loops: columns first, as the library counts. Each is a
// line `product M N K MANY WAY` of the fake driver's record.
//
// It offers four ways to compute a product, each of which adds up in another order. The second is refused when it is used,
// the third is the fastest. What one takes, in microseconds, is added to the fake driver's stream.

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

namespace {

const int NOT_SUPPORTED = 15, INVALID = 7;
const int F32 = 0, BF16 = 14;

struct Description {
    int transposed[2];
};

struct Layout {
    int format;
    u64 rows, cols;
    long long stride;
    // Of many matrices, and numbers from one to the next.
    int many;
    long long to_next;
};

// What an algorithm may count on: bytes on which the operands begin.
struct Preference {
    u32 alignments[4];
};

struct Algorithm {
    Preference preference;
    u64 way;
    u64 unused[5];
};
static_assert(sizeof(Algorithm) == 64, "as long as the library's");

const u64 WAYS = 4, REFUSED = 1;
const u64 MICROSECONDS[WAYS] = {30, 1, 10, 20};

float value(u64 at, const Layout &layout, u64 index) {
    if (layout.format == F32) {
        return reinterpret_cast<const float *>(at)[index];
    }
    const u32 bits = static_cast<u32>(reinterpret_cast<const u16 *>(at)[index]) << 16;
    float value;
    memcpy(&value, &bits, 4);
    return value;
}

void put(u64 at, const Layout &layout, u64 index, float value) {
    if (layout.format == F32) {
        reinterpret_cast<float *>(at)[index] = value;
        return;
    }
    u32 bits;
    memcpy(&bits, &value, 4);
    const bool nan = (bits & 0x7fffffffu) > 0x7f800000u;
    reinterpret_cast<u16 *>(at)[index] = nan ? 0x7fff : (bits + 0x7fffu + (bits >> 16 & 1)) >> 16;
}

// Rows and columns after the description's transposition.
u64 extent(const Layout &layout, int transposed, bool rows) {
    return (transposed != 0) == rows ? layout.cols : layout.rows;
}

// The factors and results of a product fit each other, as many of each, and no result lies in another.
bool fit(const Description &of, const Layout &left, const Layout &right, const Layout &added, const Layout &to) {
    const u64 m = to.rows, n = to.cols, k = extent(left, of.transposed[0], false);
    const bool apart = to.many == 1 || to.to_next >= to.stride * static_cast<long long>(to.cols);
    return extent(left, of.transposed[0], true) == m && extent(right, of.transposed[1], false) == n &&
           extent(right, of.transposed[1], true) == k && added.rows == m && added.cols == n &&
           left.format == right.format && left.many == to.many && right.many == to.many && added.many == to.many && apart;
}

u64 bytes_of(const Layout &layout) {
    return layout.format == F32 ? 4 : 2;
}

} // namespace

extern "C" {

int cublasLtCreate(void **handle) {
    *handle = malloc(1);
    return 0;
}

int cublasLtDestroy(void *handle) {
    free(handle);
    return 0;
}

// 13.1.0, or as `NANOLLAMA_FAKE_CUBLASLT` says the major version.
int cublasLtGetProperty(int which, int *value) {
    const char *major = getenv("NANOLLAMA_FAKE_CUBLASLT");
    *value = which == 0 ? (major ? atoi(major) : 13) : which == 1 ? 1 : 0;
    return 0;
}

int cublasLtMatmulDescCreate(void **description, int compute, int scale) {
    if (compute != 68 || scale != F32) {
        return NOT_SUPPORTED;
    }
    *description = new Description{{0, 0}};
    return 0;
}

int cublasLtMatmulDescSetAttribute(void *description, int which, const void *value, size_t bytes) {
    if ((which != 3 && which != 4) || bytes != 4) {
        return INVALID;
    }
    memcpy(&static_cast<Description *>(description)->transposed[which - 3], value, 4);
    return 0;
}

int cublasLtMatmulDescDestroy(void *description) {
    delete static_cast<Description *>(description);
    return 0;
}

int cublasLtMatrixLayoutCreate(void **layout, int format, u64 rows, u64 cols, long long stride) {
    if ((format != F32 && format != BF16) || stride < static_cast<long long>(rows)) {
        return INVALID;
    }
    *layout = new Layout{format, rows, cols, stride, 1, 0};
    return 0;
}

int cublasLtMatrixLayoutSetAttribute(void *layout, int which, const void *value, size_t bytes) {
    Layout &of = *static_cast<Layout *>(layout);
    if (which == 5 && bytes == sizeof of.many) {
        memcpy(&of.many, value, bytes);
        return of.many > 0 ? 0 : INVALID;
    }
    if (which == 6 && bytes == sizeof of.to_next) {
        memcpy(&of.to_next, value, bytes);
        return 0;
    }
    return INVALID;
}

int cublasLtMatrixLayoutDestroy(void *layout) {
    delete static_cast<Layout *>(layout);
    return 0;
}

int cublasLtMatmulPreferenceCreate(void **preference) {
    *preference = new Preference{{256, 256, 256, 256}};
    return 0;
}

int cublasLtMatmulPreferenceSetAttribute(void *preference, int which, const void *value, size_t bytes) {
    if (which >= 5 && which <= 8 && bytes == 4) {
        memcpy(&static_cast<Preference *>(preference)->alignments[which - 5], value, 4);
        return 0;
    }
    return (which == 1 && bytes == 8) || (which == 3 && bytes == 4) ? 0 : INVALID;
}

int cublasLtMatmulPreferenceDestroy(void *preference) {
    delete static_cast<Preference *>(preference);
    return 0;
}

struct Choice {
    Algorithm algorithm;
    size_t workspace;
    int state;
    float waves;
    int reserved[4];
};

int cublasLtMatmulAlgoGetHeuristic(void *, void *description, void *a_layout, void *b_layout, void *c_layout, void *d_layout,
                                   void *preference, int most, Choice *choices, int *found) {
    const Description &of = *static_cast<Description *>(description);
    const Layout &left = *static_cast<Layout *>(a_layout), &right = *static_cast<Layout *>(b_layout);
    if (!fit(of, left, right, *static_cast<Layout *>(c_layout), *static_cast<Layout *>(d_layout))) {
        return INVALID;
    }
    for (*found = 0; *found < most && *found < static_cast<int>(WAYS); ++*found) {
        choices[*found] = Choice{};
        choices[*found].algorithm = Algorithm{*static_cast<Preference *>(preference), static_cast<u64>(*found), {}};
    }
    return 0;
}

int cublasLtMatmulAlgoCheck(void *, void *description, void *a_layout, void *b_layout, void *c_layout, void *d_layout,
                            const Algorithm *algorithm, Choice *choice) {
    const Description &of = *static_cast<Description *>(description);
    const Layout &left = *static_cast<Layout *>(a_layout), &right = *static_cast<Layout *>(b_layout);
    if (!fit(of, left, right, *static_cast<Layout *>(c_layout), *static_cast<Layout *>(d_layout))) {
        return INVALID;
    }
    *choice = Choice{};
    return algorithm->way < WAYS ? 0 : NOT_SUPPORTED;
}

int cublasLtMatmul(void *, void *description, const float *alpha, u64 a, void *a_layout, u64 b, void *b_layout,
                   const float *beta, u64 c, void *c_layout, u64 d, void *d_layout, const Algorithm *algorithm, u64, size_t, u64 *stream) {
    const Description &of = *static_cast<Description *>(description);
    const Layout &left = *static_cast<Layout *>(a_layout), &right = *static_cast<Layout *>(b_layout);
    const Layout &added = *static_cast<Layout *>(c_layout), &to = *static_cast<Layout *>(d_layout);
    if (!fit(of, left, right, added, to)) {
        return INVALID;
    }
    const Layout *layouts[4] = {&left, &right, &added, &to};
    u64 operands[4] = {a, b, c, d};
    for (int operand = 0; operand < 4; operand++) {
        const Layout &layout = *layouts[operand];
        const u64 to_next = layout.many > 1 ? layout.to_next * bytes_of(layout) : 0;
        if ((operands[operand] | to_next) % algorithm->preference.alignments[operand]) {
            return NOT_SUPPORTED;
        }
    }
    const u64 m = to.rows, n = to.cols, k = extent(left, of.transposed[0], false), way = algorithm->way;
    if (way == REFUSED || way >= WAYS) {
        return NOT_SUPPORTED;
    }
    *stream += MICROSECONDS[way];
    static FILE *log = getenv("NANOLLAMA_FAKE_LOG") ? fopen(getenv("NANOLLAMA_FAKE_LOG"), "a") : nullptr;
    if (log) {
        fprintf(log, "product %llu %llu %llu %d %llu\n", m, n, k, to.many, way);
        fflush(log);
    }
    for (int which = 0; which < to.many; which++) {
        for (u64 col = 0; col < n; col++) {
            for (u64 row = 0; row < m; row++) {
                float sum = 0.0f;
                for (u64 step = 0; step < k; step++) {
                    const u64 i = (step + way * k / WAYS) % k;
                    const u64 at_left = of.transposed[0] ? i + row * left.stride : row + i * left.stride;
                    const u64 at_right = of.transposed[1] ? col + i * right.stride : i + col * right.stride;
                    sum += value(operands[0], left, at_left) * value(operands[1], right, at_right);
                }
                sum *= *alpha;
                if (*beta != 0.0f) {
                    sum += *beta * value(operands[2], added, row + col * added.stride);
                }
                put(operands[3], to, row + col * to.stride, sum);
            }
        }
        for (int operand = 0; operand < 4; operand++) {
            operands[operand] += layouts[operand]->to_next * bytes_of(*layouts[operand]);
        }
    }
    return 0;
}

} // extern "C"
