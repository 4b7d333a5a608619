/// Log-mel patches of many tracks, wherever they are kept.
package protocol PatchSource: Sendable {
    var melBands: Int { get }
    var frames: Int { get }
    /// The number, from 0, of the track that each patch is of.
    var trackOfPatch: [Int] { get }

    /// Writes `melBands` rows of `frames` values.
    func copy(patch: Int, to destination: UnsafeMutablePointer<Float>) throws
}

extension PatchSource {
    /// The patches of each track, at most `limit`, evenly spaced.
    func patches(ofTracks count: Int, limit: Int) -> [[Int]] {
        var patches = [[Int]](repeating: [], count: count)
        for (patch, track) in trackOfPatch.enumerated() where track < count { patches[track].append(patch) }
        return patches.map { all in
            guard all.count > limit else { return all }
            return (0..<limit).map { all[(2 * $0 + 1) * all.count / (2 * limit)] }
        }
    }
}
