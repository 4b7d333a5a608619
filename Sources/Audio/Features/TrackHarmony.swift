/// What is heard of pitch: chroma, key, chords, how periodic the sound is.
package struct TrackHarmony: Sendable {
    /// librosa's `chroma_stft`, `chroma_cqt`, `chroma_cens`: one row of twelve a frame.
    package let chromaSTFT: RowStore
    package let chromaCQT: RowStore
    package let chromaEnergy: RowStore
    /// Harmonic-to-noise ratio of each frame in decibels; silent frames have the lowest.
    package let harmonicToNoise: [Float]
    package let key: KeyEstimate
    package let chords: ChordProgression
    /// Fractions of a semitone from A = 440 Hz.
    package let tuning: Double

    /// Every column by name, for whoever asks for frames: the last six are librosa's `tonnetz` of chroma CQT.
    package var namedColumns: [FrameColumn] {
        let rows = [
            ("chroma_stft", chromaSTFT), ("chroma_cqt", chromaCQT), ("chroma_energy", chromaEnergy),
        ]
        let chroma = rows.flatMap { name, rows in
            (0..<rows.width).map { number in FrameColumn("\(name)_\(number)") { rows.column(number) } }
        }
        let centroids = (0..<ChromaSequence.centroidCount).map { axis in
            FrameColumn("tonnetz_\(axis)") {
                Self.column(of: chromaCQT) { ChromaSequence.centroid(axis, of: $0) }
            }
        }
        return [FrameColumn("harmonic_to_noise") { harmonicToNoise }] + chroma + centroids
    }

    /// The mean of the twelve values of each frame: how many classes sound at once.
    var chromaMeans: FrameColumn {
        FrameColumn("chroma_stft") {
            Self.column(of: chromaSTFT) { row in
                let sum = (0..<ChromaSequence.classCount).reduce(Float(0)) { $0 + row[$1] }
                return sum / Float(ChromaSequence.classCount)
            }
        }
    }

    private static func column(of rows: RowStore, _ value: (UnsafePointer<Float>) -> Float) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(rows.frameCount)
        rows.forEachBlock { frames, block in
            for row in 0..<frames.count { values.append(value(block + row * rows.width)) }
        }
        return values
    }
}
