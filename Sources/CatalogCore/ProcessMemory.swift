import CMalloc
import Glibc

/// What the allocator does with memory that nobody uses any more.
package enum ProcessMemory {
    /// Gives back to the system what large passing work left behind; the allocator would keep it for the next.
    package static func giveBack() { malloc_trim(0) }

    private static let serviceThreshold: Int32 = 1 << 20
    private static let poolsOfProcessor = 2

    /// For a program that runs on, before it starts threads. Left to itself the allocator learns from the largest block that was
    /// ever let go of how much to keep, and keeps that much in each of its pools: after an index was made, tens of megabytes;
    /// and each pool fills with holes of its own, of eight pools for a processor.
    package static func prepareToServe() {
        mallopt(M_MMAP_THRESHOLD, serviceThreshold)
        mallopt(M_TRIM_THRESHOLD, serviceThreshold)
        mallopt(M_ARENA_MAX, Int32(poolsOfProcessor * sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
