import CatalogCore
import SQLite

extension CatalogReading {
    /// What the catalog shows for a track: heard, else imported, else predicted.
    package func descriptors(of track: TrackID) throws -> Descriptors? {
        try first(DescriptorStatement.read, track, read: descriptors(from:))
    }

    /// What our own ears measured.
    package func heardDescriptors(of track: TrackID) throws -> Descriptors? {
        try first(DescriptorStatement.heard, track, read: descriptors(from:))
    }

    /// Calls `body` with the descriptors of every track that has any, by track.
    package func forEachDescriptors(_ body: (TrackID, Descriptors) throws -> Void) throws {
        try forEach(DescriptorStatement.scan) { try body(TrackID($0.int64(16)), descriptors(from: $0)) }
    }

    func derivedDescriptors(of track: TrackID) throws -> Descriptors {
        try first(DescriptorStatement.derive, track, read: descriptors(from:)) ?? Descriptors()
    }

    private func descriptors(from row: Row) -> Descriptors {
        var descriptors = Descriptors()
        descriptors.tempoBpm = row.optionalDouble(0)
        descriptors.tempoConfidence = row.optionalDouble(1)
        descriptors.key = row.optionalInt(2)
        descriptors.mode = row.optionalInt(3)
        descriptors.keyConfidence = row.optionalDouble(4)
        descriptors.timeSignature = row.optionalInt(5)
        descriptors.loudnessLufs = row.optionalDouble(6)
        descriptors.loudnessRangeLu = row.optionalDouble(7)
        descriptors.truePeakDb = row.optionalDouble(8)
        descriptors.energy = row.optionalDouble(9)
        descriptors.danceability = row.optionalDouble(10)
        descriptors.valence = row.optionalDouble(11)
        descriptors.acousticness = row.optionalDouble(12)
        descriptors.instrumentalness = row.optionalDouble(13)
        descriptors.liveness = row.optionalDouble(14)
        descriptors.speechiness = row.optionalDouble(15)
        return descriptors
    }
}

extension Transaction {
    /// Stores what was heard, and what the catalog shows from now on.
    package func setHeardDescriptors(of track: TrackID, to descriptors: Descriptors) throws {
        try write(descriptors, of: track, with: .writeHeard)
        try refreshDescriptor(of: track)
        touch(.feature)
    }

    /// Chooses anew among what was heard, imported and predicted for a track.
    package func refreshDescriptor(of track: TrackID) throws {
        let derived = try derivedDescriptors(of: track)
        if derived == Descriptors() {
            try execute(DescriptorStatement.delete, track)
        } else {
            try write(derived, of: track, with: .write)
        }
        touch(.feature)
    }

    /// The same for every track that a model has said something of: when it becomes active, or no longer is.
    package func refreshDescriptors(predictedBy model: ModelID) throws {
        for track in try all(DescriptorStatement.tracksPredicted, model, read: { TrackID($0.int64(0)) }) {
            try refreshDescriptor(of: track)
        }
    }

    private func write(
        _ descriptors: Descriptors, of track: TrackID, with text: DescriptorStatement
    ) throws {
        let statement = try connection.statement(text.rawValue)
        descriptors.bind(to: statement, of: track)
        while try statement.step() != nil {}
    }
}
