#include "CVectorSearch.h"

#include <math.h>
#include <string.h>

#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

/// Rows lie anywhere in memory: so many ahead are asked for before they are needed.
#define AHEAD 8

static inline void fetch(const int16_t *shorts, size_t stride, const int32_t *rows, size_t i, size_t count) {
    if (i >= count) return;
    const int16_t *row = shorts + (size_t)rows[i] * stride;
    for (size_t k = 0; k < stride; k += 32) __builtin_prefetch(row + k);
}

float vector_quantize(const float *values, size_t count, uint8_t *bytes, size_t width) {
    float largest = 0;
    for (size_t k = 0; k < count; k++) largest = fmaxf(largest, fabsf(values[k]));
    memset(bytes, 128, width);
    if (largest == 0) return 0;
    for (size_t k = 0; k < count; k++) bytes[k] = (uint8_t)(128 + (int)lrintf(values[k] * (127 / largest)));
    return largest / 127;
}

float vector_quantize_query(const float *values, size_t count, int8_t *bytes, size_t width) {
    float largest = 0;
    for (size_t k = 0; k < count; k++) largest = fmaxf(largest, fabsf(values[k]));
    memset(bytes, 0, width);
    if (largest == 0) return 0;
    for (size_t k = 0; k < count; k++) bytes[k] = (int8_t)lrintf(values[k] * (127 / largest));
    return largest / 127;
}

float vector_shorten(const float *values, size_t count, int16_t *shorts, size_t stride) {
    float largest = 0;
    for (size_t k = 0; k < count; k++) largest = fmaxf(largest, fabsf(values[k]));
    memset(shorts, 0, stride * sizeof(int16_t));
    if (largest == 0) return 0;
    for (size_t k = 0; k < count; k++) shorts[k] = (int16_t)lrintf(values[k] * (32767 / largest));
    return largest / 32767;
}

CLONES void vector_lengthen(const int16_t *shorts, const float *units, size_t stride, const int32_t *rows,
                            size_t count, float *values) {
    for (size_t i = 0; i < count; i++) {
        const int16_t *row = shorts + (size_t)rows[i] * stride;
        float unit = units[rows[i]];
        fetch(shorts, stride, rows, i + AHEAD, count);
        for (size_t k = 0; k < stride; k++) values[i * stride + k] = (float)row[k] * unit;
    }
}

CLONES void vector_scores(const int16_t *shorts, const float *units, size_t stride, const int32_t *rows, size_t count,
                          const float *query, float *scores) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t i = 0; i < count; i++) {
        const int16_t *row = shorts + (size_t)rows[i] * stride;
        fetch(shorts, stride, rows, i + AHEAD, count);
        float total = 0;
        for (size_t k = 0; k < stride; k++) total += (float)row[k] * query[k];
        scores[i] = total * units[rows[i]];
    }
}
