#include "CVectorSearch.h"

#include <immintrin.h>
#include <math.h>

#define BLOCK 64
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

typedef void (*block_function)(const uint8_t *bytes, size_t count, size_t width, const int8_t *query, int32_t *dots);

/// dots[i] = Σ bytes[i] · query for up to BLOCK vectors, by whatever the compiler makes of it.
CLONES static void block_portable(const uint8_t *bytes, size_t count, size_t width, const int8_t *query,
                                  int32_t *dots) {
    for (size_t i = 0; i < count; i++) {
        const uint8_t *row = bytes + i * width;
        int32_t total = 0;
        for (size_t k = 0; k < width; k++) total += (int32_t)row[k] * query[k];
        dots[i] = total;
    }
}

/// Sixteen vectors at a time: their sixteen sums are reduced together by a tree of adds, not one by one.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni"))) static void block_vnni(
    const uint8_t *bytes, size_t count, size_t width, const int8_t *query, int32_t *dots) {
    size_t i = 0;
    for (; i + 4 <= count; i += 4) {
        __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
        const uint8_t *row = bytes + i * width;
        for (size_t k = 0; k < width; k += 64) {
            __m512i q = _mm512_loadu_si512(query + k);
            a = _mm512_dpbusd_epi32(a, _mm512_loadu_si512(row + k), q);
            b = _mm512_dpbusd_epi32(b, _mm512_loadu_si512(row + width + k), q);
            c = _mm512_dpbusd_epi32(c, _mm512_loadu_si512(row + 2 * width + k), q);
            d = _mm512_dpbusd_epi32(d, _mm512_loadu_si512(row + 3 * width + k), q);
        }
        // Pairs of lanes of a|b and c|d, then of all four, then across the four 128-bit parts.
        __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
        __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
        __m512i abcd = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
        __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(abcd), _mm512_extracti64x4_epi64(abcd, 1));
        __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
        _mm_storeu_si128((__m128i *)(dots + i), sum);
    }
    for (; i < count; i++) {
        __m512i total = _mm512_setzero_si512();
        for (size_t k = 0; k < width; k += 64) {
            total = _mm512_dpbusd_epi32(
                total, _mm512_loadu_si512(bytes + i * width + k), _mm512_loadu_si512(query + k));
        }
        dots[i] = _mm512_reduce_add_epi32(total);
    }
}

int vector_uses_vnni(void) {
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512bw");
}

static inline int is_before(struct vector_hit a, struct vector_hit b) {
    return a.score != b.score ? a.score > b.score : a.place < b.place;
}

