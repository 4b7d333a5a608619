/* Tiles: sixteen frames side by side. */
#include "lanes.h"

typedef float quad __attribute__((vector_size(16), aligned(4)));

#define TRANSPOSE4(a, b, c, d) \
    do { \
        const quad ab_ = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd_ = __builtin_shufflevector(c, d, 0, 4, 1, 5); \
        const quad AB_ = __builtin_shufflevector(a, b, 2, 6, 3, 7), CD_ = __builtin_shufflevector(c, d, 2, 6, 3, 7); \
        a = __builtin_shufflevector(ab_, cd_, 0, 1, 4, 5); \
        b = __builtin_shufflevector(ab_, cd_, 2, 3, 6, 7); \
        c = __builtin_shufflevector(AB_, CD_, 0, 1, 4, 5); \
        d = __builtin_shufflevector(AB_, CD_, 2, 3, 6, 7); \
    } while (0)

void catalog_rows_to_tile(const float *const *rows, size_t count, float *tile)
{
    for (size_t i = 0; i < count; i += 4)
        for (int r = 0; r < CATALOG_LANES; r += 4) {
            quad a = *(const quad *)(rows[r] + i), b = *(const quad *)(rows[r + 1] + i);
            quad c = *(const quad *)(rows[r + 2] + i), d = *(const quad *)(rows[r + 3] + i);
            TRANSPOSE4(a, b, c, d);
            float *to = tile + i * CATALOG_LANES + (size_t)r;
            *(quad *)to = a;
            *(quad *)(to + CATALOG_LANES) = b;
            *(quad *)(to + 2 * CATALOG_LANES) = c;
            *(quad *)(to + 3 * CATALOG_LANES) = d;
        }
}

void catalog_tile_to_rows(const float *tile, size_t count, float *const *rows)
{
    for (size_t i = 0; i < count; i += 4)
        for (int r = 0; r < CATALOG_LANES; r += 4) {
            const float *from = tile + i * CATALOG_LANES + (size_t)r;
            quad a = *(const quad *)from, b = *(const quad *)(from + CATALOG_LANES);
            quad c = *(const quad *)(from + 2 * CATALOG_LANES), d = *(const quad *)(from + 3 * CATALOG_LANES);
            TRANSPOSE4(a, b, c, d);
            *(quad *)(rows[r] + i) = a;
            *(quad *)(rows[r + 1] + i) = b;
            *(quad *)(rows[r + 2] + i) = c;
            *(quad *)(rows[r + 3] + i) = d;
        }
}

CLONED void catalog_spectral_shape(const float *tile, size_t bins, float share, float floor, catalog_shape *shape)
{
    const lanes zero = { 0 }, one = SPREAD(1.0f), least = SPREAD(floor);
    lanes total = zero, weighted = zero, logs = zero, powers = zero;
    for (size_t i = 0; i < bins; i++) {
        const lanes m = LOAD(tile + i * CATALOG_LANES);
        total += m;
        weighted += m * (float)i;
        const lanes power = MAXIMUM(m * m, least);
        lanes logarithm;
        LOGARITHM(logarithm, power);
        logs += logarithm;
        powers += power;
    }
    const lane_bits empty = total < 1.17549435e-38f;
    const lanes divisor = (lanes)(((lane_bits)one & empty) | ((lane_bits)total & ~empty));
    const lanes centroid = weighted / divisor;
    const lanes threshold = total * share;
    lanes spread = zero, running = zero, rolloff = zero;
    for (size_t i = 0; i < bins; i++) {
        const lanes m = LOAD(tile + i * CATALOG_LANES);
        const lanes away = (float)i - centroid;
        spread += m * (away * away);
        running += m;
        rolloff += (lanes)((lane_bits)one & (lane_bits)(running < threshold));
    }
    const lanes variance = spread / divisor;
    STORE(shape->total, total);
    STORE(shape->centroid, centroid);
    for (int lane = 0; lane < CATALOG_LANES; lane++) shape->bandwidth[lane] = __builtin_sqrtf(variance[lane]);
    STORE(shape->rolloff, rolloff);
    STORE(shape->mean_log_power, logs / (float)bins);
    STORE(shape->mean_power, powers / (float)bins);
}

CLONED void catalog_bands(
    const float *tile, const uint32_t *starts, const uint32_t *counts, const float *weights, size_t bands,
    float *output)
{
    for (size_t b = 0; b < bands; b++) {
        const float *from = tile + (size_t)starts[b] * CATALOG_LANES;
        lanes sum = { 0 };
        for (uint32_t i = 0; i < counts[b]; i++, from += CATALOG_LANES) {
            const lanes m = LOAD(from);
            sum += (m * m) * *weights++;
        }
        STORE(output + b * CATALOG_LANES, sum);
    }
}

CLONED void catalog_logarithms(const float *values, size_t count, float *output)
{
    for (size_t i = 0; i < count; i += CATALOG_LANES) {
        lanes logarithm;
        LOGARITHM(logarithm, LOAD(values + i));
        STORE(output + i, logarithm);
    }
}

CLONED void catalog_decibels(float *values, size_t count, float floor)
{
    const lanes least = SPREAD(floor);
    size_t i = 0;
    lanes logarithm;
    for (; i + CATALOG_LANES <= count; i += CATALOG_LANES) {
        LOGARITHM(logarithm, MAXIMUM(LOAD(values + i), least));
        STORE(values + i, logarithm * 4.34294482f);
    }
    lanes rest = least;
    for (size_t lane = 0; i + lane < count; lane++) rest[lane] = values[i + lane];
    LOGARITHM(logarithm, MAXIMUM(rest, least));
    for (size_t lane = 0; i + lane < count; lane++) values[i + lane] = logarithm[lane] * 4.34294482f;
}

CLONED void catalog_mask_energies(
    const float *magnitudes, const float *harmonic, const float *percussive, size_t bins, float *harmonic_energy,
    float *percussive_energy)
{
    const lanes zero = { 0 }, half = SPREAD(0.5f), tiny = SPREAD(1.17549435e-38f);
    lanes kept = zero, struck = zero;
    for (size_t i = 0; i < bins * CATALOG_LANES; i += CATALOG_LANES) {
        const lanes h = LOAD(harmonic + i), p = LOAD(percussive + i), m = LOAD(magnitudes + i);
        const lanes larger = MAXIMUM(MAXIMUM(h, p), tiny);
        const lanes hz = h / larger, pz = p / larger;
        const lanes hh = hz * hz, pp = pz * pz;
        const lane_bits split = MAXIMUM(h, p) < tiny;
        const lanes share = hh / (hh + pp);
        const lanes mask = (lanes)(((lane_bits)half & split) | ((lane_bits)share & ~split));
        const lanes a = m * mask, b = m * (1.0f - mask);
        kept += a * a;
        struck += b * b;
    }
    STORE(harmonic_energy, kept);
    STORE(percussive_energy, struck);
}
