/// The header of a WAV stream on a pipe, up to its samples.
struct WaveStreamHeader: Equatable {
    let channelCount: Int
    let sampleRateHz: Int

    /// The header and its length, once all of it is there.
    static func parse(_ bytes: [UInt8]) -> (header: WaveStreamHeader, length: Int)? {
        func number(_ offset: Int, _ count: Int) -> Int {
            bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)) else { return nil }
        var offset = 12
        var header: WaveStreamHeader?
        while offset + 8 <= bytes.count {
            let isData = bytes[offset...].starts(with: Array("data".utf8))
            if isData { return header.map { ($0, offset + 8) } }
            let size = number(offset + 4, 4)
            if bytes[offset...].starts(with: Array("fmt ".utf8)), offset + 16 <= bytes.count {
                header = WaveStreamHeader(
                    channelCount: number(offset + 10, 2), sampleRateHz: number(offset + 12, 4))
            }
            offset += 8 + size + size % 2
        }
        return nil
    }
}
