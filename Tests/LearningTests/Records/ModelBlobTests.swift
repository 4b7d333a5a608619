import CatalogCore
import Learning
import Testing

@Suite struct ModelBlobTests {
    static func record() throws -> ModelBlob {
        try ModelBlob(kind: "toy", settings: ["a": 1.5], arrays: [[1, 2, 3], [], [-0.5]])
    }

    @Test func comesBackAsItWas() throws {
        let record = try ModelBlobTests.record()
        let back = try ModelBlob(decoding: record.encoded(), kind: "toy")
        #expect(back == record)
        #expect(try back.settings(as: [String: Double].self) == ["a": 1.5])
    }

    @Test func everyChangedByteAndEveryTruncationIsASentence() throws {
        let bytes = try ModelBlobTests.record().encoded()
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x10
            #expect(throws: LearningError.self) { try ModelBlob(decoding: changed, kind: "toy") }
            #expect(throws: LearningError.self) {
                try ModelBlob(decoding: Array(bytes[..<place]), kind: "toy")
            }
        }
        #expect(throws: LearningError.self) { try ModelBlob(decoding: bytes, kind: "other") }
        #expect(throws: LearningError.self) { try ModelBlob(decoding: bytes + [0], kind: "toy") }
    }

    /// Lengths that lie, with a checksum that fits, are refused and not followed.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func hostileBytesDoNotCrash(seed: UInt64) throws {
        let bytes = try ModelBlobTests.record().encoded().dropLast(4)
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            var changed = Array(bytes)
            for _ in 0..<1 + random.index(below: 4) {
                changed[random.index(below: changed.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            let checksum = Checksum.crc32c(changed)
            changed += (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * UInt32($0))) }
            _ = try? ModelBlob(decoding: changed, kind: "toy")
        }
    }

    @Test func checksumIsCastagnolis() {
        #expect(Checksum.crc32c(Array("123456789".utf8)) == 0xE306_9283)
        #expect(Checksum.crc32c([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    }
}
