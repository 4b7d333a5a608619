#pragma once
#include <stddef.h>

// Sums over sixteen floats at a time, in as many registers as the machine has.

#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define INLINE static inline __attribute__((always_inline))
#define LANES 16

typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));

#pragma clang fp contract(fast)
#pragma clang fp reassociate(on)

INLINE float sum(const lanes *v) {
    float total = 0;
    for (int i = 0; i < LANES; i++) total += (*v)[i];
    return total;
}

INLINE float dot(const float *x, const float *y, size_t stride) {
    lanes total = {0};
    for (size_t i = 0; i < stride; i += LANES) total += *(const lanes *)(x + i) * *(const lanes *)(y + i);
    return sum(&total);
}
