/// What is heard of pitch: chroma, key, chords, how periodic the sound is.
package struct TrackHarmony: Sendable {
    /// librosa's `chroma_stft`, `chroma_cqt`, `chroma_cens`: one row of twelve a frame.
    package let chromaSTFT: ChromaSequence
    package let chromaCQT: ChromaSequence
    package let chromaEnergy: ChromaSequence
    /// librosa's `tonnetz` (of chroma CQT): six numbers a frame.
    package let tonalCentroids: [Float]
    /// Harmonic-to-noise ratio of each frame in decibels; silent frames have the lowest.
    package let harmonicToNoise: [Float]
    package let key: KeyEstimate
    package let chords: ChordProgression
    /// Fractions of a semitone from A = 440 Hz.
    package let tuning: Double

    /// Columns for summaries, by name.
    package var columns: [String: [Float]] {
        var columns = ["harmonic_to_noise": harmonicToNoise]
        for pitchClass in 0..<ChromaSequence.classCount {
            columns["chroma_stft_\(pitchClass)"] = Self.column(chromaSTFT, pitchClass)
            columns["chroma_cqt_\(pitchClass)"] = Self.column(chromaCQT, pitchClass)
            columns["chroma_energy_\(pitchClass)"] = Self.column(chromaEnergy, pitchClass)
        }
        let width = ChromaSequence.centroidCount
        for row in 0..<width {
            columns["tonnetz_\(row)"] = stride(from: row, to: tonalCentroids.count, by: width).map {
                tonalCentroids[$0]
            }
        }
        columns["chroma_stft"] = Self.means(chromaSTFT)
        return columns
    }

    private static func column(_ chroma: ChromaSequence, _ pitchClass: Int) -> [Float] {
        (0..<chroma.frameCount).map { chroma[$0, pitchClass] }
    }

    /// The mean of the twelve values of each frame: how many classes sound at once.
    private static func means(_ chroma: ChromaSequence) -> [Float] {
        let width = ChromaSequence.classCount
        return (0..<chroma.frameCount).map { frame in
            chroma.values[frame * width..<(frame + 1) * width].reduce(0, +) / Float(width)
        }
    }
}
