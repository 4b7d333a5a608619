#include "harmony.h"

#include <math.h>
#include <string.h>

// Products and sums stay apart, so that a CPU with fused arithmetic rounds as one without.
#pragma STDC FP_CONTRACT OFF

#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

typedef float lanes __attribute__((vector_size(HARMONY_LANES * sizeof(float))));

CLONES void harmony_constant_q(
    const float *spectra, size_t spectrum_stride, size_t frames, size_t low, size_t high, const int32_t *first,
    const int32_t *count, const float *weights, size_t rows, float *magnitudes, size_t magnitude_stride)
{
    // The spectra turned so that the frames of one number lie side by side.
    static const size_t most = 2 * HARMONY_MOST_BINS;
    lanes turned[2 * HARMONY_MOST_BINS];
    size_t numbers = 2 * (high - low);
    if (numbers > most || frames > HARMONY_LANES) return;
    if (frames < HARMONY_LANES) memset(turned, 0, numbers * sizeof(lanes));
    for (size_t frame = 0; frame < frames; frame++) {
        const float *spectrum = spectra + frame * spectrum_stride + 2 * low;
        float *column = (float *)turned + frame;
        for (size_t number = 0; number < numbers; number++) column[number * HARMONY_LANES] = spectrum[number];
    }
    for (size_t row = 0; row < rows; row++) {
        lanes real = {0}, imaginary = {0};
        const lanes *bin = turned + 2 * ((size_t)first[row] - low);
        for (int32_t k = 0; k < count[row]; k++, bin += 2, weights += 2) {
            real += weights[0] * bin[0] - weights[1] * bin[1];
            imaginary += weights[0] * bin[1] + weights[1] * bin[0];
        }
        lanes power = real * real + imaginary * imaginary;
        for (size_t frame = 0; frame < frames; frame++)
            magnitudes[frame * magnitude_stride + row] = sqrtf(power[frame]);
    }
}

CLONES float harmony_maximum(const float *values, size_t count)
{
    float most[HARMONY_LANES] = {0};
    size_t index = 0;
    for (; index + HARMONY_LANES <= count; index += HARMONY_LANES)
        for (size_t lane = 0; lane < HARMONY_LANES; lane++) {
            float next = values[index + lane];
            most[lane] = next > most[lane] ? next : most[lane];
        }
    float largest = 0;
    for (int lane = 0; lane < HARMONY_LANES; lane++) largest = most[lane] > largest ? most[lane] : largest;
    for (; index < count; index++) largest = values[index] > largest ? values[index] : largest;
    return largest;
}

CLONES void harmony_product(
    const float *matrix, size_t stride, size_t rows, const float *vector, size_t count, float *sums)
{
    for (size_t row = 0; row < rows; row++) {
        const float *weights = matrix + row * stride;
        lanes partial = {0};
        size_t index = 0;
        for (; index + HARMONY_LANES <= count; index += HARMONY_LANES) {
            lanes left, right;
            memcpy(&left, weights + index, sizeof left);
            memcpy(&right, vector + index, sizeof right);
            partial += left * right;
        }
        float sum = 0;
        for (; index < count; index++) sum += weights[index] * vector[index];
        for (int lane = 0; lane < HARMONY_LANES; lane++) sum += partial[lane];
        sums[row] = sum;
    }
}
