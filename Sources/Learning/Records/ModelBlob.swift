import FoundationEssentials

/// The bytes of a model: what kind it is, its settings, its numbers, and a checksum over all of it.
///
/// Layout, little-endian: `CATMODEL`, version u32, kind (u32 length, UTF-8), settings (u32 length, JSON), array count
/// u32, each array (u64 count, floats), CRC-32C u32 of everything before.
package struct ModelBlob: Sendable, Equatable {
    package static let bytesMax = 1 << 30
    private static let magic = Array("CATMODEL".utf8)
    private static let version: UInt32 = 1
    private static let arraysMax = 100_000

    package let kind: String
    package let settings: [UInt8]
    package let arrays: [[Float]]

    package init(kind: String, settings: some Encodable, arrays: [[Float]]) throws {
        self.kind = kind
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        self.settings = Array(try encoder.encode(settings))
        self.arrays = arrays
    }

    /// The number of all floats: no network that is read from them is larger.
    package var floatCount: Int { arrays.reduce(0) { $0 + $1.count } }

    /// The arrays as the weights of networks with so many arrays of parameters and of statistics each, in their order.
    func networks(counts: [[Int]]) throws -> [NetworkWeights] {
        guard counts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0...arrays.count).contains($0) } }),
            counts.reduce(0, { $0 + $1[0] + $1[1] }) == arrays.count
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        var rest = arrays[...]
        func take(_ count: Int) -> [[Float]] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        return counts.map { NetworkWeights(parameters: take($0[0]), statistics: take($0[1])) }
    }

    package func settings<Settings: Decodable>(as type: Settings.Type) throws -> Settings {
        do {
            return try JSONDecoder().decode(type, from: Data(settings))
        } catch {
            throw ModelBlob.corrupt("its settings are not those of a \(kind) model")
        }
    }

    package func encoded() -> [UInt8] {
        var bytes = ModelBlob.magic
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(ModelBlob.version)
        append(UInt32(kind.utf8.count))
        bytes.append(contentsOf: kind.utf8)
        append(UInt32(settings.count))
        bytes.append(contentsOf: settings)
        append(UInt32(arrays.count))
        for array in arrays {
            append(UInt64(array.count))
            array.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        append(Checksum.crc32c(bytes))
        return bytes
    }

    /// Reads what `encoded` wrote; anything else is a sentence.
    package init(decoding bytes: [UInt8], kind expected: String) throws {
        guard bytes.count <= ModelBlob.bytesMax else {
            throw ModelBlob.corrupt("it is larger than \(ModelBlob.bytesMax) bytes")
        }
        guard bytes.starts(with: ModelBlob.magic) else {
            throw ModelBlob.corrupt("it does not begin as a model does")
        }
        guard bytes.count >= ModelBlob.magic.count + 20 else {
            throw ModelBlob.corrupt("it ends too early")
        }
        var reader = ByteReader(bytes: bytes, position: bytes.count - 4)
        let checksum: UInt32 = try reader.integer()
        guard Checksum.crc32c(bytes.dropLast(4)) == checksum else {
            throw ModelBlob.corrupt("its checksum does not fit: it is truncated or changed")
        }
        reader.position = ModelBlob.magic.count
        let version: UInt32 = try reader.integer()
        guard version == ModelBlob.version else {
            throw ModelBlob.corrupt(
                "it has format \(version), and this program reads \(ModelBlob.version)")
        }
        kind = String(decoding: try reader.take(Int(try reader.integer() as UInt32)), as: UTF8.self)
        guard kind == expected else {
            throw ModelBlob.corrupt("it is a \(kind) model, not a \(expected) model")
        }
        settings = Array(try reader.take(Int(try reader.integer() as UInt32)))
        let count = Int(try reader.integer() as UInt32)
        guard count <= ModelBlob.arraysMax else { throw ModelBlob.corrupt("it names \(count) arrays") }
        var arrays: [[Float]] = []
        for _ in 0..<count {
            let length = try reader.integer() as UInt64
            guard length <= UInt64(bytes.count / 4) else { throw ModelBlob.corrupt("it ends too early") }
            let raw = try reader.take(Int(length) * 4)
            let array = [Float](unsafeUninitializedCapacity: Int(length)) { buffer, initialized in
                raw.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
                initialized = Int(length)
            }
            guard array.allSatisfy(\.isFinite) else {
                throw ModelBlob.corrupt("it holds numbers that are not finite")
            }
            arrays.append(array)
        }
        guard reader.position == bytes.count - 4 else { throw ModelBlob.corrupt("bytes follow its end") }
        self.arrays = arrays
    }

    static func corrupt(_ what: String) -> LearningError {
        LearningError(.corruptModel, "The model cannot be read: \(what). Train it again or import another.")
    }
}
