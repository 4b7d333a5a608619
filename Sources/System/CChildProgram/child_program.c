#define _GNU_SOURCE
#include "child_program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static void limit(int resource, uint64_t value)
{
    const struct rlimit both = {value, value};
    (void)setrlimit(resource, &both);
}

int32_t catalog_start_program(
    char *const *arguments, int input, int output, int errors, uint64_t memory_bytes_max, uint64_t cpu_seconds_max)
{
    /* The child tells through this pipe why it could not become the program; success closes it. */
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    const pid_t child = fork();
    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        signal(SIGPIPE, SIG_DFL);
        setpgid(0, 0);
        limit(RLIMIT_AS, memory_bytes_max);
        limit(RLIMIT_CPU, cpu_seconds_max);
        limit(RLIMIT_CORE, 0);
        limit(RLIMIT_FSIZE, 0);
        /* Above the three, so that none of the copies overwrites another's source. */
        const int from[3] = {fcntl(input, F_DUPFD, 10), fcntl(output, F_DUPFD, 10), fcntl(errors, F_DUPFD, 10)};
        const int kept = fcntl(report[1], F_DUPFD_CLOEXEC, 10);
        int failed = kept < 0;
        for (int i = 0; i < 3; i++) failed |= from[i] < 0 || dup2(from[i], i) < 0;
        if (!failed) {
            close_range(3, (unsigned)kept - 1, 0);
            close_range((unsigned)kept + 1, ~0u, 0);
            execvp(arguments[0], arguments);
        }
        const int code = errno;
        ssize_t ignored = write(kept, &code, sizeof code);
        (void)ignored;
        _exit(127);
    }
    const int fork_error = errno;
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return -fork_error;
    }
    int code = 0;
    ssize_t count;
    do count = read(report[0], &code, sizeof code);
    while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count == (ssize_t)sizeof code) {
        waitpid(child, NULL, 0);
        return code > 0 ? -code : -EIO;
    }
    return child;
}
