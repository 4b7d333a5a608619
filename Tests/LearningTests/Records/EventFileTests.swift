import Learning
import Testing

@Suite struct EventFileTests {
    /// The frames of a file: length, its checksum, data, its checksum.
    static func frames(_ bytes: [UInt8]) -> [[UInt8]]? {
        func number(_ start: Int, _ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        }
        var frames: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard position + 12 <= bytes.count else { return nil }
            let length = Int(number(position, 8))
            let header = Checksum.masked(Checksum.crc32c(bytes[position..<position + 8]))
            guard number(position + 8, 4) == UInt64(header), position + 16 + length <= bytes.count else {
                return nil
            }
            let data = bytes[position + 12..<position + 12 + length]
            guard number(position + 12 + length, 4) == UInt64(Checksum.masked(Checksum.crc32c(data))) else {
                return nil
            }
            frames.append(Array(data))
            position += 16 + length
        }
        return frames
    }

    @Test func framesAreTFRecords() throws {
        var file = EventFile(startSeconds: 1000)
        file.add(scalar: 0.5, named: "loss", step: 3, seconds: 1001)
        let spread = try #require(ValueHistogram(of: [0, 1, 1, 2, .infinity], buckets: 2))
        #expect(spread.buckets == [1, 3] && spread.limits == [1, 2] && spread.squares == 6)
        file.add(spread, named: "weights", step: 3, seconds: 1001)
        let frames = try #require(EventFileTests.frames(file.bytes))
        #expect(frames.count == 3)
        // wall_time 1000.0, then field 3, 13 bytes.
        #expect(frames[0] == [9, 0, 0, 0, 0, 0, 0x40, 0x8F, 0x40, 0x1A, 13] + Array("brain.Event:2".utf8))
        // wall_time, step 3, summary{value{tag "loss", simple_value 0.5}}.
        #expect(
            frames[1] == [9, 0, 0, 0, 0, 0, 0x48, 0x8F, 0x40, 0x10, 3, 0x2A, 13, 0x0A, 11, 0x0A, 4]
                + Array("loss".utf8) + [0x15, 0, 0, 0, 0x3F])
        #expect(frames[2].count > 80)
    }

    @Test func nothingFiniteHasNoHistogram() { #expect(ValueHistogram(of: [.nan]) == nil) }
}
