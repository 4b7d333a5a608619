import CSignal
import Glibc

/// The one pass over the spectra of a signal: everything that needs no knowledge of the whole track.
///
/// Rows of magnitudes wait in a ring until the medians along time have what they need; nothing grows with the signal
/// but the columns of results and the mel spectrogram.
final class FramePass {
    private let stft = ShortTimeFourierTransform(frameLength: AnalysisFrame.length, hop: AnalysisFrame.hop)
    private let magnitudes = MagnitudeTransform()
    private let ring = AlignedBuffer(count: ringRows * SpectralTile.rowStride)
    private let tiles = [SpectralTile(), SpectralTile()]
    private let melTile = AlignedBuffer(count: MelStore.bandCount * SpectralTile.frameCount)
    private let melRows = AlignedBuffer(count: MelStore.bandCount * SpectralTile.frameCount)
    private let separation = HarmonicPercussive()
    private let harmony: HarmonyPass?
    private(set) var timings = AnalysisTimings()
    private let bands = MelBands.standard
    private let contrast = ContrastBands.standard
    private let frameCount: Int
    private let source: any SampleSource
    private var meter: HopMeter
    private var writer: MelStore.Writer
    private var features = FrameFeatures()
    private var previousScale: Float = 0
    /// Of all mel bands so far.
    private var powerSum = 0.0
    /// Peaks and valleys of the eight contrast bands, as magnitudes.
    private var peaks = [[Float]](repeating: [], count: ContrastBands.bandCount + 1)
    private var valleys = [[Float]](repeating: [], count: ContrastBands.bandCount + 1)

    /// Rows that wait: four tiles, of which the medians need three.
    private static let ringRows = 4 * SpectralTile.frameCount
    private static let tileFrames = SpectralTile.frameCount

    init(source: some SampleSource, writer: MelStore.Writer, harmony: HarmonyPass? = nil) {
        self.harmony = harmony
        self.source = source
        self.writer = writer
        frameCount = AnalysisFrame.count(ofSamples: source.sampleCount)
        meter = HopMeter(sampleCount: source.sampleCount)
        features.reserve(frameCount)
        for band in peaks.indices {
            peaks[band].reserveCapacity(frameCount)
            valleys[band].reserveCapacity(frameCount)
        }
    }

    /// Runs over all frames.
    func run() throws -> (features: FrameFeatures, mel: MelStore) {
        try analyse(source)
        let last = (frameCount - 1) / Self.tileFrames
        separate(tile: last)
        features.harmonicEnergy.removeLast(features.harmonicEnergy.count - frameCount)
        features.percussiveEnergy.removeLast(features.percussiveEnergy.count - frameCount)
        let own = ContrastBands.bandCount
        Contrast.subtract(&valleys, from: &peaks, bands: 0..<own)
        Contrast.subtract(&valleys, from: &peaks, bands: own..<own + 1)
        features.limitedTopContrast = peaks.removeLast()
        features.contrast = peaks
        peaks = []
        return (features, try writer.finish(powerSum: powerSum))
    }

    private func analyse(_ source: some SampleSource) throws {
        try stft.forEachStretch(0..<frameCount, of: source) { frame, samples in
            let row = ringRow(frame)
            timings.measure(\.spectraSeconds) { magnitudes.transform(samples, into: row) }
            timings.measure(\.shapesSeconds) {
                let measured = meter.measure(frame: frame, samples: samples)
                features.rms.append(measured.rms)
                features.zeroCrossingRate.append(measured.crossingRate)
                measureFlux(frame: frame, row: row)
            }
            if let harmony { timings.measure(\.pitchSeconds) { harmony.add(magnitudes: row) } }
            let isLast = frame == frameCount - 1
            if frame % Self.tileFrames == Self.tileFrames - 1 || isLast { try finishTile(endingWith: frame) }
        }
    }

