/// Patches in memory.
package struct PatchTable: PatchSource {
    package let melBands: Int
    package let frames: Int
    package let trackOfPatch: [Int]
    private let values: [Float]

    package init(melBands: Int, frames: Int, trackOfPatch: [Int], values: [Float]) {
        precondition(values.count == trackOfPatch.count * melBands * frames, "each patch has all its values")
        self.melBands = melBands
        self.frames = frames
        self.trackOfPatch = trackOfPatch
        self.values = values
    }

    package func copy(patch: Int, to destination: UnsafeMutablePointer<Float>) {
        let count = melBands * frames
        values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            destination.update(from: start + patch * count, count: count)
        }
    }
}
