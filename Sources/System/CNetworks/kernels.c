// Loops over values that the compiler makes SIMD code of, cloned for each generation of CPU.
#include "CNetworks.h"

#include <math.h>

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

// Contracting a product and a sum into one rounding would make the result depend on the clone.
#pragma STDC FP_CONTRACT OFF

CLONES void catalog_dropout(const float *source, float *target, size_t count, uint64_t seed, uint64_t first,
                            float probability) {
    const uint64_t limit = (uint64_t)((double)probability * 16777216.0);
    const float scale = 1.0f / (1.0f - probability);
    for (size_t i = 0; i < count; i++) {
        uint64_t mixed = seed + (first + i + 1) * 0x9E3779B97F4A7C15u;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
        mixed = mixed ^ (mixed >> 31);
        target[i] = (mixed >> 40) < limit ? 0.0f : source[i] * scale;
    }
}

CLONES void catalog_adamw(float *values, const float *gradient, float *first, float *second, size_t count,
                          catalog_adamw_step step) {
    const float keep = 1.0f - step.rate * step.decay;
    const float size = step.rate / step.correction1;
    const float root = 1.0f / sqrtf(step.correction2);
    for (size_t i = 0; i < count; i++) {
        float g = gradient[i];
        float m = step.beta1 * first[i] + (1.0f - step.beta1) * g;
        float v = step.beta2 * second[i] + (1.0f - step.beta2) * g * g;
        first[i] = m;
        second[i] = v;
        values[i] = values[i] * keep - size * m / (sqrtf(v) * root + step.epsilon);
    }
}

CLONES void catalog_sgd(float *values, const float *gradient, float *velocity, size_t count, float rate, float momentum,
                        float decay) {
    for (size_t i = 0; i < count; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i] + decay * values[i];
        values[i] -= rate * velocity[i];
    }
}
