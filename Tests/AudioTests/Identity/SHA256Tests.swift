import Audio
import CDigest
import CatalogCore
import Testing

@Suite struct SHA256Tests {
    /// FIPS 180-4's examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func publishedDigests(_ text: String, _ expected: String) {
        var digest = SHA256()
        digest.update(Array(text.utf8))
        #expect(digest.finish().description == expected)
    }

    @Test func aMillionTimesTheSameLetter() {
        var digest = SHA256()
        for _ in 0..<1_000 { digest.update([UInt8](repeating: 0x61, count: 1_000)) }
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(digest.finish().description == expected)
    }

    /// The CPU's instructions against the plain twin, and pieces of any size against the whole.
    @Test(arguments: [UInt64(1), 2, 3])
    func everyWayGivesTheSame(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let bytes = (0..<64 * 37).map { _ in UInt8(generator.index(below: 256)) }
        var fast = [UInt32](repeating: 0x1234_5678, count: 8)
        var plain = fast
        catalog_sha256_blocks(&fast, bytes, 37)
        catalog_sha256_blocks_plain(&plain, bytes, 37)
        #expect(fast == plain)
        var whole = SHA256()
        whole.update(bytes)
        var pieces = SHA256()
        var start = 0
        while start < bytes.count {
            let count = min(1 + generator.index(below: 150), bytes.count - start)
            pieces.update(Array(bytes[start..<start + count]))
            start += count
        }
        #expect(whole.finish() == pieces.finish())
    }
}
