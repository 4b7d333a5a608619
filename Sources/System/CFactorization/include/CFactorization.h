#pragma once
#include <stddef.h>
#include <stdint.h>

// The inner loops of weighted matrix factorisation. Factor rows have a `stride` that is a multiple of 16 floats;
// the padding is zero and stays zero.
//
// One row's problem, with y_j the other side's rows and (h_j, t_j) from the stored values w_j:
//     c_j = scale · |w_j|,   h_j = c_j - offset,   t_j = c_j where w_j > 0, else 0
//     minimise  xᵀ G x + Σ h_j (y_jᵀx)² - 2 Σ t_j y_jᵀx + penalty |x|²

/// One row's stored values and how they are read.
struct factor_row {
    const int32_t *indices;
    const float *values;
    size_t count;
    float scale;
    float offset;
    float penalty;
};

/// Adds Σ y yᵀ over `count` rows to `gram` (stride × stride, both triangles).
void factor_gram(const float *rows, size_t count, size_t stride, float *gram);

/// `steps` of conjugate gradients from the `x` that is given. `work` holds 3 · stride floats.
void factor_solve_gradient(const float *others, size_t stride, const float *gram, const struct factor_row *row,
                           int steps, float *x, float *work);

/// The exact solution by Cholesky. `work` holds stride · stride floats. Returns 0, or 1 when the system is not
/// positive definite (x is then left alone).
int factor_solve_exact(const float *others, size_t stride, const float *gram, const struct factor_row *row, float *x,
                       float *work);

/// out[i] = x · rows[indices[i]] (or rows[i] where `indices` is null).
void factor_scores(const float *rows, size_t stride, const int32_t *indices, size_t count, const float *x, float *out);

/// out[i · right_count + j] = rows[lefts[i]] · rows[rights[j]]. `work` holds 16 · stride floats.
void factor_products(const float *rows, size_t stride, const int32_t *lefts, size_t left_count, const int32_t *rights,
                     size_t right_count, float *out, float *work);

/// `best` is `depth` rows of `count`, each column largest first: weight · values[i] takes its place in column i.
void factor_keep_best(const float *values, float weight, float *best, size_t depth, size_t count);

/// y[i] += a · x[i].
void factor_add_scaled(float a, const float *x, float *y, size_t count);

/// x · y.
float factor_dot(const float *x, const float *y, size_t count);
