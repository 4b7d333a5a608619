#pragma once

// LAPACK by OpenBLAS, loaded at the first call and not before.
//
// OpenBLAS 0.3.21 takes a CPU that it does not know for a Prescott and is then five times slower. It can be told
// better by OPENBLAS_CORETYPE, but only before it is loaded: so it is not linked, it is opened here.
//
// Matrices are dense, column-major (a symmetric one is the same either way), of doubles.

/// 1 when the library was found and could be opened.
int openblas_available(void);

/// Sets how many threads the library may use; 1 inside a parallel region of ours.
void openblas_set_threads(int count);

/// Replaces the symmetric positive definite n × n matrix by its inverse (both triangles).
/// Returns 0, or LAPACK's code (> 0: not positive definite), or -1000 when the library is missing.
int openblas_invert_positive_definite(int n, double *matrix);

/// Solves `matrix · x = right` for a symmetric positive definite n × n matrix and `columns` right sides;
/// `right` (n × columns) holds the answer, `matrix` its Cholesky factor.
int openblas_solve_positive_definite(int n, int columns, double *matrix, double *right);

/// Replaces a symmetric matrix by its eigenvectors (one per column) and writes its eigenvalues, ascending.
int openblas_symmetric_eigen(int n, double *matrix, double *values);

/// Least squares |matrix · x - right|² of a full-rank m × n matrix, m ≥ n; x is the first n rows of `right` (m × columns).
int openblas_least_squares(int m, int n, int columns, double *matrix, double *right);
