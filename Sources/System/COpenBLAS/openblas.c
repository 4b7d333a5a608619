#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

#define LIBRARY_IS_MISSING (-1000)
#define OUT_OF_MEMORY (-1001)

typedef void (*factor_function)(const char *, const int *, double *, const int *, int *);
typedef void (*solve_function)(const char *, const int *, const int *, double *, const int *, double *, const int *,
                               int *);
typedef void (*eigen_function)(const char *, const char *, const int *, double *, const int *, double *, double *,
                               const int *, int *, const int *, int *);
typedef void (*least_squares_function)(const char *, const int *, const int *, const int *, double *, const int *,
                                       double *, const int *, double *, const int *, int *);

static struct {
    factor_function potrf, potri;
    solve_function posv;
    eigen_function syevd;
    least_squares_function gels;
    void (*set_threads)(int);
    int available;
} library;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
    if (!getenv("OPENBLAS_CORETYPE")) {
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")) {
            setenv("OPENBLAS_CORETYPE", "SkylakeX", 0);
        } else if (__builtin_cpu_supports("avx2")) {
            setenv("OPENBLAS_CORETYPE", "Haswell", 0);
        }
    }
    void *handle = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    library.potrf = (factor_function)dlsym(handle, "dpotrf_");
    library.potri = (factor_function)dlsym(handle, "dpotri_");
    library.posv = (solve_function)dlsym(handle, "dposv_");
    library.syevd = (eigen_function)dlsym(handle, "dsyevd_");
    library.gels = (least_squares_function)dlsym(handle, "dgels_");
    library.set_threads = (void (*)(int))dlsym(handle, "openblas_set_num_threads");
    library.available = library.potrf && library.potri && library.posv && library.syevd && library.gels;
}

int openblas_available(void) {
    pthread_once(&loading, load);
    return library.available;
}

void openblas_set_threads(int count) {
    if (openblas_available() && library.set_threads) library.set_threads(count);
}

int openblas_invert_positive_definite(int n, double *matrix) {
    if (!openblas_available()) return LIBRARY_IS_MISSING;
    int code = 0;
    library.potrf("L", &n, matrix, &n, &code);
    if (code != 0) return code;
    library.potri("L", &n, matrix, &n, &code);
    if (code != 0) return code;
    for (long column = 0; column < n; column++) {
        for (long row = column + 1; row < n; row++) matrix[row * n + column] = matrix[column * n + row];
    }
    return 0;
}

int openblas_solve_positive_definite(int n, int columns, double *matrix, double *right) {
    if (!openblas_available()) return LIBRARY_IS_MISSING;
    int code = 0;
    library.posv("L", &n, &columns, matrix, &n, right, &n, &code);
    return code;
}

int openblas_symmetric_eigen(int n, double *matrix, double *values) {
    if (!openblas_available()) return LIBRARY_IS_MISSING;
    int code = 0, work_size = -1, integer_size = -1, integer_needed = 0;
    double work_needed = 0;
    library.syevd("V", "L", &n, matrix, &n, values, &work_needed, &work_size, &integer_needed, &integer_size, &code);
    if (code != 0) return code;
    work_size = (int)work_needed;
    integer_size = integer_needed;
    double *work = malloc(sizeof(double) * (size_t)work_size);
    int *integers = malloc(sizeof(int) * (size_t)integer_size);
    if (work && integers) {
        library.syevd("V", "L", &n, matrix, &n, values, work, &work_size, integers, &integer_size, &code);
    } else {
        code = OUT_OF_MEMORY;
    }
    free(work);
    free(integers);
    return code;
}

int openblas_least_squares(int m, int n, int columns, double *matrix, double *right) {
    if (!openblas_available()) return LIBRARY_IS_MISSING;
    int code = 0, work_size = -1;
    double needed = 0;
    library.gels("N", &m, &n, &columns, matrix, &m, right, &m, &needed, &work_size, &code);
    if (code != 0) return code;
    work_size = (int)needed;
    double *work = malloc(sizeof(double) * (size_t)work_size);
    if (!work) return OUT_OF_MEMORY;
    library.gels("N", &m, &n, &columns, matrix, &m, right, &m, work, &work_size, &code);
    free(work);
    return code;
}
