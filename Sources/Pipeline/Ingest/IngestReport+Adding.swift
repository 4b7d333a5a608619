extension IngestReport {
    /// Counts another ingest in.
    package mutating func add(_ other: IngestReport) {
        found += other.found
        ingested += other.ingested
        unchanged += other.unchanged
        skipped += other.skipped
        failed += other.failed
        missing += other.missing
        pruned += other.pruned
        audioSeconds += other.audioSeconds
        remark = other.remark ?? remark
        wasCancelled = wasCancelled || other.wasCancelled
    }
}
