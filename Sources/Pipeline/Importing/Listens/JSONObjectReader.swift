/// Hands out the objects of a JSON array, or of JSON lines, one by one, whatever the file's size.
struct JSONObjectReader {
    /// One object's bytes at most.
    static let objectBytesMax = 1 << 20

    let path: String

    /// Calls `body` with the bytes of each outermost object until it returns false; `JSONReader` reads what is in them.
    func forEachObject(_ body: ([UInt8]) throws -> Bool) throws {
        var reader = try InflatingReader(path: path)
        var object: [UInt8] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        var chunk = try reader.next()
        while !chunk.isEmpty {
            for byte in chunk {
                if depth > 0 { object.append(byte) }
                if isInString {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isInString = false
                    }
                    continue
                }
                switch byte {
                case UInt8(ascii: "\""): isInString = depth > 0
                case UInt8(ascii: "{"):
                    if depth == 0 { object = [byte] }
                    depth += 1
                case UInt8(ascii: "}") where depth > 0:
                    depth -= 1
                    if depth == 0 {
                        guard try body(object) else { return }
                        object.removeAll(keepingCapacity: true)
                    }
                default: break
                }
                guard object.count <= Self.objectBytesMax else {
                    throw ImportError(
                        file: path, reason: "one of its objects has more than \(Self.objectBytesMax) bytes")
                }
            }
            chunk = try reader.next()
        }
        guard depth == 0 else {
            throw ImportError(file: path, reason: "it is cut off: its last object does not end")
        }
    }
}
