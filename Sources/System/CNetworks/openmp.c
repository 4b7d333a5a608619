// The toolchain has no omp.h; the two calls that are needed are looked up in the process, where libdnnl brought them.
#define _GNU_SOURCE
#include "CNetworks.h"

#include <dlfcn.h>

int catalog_openmp_threads_set(int count) {
    void (*set)(int) = (void (*)(int))dlsym(RTLD_DEFAULT, "omp_set_num_threads");
    int (*get)(void) = (int (*)(void))dlsym(RTLD_DEFAULT, "omp_get_max_threads");
    if (!set || !get) return 0;
    int before = get();
    set(count);
    return before;
}
