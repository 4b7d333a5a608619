/* Running medians of 31 numbers, eight at a time.
 *
 * Eight neighbouring windows share 24 numbers, of which only the middle 8 can be a median. Half of the windows share
 * 4 more, of which with those 8 only the middle 4 can be; pairs share 2 more, which leaves 2; the last number decides.
 * That is 46 minima and maxima for a median where a selection from scratch takes 450. The result is a number of the
 * input, hence the same on every SIMD level. */
#include "lanes.h"

#define LESSER(a, b) __builtin_elementwise_min(a, b)
#define GREATER(a, b) __builtin_elementwise_max(a, b)
#define ORDER(a, b) \
    do { \
        const __typeof__(a) lesser_ = LESSER(a, b); \
        b = GREATER(a, b); \
        a = lesser_; \
    } while (0)

typedef float four __attribute__((vector_size(16)));
typedef float eight __attribute__((vector_size(32)));

#define NAME four
#define TARGET
#include "median_body.h"
#undef NAME
#undef TARGET

#define NAME eight
#define TARGET __attribute__((target("arch=x86-64-v3")))
#include "median_body.h"
#undef NAME
#undef TARGET

#define NAME lanes
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#include "median_body.h"
#undef NAME
#undef TARGET

void catalog_median31(const float *const *inputs, size_t count, float *const *outputs)
{
    switch (catalog_simd_level()) {
    case 2: median31_lanes(inputs, count, outputs); break;
    case 1: median31_eight(inputs, count, outputs); break;
    default: median31_four(inputs, count, outputs); break;
    }
}

void catalog_median31_plain(const float *const *inputs, size_t count, float *const *outputs)
{
    for (size_t column = 0; column < count; column++)
        for (int output = 0; output < CATALOG_MEDIAN_OUTPUTS; output++) {
            float sorted[31];
            for (int i = 0; i < 31; i++) {
                const float value = inputs[output + i][column];
                int place = i;
                for (; place > 0 && sorted[place - 1] > value; place--) sorted[place] = sorted[place - 1];
                sorted[place] = value;
            }
            outputs[output][column] = sorted[15];
        }
}
