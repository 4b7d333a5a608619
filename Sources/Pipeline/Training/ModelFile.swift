import CatalogStore
import FoundationEssentials
import Glibc

/// A model outside of a catalog: to keep, to send, to take into another.
///
/// Layout: the line of `magic`, a line of JSON that says what it is, then the weights. The JSON has their SHA-256.
package struct ModelFile: Sendable {
    package static let bytesMax = 1 << 30
    private static let magic = Array("catalog model 1\n".utf8)

    private struct Header: Codable {
        let name: String
        let kind: String
        let version: Int
        let featureSetVersion: Int?
        let seed: UInt64
        let dimension: Int?
        let parameters: String
        let training: String
        let metrics: String
        let weightCount: Int
        let checksum: String
    }

    package let model: NewModel

    package init(model: NewModel) { self.model = model }

    /// The bytes of a model of a catalog.
    package static func encode(
        _ record: ModelRecord, weights: [UInt8]
    ) throws -> [UInt8] {
        let header = Header(
            name: record.name, kind: record.kind, version: record.version,
            featureSetVersion: record.featureSetVersion, seed: record.seed, dimension: record.dimension,
            parameters: record.parameters, training: record.training, metrics: record.metrics,
            weightCount: weights.count, checksum: Hexadecimal.encode(record.checksum))
        return magic + Array(try JSONText.encode(header).utf8) + [UInt8(ascii: "\n")] + weights
    }

    /// Reads what `encode` wrote; anything else is a sentence.
    package init(decoding bytes: [UInt8], name: String) throws {
        func refuse(_ what: String) -> TrainingError {
            TrainingError(.unreadable, "\(name): \(what). Export the model anew by `catalog models export`.")
        }
        guard bytes.starts(with: Self.magic) else { throw refuse("it is no model of this program") }
        let rest = bytes[Self.magic.count...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")),
            let header = JSONText.decode(Header.self, from: String(decoding: rest[..<end], as: UTF8.self))
        else { throw refuse("what the model is cannot be read") }
        let weights = Array(rest[(end + 1)...])
        guard weights.count == header.weightCount else {
            throw refuse(
                "it ends too early or too late: \(weights.count) of \(header.weightCount) bytes of weights")
        }
        guard Hexadecimal.encode(CatalogStore.SHA256.hash(weights)) == header.checksum else {
            throw refuse("its weights are not what was exported")
        }
        guard let family = ModelFamily(rawValue: header.kind),
            family == .classifier || family.rawValue == header.name
        else {
            throw refuse("this program knows no models of the kind `\(header.kind)`")
        }
        var model = NewModel(name: header.name, kind: header.kind, seed: header.seed, weights: weights)
        model.featureSetVersion = header.featureSetVersion
        model.dimension = header.dimension.flatMap { $0 > 0 ? $0 : nil }
        for text in [header.parameters, header.training, header.metrics] where !Self.isObject(text) {
            throw refuse("what the model is cannot be read")
        }
        model.parameters = header.parameters
        model.training = header.training
        model.metrics = header.metrics
        self.model = model
        try ModelSoundness.check(kind: header.kind, weights: weights)
    }

    /// The bytes of a file, up to the size that a model has.
    package static func read(path: String) throws -> [UInt8] {
        func refuse(_ what: String) -> TrainingError {
            TrainingError(.unreadable, "\(path) cannot be read: \(what).")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refuse(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            guard count >= 0 else { throw refuse(String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            bytes += block[..<count]
            guard bytes.count <= bytesMax else { throw refuse("it is larger than any model") }
        }
    }

    private static func isObject(_ text: String) -> Bool {
        JSONText.decode(JSONText.AnObject.self, from: text) != nil
    }
}