static size_t offer(struct vector_hit *heap, size_t size, size_t capacity, struct vector_hit hit) {
    size_t at;
    if (size < capacity) {
        at = size++;
        while (at > 0 && is_before(heap[(at - 1) / 2], hit)) {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = hit;
        return size;
    }
    if (!is_before(hit, heap[0])) return size;
    at = 0;
    for (;;) {
        size_t child = 2 * at + 1;
        if (child >= size) break;
        if (child + 1 < size && is_before(heap[child], heap[child + 1])) child++;
        if (is_before(heap[child], hit)) break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = hit;
    return size;
}

/// Turns a block's integer products into scores and offers those that beat the worst kept one.
static inline size_t offer_block(const int32_t *dots, int32_t bias, const float *scales, size_t count, uint64_t mask,
                                 uint32_t first, struct vector_hit *heap, size_t size, size_t capacity) {
    float scores[BLOCK];
    for (size_t i = 0; i < count; i++) scores[i] = (float)(dots[i] - bias) * scales[i];
    float threshold = size < capacity ? -INFINITY : heap[0].score;
    uint64_t better = 0;
    for (size_t i = 0; i < count; i++) better |= (uint64_t)(scores[i] >= threshold) << i;
    better &= mask;
    while (better) {
        size_t i = (size_t)__builtin_ctzll(better);
        better &= better - 1;
        size = offer(heap, size, capacity, (struct vector_hit){scores[i], first + (uint32_t)i});
    }
    return size;
}

static int32_t bias_of(const int8_t *query, size_t width) {
    int32_t total = 0;
    for (size_t k = 0; k < width; k++) total += query[k];
    return 128 * total;
}

void vector_scan_many(const uint8_t *bytes, const float *scales, size_t count, size_t width, const int8_t *queries,
                      size_t query_count, const uint64_t *allowed, uint32_t first, struct vector_hit *heaps,
                      size_t *sizes, size_t capacity) {
    block_function block = vector_uses_vnni() ? block_vnni : block_portable;
    int32_t bias[query_count];
    for (size_t q = 0; q < query_count; q++) bias[q] = bias_of(queries + q * width, width);
    for (size_t start = 0; start < count; start += BLOCK) {
        size_t here = count - start < BLOCK ? count - start : BLOCK;
        uint64_t mask = allowed ? allowed[start / 64] : ~0ull;
        if (!mask) continue;
        for (size_t q = 0; q < query_count; q++) {
            int32_t dots[BLOCK];
            block(bytes + start * width, here, width, queries + q * width, dots);
            sizes[q] = offer_block(dots, bias[q], scales + start, here, mask, first + (uint32_t)start,
                                   heaps + q * capacity, sizes[q], capacity);
        }
    }
}

float vector_reach(float cosine, float sine, float length, float nearest, float farthest, float longest) {
    if (cosine <= nearest && cosine >= farthest) return length * longest;
    float edge = cosine > nearest ? nearest : farthest;
    // The cosine of the difference of two angles, which are known to a few ten-thousandths.
    float gap = cosine * edge + sine * sqrtf(fmaxf(1 - edge * edge, 0)) + 1e-3f;
    return length * longest * fmaxf(fminf(gap, 1), 0);
}

/// The scores of a block, and a bit for each that reaches the threshold.
CLONES static uint64_t block_scores(const int32_t *dots, int32_t bias, const float *scales, float threshold,
                                    float *scores) {
    uint64_t better = 0;
    for (size_t i = 0; i < BLOCK; i++) scores[i] = (float)(dots[i] - bias) * scales[i];
    for (size_t i = 0; i < BLOCK; i++) better |= (uint64_t)(scores[i] >= threshold) << i;
    return better;
}

/// The first block from `b` on in which something may reach the threshold.
static size_t reaching(const float *bounds, size_t b, size_t end, float cosine, float sine, float length,
                       float threshold) {
    for (; b < end; b++) {
        const float *bound = bounds + 3 * b;
        if (vector_reach(cosine, sine, length, bound[0], bound[1], bound[2]) >= threshold) break;
    }
    return b;
}

size_t vector_scan_cell(const uint8_t *bytes, const float *scales, const int32_t *rows, const float *bounds,
                        size_t first, size_t end, size_t width, const int8_t *query, float cosine, float length,
                        const uint64_t *allowed, struct vector_hit *heap, size_t size, size_t capacity,
                        size_t *read) {
    block_function block = vector_uses_vnni() ? block_vnni : block_portable;
    int32_t bias = bias_of(query, width);
    float sine = sqrtf(fmaxf(1 - cosine * cosine, 0));
    size_t next = reaching(bounds, first, end, cosine, sine, length, size < capacity ? -INFINITY : heap[0].score);
    while (next < end) {
        size_t b = next;
        float threshold = size < capacity ? -INFINITY : heap[0].score;
        // Blocks lie on pages of their own, beyond which the processor does not look ahead by itself.
        next = reaching(bounds, b + 1, end, cosine, sine, length, threshold);
        if (next < end) {
            const uint8_t *ahead = bytes + next * BLOCK * width;
            for (size_t k = 0; k < BLOCK * width; k += 64) __builtin_prefetch(ahead + k);
        }
        const float *bound = bounds + 3 * b;
        if (vector_reach(cosine, sine, length, bound[0], bound[1], bound[2]) < threshold) continue;
        ++*read;
        int32_t dots[BLOCK];
        block(bytes + b * BLOCK * width, BLOCK, width, query, dots);
        float scores[BLOCK];
        uint64_t better = block_scores(dots, bias, scales + b * BLOCK, threshold, scores);
        for (; better; better &= better - 1) {
            size_t i = (size_t)__builtin_ctzll(better);
            int32_t row = rows[b * BLOCK + i];
            if (row < 0 || (allowed && !(allowed[row / 64] >> (row % 64) & 1))) continue;
            size = offer(heap, size, capacity, (struct vector_hit){scores[i], (uint32_t)row});
        }
    }
    return size;
}

CLONES float vector_dot(const float *left, const float *right, size_t count) {
#pragma clang fp reassociate(on) contract(fast)
    float total = 0;
    for (size_t i = 0; i < count; i++) total += left[i] * right[i];
    return total;
}
