#ifndef CATALOG_HARMONY_H
#define CATALOG_HARMONY_H

#include <stddef.h>
#include <stdint.h>

/// Frames that the kernels take at once, one in each SIMD lane.
#define HARMONY_LANES 16

/// Magnitudes of constant-Q rows from the spectra of `frames` (at most HARMONY_LANES) frames.
///
/// A spectrum is interleaved (real, imaginary) and `spectrum_stride` floats from the next. Row r is the sum over k of
/// weight[k] times bin first[r] + k; the rows' weights (real, imaginary) follow each other. All bins lie in
/// low ..< high, which spans at most HARMONY_MOST_BINS. The magnitude of row r of frame f goes to
/// magnitudes[f * magnitude_stride + r]. No operation is fused or reordered: every CPU gives the same bits.
void harmony_constant_q(
    const float *spectra, size_t spectrum_stride, size_t frames, size_t low, size_t high, const int32_t *first,
    const int32_t *count, const float *weights, size_t rows, float *magnitudes, size_t magnitude_stride);

#define HARMONY_MOST_BINS 256

/// The largest of `count` floats, none of them NaN; 0 if all are negative or there are none.
float harmony_maximum(const float *values, size_t count);

/// Adds matrix (rows x stride, row-major) times vector: sums[r] = dot(matrix[r], vector) over `count` columns, in
/// 16 partial sums, so the same bits on every CPU.
void harmony_product(
    const float *matrix, size_t stride, size_t rows, const float *vector, size_t count, float *sums);

#endif
