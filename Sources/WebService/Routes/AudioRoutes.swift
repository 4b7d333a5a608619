import Audio
import CatalogCore
import CatalogStore
import Glibc
import HTTP

/// The sound and the cover of a track: out of files that the catalog itself has listed, never of a client's path.
enum AudioRoutes {
    private static let range = Parameter<String?>.optional(
        "Range", in: .header, .text(0...200), "one range of bytes, as `bytes=0-65535`")
    private static let coverBytesMax = 16 << 20
    /// Pictures that lie beside the files of an album.
    private static let coverNames = [
        "cover.jpg", "cover.png", "folder.jpg", "folder.png", "front.jpg", "front.png", "Cover.jpg",
        "Folder.jpg",
    ]

    static let all: [Route] = [
        Route(
            "GET", "/v1/tracks/{track}/audio", "getTrackAudio", .music, .read, "play a track",
            detail: "The file as it is in the library.", parameters: [TrackRoutes.track, range],
            answers: [
                .bytes(MediaType.audio, "The whole file"),
                .bytes(status: 206, MediaType.audio, "The range of it"),
                .nothing(304, "The file is as it was"),
            ], problems: [.rangeNotSatisfiable]
        ) { call in try audio(call) },
        Route(
            "GET", "/v1/tracks/{track}/cover", "getTrackCover", .music, .read, "show the cover of a track",
            detail: "The picture in its file, else the one beside it.", parameters: [TrackRoutes.track],
            answers: [
                .bytes(MediaType.pictures, "The picture"), .nothing(204, "It has none"),
                .nothing(304, "The picture is as it was"),
            ]
        ) { call in try cover(call) },
    ]

    /// Nil for a track without a file here.
    private static func path(of id: TrackID, _ catalog: Catalog) throws -> FileName? {
        try catalog.read { snapshot in
            _ = try TrackRoutes.known(id, in: snapshot)
            return try AudioFileChooser.file(of: id, in: snapshot).map { FileName(bytes: $0.path) }
        }
    }

    private static func audio(_ call: Call) throws -> Reply {
        guard let name = try path(of: call[TrackRoutes.track], call.catalog) else {
            throw Problem(
                .notFound, "Track \(call[TrackRoutes.track]) has no file here that could be played.")
        }
        let descriptor = name.open()
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            if descriptor >= 0 { close(descriptor) }
            throw Problem(
                .notFound, "The file of track \(call[TrackRoutes.track]) cannot be opened at the moment.")
        }
        let size = Int64(status.st_size)
        let etag =
            "\"\(String(size, radix: 36))-\(String(Int64(status.st_mtim.tv_sec), radix: 36))-"
            + "\(String(status.st_mtim.tv_nsec, radix: 36))\""
        if let wanted = call.head.headers["if-none-match"], ETag.matches(wanted, etag) {
            close(descriptor)
            var reply = Reply(status: 304, content: .nothing)
            reply.headers = [("ETag", etag)]
            return reply
        }
        var head = [UInt8](repeating: 0, count: MediaType.headBytes)
        let count = pread(descriptor, &head, head.count, 0)
        let type = MediaType.ofAudio(Array(head.prefix(max(0, count))))
        // A range of another state of the file is of no use.
        let isCurrent = call.head.headers["if-range"].map { $0 == etag } ?? true
        let isAsked = isCurrent && call.head.method == "GET"
        switch ByteRange(header: isAsked ? call[range] : nil, size: size) {
        case .whole:
            var reply = Reply(content: .file(type: type, descriptor: descriptor, offset: 0, count: size))
            reply.etag = etag
            reply.headers = [("Accept-Ranges", "bytes")]
            return reply
        case .part(let offset, let count):
            var reply = Reply(
                status: 206, content: .file(type: type, descriptor: descriptor, offset: offset, count: count))
            reply.etag = etag
            reply.headers = [
                ("Accept-Ranges", "bytes"),
                ("Content-Range", "bytes \(offset)-\(offset + count - 1)/\(size)"),
            ]
            return reply
        case .unsatisfiable:
            close(descriptor)
            var problem = Problem(.rangeNotSatisfiable, "The file ends before this range begins.")
            problem.headers = [("Content-Range", "bytes */\(size)")]
            throw problem
        }
    }

    private static func cover(_ call: Call) throws -> Reply {
        // A page shows what there is: to have no cover is no error, which a browser would note for every track.
        guard let name = try path(of: call[TrackRoutes.track], call.catalog),
            let picture = embedded(name) ?? beside(name), let type = MediaType.ofPicture(picture)
        else { return .nothing }
        return Reply(content: .bytes(type: type, picture))
    }

    private static func embedded(_ name: FileName) -> [UInt8]? {
        let descriptor = name.open()
        guard descriptor >= 0, let source = try? FileByteSource(adopting: descriptor, name: "a file") else {
            return nil
        }
        return (try? TagReader.read(source))?.cover?.bytes
    }

    private static func beside(_ name: FileName) -> [UInt8]? {
        for candidate in coverNames {
            guard let descriptor = name.sibling(candidate)?.open(), descriptor >= 0,
                let source = try? FileByteSource(adopting: descriptor, name: candidate),
                source.size <= coverBytesMax
            else { continue }
            var bytes = [UInt8](repeating: 0, count: source.size)
            let count = bytes.withUnsafeMutableBytes { (try? source.read(at: 0, into: $0)) ?? 0 }
            if count == bytes.count, MediaType.ofPicture(bytes) != nil { return bytes }
        }
        return nil
    }
}
