/// Bytes that can be read at any place: a file, memory, an object in a bucket.
package protocol ByteSource: Sendable {
    /// What people call it: in sentences, never to open it again.
    var name: String { get }
    /// Fixed when the source was opened; what grows behind it is not read.
    var size: Int { get }
    /// A descriptor of the whole content, where there is one: a program can read it without being told a name.
    var fileDescriptor: Int32? { get }
    /// Fills `buffer` from `offset` on and returns how many bytes there were; fewer than asked for only at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteSource {
    package var fileDescriptor: Int32? { nil }

    /// At most `count` bytes from `offset` on; fewer at the end.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0, offset < size else { return [] }
        let wanted = min(count, size - offset)
        return try [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
            initialized = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}
