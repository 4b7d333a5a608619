/* The two loops of a loudness meter that touch every sample (ITU-R BS.1770-4). */
#ifndef CATALOG_LOUDNESS_KERNELS_H
#define CATALOG_LOUDNESS_KERNELS_H

#include <stddef.h>

enum { CATALOG_FILTER_ORDER = 4, CATALOG_FILTER_STEP = 8 };

/* A filter of fourth order as its state space, for one sample and for eight at once:
 * y = feed x + read s, s' = carry s + enter x. Columns are stored one after the other. */
typedef struct {
    double feed[CATALOG_FILTER_STEP][CATALOG_FILTER_STEP];   /* [input][output] */
    double read[CATALOG_FILTER_ORDER][CATALOG_FILTER_STEP];  /* [state][output] */
    double carry[CATALOG_FILTER_ORDER][CATALOG_FILTER_ORDER]; /* [state][next state] */
    double enter[CATALOG_FILTER_STEP][CATALOG_FILTER_ORDER]; /* [input][next state] */
    double b[CATALOG_FILTER_ORDER + 1];
    double a[CATALOG_FILTER_ORDER + 1];
} catalog_filter;

/* Filters one channel of interleaved samples and returns the sum of the squares of what comes out. `state` is kept
 * from call to call: the filter's last four inner values, newest first. */
double catalog_filtered_energy(
    const catalog_filter *filter, const float *interleaved, size_t frames, unsigned channels, unsigned channel,
    double *state);

/* The largest magnitude between the samples, four times oversampled: each of three rows of 12 coefficients, oldest
 * frame first, makes one value from the 12 frames that end at each frame. `samples` begins 11 frames before the first
 * frame of the `count` values (frames times channels). */
float catalog_peak_of_four(const float *samples, size_t count, unsigned channels, const float *coefficients);

/* The same, two times oversampled: one row of 24 coefficients, 23 frames before. */
float catalog_peak_of_two(const float *samples, size_t count, unsigned channels, const float *coefficients);

#endif
