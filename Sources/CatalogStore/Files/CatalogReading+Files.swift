import CatalogCore
import SQLite

extension CatalogReading {
    package func file(atPath path: [UInt8]) throws -> AudioFile? {
        try first(FileStatement.byPath, path, read: file(from:))
    }

    package func files(withContentHash hash: [UInt8]) throws -> [AudioFile] {
        try all(FileStatement.byContent, hash, read: file(from:))
    }

    package func files(withAudioHash hash: [UInt8]) throws -> [AudioFile] {
        try all(FileStatement.byAudio, hash, read: file(from:))
    }

    package func files(of track: TrackID) throws -> [AudioFile] {
        try all(FileStatement.ofTrack, track, read: file(from:))
    }

    package func hasFiles(of track: TrackID) throws -> Bool { try count(FileStatement.hasTrack, track) > 0 }

    /// The entry that a file had before it was moved: of the same track and content, and gone from its place.
    package func file(of track: TrackID, movedWith content: [UInt8], to path: [UInt8]) throws -> FileID? {
        try first(FileStatement.movedFrom, track, content, path) { FileID($0.int64(0)) }
    }

    /// True where another file of the track is there that was known before this one.
    package func hasFile(of track: TrackID, before file: FileID, at path: [UInt8]) throws -> Bool {
        try count(FileStatement.hasOlderOfTrack, track, file, path) == 1
    }

    /// The next files by id, all of them or those of one status; start with `nil`.
    package func files(withStatus status: String? = nil, after id: FileID?, limit: Int) throws -> [AudioFile]
    {
        guard let status else {
            return try all(FileStatement.page, id?.rawValue ?? 0, limit, read: file(from:))
        }
        return try all(FileStatement.withStatus, status, id?.rawValue ?? 0, limit, read: file(from:))
    }

    /// Every known file below a folder or address, in the order of their paths' bytes.
    package func knownFiles(below prefix: [UInt8]) throws -> [KnownFile] {
        try all(FileStatement.facts, prefix, Self.end(ofPrefix: prefix)) { row in
            KnownFile(
                id: FileID(row.int64(0)), path: row.bytes(1), sizeBytes: row.int64(2),
                modifiedNs: row.int64(3),
                etag: row.optionalString(4), outcome: try outcome(row.string(5)), isMissing: !row.isNull(6),
                featureSetVersion: row.optionalInt(7))
        }
    }

    package func fileCounts() throws -> [(status: String, count: Int)] {
        try all(FileStatement.statusCounts) { ($0.string(0), $0.int(1)) }
    }

    /// The first file of each track that has a fingerprint, by track.
    package func fingerprintedFiles() throws -> [(track: TrackID, file: FileID, durationMs: Int?)] {
        try all(FileStatement.fingerprinted) {
            (TrackID($0.int64(0)), FileID($0.int64(1)), $0.optionalInt(2))
        }
    }

    package func fingerprint(of file: FileID) throws -> [UInt32]? {
        try first(FileStatement.fingerprint, file) { row in
            row.optional(0) { row.array($0, of: UInt32.self) }
        } ?? nil
    }

    /// Tracks that no file plays: imported ones, and those whose files were pruned.
    package func tracksWithoutFile(after id: TrackID?, limit: Int) throws -> [TrackID] {
        try all(FileStatement.tracksWithoutFile, id?.rawValue ?? 0, limit) { TrackID($0.int64(0)) }
    }

    /// All groups of duplicates, the one that is shown first.
    package func duplicateGroups() throws -> [[DuplicateMember]] {
        var groups: [[DuplicateMember]] = []
        var last: Int64?
        try forEach(FileStatement.members) { row in
            if last != row.int64(0) { groups.append([]) }
            last = row.int64(0)
            groups[groups.count - 1].append(
                DuplicateMember(
                    track: TrackID(row.int64(1)), similarity: row.double(2), isPreferred: row.bool(3)))
        }
        return groups
    }

    /// The first bytes that no longer start with `prefix`.
    static func end(ofPrefix prefix: [UInt8]) -> [UInt8] {
        var end = prefix
        while let last = end.popLast() {
            if last < 0xff { return end + [last + 1] }
        }
        // Nothing sorts behind all paths but a longer run of the highest byte than any path has.
        return [UInt8](repeating: 0xff, count: 4_097)
    }

    private func outcome(_ text: String) throws -> AudioFile.Outcome {
        guard let outcome = AudioFile.Outcome(rawValue: text) else {
            throw CatalogError(.damaged, "a file's outcome is unknown: run `catalog check`")
        }
        return outcome
    }

    private func file(from row: Row) throws -> AudioFile {
        func time(_ column: Int32) -> Timestamp? {
            row.optionalInt64(column).map { Timestamp(milliseconds: $0) }
        }
        var file = AudioFile(
            path: row.bytes(1), source: AudioFile.Source(rawValue: row.string(3)) ?? .folder,
            sizeBytes: row.int64(5), modifiedNs: row.int64(6), outcome: try outcome(row.string(15)),
            firstSeen: Timestamp(milliseconds: row.int64(21)))
        file.id = FileID(row.int64(0))
        file.displayPath = row.string(2)
        file.etag = row.optionalString(4)
        file.contentHash = row.optionalBytes(7)
        file.audioHash = row.optionalBytes(8)
        file.fingerprint = row.optional(9) { row.array($0, of: UInt32.self) }
        file.format = row.optionalString(10)
        file.bitRateKbps = row.optionalDouble(11)
        file.sampleRateHz = row.optionalInt(12)
        file.channelCount = row.optionalInt(13)
        file.durationMs = row.optionalInt(14)
        file.reason = row.optionalString(16)
        file.heardPercent = row.optionalDouble(17)
        file.missingSince = time(18)
        file.featureSetVersion = row.optionalInt(19)
        file.track = row.optionalInt64(20).map { TrackID($0) }
        file.analyzed = time(22)
        return file
    }
}
