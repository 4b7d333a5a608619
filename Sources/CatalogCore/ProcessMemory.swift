import CMalloc

/// What the allocator does with memory that nobody uses any more.
package enum ProcessMemory {
    /// Gives back to the system what large passing work left behind; the allocator would keep it for the next.
    package static func giveBack() { malloc_trim(0) }

    private static let serviceThreshold: Int32 = 1 << 20

    /// For a program that runs on. Left to itself the allocator learns from the largest block that was ever let go of how much
    /// to keep, and keeps that much for each thread: after an index was made, tens of megabytes.
    package static func prepareToServe() {
        mallopt(M_MMAP_THRESHOLD, serviceThreshold)
        mallopt(M_TRIM_THRESHOLD, serviceThreshold)
    }
}
