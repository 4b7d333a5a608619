import Audio
import Glibc
import Testing

/// MPEG audio of Layer I, which no encoder of the day writes: frames from the standard (ISO 11172-3, 2.4.1.5).
@Suite struct LayerOneTests {
    private static let framesCount = 100
    /// 384 kbps at 44.1 kHz: ⌊12 · 384,000 / 44,100⌋ slots of four bytes.
    private static let frameBytes = 416
    private static let subband = 1

    /// One frame of a single channel that sounds in one subband: the sequence 1, 0, −1, 0, which is a tone in its middle.
    private static func frame() -> [UInt8] {
        var bits: [Bool] = []
        func write(_ value: UInt64, _ count: Int) {
            for bit in (0..<count).reversed() { bits.append(value >> UInt64(bit) & 1 == 1) }
        }
        write(0xFFF, 12)
        write(1, 1)  // MPEG-1
        write(0b11, 2)  // Layer I
        write(1, 1)  // no checksum
        write(12, 4)  // 384 kbps in MPEG-1
        write(0b00, 2)  // 44.1 kHz in MPEG-1
        write(0, 2)
        write(0b11, 2)  // one channel
        write(0, 6)
        for number in 0..<32 { write(number == subband ? 14 : 0, 4) }
        write(6, 6)  // a scale factor of one half
        for sample in 0..<12 { write([0x7FFE, 0x4000, 0x0001, 0x4000][sample % 4], 15) }
        bits += [Bool](repeating: false, count: frameBytes * 8 - bits.count)
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    @Test func aToneOfLayerOneIsHeard() throws {
        let bytes = [[UInt8]](repeating: Self.frame(), count: Self.framesCount).flatMap { $0 }
        let heard = try AudioFile.hear(MemoryByteSource(name: "tone.mp1", content: bytes))
        #expect(heard.format.codec == "MP1")
        #expect(heard.format.sampleRateHz == 44_100 && heard.format.channelCount == 1)
        #expect(heard.decodedFrameCount == Self.framesCount * 384)
        let samples = heard.signal.samples(in: 4_096..<8_192)
        #expect(samples.map(abs).max() ?? 0 > 0.1)
        var crossings = 0
        for (one, next) in zip(samples, samples.dropFirst()) where (one < 0) != (next < 0) { crossings += 1 }
        let hz = Double(crossings) / 2 / Double(samples.count) * 22_050
        let expected = (Double(Self.subband) + 0.5) * 44_100 / 64
        #expect(abs(hz - expected) < 20)
    }
}
