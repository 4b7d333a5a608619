#include "CFactorization.h"
#include "lanes.h"

#include <math.h>
#include <string.h>

#pragma clang fp contract(fast)
#pragma clang fp reassociate(on)

INLINE void add(float a, const float *x, float *y, size_t stride) {
    for (size_t i = 0; i < stride; i += LANES) *(lanes *)(y + i) += a * *(const lanes *)(x + i);
}

/// out = gram · p + penalty · p.
INLINE void multiply(const float *gram, float penalty, const float *p, float *out, size_t stride) {
    for (size_t i = 0; i < stride; i += LANES) *(lanes *)(out + i) = penalty * *(const lanes *)(p + i);
    for (size_t k = 0; k < stride; k += 4) {
        const float *g = gram + k * stride;
        for (size_t i = 0; i < stride; i += LANES) {
            lanes a = p[k] * *(const lanes *)(g + i) + p[k + 1] * *(const lanes *)(g + stride + i);
            lanes b = p[k + 2] * *(const lanes *)(g + 2 * stride + i) + p[k + 3] * *(const lanes *)(g + 3 * stride + i);
            *(lanes *)(out + i) += a + b;
        }
    }
}

INLINE void gradient(const float *others, size_t stride, const float *gram, const struct factor_row *row, int steps,
                     float *x, float *work) {
    float *residual = work, *direction = work + stride, *product = work + 2 * stride;
    multiply(gram, row->penalty, x, product, stride);
    for (size_t i = 0; i < stride; i += LANES) *(lanes *)(residual + i) = -*(lanes *)(product + i);
    for (size_t j = 0; j < row->count; j++) {
        const float *y = others + (size_t)row->indices[j] * stride;
        if (j + 8 < row->count) {
            const float *ahead = others + (size_t)row->indices[j + 8] * stride;
            for (size_t i = 0; i < stride; i += LANES) __builtin_prefetch(ahead + i);
        }
        float confidence = row->scale * fabsf(row->values[j]);
        float target = row->values[j] > 0 ? confidence : 0;
        add(target - (confidence - row->offset) * dot(y, x, stride), y, residual, stride);
    }
    memcpy(direction, residual, stride * sizeof(float));
    float before = dot(residual, residual, stride);
    for (int step = 0; step < steps && before > 1e-20f; step++) {
        multiply(gram, row->penalty, direction, product, stride);
        for (size_t j = 0; j < row->count; j++) {
            const float *y = others + (size_t)row->indices[j] * stride;
            float curvature = row->scale * fabsf(row->values[j]) - row->offset;
            add(curvature * dot(y, direction, stride), y, product, stride);
        }
        float length = dot(direction, product, stride);
        if (!(length > 0)) return;
        float move = before / length;
        add(move, direction, x, stride);
        add(-move, product, residual, stride);
        float after = dot(residual, residual, stride);
        float keep = after / before;
        for (size_t i = 0; i < stride; i += LANES) {
            *(lanes *)(direction + i) = *(lanes *)(residual + i) + keep * *(lanes *)(direction + i);
        }
        before = after;
    }
}

CLONES void factor_solve_gradient(const float *others, size_t stride, const float *gram, const struct factor_row *row,
                                  int steps, float *x, float *work) {
    // The common widths are constants here, so that the sums stay in registers.
    if (stride == 64) {
        gradient(others, 64, gram, row, steps, x, work);
    } else if (stride == 32) {
        gradient(others, 32, gram, row, steps, x, work);
    } else if (stride == 128) {
        gradient(others, 128, gram, row, steps, x, work);
    } else {
        gradient(others, stride, gram, row, steps, x, work);
    }
}

/// Adds Σ weight_k y_k y_kᵀ of four rows to the lower triangle (rounded up to whole lanes) of `matrix`.
INLINE void add_outer(float *matrix, size_t stride, const float *const y[4], const float weight[4]) {
    for (size_t i = 0; i < stride; i++) {
        float a = weight[0] * y[0][i], b = weight[1] * y[1][i], c = weight[2] * y[2][i], d = weight[3] * y[3][i];
        float *target = matrix + i * stride;
        for (size_t k = 0; k <= i; k += LANES) {
            *(lanes *)(target + k) += a * *(const lanes *)(y[0] + k) + b * *(const lanes *)(y[1] + k)
                + c * *(const lanes *)(y[2] + k) + d * *(const lanes *)(y[3] + k);
        }
    }
}

CLONES void factor_gram(const float *rows, size_t count, size_t stride, float *gram) {
    for (size_t j = 0; j < count; j += 4) {
        const float *y[4];
        float weight[4];
        for (size_t k = 0; k < 4; k++) {
            y[k] = rows + (j + k < count ? j + k : j) * stride;
            weight[k] = j + k < count ? 1 : 0;
        }
        add_outer(gram, stride, y, weight);
    }
    for (size_t i = 0; i < stride; i++) {
        for (size_t k = i + 1; k < stride; k++) gram[i * stride + k] = gram[k * stride + i];
    }
}

CLONES int factor_solve_exact(const float *others, size_t stride, const float *gram, const struct factor_row *row,
                              float *x, float *work) {
    memcpy(work, gram, stride * stride * sizeof(float));
    float right[stride];
    memset(right, 0, sizeof right);
    for (size_t j = 0; j < row->count; j += 4) {
        const float *y[4];
        float weight[4];
        for (size_t k = 0; k < 4; k++) {
            size_t at = j + k < row->count ? j + k : j;
            y[k] = others + (size_t)row->indices[at] * stride;
            float confidence = row->scale * fabsf(row->values[at]);
            weight[k] = j + k < row->count ? confidence - row->offset : 0;
            if (j + k < row->count && row->values[at] > 0) add(confidence, y[k], right, stride);
        }
        add_outer(work, stride, y, weight);
    }
    // Cholesky by rows of the lower triangle; the padding's diagonal is the penalty, so it factors too.
    for (size_t i = 0; i < stride; i++) {
        float *a = work + i * stride;
        a[i] += row->penalty;
        for (size_t k = 0; k < i; k++) {
            const float *b = work + k * stride;
            float total = a[k];
            for (size_t m = 0; m < k; m++) total -= a[m] * b[m];
            a[k] = total / b[k];
        }
        float diagonal = a[i];
        for (size_t m = 0; m < i; m++) diagonal -= a[m] * a[m];
        if (!(diagonal > 0)) return 1;
        a[i] = sqrtf(diagonal);
    }
    for (size_t i = 0; i < stride; i++) {
        float total = right[i];
        for (size_t m = 0; m < i; m++) total -= work[i * stride + m] * right[m];
        right[i] = total / work[i * stride + i];
    }
    for (size_t i = stride; i-- > 0;) {
        right[i] /= work[i * stride + i];
        for (size_t m = 0; m < i; m++) right[m] -= work[i * stride + m] * right[i];
    }
    memcpy(x, right, sizeof right);
    return 0;
}
