import CMalloc

/// What the allocator does with memory that nobody uses any more.
package enum ProcessMemory {
    /// Gives back to the system what large passing work left behind; the allocator would keep it for the next.
    package static func giveBack() { malloc_trim(0) }
}
