/* Starting a program with limits that it cannot lift: Swift can neither fork nor say setrlimit in between. */
#ifndef CATALOG_CHILD_PROGRAM_H
#define CATALOG_CHILD_PROGRAM_H

#include <stdint.h>

/* Starts `arguments[0]`, found on the PATH, with three descriptors as its input, output and errors and no others,
 * within limits of address space and processor time. Returns the process, or minus the error number where the
 * program cannot be run. */
int32_t catalog_start_program(
    char *const *arguments, int input, int output, int errors, uint64_t memory_bytes_max, uint64_t cpu_seconds_max);

#endif