    private func ringRow(_ frame: Int) -> UnsafeMutablePointer<Float> {
        ring.floats + (frame % Self.ringRows) * SpectralTile.rowStride
    }

    private func measureFlux(frame: Int, row: UnsafeMutablePointer<Float>) {
        let energy = catalog_dot(row, row, AnalysisFrame.binCount)
        let scale = energy > Float.leastNormalMagnitude ? 1 / energy.squareRoot() : 0
        if frame == 0 {
            features.flux.append(0)
        } else {
            let before = ringRow(frame + Self.ringRows - 1)
            let squared = catalog_distance(row, scale, before, previousScale, AnalysisFrame.binCount)
            features.flux.append(squared.squareRoot())
        }
        previousScale = scale
    }

    private func finishTile(endingWith frame: Int) throws {
        let number = frame / Self.tileFrames
        let first = number * Self.tileFrames
        let count = frame - first + 1
        for missing in count..<max(count, Self.tileFrames) {
            ringRow(first + missing).update(repeating: 0, count: SpectralTile.rowStride)
        }
        let tile = tiles[number % 2]
        timings.measure(\.shapesSeconds) {
            tile.load((0..<Self.tileFrames).map { UnsafePointer(ringRow(first + $0)) })
            appendShapes(of: tile, count: count)
            appendContrast(of: tile, count: count)
            makeMel(of: tile)
        }
        try timings.measure(\.melSeconds) { try appendMel(count: count) }
        if number > 0 { timings.measure(\.separationSeconds) { separate(tile: number - 1) } }
    }

    private func appendShapes(of tile: SpectralTile, count: Int) {
        let whole = Shape(tile.shape(bins: AnalysisFrame.binCount))
        let limited = Shape(tile.shape(bins: BandLimit.binCount))
        for lane in 0..<count {
            features.centroidHz.append(whole.centroidHz(lane))
            features.bandwidthHz.append(whole.bandwidthHz(lane))
            features.rolloffHz.append(whole.rolloffHz(lane))
            features.flatness.append(whole.flatness(lane))
            features.limitedCentroidHz.append(limited.centroidHz(lane))
            features.limitedBandwidthHz.append(limited.bandwidthHz(lane))
            features.limitedRolloffHz.append(limited.rolloffHz(lane))
            features.limitedFlatness.append(limited.flatness(lane))
        }
    }

    private func appendContrast(of tile: SpectralTile, count: Int) {
        var low = [Float](repeating: 0, count: Self.tileFrames)
        var high = low
        for (index, band) in (contrast.bands + [contrast.topBelowCutoff]).enumerated() {
            tile.extremes(band, valleys: &low, peaks: &high)
            peaks[index] += high[..<count]
            valleys[index] += low[..<count]
        }
    }

    /// Leaves the mel powers of the frames of a tile in `melRows`.
    private func makeMel(of tile: SpectralTile) {
        catalog_bands(
            tile.magnitudes.floats, bands.starts, bands.counts, bands.weights, bands.bandCount, melTile.floats
        )
        let rows = (0..<Self.tileFrames).map { Optional(melRows.floats + $0 * MelStore.bandCount) }
        catalog_tile_to_rows(melTile.floats, MelStore.bandCount, rows)
    }

    private func appendMel(count: Int) throws {
        for index in 0..<count * MelStore.bandCount { powerSum += Double(melRows.floats[index]) }
        catalog_decibels(melRows.floats, melRows.count, 1e-10)
        for lane in 0..<count {
            let row = melRows.floats + lane * MelStore.bandCount
            try writer.append(row, loudest: catalog_maximum(row, MelStore.bandCount))
        }
    }

    private func separate(tile number: Int) {
        let energies = separation.energies(
            first: number * Self.tileFrames, frameCount: frameCount, tile: tiles[number % 2]
        ) { UnsafePointer(ringRow($0)) }
        features.harmonicEnergy += energies.harmonic
        features.percussiveEnergy += energies.percussive
    }
}
