/* The few smallest and largest of each frame, kept in sorted chains. */
#include "lanes.h"

#define CHAIN(K) \
    CLONED static void extremes##K(const float *tile, size_t count, float *smallest, float *largest) \
    { \
        lanes low[K], high[K]; \
        _Pragma("clang loop unroll(full)") for (int k = 0; k < K; k++) \
        { \
            low[k] = SPREAD(__builtin_inff()); \
            high[k] = -low[k]; \
        } \
        for (size_t i = 0; i < count; i++) { \
            lanes down = LOAD(tile + i * CATALOG_LANES), up = down; \
            _Pragma("clang loop unroll(full)") for (int k = 0; k < K; k++) \
            { \
                const lanes below = MINIMUM(low[k], down), above = MAXIMUM(high[k], up); \
                down = MAXIMUM(low[k], down); \
                up = MINIMUM(high[k], up); \
                low[k] = below; \
                high[k] = above; \
            } \
        } \
        lanes bottom = low[0], top = high[K - 1]; \
        _Pragma("clang loop unroll(full)") for (int k = 1; k < K; k++) \
        { \
            bottom += low[k]; \
            top += high[K - 1 - k]; \
        } \
        STORE(smallest, bottom / (float)K); \
        STORE(largest, top / (float)K); \
    }

CHAIN(1)
CHAIN(2)
CHAIN(3)
CHAIN(4)
CHAIN(5)
CHAIN(6)
CHAIN(7)
CHAIN(8)
CHAIN(9)
CHAIN(10)
CHAIN(11)
CHAIN(12)

typedef void (*chain)(const float *tile, size_t count, float *smallest, float *largest);

void catalog_extremes(const float *tile, size_t count, size_t kept, float *smallest, float *largest)
{
    if (kept < 1 || kept > CATALOG_EXTREMES_MAX || kept > count) __builtin_trap();
    const chain chains[CATALOG_EXTREMES_MAX] = {
        extremes1, extremes2, extremes3, extremes4, extremes5, extremes6,
        extremes7, extremes8, extremes9, extremes10, extremes11, extremes12,
    };
    chains[kept - 1](tile, count, smallest, largest);
}
