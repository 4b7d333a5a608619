import CDigest

/// SHA-256 (FIPS 180-4) of bytes that come in pieces: no two files that differ have the same digest, by accident or
/// by intent, and the CPU's own instructions make it as fast as the disk.
package struct SHA256 {
    private var state: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19
    )
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0
    private static let blockSize = 64

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount += UInt64(bytes.count)
        var rest = bytes
        if !pending.isEmpty {
            let count = min(Self.blockSize - pending.count, rest.count)
            pending.append(contentsOf: rest[..<count])
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            guard pending.count == Self.blockSize else { return }
            let block = pending
            block.withUnsafeBytes { mix($0) }
            pending.removeAll(keepingCapacity: true)
        }
        let whole = rest.count / Self.blockSize * Self.blockSize
        mix(UnsafeRawBufferPointer(rebasing: rest[..<whole]))
        pending.append(contentsOf: rest[whole...])
    }

    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

    package consuming func finish() -> ContentHash {
        var state = state
        let digest = [UInt8](unsafeUninitializedCapacity: ContentHash.byteCount) { digest, count in
            withUnsafeMutablePointer(to: &state) { state in
                state.withMemoryRebound(to: UInt32.self, capacity: 8) {
                    catalog_sha256_end($0, pending, pending.count, byteCount, digest.baseAddress)
                }
            }
            count = ContentHash.byteCount
        }
        return ContentHash(digest: digest)
    }

    private mutating func mix(_ blocks: UnsafeRawBufferPointer) {
        guard let base = blocks.baseAddress, blocks.count >= Self.blockSize else { return }
        withUnsafeMutablePointer(to: &state) { state in
            state.withMemoryRebound(to: UInt32.self, capacity: 8) {
                catalog_sha256_blocks(
                    $0, base.assumingMemoryBound(to: UInt8.self), blocks.count / Self.blockSize)
            }
        }
    }
}
