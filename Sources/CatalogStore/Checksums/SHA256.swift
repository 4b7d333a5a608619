import CDigest

/// The secure hash of FIPS 180-4, for tokens and for telling whether stored bytes are what was stored.
package enum SHA256 {
    package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            if let start = digest.baseAddress { catalog_sha256(bytes, bytes.count, start) }
            count = 32
        }
    }
}
