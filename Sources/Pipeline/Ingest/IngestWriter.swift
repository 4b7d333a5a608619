import Audio
import CatalogCore
import CatalogStore

/// Stores what the workers heard: the only one that writes during an ingest.
struct IngestWriter {
    let catalog: Catalog
    let featureSetVersion: Int
    let cleaner: GenreCleaner
    let now: @Sendable () -> Timestamp

    /// Stores a batch in one transaction and says what became of each file.
    func store(_ files: [HeardFile]) throws -> [IngestEvent] {
        let moment = now()
        return try catalog.write { transaction in
            try files.map { try store($0, in: transaction, at: moment) }
        }
    }

    func markMissing(_ files: [KnownFile]) throws {
        let moment = now()
        try catalog.write { transaction in
            for file in files { try transaction.markMissing(file.id, at: moment) }
        }
    }

    /// Forgets missing files and the tracks that no other file plays; returns how many files.
    func prune(_ files: [CatalogStore.AudioFile]) throws -> Int {
        let moment = now()
        return try catalog.write { transaction in
            var count = 0
            for file in files {
                try transaction.remove(file.id)
                count += 1
                if let track = file.track, try !transaction.hasFiles(of: track) {
                    try transaction.remove(track, at: moment)
                }
            }
            return count
        }
    }

    private func store(
        _ file: HeardFile, in transaction: Transaction, at moment: Timestamp
    ) throws -> IngestEvent {
        let path = file.candidate.displayPath
        func event(_ outcome: IngestEvent.Outcome, _ reason: String? = nil, _ track: TrackID? = nil)
            -> IngestEvent
        {
            .file(
                path: path, outcome: outcome, reason: reason, track: track,
                audioSeconds: outcome == .ingested ? file.durationSeconds ?? 0 : 0)
        }
        switch file.result {
        case .unsettled(let reason): return event(.skipped, reason)
        case .untouched(let id):
            try transaction.markFound(
                id, sizeBytes: file.candidate.sizeBytes, modifiedNs: file.candidate.modifiedNanoseconds,
                etag: file.candidate.etag)
            return event(.unchanged)
        case .unanalysable(let reason):
            _ = try transaction.upsert(record(of: file, outcome: .unanalysable, reason: reason, at: moment))
            return event(.skipped, reason)
        case .failed(let reason):
            _ = try transaction.upsert(record(of: file, outcome: .failed, reason: reason, at: moment))
            return event(.failed, reason)
        case .known(let track):
            try store(file, as: track, in: transaction, at: moment)
            return event(.ingested, file.partialReason, track)
        case .heard(let analysis):
            guard let identity = file.identity else { preconditionFailure("a heard file has an identity") }
            let existing = try transaction.track(withAudioHash: identity.audio.bytes)
            let track = try existing ?? transaction.insert(newTrack(of: file), at: moment)
            try transaction.hear(track, as: analysis.vector)
            try transaction.setFeatureWindows(of: track, to: analysis.windows)
            try transaction.setHeardDescriptors(of: track, to: analysis.descriptors)
            try store(file, as: track, in: transaction, at: moment)
            return event(.ingested, file.partialReason, track)
        }
    }

    /// Stores the file as one of the track's, and its tags where no other file that is there has spoken before it.
    private func store(
        _ file: HeardFile, as track: TrackID, in transaction: Transaction, at moment: Timestamp
    ) throws {
        let isPartial = file.partialPercent != nil
        var record = record(
            of: file, outcome: isPartial ? .partial : .ok, reason: file.partialReason, at: moment)
        record.track = track
        record.analyzed = moment
        if let content = record.contentHash,
            let moved = try transaction.file(of: track, movedWith: content, to: record.path)
        {
            // The same file under another name: its entry moves along, and with it when it was first seen.
            try transaction.move(moved, to: record.path)
        }
        let id = try transaction.upsert(record)
        // The first file of a track speaks for it.
        if try transaction.hasFile(of: track, before: id, at: record.path) {
            // What it does not say, another may: the words beside a copy.
            if let lyrics = file.lyrics, try transaction.lyrics(of: track) == nil {
                try transaction.setLyrics(of: track, to: lyrics, at: moment)
            }
            return
        }
        try transaction.update(track, to: newTrack(of: file), at: moment)
        let genres = file.tags.genres.flatMap { tag in
            let cleaned = cleaner.clean(tag)
            return cleaned.entries.map(\.name) + cleaned.unknown
        }
        try transaction.setGenres(genres, of: track, source: .tag)
        try transaction.setTags(of: track, to: file.tags.described.map { ($0.name, $0.value) })
        if let lyrics = file.lyrics { try transaction.setLyrics(of: track, to: lyrics, at: moment) }
    }

    private func record(
        of file: HeardFile, outcome: CatalogStore.AudioFile.Outcome, reason: String?, at moment: Timestamp
    ) -> CatalogStore.AudioFile {
        let candidate = file.candidate
        var record = CatalogStore.AudioFile(
            path: candidate.path, source: candidate.etag == nil ? .folder : .bucket,
            sizeBytes: candidate.sizeBytes,
            modifiedNs: candidate.modifiedNanoseconds, outcome: outcome, firstSeen: moment)
        record.etag = candidate.etag
        record.reason = reason
        record.featureSetVersion = file.isFinal ? featureSetVersion : nil
        record.contentHash = file.identity?.content.bytes
        record.audioHash = file.identity?.audio.bytes
        record.fingerprint = file.fingerprint?.words
        record.format = file.coding.codec
        record.bitRateKbps = file.coding.bitRateKbps
        record.sampleRateHz = file.coding.sampleRateHz
        record.channelCount = file.coding.channelCount
        record.durationMs = file.durationSeconds.map { Int(($0 * 1_000).rounded()) }
        record.heardPercent = file.partialPercent
        return record
    }

    private func newTrack(of file: HeardFile) -> NewTrack {
        let tags = file.tags
        var track = NewTrack(
            title: tags.title ?? file.candidate.relativePath, artists: tags.artists, album: tags.album,
            durationMs: file.durationSeconds.map { Int(($0 * 1_000).rounded()) })
        track.credit = tags.credit
        track.albumArtists = tags.albumArtist.map { [$0] } ?? []
        track.year = tags.year
        track.albumYear = tags.year
        track.trackNumber = tags.trackNumber
        track.discNumber = tags.discNumber
        track.isrc = tags.isrc
        track.musicbrainzID = tags.musicBrainz.recording
        track.audioHash = file.identity?.audio.bytes
        return track
    }
}
