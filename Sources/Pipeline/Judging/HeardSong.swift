import Audio
import CatalogCore
import CatalogStore
import Learning

/// A file as the models hear it: analysed once, with its tags; nothing of it is in a catalog.
struct HeardSong: Sendable {
    /// `Artist - Title`, as far as the tags and the file's name tell.
    let name: String
    let durationSeconds: Double
    let vector: FeatureVector
    let descriptors: Descriptors
    let artistCount: Int
    /// The genres of the tags, cleaned.
    let genres: [String]
    private let patches: LogMelPatches

    /// Throws an `AudioError` where there is nothing to hear.
    init(hearing source: any ByteSource, fileName: String, cleaner: GenreCleaner) throws {
        let heard = try Audio.AudioFile.hear(source, parts: [.loudness])
        let analysis = try TrackAnalysis.analyze(heard, name: source.name)
        let tags = try TagReader.read(source, relativePath: fileName)
        name =
            ([tags.artists.joined(separator: ", "), tags.title ?? fileName]).filter { !$0.isEmpty }
            .joined(separator: " - ")
        artistCount = tags.artists.count
        durationSeconds = heard.durationSeconds
        vector = analysis.vector
        descriptors = Descriptors(of: analysis.descriptors)
        genres = cleaner.clean(tags.genres).entries.map(\.name)
        patches = analysis.patches
    }

    /// What networks over patches hear: the same bytes as of a track of a library.
    func patches(atMost limit: Int) -> PatchTable {
        let bytes = PatchLibrary.bytes(of: patches, atMost: limit)
        return PatchTable(
            melBands: LogMelPatches.bandCount, frames: LogMelPatches.frameCount,
            trackOfPatch: [Int](repeating: 0, count: bytes.count / LogMelPatches.valueCount),
            values: bytes.map(PatchLibrary.level))
    }
}
