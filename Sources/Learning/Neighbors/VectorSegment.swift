import CVectorSearch

/// A run of vectors: as floats, and quantised to bytes for the scan.
///
/// A value of bounded size, so that adding to one while a search holds it copies little.
struct VectorSegment: Sendable {
    static let capacity = 16_384

    let dimension: Int
    /// Bytes per quantised vector: the dimension rounded up to 64.
    let width: Int
    private(set) var count = 0
    private var bytes: [UInt8] = []
    private var scales: [Float] = []
    private var floats: [Float] = []
    private var present = BitSet(count: VectorSegment.capacity)

    init(dimension: Int) {
        self.dimension = dimension
        width = (dimension + 63) / 64 * 64
    }

    mutating func append(_ vector: ArraySlice<Float>) {
        precondition(count < VectorSegment.capacity, "a segment has room")
        bytes += [UInt8](repeating: 128, count: width)
        scales.append(0)
        floats += vector
        count += 1
        quantize(count - 1)
    }

    mutating func replace(_ place: Int, with vector: ArraySlice<Float>) {
        floats.replaceSubrange(place * dimension..<(place + 1) * dimension, with: vector)
        quantize(place)
    }

    mutating func remove(_ place: Int) { present.remove(place) }

    func contains(_ place: Int) -> Bool { present.contains(place) }

    func vector(_ place: Int) -> ArraySlice<Float> { floats[place * dimension..<(place + 1) * dimension] }

    func dot(_ place: Int, _ query: [Float]) -> Float {
        floats.withUnsafeBufferPointer { floats in
            floats.baseAddress.map { vector_dot($0 + place * dimension, query, dimension) } ?? 0
        }
    }

    /// Offers this segment's vectors to all queries; `allowed` holds this segment's words.
    func offer(to pass: inout VectorScanPass, allowed: ArraySlice<UInt64>?, first: Int) {
        var mask = present.words
        if let allowed {
            for word in mask.indices {
                let place = allowed.startIndex + word
                mask[word] &= place < allowed.endIndex ? allowed[place] : 0
            }
        }
        pass.scan(bytes, scales, count: count, mask: mask, first: first)
    }

    private mutating func quantize(_ place: Int) {
        let scale = bytes.withUnsafeMutableBufferPointer { bytes in
            floats.withUnsafeBufferPointer { floats -> Float in
                guard let target = bytes.baseAddress, let source = floats.baseAddress else { return 0 }
                return vector_quantize(source + place * dimension, dimension, target + place * width, width)
            }
        }
        scales[place] = scale
        present.insert(place)
    }
}
