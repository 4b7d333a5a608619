import CatalogCore
import Glibc

extension SectionWriter {
    private static let blockSize = 1 << 16

    /// Writes the whole to a place of a file that is zeros so far; false where it could not.
    func write(to descriptor: Int32, at start: Int) -> Bool {
        do {
            try write { offset, bytes, owner in
                let target = start + offset
                if let file = owner as? MappedFile, file.copy(bytes, to: descriptor, at: target) { return }
                var done = 0
                while done < bytes.count {
                    let block = UnsafeRawBufferPointer(
                        rebasing: bytes[done..<min(bytes.count, done + Self.blockSize)])
                    // Tracks that nobody heard are rows of zeros: they stay holes of the file.
                    if block.contains(where: { $0 != 0 }) {
                        let written = pwrite(
                            descriptor, block.baseAddress, block.count, off_t(target + done))
                        guard written == block.count else { throw WritingFailed() }
                    }
                    done += block.count
                }
            }
        } catch { return false }
        return true
    }

    private struct WritingFailed: Error {}
}
