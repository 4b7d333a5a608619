#ifndef CATALOG_NETWORKS_H
#define CATALOG_NETWORKS_H

#include <stddef.h>
#include <stdint.h>

/// Sets the number of threads that oneDNN (and every other user of GNU OpenMP) starts from this thread; answers the
/// number that was set before, or 0 where no OpenMP is loaded.
int catalog_openmp_threads_set(int count);

#endif
