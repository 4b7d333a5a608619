/// The four bytes in front of each frame of MPEG audio (ISO 11172-3 section 2.4.1.3, ISO 13818-3).
struct MPEGFrameHeader: Equatable {
    static let size = 4

    /// 1, 2, or 25 for the unofficial MPEG-2.5.
    let version: Int
    let layer: Int
    /// Nil for the free format, whose frames tell no length.
    let bitRateKbps: Int?
    let sampleRateHz: Int
    let channelCount: Int
    let hasPadding: Bool
    let hasChecksum: Bool

    /// The header in four bytes, where they are one.
    init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(4))
        guard head.count == 4, head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return nil }
        let versions = [25, 0, 2, 1]
        let version = versions[Int(head[1] >> 3 & 3)]
        let layer = 4 - Int(head[1] >> 1 & 3)
        let rateIndex = Int(head[2] >> 2 & 3)
        let bitRateIndex = Int(head[2] >> 4)
        guard version != 0, layer != 4, rateIndex != 3, bitRateIndex != 15 else { return nil }
        // Emphasis 2 is reserved: a cheap hint that this is not a header.
        guard head[3] & 3 != 2 else { return nil }
        self.version = version
        self.layer = layer
        sampleRateHz = [44_100, 48_000, 32_000][rateIndex] / (version == 1 ? 1 : version == 2 ? 2 : 4)
        bitRateKbps =
            bitRateIndex == 0 ? nil : Self.bitRates(version: version, layer: layer)[bitRateIndex - 1]
        channelCount = head[3] >> 6 == 3 ? 1 : 2
        hasPadding = head[2] & 2 != 0
        hasChecksum = head[1] & 1 == 0
    }

    private static func bitRates(version: Int, layer: Int) -> [Int] {
        switch (version, layer) {
        case (1, 1): [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
        case (1, 2): [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
        case (1, _): [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        case (_, 1): [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
        default: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        }
    }

    var samplesPerFrame: Int {
        switch layer {
        case 1: 384
        case 2: 1_152
        default: version == 1 ? 1_152 : 576
        }
    }

    /// The frame's bytes with its header; nil for the free format.
    var frameLength: Int? {
        guard let bitRateKbps else { return nil }
        if layer == 1 { return (12 * bitRateKbps * 1_000 / sampleRateHz + (hasPadding ? 1 : 0)) * 4 }
        return samplesPerFrame / 8 * bitRateKbps * 1_000 / sampleRateHz + (hasPadding ? 1 : 0)
    }

    /// The bytes of side information behind the header, where a Xing header begins.
    var sideInformationLength: Int {
        switch (version == 1, channelCount) {
        case (true, 1): 17
        case (true, _): 32
        case (false, 1): 9
        case (false, _): 17
        }
    }

    /// True when both can stand in one stream: version, layer and rate do not change.
    func continues(_ other: MPEGFrameHeader) -> Bool {
        version == other.version && layer == other.layer && sampleRateHz == other.sampleRateHz
    }
}
