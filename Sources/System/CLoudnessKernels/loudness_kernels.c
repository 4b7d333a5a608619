#include "loudness_kernels.h"

#include <math.h>
#include <string.h>

#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

typedef double step8 __attribute__((vector_size(64)));
typedef double state4 __attribute__((vector_size(32)));

CLONED double catalog_filtered_energy(
    const catalog_filter *filter, const float *interleaved, size_t frames, unsigned channels, unsigned channel,
    double *state)
{
    step8 feed[CATALOG_FILTER_STEP], read[CATALOG_FILTER_ORDER];
    state4 carry[CATALOG_FILTER_ORDER], enter[CATALOG_FILTER_STEP], s;
    memcpy(feed, filter->feed, sizeof feed);
    memcpy(read, filter->read, sizeof read);
    memcpy(carry, filter->carry, sizeof carry);
    memcpy(enter, filter->enter, sizeof enter);
    memcpy(&s, state, sizeof s);
    const float *input = interleaved + channel;
    step8 energy = {0};
    size_t frame = 0;
    for (; frame + CATALOG_FILTER_STEP <= frames; frame += CATALOG_FILTER_STEP) {
        const float *x = input + frame * channels;
        step8 y = {0};
        state4 entered = {0};
        for (int j = 0; j < CATALOG_FILTER_STEP; j++) {
            const double value = x[(size_t)j * channels];
            y += feed[j] * value;
            entered += enter[j] * value;
        }
        y += (read[0] * s[0] + read[1] * s[1]) + (read[2] * s[2] + read[3] * s[3]);
        s = entered + ((carry[0] * s[0] + carry[1] * s[1]) + (carry[2] * s[2] + carry[3] * s[3]));
        energy += y * y;
    }
    double sum = ((energy[0] + energy[1]) + (energy[2] + energy[3])) + ((energy[4] + energy[5]) + (energy[6] + energy[7]));
    const double *b = filter->b, *a = filter->a;
    for (; frame < frames; frame++) {
        const double v = input[frame * channels] - a[1] * s[0] - a[2] * s[1] - a[3] * s[2] - a[4] * s[3];
        const double y = b[0] * v + b[1] * s[0] + b[2] * s[1] + b[3] * s[2] + b[4] * s[3];
        s = (state4){v, s[0], s[1], s[2]};
        sum += y * y;
    }
    /* What has faded to nothing stays nothing: denormal numbers are slow. */
    for (int i = 0; i < CATALOG_FILTER_ORDER; i++) state[i] = fabs(s[i]) < 1e-100 ? 0 : s[i];
    return sum;
}

typedef float lane16 __attribute__((vector_size(64)));
typedef int mask16 __attribute__((vector_size(64)));

static inline __attribute__((always_inline)) float interpolated_peak(
    const float *samples, size_t count, unsigned channels, const float *coefficients, int taps, int phases)
{
    const mask16 magnitude = (mask16){0} + 0x7fffffff;
    lane16 peaks = {0};
    float peak = 0;
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        lane16 sums[3] = {{0}, {0}, {0}};
#pragma clang loop unroll(full)
        for (int k = 0; k < taps; k++) {
            lane16 x;
            memcpy(&x, samples + i + (size_t)k * channels, sizeof x);
#pragma clang loop unroll(full)
            for (int phase = 0; phase < phases; phase++) sums[phase] += x * coefficients[phase * taps + k];
        }
        for (int phase = 0; phase < phases; phase++) {
            const lane16 positive = (lane16)((mask16)sums[phase] & magnitude);
            const mask16 larger = positive > peaks;
            peaks = (lane16)(((mask16)positive & larger) | ((mask16)peaks & ~larger));
        }
    }
    for (int lane = 0; lane < 16; lane++) peak = peaks[lane] > peak ? peaks[lane] : peak;
    for (; i < count; i++) {
        for (int phase = 0; phase < phases; phase++) {
            float sum = 0;
            for (int k = 0; k < taps; k++) sum += samples[i + (size_t)k * channels] * coefficients[phase * taps + k];
            peak = fabsf(sum) > peak ? fabsf(sum) : peak;
        }
    }
    return peak;
}

CLONED float catalog_peak_of_four(const float *samples, size_t count, unsigned channels, const float *coefficients)
{
    return interpolated_peak(samples, count, channels, coefficients, 12, 3);
}

CLONED float catalog_peak_of_two(const float *samples, size_t count, unsigned channels, const float *coefficients)
{
    return interpolated_peak(samples, count, channels, coefficients, 24, 1);
}
