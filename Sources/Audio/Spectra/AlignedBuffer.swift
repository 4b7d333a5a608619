import CFFTW

/// Floats at an address that every SIMD level may load from; freed with its owner. One thread uses it at a time.
package final class AlignedBuffer {
    package let count: Int
    package let floats: UnsafeMutablePointer<Float>

    /// `count` zeros.
    package init(count: Int) {
        precondition(count >= 0, "a buffer has no negative size")
        self.count = count
        // Room for one float at least, and a tail of zeros that whole SIMD registers may read past the end.
        let bytes = (count + Self.tail) * MemoryLayout<Float>.stride
        guard let memory = fftwf_malloc(bytes) else {
            preconditionFailure("memory for \(bytes) bytes is there")
        }
        floats = memory.bindMemory(to: Float.self, capacity: count + Self.tail)
        floats.initialize(repeating: 0, count: count + Self.tail)
    }

    deinit { fftwf_free(floats) }

    /// Zeros behind the last element that a kernel may load (never store).
    package static let tail = 32

    package subscript(index: Int) -> Float {
        get {
            precondition(index >= 0 && index < count, "an index is inside the buffer")
            return floats[index]
        }
        set {
            precondition(index >= 0 && index < count, "an index is inside the buffer")
            floats[index] = newValue
        }
    }

    package var values: [Float] { Array(UnsafeBufferPointer(start: floats, count: count)) }
}
