#include "CFactorization.h"
#include "lanes.h"

#include <string.h>

#pragma clang fp contract(fast)
#pragma clang fp reassociate(on)

CLONES void factor_scores(const float *rows, size_t stride, const int32_t *indices, size_t count, const float *x,
                          float *out) {
    for (size_t i = 0; i < count; i++) out[i] = dot(rows + (indices ? (size_t)indices[i] : i) * stride, x, stride);
}

CLONES void factor_products(const float *rows, size_t stride, const int32_t *lefts, size_t left_count,
                            const int32_t *rights, size_t right_count, float *out, float *work) {
    for (size_t j = 0; j < right_count; j += LANES) {
        size_t here = right_count - j < LANES ? right_count - j : LANES;
        // A tile: dimension after dimension, sixteen rows side by side.
        for (size_t r = 0; r < LANES; r++) {
            const float *row = rows + (size_t)rights[j + (r < here ? r : 0)] * stride;
            for (size_t k = 0; k < stride; k++) work[k * LANES + r] = row[k];
        }
        for (size_t i = 0; i < left_count; i += 4) {
            const float *left[4];
            for (size_t m = 0; m < 4; m++) {
                left[m] = rows + (size_t)lefts[i + m < left_count ? i + m : i] * stride;
            }
            lanes a = {0}, b = {0}, c = {0}, d = {0};
            for (size_t k = 0; k < stride; k++) {
                lanes tile = *(const lanes *)(work + k * LANES);
                a += left[0][k] * tile;
                b += left[1][k] * tile;
                c += left[2][k] * tile;
                d += left[3][k] * tile;
            }
            float *target = out + i * right_count + j;
            memcpy(target, &a, here * sizeof(float));
            if (i + 1 < left_count) memcpy(target + right_count, &b, here * sizeof(float));
            if (i + 2 < left_count) memcpy(target + 2 * right_count, &c, here * sizeof(float));
            if (i + 3 < left_count) memcpy(target + 3 * right_count, &d, here * sizeof(float));
        }
    }
}

CLONES void factor_keep_best(const float *values, float weight, float *best, size_t depth, size_t count) {
    float moving[256];
    for (size_t start = 0; start < count; start += 256) {
        size_t here = count - start < 256 ? count - start : 256;
        for (size_t i = 0; i < here; i++) moving[i] = values[start + i] * weight;
        for (size_t d = 0; d < depth; d++) {
            float *kept = best + d * count + start;
            for (size_t i = 0; i < here; i++) {
                float larger = moving[i] > kept[i] ? moving[i] : kept[i];
                moving[i] = moving[i] > kept[i] ? kept[i] : moving[i];
                kept[i] = larger;
            }
        }
    }
}

CLONES void factor_add_scaled(float a, const float *x, float *y, size_t count) {
    for (size_t i = 0; i < count; i++) y[i] += a * x[i];
}

CLONES float factor_dot(const float *x, const float *y, size_t count) {
    float total = 0;
    for (size_t i = 0; i < count; i++) total += x[i] * y[i];
    return total;
}
