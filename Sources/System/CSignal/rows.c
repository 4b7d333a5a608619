/* Rows: one frame after another. */
#include "lanes.h"

CLONED void catalog_magnitudes_precise(const double *restrict spectrum, size_t bins, float *restrict row)
{
    for (size_t i = 0; i < bins; i++) {
        const double real = (float)spectrum[2 * i], imaginary = (float)spectrum[2 * i + 1];
        row[i] = (float)__builtin_sqrt(real * real + imaginary * imaginary);
    }
}

CLONED void catalog_multiply_precise(
    const float *restrict left, const double *restrict right, size_t count, double *restrict products)
{
    for (size_t i = 0; i < count; i++) products[i] = left[i] * right[i];
}

CLONED void catalog_multiply(const float *restrict left, const float *restrict right, size_t count, float *restrict products)
{
    for (size_t i = 0; i < count; i++) products[i] = left[i] * right[i];
}

CLONED float catalog_dot(const float *left, const float *right, size_t count)
{
    lanes sums = { 0 };
    size_t i = 0;
    for (; i + CATALOG_LANES <= count; i += CATALOG_LANES) sums += LOAD(left + i) * LOAD(right + i);
    float sum = ADD_LANES(sums);
    for (; i < count; i++) sum += left[i] * right[i];
    return sum;
}

/* 10^(x/10) as 2^n 2^f with |f| <= 1/2, 2^f by its series to the sixth power, then the logarithm of one more. */
CLONED void catalog_compressed(const float *decibels, size_t count, float offset, float *levels)
{
    for (size_t i = 0; i + CATALOG_LANES <= count; i += CATALOG_LANES) {
        lanes power = (LOAD(decibels + i) + offset) * 0.332192809f;
        power = MAXIMUM(MINIMUM(power, SPREAD(120.0f)), SPREAD(-120.0f));
        const lane_bits whole = __builtin_convertvector(power + 256.5f, lane_bits) - 256;
        const lanes f = (power - __builtin_convertvector(whole, lanes)) * 0.693147181f;
        const lanes series = 1.0f + f * (1.0f + f * (0.5f + f * (0.166666667f + f * (0.0416666667f
            + f * (0.00833333333f + f * 0.00138888889f)))));
        const lanes above = 1.0f + series * (lanes)((whole + 127) << 23);
        lanes logarithm;
        LOGARITHM(logarithm, above);
        STORE(levels + i, logarithm * 0.434294482f);
    }
}

CLONED size_t catalog_sign_changes(const float *samples, size_t count)
{
    uint32_t changes = 0;
    for (size_t i = 0; i < count; i++) {
        const int before = samples[(ptrdiff_t)i - 1] < -1e-10f, now = samples[i] < -1e-10f;
        changes += (uint32_t)(before != now);
    }
    return changes;
}

CLONED float catalog_maximum(const float *values, size_t count)
{
    float largest = -__builtin_inff();
    size_t i = 0;
    if (count >= CATALOG_LANES) {
        lanes most = LOAD(values);
        for (i = CATALOG_LANES; i + CATALOG_LANES <= count; i += CATALOG_LANES) most = MAXIMUM(most, LOAD(values + i));
        for (int lane = 0; lane < CATALOG_LANES; lane++) largest = most[lane] > largest ? most[lane] : largest;
    }
    for (; i < count; i++) largest = values[i] > largest ? values[i] : largest;
    return largest;
}

CLONED float catalog_largest_magnitude(const float *values, size_t count)
{
    float largest = 0.0f;
    for (size_t i = 0; i < count; i++) {
        const float magnitude = __builtin_fabsf(values[i]);
        largest = magnitude > largest ? magnitude : largest;
    }
    return largest;
}

CLONED void catalog_project32(
    const float *row, const float *matrix, size_t count, float floor, float *output)
{
    lanes low = { 0 }, high = { 0 };
    for (size_t i = 0; i < count; i++) {
        const float value = row[i] > floor ? row[i] : floor;
        low += LOAD(matrix + 32 * i) * value;
        high += LOAD(matrix + 32 * i + 16) * value;
    }
    STORE(output, low);
    STORE(output + 16, high);
}

CLONED float catalog_rises(const float *row, const float *previous, size_t count, float floor, float *rises)
{
    const lanes least = SPREAD(floor), zero = { 0 };
    lanes sums = { 0 };
    for (size_t i = 0; i < count; i += CATALOG_LANES) {
        const lanes rise = MAXIMUM(LOAD(row + i), least) - MAXIMUM(LOAD(previous + i), least);
        const lanes kept = MAXIMUM(rise, zero);
        STORE(rises + i, kept);
        sums += kept;
    }
    return ADD_LANES(sums);
}

CLONED float catalog_distance(
    const float *left, float left_scale, const float *right, float right_scale, size_t count)
{
    lanes sums = { 0 };
    size_t i = 0;
    for (; i + CATALOG_LANES <= count; i += CATALOG_LANES) {
        const lanes apart = LOAD(left + i) * left_scale - LOAD(right + i) * right_scale;
        sums += apart * apart;
    }
    float sum = ADD_LANES(sums);
    for (; i < count; i++) {
        const float apart = left[i] * left_scale - right[i] * right_scale;
        sum += apart * apart;
    }
    return sum;
}

CLONED double catalog_square_sum(const double *values, size_t count)
{
    double sums[8] = { 0 };
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (int lane = 0; lane < 8; lane++) sums[lane] += values[i + lane] * values[i + lane];
    for (; i < count; i++) sums[0] += values[i] * values[i];
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

CLONED void catalog_add_power(const double *restrict spectrum, size_t bins, double scale, double *restrict sums)
{
    for (size_t i = 0; i < bins; i++) {
        const double real = spectrum[2 * i], imaginary = spectrum[2 * i + 1];
        sums[i] += scale * (real * real + imaginary * imaginary);
    }
}

/* Numbers that are not negative are in the order of their bit patterns, so the 64th is built bit by bit. */
CLONED float catalog_median128(const float *values)
{
    uint32_t bits[128], lower = 0, above = 0x7f800000, reached = 0;
    __builtin_memcpy(bits, values, sizeof bits);
    for (int bit = 30; bit >= 0; bit--) {
        const uint32_t candidate = lower | ((uint32_t)1 << bit);
        uint32_t below = 0;
        for (int i = 0; i < 128; i++) below += bits[i] < candidate;
        if (below < 64) lower = candidate;
    }
    for (int i = 0; i < 128; i++) {
        reached += bits[i] <= lower;
        const uint32_t beyond = bits[i] > lower ? bits[i] : 0x7f800000;
        above = beyond < above ? beyond : above;
    }
    const uint32_t upper = reached >= 65 ? lower : above;
    float low, high;
    __builtin_memcpy(&low, &lower, sizeof low);
    __builtin_memcpy(&high, &upper, sizeof high);
    return (low + high) * 0.5f;
}

int catalog_simd_level(void)
{
    if (__builtin_cpu_supports("x86-64-v4")) return 2;
    return __builtin_cpu_supports("x86-64-v3") ? 1 : 0;
}
