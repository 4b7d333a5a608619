/* Loops over decoded samples that are worth one SIMD body per CPU. */
#ifndef CATALOG_SAMPLE_KERNELS_H
#define CATALOG_SAMPLE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* The arithmetic mean of the channels of each frame, added from left to right (eight channels in pairs, as numpy
 * does), then divided. Returns the largest magnitude in `mono` as its bit pattern: at least 0x7f800000 where a value
 * is infinite or not a number. */
uint32_t catalog_downmix(const float *interleaved, size_t frames, unsigned channels, float *mono);

/* The largest magnitude as its bit pattern. */
uint32_t catalog_peak_bits(const float *samples, size_t count);

/* Rounded to 16 bits and clipped. */
void catalog_to_int16(const float *samples, size_t count, int16_t *output);

/* Every second sample behind a filter: output[i] is the sum of `samples[2 i + k] taps[k]`. */
void catalog_halve(const float *samples, const float *taps, size_t tap_count, size_t count, float *output);

#endif
