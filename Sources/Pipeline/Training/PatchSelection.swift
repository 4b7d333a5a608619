import Learning

/// Some tracks of another source, numbered anew in their order.
struct PatchSelection: PatchSource {
    let trackOfPatch: [Int]
    private let source: any PatchSource
    private let patches: [Int]

    var melBands: Int { source.melBands }
    var frames: Int { source.frames }

    init(_ source: any PatchSource, tracks: [Int]) {
        self.source = source
        var ofTrack: [Int: [Int]] = [:]
        for (patch, track) in source.trackOfPatch.enumerated() { ofTrack[track, default: []].append(patch) }
        patches = tracks.flatMap { ofTrack[$0] ?? [] }
        trackOfPatch = tracks.enumerated().flatMap { number, track in
            (ofTrack[track] ?? []).map { _ in number }
        }
    }

    func copy(patch: Int, to destination: UnsafeMutablePointer<Float>) throws {
        try source.copy(patch: patches[patch], to: destination)
    }
}
