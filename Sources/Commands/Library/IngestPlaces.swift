import Pipeline

/// Where an ingest looks: folders and files of this machine, and buckets.
struct IngestPlaces {
    var roots: [FilePath] = []
    var buckets: [BucketAddress] = []
    /// What one look knows of fingerprints, for the next.
    let duplicates = DuplicateIndex()

    /// Reads what a person typed; relative paths start from `folder`.
    init(_ words: [String], folder: String) throws {
        for word in words {
            if word.hasPrefix("s3://") {
                guard let address = BucketAddress(word) else {
                    throw CommandError("\(word) is no bucket. Write it as s3://bucket/prefix.")
                }
                buckets.append(address)
            } else {
                roots.append(FilePath(word, relativeTo: folder))
            }
        }
    }
}
