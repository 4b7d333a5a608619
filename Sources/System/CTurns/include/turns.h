/* How a thread takes its turns at the processor: the C library has no call for it, and Swift cannot make a system call. */
#ifndef CATALOG_TURNS_H
#define CATALOG_TURNS_H

#include <stdint.h>

/* The calling thread, and those that it starts later, ask for turns of `nanoseconds` and stand `niceness` further behind than
 * now. Returns 0, or the error number where the system refuses. A kernel that knows no length of turns leaves it out. */
int32_t catalog_take_turns(uint64_t nanoseconds, int32_t niceness);

#endif
