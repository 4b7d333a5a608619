import CTagLibShim

/// Reads the tags of a file by TagLib.
package enum TagReader {
    static let valueCountMax = 2_000
    static let valueBytesMax = 1 << 20
    static let coverBytesMax = 16 << 20

    /// The tags of a source, completed from its place in the library where `relativePath` tells it.
    ///
    /// A file without tags, and one whose tags are broken, has none: that is no error. What is no audio throws.
    package static func read(_ source: any ByteSource, relativePath: String? = nil) throws -> TrackTags {
        let sniffed = try ContainerSniffer.sniff(source)
        var tags = TrackTags()
        if let format = format(of: sniffed.container) {
            let collector = TagCollector(source)
            let context = Unmanaged.passUnretained(collector).toOpaque()
            _ = withExtendedLifetime(collector) {
                catalog_read_tags(
                    format, context, Int64(source.size), readBytes, valueCountMax, valueBytesMax,
                    coverBytesMax,
                    takeField, takeCover)
            }
            if let failure = collector.failure { throw failure }
            tags = TagFields(collector.fields).tags()
            tags.cover = collector.cover
        }
        guard let relativePath else { return tags }
        return tags.completed(by: FileNameGuess(relativePath: relativePath))
    }

    private static func format(of container: AudioContainer) -> catalog_tag_format? {
        switch container {
        case .mpeg, .adts: CATALOG_TAGS_MPEG
        case .flac: CATALOG_TAGS_FLAC
        case .oggVorbis: CATALOG_TAGS_VORBIS
        case .oggOpus: CATALOG_TAGS_OPUS
        case .oggFLAC: CATALOG_TAGS_OGG_FLAC
        case .mp4: CATALOG_TAGS_MP4
        case .asf: CATALOG_TAGS_ASF
        case .wav: CATALOG_TAGS_WAV
        case .aiff: CATALOG_TAGS_AIFF
        case .ape: CATALOG_TAGS_APE
        case .wavpack: CATALOG_TAGS_WAVPACK
        case .musepack: CATALOG_TAGS_MUSEPACK
        case .trueAudio: CATALOG_TAGS_TRUE_AUDIO
        case .wave64, .au, .oggOther, .matroska, .caf, .dsf, .amr, .ac3, .dts, .tak: nil
        }
    }
}

/// Gathers what the library hands on.
private final class TagCollector {
    let source: any ByteSource
    var fields: [(name: String, value: String)] = []
    var cover: TrackTags.Cover?
    var failure: (any Error)?

    init(_ source: any ByteSource) { self.source = source }

    static func from(_ context: UnsafeMutableRawPointer?) -> TagCollector? {
        context.map { Unmanaged<TagCollector>.fromOpaque($0).takeUnretainedValue() }
    }
}

private let readBytes: catalog_read_bytes = { context, offset, buffer, count in
    guard let collector = TagCollector.from(context), collector.failure == nil else { return -1 }
    do {
        let output = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
        return Int64(try collector.source.read(at: Int(offset), into: output))
    } catch {
        collector.failure = error
        return -1
    }
}

private let takeField: catalog_take_field = { context, name, nameLength, value, valueLength in
    guard let collector = TagCollector.from(context) else { return }
    func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }
    collector.fields.append((text(name, nameLength), text(value, valueLength)))
}

private let takeCover: catalog_take_cover = { context, type, typeLength, bytes, count in
    guard let collector = TagCollector.from(context) else { return }
    let name = String(decoding: UnsafeRawBufferPointer(start: type, count: typeLength), as: UTF8.self)
    collector.cover = TrackTags.Cover(
        mediaType: name, bytes: Array(UnsafeBufferPointer(start: bytes, count: count)))
}
