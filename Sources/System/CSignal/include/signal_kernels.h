/* Loops over spectra, one body per SIMD level, the same bits on each level.
 *
 * A tile holds 16 frames side by side: value `bin` of frame `lane` lies at tile[16 * bin + lane]. Every lane adds up
 * its own frame in bin order, so that the width of the registers does not change a sum; nothing is contracted to
 * fused multiply-adds. Tiles are aligned to 64 bytes. */
#ifndef CATALOG_SIGNAL_KERNELS_H
#define CATALOG_SIGNAL_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { CATALOG_LANES = 16, CATALOG_MEDIAN_OUTPUTS = 8, CATALOG_MEDIAN_INPUTS = 38, CATALOG_EXTREMES_MAX = 12 };

/* |X| of interleaved bins, each part rounded to a float first. */
void catalog_magnitudes_precise(const double *spectrum, size_t bins, float *row);
void catalog_multiply_precise(const float *left, const double *right, size_t count, double *products);
/* products[i] = left[i] * right[i]. */
void catalog_multiply(const float *left, const float *right, size_t count, float *products);
/* Sums of products with 16 running sums, added as a tree. */
float catalog_dot(const float *left, const float *right, size_t count);
/* Sign changes between neighbours of samples[-1 ..< count]; |x| <= 1e-10 counts as zero, zero as positive. */
size_t catalog_sign_changes(const float *samples, size_t count);

/* 16 rows of `count` values (a multiple of 4) to a tile, and a tile to 16 rows. */
void catalog_rows_to_tile(const float *const *rows, size_t count, float *tile);
void catalog_tile_to_rows(const float *tile, size_t count, float *const *rows);

/* Sums over bins 0 ..< bins of each frame of a tile of magnitudes. */
typedef struct {
    float total[CATALOG_LANES];         /* sum of M */
    float centroid[CATALOG_LANES];      /* bins; 0 for an empty frame */
    float bandwidth[CATALOG_LANES];     /* bins; 0 for an empty frame */
    float rolloff[CATALOG_LANES];       /* first bin whose running sum reaches the share of the total */
    float mean_log_power[CATALOG_LANES]; /* mean of ln max(floor, M^2) */
    float mean_power[CATALOG_LANES];    /* mean of max(floor, M^2) */
} catalog_shape;
void catalog_spectral_shape(const float *tile, size_t bins, float share, float floor, catalog_shape *shape);

/* Means of the `kept` smallest and largest values among `count` rows of a tile; kept <= CATALOG_EXTREMES_MAX. */
void catalog_extremes(const float *tile, size_t count, size_t kept, float *smallest, float *largest);

/* bands[b] = sum over i of weights[i] * M^2[starts[b] + i]; weights of the bands lie one behind another. */
void catalog_bands(
    const float *tile, const uint32_t *starts, const uint32_t *counts, const float *weights, size_t bands,
    float *output);
/* 10 log10 max(floor, x), in place. */
void catalog_decibels(float *values, size_t count, float floor);
/* log10(1 + 10^((x + offset) / 10)); count: multiple of 16. */
void catalog_compressed(const float *decibels, size_t count, float offset, float *levels);
/* ln x of positive normal numbers, within one unit in the last place of the true value; count: multiple of 16. */
void catalog_logarithms(const float *values, size_t count, float *output);
/* The largest of the values, and of their magnitudes (0 for none). */
float catalog_largest_magnitude(const float *values, size_t count);
float catalog_maximum(const float *values, size_t count);

/* outputs[i] = median of inputs[i ... i + 30], for each of `count` columns (a multiple of 16). */
void catalog_median31(const float *const *inputs, size_t count, float *const *outputs);
/* As above by sorting, one number after another: what the test compares with. */
void catalog_median31_plain(const float *const *inputs, size_t count, float *const *outputs);

/* Energy of what soft masks (X^2 / (X^2 + Y^2)) leave of each frame of a tile of magnitudes. */
void catalog_mask_energies(
    const float *magnitudes, const float *harmonic, const float *percussive, size_t bins, float *harmonic_energy,
    float *percussive_energy);

/* output[k] = sum over i of matrix[32 * i + k] * max(floor, row[i]): 32 products of a row with a matrix. */
void catalog_project32(const float *row, const float *matrix, size_t count, float floor, float *output);
/* rises[i] = max(0, max(floor, row[i]) - max(floor, previous[i])); returns their sum. count: multiple of 16. */
float catalog_rises(const float *row, const float *previous, size_t count, float floor, float *rises);

/* The Euclidean distance between left * left_scale and right * right_scale, squared; summed as catalog_dot does. */
float catalog_distance(const float *left, float left_scale, const float *right, float right_scale, size_t count);
/* sums[i] += scale * |X|^2 of interleaved bin i. */
void catalog_add_power(const double *spectrum, size_t bins, double scale, double *sums);
/* The sum of squares, with eight running sums. */
double catalog_square_sum(const double *values, size_t count);
/* The mean of the two middle ones of 128 numbers that are not negative. */
float catalog_median128(const float *values);

/* The SIMD level that runs: 0 SSE2, 1 AVX2, 2 AVX-512. */
int catalog_simd_level(void);

#endif
