/// A part of a source that is read in order with few jumps, through one buffer.
final class ByteWindow {
    /// The bytes read ahead in one go.
    static let bufferSize = 128 << 10

    let source: any ByteSource
    /// The part of the source that this window shows; positions count from its start.
    let range: Range<Int>
    private(set) var position = 0
    /// The first failure of a read: C callbacks cannot throw, so their callers look here.
    private(set) var failure: (any Error)?
    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: ByteWindow.bufferSize, alignment: 64)
    private var bufferedStart = 0
    private var bufferedCount = 0

    init(_ source: any ByteSource, range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= source.size, "a window lies inside its source")
        self.source = source
        self.range = range
    }

    deinit { buffer.deallocate() }

    var count: Int { range.count }

    /// Copies the next bytes; fewer than asked for at the end, and after a failure none.
    func read(into output: UnsafeMutableRawBufferPointer) -> Int {
        var copied = 0
        while copied < output.count, position < count, failure == nil {
            if position < bufferedStart || position >= bufferedStart + bufferedCount {
                fill()
                guard bufferedCount > 0 else { break }
            }
            let offset = position - bufferedStart
            let chunk = min(output.count - copied, bufferedCount - offset)
            let target = UnsafeMutableRawBufferPointer(rebasing: output[copied..<copied + chunk])
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[offset..<offset + chunk]))
            copied += chunk
            position += chunk
        }
        return copied
    }

    /// Fills the first `count` bytes of an array; false where there are not as many left.
    func read(_ bytes: inout [UInt8], count: Int) -> Bool {
        bytes.withUnsafeMutableBytes { read(into: UnsafeMutableRawBufferPointer(rebasing: $0[..<count])) }
            == count
    }

    /// Moves to a position; nil where it lies before the start, and clamps at the end.
    func seek(to target: Int) -> Int? {
        guard target >= 0 else { return nil }
        position = min(target, count)
        return position
    }

    /// Moves as `lseek` does.
    func seek(by offset: Int, from whence: Int32) -> Int {
        let base: Int
        switch whence {
        case 0: base = 0
        case 1: base = position
        case 2: base = count
        default: return -1
        }
        let (target, overflow) = base.addingReportingOverflow(offset)
        return overflow ? -1 : seek(to: target) ?? -1
    }

    private func fill() {
        bufferedStart = position
        bufferedCount = 0
        let wanted = min(buffer.count, count - position)
        do {
            bufferedCount = try source.read(
                at: range.lowerBound + position,
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
        } catch {
            failure = error
        }
    }
}
