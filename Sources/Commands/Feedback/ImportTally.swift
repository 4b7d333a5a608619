import CatalogCore

/// What became of the lines of an import: read = added + repeated + rejected, always.
struct ImportTally: Sendable {
    private(set) var added = 0
    private(set) var repeated = 0
    private(set) var rejected = 0
    /// How many of the rejected were told one by one.
    var toldCount = 0
    var wasStopped = false

    var read: Int { added + repeated + rejected }

    mutating func include(_ batch: FeedbackImporter.BatchResult, unreadable: Int) {
        added += batch.added
        repeated += batch.repeated
        rejected += batch.rejections.count + unreadable
    }

    var record: Record {
        var record = Record()
        record.append("read", .integer(Int64(read)))
        record.append("added", .integer(Int64(added)))
        record.append("repeated", .integer(Int64(repeated)))
        record.append("rejected", .integer(Int64(rejected)))
        return record
    }

    var sentence: String {
        let counts = [read, added, repeated, rejected].map { NumberText.grouped(Int64($0)) }
        return "\(counts[0]) read = \(counts[1]) added + \(counts[2]) repeated + \(counts[3]) rejected"
    }
}
