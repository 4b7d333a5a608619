/* Sixteen floats that every SIMD level computes alike. */
#ifndef CATALOG_LANES_H
#define CATALOG_LANES_H

#include "signal_kernels.h"

#pragma clang fp contract(off)

#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#define INLINE static inline __attribute__((always_inline))

typedef float lanes __attribute__((vector_size(64)));
typedef float lanes_anywhere __attribute__((vector_size(64), aligned(4)));
typedef int32_t lane_bits __attribute__((vector_size(64)));

#define LOAD(pointer) ((lanes)(*(const lanes_anywhere *)(const void *)(pointer)))
#define STORE(pointer, value) (*(lanes_anywhere *)(void *)(pointer) = (value))
#define MINIMUM(a, b) __builtin_elementwise_min(a, b)
#define MAXIMUM(a, b) __builtin_elementwise_max(a, b)
#define SPREAD(x) ((lanes){ (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x), (x) })

/* The sum of the lanes, as a tree. */
#define ADD_LANES(v) \
    (((((v)[0] + (v)[8]) + ((v)[4] + (v)[12])) + (((v)[2] + (v)[10]) + ((v)[6] + (v)[14]))) \
     + ((((v)[1] + (v)[9]) + ((v)[5] + (v)[13])) + (((v)[3] + (v)[11]) + ((v)[7] + (v)[15]))))

/* ln x of positive normal numbers: x = 2^e m with m in [sqrt 1/2, sqrt 2), f = m - 1, s = f / (2 + f), and
 * ln m = 2 artanh s = f - (f^2/2 - s (f^2/2 + R)), R = s^2 (2/3 + s^2 (2/5 + s^2 (2/7 + s^2 2/9))): the series' next
 * term is below 2^-28 of the sum. ln 2 in two parts, so that e * high is exact. */
#define LOGARITHM(result, x) \
    do { \
        const lane_bits bits_ = (lane_bits)(x); \
        const lane_bits shifted_ = bits_ - 0x3f3504f3; \
        const lane_bits exponent_ = shifted_ >> 23; \
        const lanes m_ = (lanes)((shifted_ & 0x007fffff) + 0x3f3504f3); \
        const lanes e_ = __builtin_convertvector(exponent_, lanes); \
        const lanes f_ = m_ - 1.0f; \
        const lanes s_ = f_ / (2.0f + f_); \
        const lanes z_ = s_ * s_; \
        const lanes r_ = z_ * (0.666666667f + z_ * (0.4f + z_ * (0.285714286f + z_ * 0.222222222f))); \
        const lanes half_ = 0.5f * f_ * f_; \
        (result) = e_ * 0.693145752f - ((half_ - (s_ * (half_ + r_) + e_ * 1.42860677e-06f)) - f_); \
    } while (0)

#endif
