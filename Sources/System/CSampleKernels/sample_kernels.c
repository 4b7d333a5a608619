#include "sample_kernels.h"

#include <math.h>
#include <string.h>

#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))

static inline uint32_t magnitude_bits(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & 0x7fffffffu;
}

static inline uint32_t larger(uint32_t left, uint32_t right) { return left > right ? left : right; }

CLONED uint32_t catalog_peak_bits(const float *samples, size_t count)
{
    uint32_t peak = 0;
    for (size_t i = 0; i < count; i++) peak = larger(peak, magnitude_bits(samples[i]));
    return peak;
}

CLONED static uint32_t downmix_two(const float *restrict interleaved, size_t frames, float *restrict mono)
{
    uint32_t peak = 0;
    for (size_t i = 0; i < frames; i++) {
        const float mean = (interleaved[2 * i] + interleaved[2 * i + 1]) * 0.5f;
        mono[i] = mean;
        peak = larger(peak, magnitude_bits(mean));
    }
    return peak;
}

CLONED static uint32_t downmix_many(
    const float *restrict interleaved, size_t frames, unsigned channels, float *restrict mono)
{
    uint32_t peak = 0;
    for (size_t i = 0; i < frames; i++) {
        const float *frame = interleaved + i * channels;
        float sum;
        if (channels == 8) {
            sum = ((frame[0] + frame[1]) + (frame[2] + frame[3])) + ((frame[4] + frame[5]) + (frame[6] + frame[7]));
        } else {
            sum = frame[0];
            for (unsigned c = 1; c < channels; c++) sum += frame[c];
        }
        const float mean = sum / (float)channels;
        mono[i] = mean;
        peak = larger(peak, magnitude_bits(mean));
    }
    return peak;
}

uint32_t catalog_downmix(const float *interleaved, size_t frames, unsigned channels, float *mono)
{
    if (channels == 1) {
        memcpy(mono, interleaved, frames * sizeof *mono);
        return catalog_peak_bits(mono, frames);
    }
    if (channels == 2) return downmix_two(interleaved, frames, mono);
    return downmix_many(interleaved, frames, channels, mono);
}

CLONED void catalog_to_int16(const float *samples, size_t count, int16_t *output)
{
    for (size_t i = 0; i < count; i++) {
        float scaled = samples[i] * 32768.0f;
        scaled = scaled > 32767.0f ? 32767.0f : scaled;
        scaled = scaled < -32768.0f ? -32768.0f : scaled;
        output[i] = (int16_t)(int32_t)(scaled + (scaled < 0 ? -0.5f : 0.5f));
    }
}

typedef float lane16 __attribute__((vector_size(64)));

CLONED void catalog_halve(const float *samples, const float *taps, size_t tap_count, size_t count, float *output)
{
    size_t i = 0;
    for (; i < count; i++) {
        const float *input = samples + 2 * i;
        lane16 sum = {0};
        size_t k = 0;
        for (; k + 16 <= tap_count; k += 16) {
            lane16 x, tap;
            memcpy(&x, input + k, sizeof x);
            memcpy(&tap, taps + k, sizeof tap);
            sum += x * tap;
        }
        float total = 0;
        for (int lane = 0; lane < 8; lane++) total += sum[lane] + sum[lane + 8];
        for (; k < tap_count; k++) total += input[k] * taps[k];
        output[i] = total;
    }
}
