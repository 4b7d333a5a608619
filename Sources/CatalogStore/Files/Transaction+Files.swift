import CatalogCore

extension Transaction {
    /// Stores what is known of the file at a path; when it was first seen stays.
    package func upsert(_ file: AudioFile) throws -> FileID {
        guard file.outcome == .ok || file.reason != nil else {
            throw CatalogError(.invalid, "a file that is not ok has a reason")
        }
        guard
            let id = try change(
                FileStatement.upsert, file.path, file.displayPath, file.source.rawValue, file.etag,
                file.sizeBytes,
                file.modifiedNs, file.contentHash, file.audioHash, file.fingerprint, file.format,
                file.bitRateKbps, file.sampleRateHz, file.channelCount, file.durationMs,
                file.outcome.rawValue,
                file.reason, file.heardPercent, file.missingSince, file.featureSetVersion, file.track,
                file.firstSeen, file.analyzed)
        else { preconditionFailure("an upsert returns its id") }
        touch(.file)
        return FileID(id)
    }

    /// The file is at another path now; an entry that stood there is replaced.
    package func move(_ file: FileID, to path: [UInt8]) throws {
        if let other = try self.file(atPath: path), other.id != file { try remove(other.id) }
        try execute(FileStatement.move, path, String(decoding: path, as: UTF8.self), file)
        touch(.file)
    }

    /// The file was not where it was; its track, plays and ratings stay.
    package func markMissing(_ file: FileID, at now: Timestamp) throws {
        try execute(FileStatement.miss, now, file)
        touch(.file)
    }

    /// The file is there (again), unchanged but for these.
    package func markFound(_ file: FileID, sizeBytes: Int64, modifiedNs: Int64, etag: String? = nil) throws {
        try execute(FileStatement.find, sizeBytes, modifiedNs, etag, file)
        touch(.file)
    }

    /// Forgets a file; its track stays.
    package func remove(_ file: FileID) throws {
        try execute(FileStatement.delete, file)
        touch(.file)
    }

    /// Replaces all groups of duplicates.
    package func setDuplicateGroups(_ groups: [[DuplicateMember]], at now: Timestamp) throws {
        try execute(FileStatement.clearGroups)
        for group in groups { try addDuplicateGroup(group, at: now) }
        touch(.track)
    }

    /// Adds a group; its members leave the groups they were in.
    package func addDuplicateGroup(_ group: [DuplicateMember], at now: Timestamp) throws {
        guard group.count(where: { $0.isPreferred }) == 1 else {
            throw CatalogError(.invalid, "one track of a group of duplicates is the one that is shown")
        }
        guard let id = try change(FileStatement.insertGroup, now) else { return }
        for member in group {
            try execute(FileStatement.clearMembers, member.track)
            try execute(
                FileStatement.insertMember, id, member.track, member.similarity, member.isPreferred)
        }
        touch(.track)
    }
}
