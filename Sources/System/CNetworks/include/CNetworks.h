#ifndef CATALOG_NETWORKS_H
#define CATALOG_NETWORKS_H

#include <stddef.h>
#include <stdint.h>

/// Sets the number of threads that oneDNN (and every other user of GNU OpenMP) starts from this thread; answers the
/// number that was set before, or 0 where no OpenMP is loaded.
int catalog_openmp_threads_set(int count);

/// Copies values, each set to zero with a probability or else divided by (1 - probability). Value i is decided by draw
/// `first + i` of SplitMix64 with the seed. Source and target may be the same buffer.
void catalog_dropout(const float *source, float *target, size_t count, uint64_t seed, uint64_t first, float probability);

typedef struct {
    float rate, decay, beta1, beta2, epsilon;
    /// 1 - beta^step.
    float correction1, correction2;
} catalog_adamw_step;

/// One step of AdamW on one parameter.
void catalog_adamw(float *values, const float *gradient, float *first, float *second, size_t count,
                   catalog_adamw_step step);

/// One step of gradient descent with momentum on one parameter.
void catalog_sgd(float *values, const float *gradient, float *velocity, size_t count, float rate, float momentum,
                 float decay);

#endif
