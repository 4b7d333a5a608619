#include <stddef.h>

float hnsw_dot(const float *left, const float *right, size_t count);

__attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"))) float hnsw_dot(
    const float *left, const float *right, size_t count) {
#pragma clang fp reassociate(on) contract(fast)
    float total = 0;
    for (size_t i = 0; i < count; i++) total += left[i] * right[i];
    return total;
}
