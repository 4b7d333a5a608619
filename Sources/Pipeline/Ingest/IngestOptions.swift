/// What a person says about an ingest.
package struct IngestOptions: Sendable {
    /// Files heard at once; each needs up to `bytesPerFileMax` while it is heard.
    package var workerCount: Int
    /// Decoded audio and what is made of it, over all workers.
    package var inFlightBytesMax = 1 << 30
    /// Tells what would be done and does nothing.
    package var isDryRun = false
    /// Hears files again that have not changed.
    package var isFull = false
    /// Forgets files that are no longer there, with their tracks.
    package var prunesMissing = false
    /// Only this folder below the roots is walked.
    package var scope: FilePath?
    /// A root that is not there is a removal to note and no mistake of the caller's: for watched folders.
    package var takesAbsentRootsAsRemoved = false

    /// What the signal and the spectra of one file may need: longer signals wait on disk.
    package static let bytesPerFileMax = 400 << 20

    package init(workerCount: Int) {
        precondition(workerCount > 0, "at least one file is heard at a time")
        self.workerCount = workerCount
    }
}
