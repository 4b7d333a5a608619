/// What became of everything that was found: `found = ingested + unchanged + skipped + failed`.
package struct IngestReport: Sendable, Equatable, Codable {
    package var found = 0
    package var ingested = 0
    package var unchanged = 0
    /// Nothing to hear in them, or still being written.
    package var skipped = 0
    package var failed = 0
    /// Known before and not found this time; not part of what was found.
    package var missing = 0
    package var pruned = 0
    package var audioSeconds = 0.0
    package var wasCancelled = false
    /// What came of placing the new tracks, as a sentence.
    package var remark: String?

    package init() {}

    package var isReconciled: Bool { found == ingested + unchanged + skipped + failed }
}
