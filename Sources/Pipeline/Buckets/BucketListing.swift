/// One page of `ListObjectsV2`, read from its XML.
///
/// The answer is flat: `Contents` elements with four children that matter. A scanner for exactly that reads it without
/// an XML library; entities are decoded, and keys arrive percent-encoded because the request asks for it.
struct BucketListing: Equatable {
    var objects: [BucketObject] = []
    var continuation: String?

    init(xml: String) {
        var isTruncated = false
        var text = ""
        var fields: [String: String] = [:]
        var rest = Substring(xml)
        while let open = rest.firstIndex(of: "<") {
            text = String(rest[..<open])
            guard let close = rest[open...].firstIndex(of: ">") else { break }
            let tag = rest[rest.index(after: open)..<close]
            rest = rest[rest.index(after: close)...]
            guard tag.hasPrefix("/") else {
                if tag == "Contents" { fields = [:] }
                continue
            }
            let value = Self.unescaped(text)
            switch tag.dropFirst() {
            case "Key", "ETag", "Size", "LastModified": fields[String(tag.dropFirst())] = value
            case "IsTruncated": isTruncated = value == "true"
            case "NextContinuationToken": continuation = value
            case "Contents":
                if let key = fields["Key"], let size = fields["Size"].flatMap(Int64.init) {
                    objects.append(
                        BucketObject(
                            key: PercentEncoding.decoded(key, plusIsSpace: true),
                            etag: (fields["ETag"] ?? "").filter { $0 != "\"" }, sizeBytes: size,
                            modified: fields["LastModified"] ?? ""))
                }
            default: break
            }
        }
        if !isTruncated { continuation = nil }
    }

    /// The text of the first element of the name, as in an error's `<Code>`.
    static func element(_ name: String, of xml: String) -> String? {
        guard let open = xml.firstRange(of: "<\(name)>"), let close = xml.firstRange(of: "</\(name)>"),
            open.upperBound <= close.lowerBound
        else { return nil }
        return unescaped(String(xml[open.upperBound..<close.lowerBound]))
    }

    private static let entities = [
        "&quot;": "\"", "&apos;": "'", "&lt;": "<", "&gt;": ">", "&#34;": "\"", "&#39;": "'",
    ]

    private static func unescaped(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var plain = text
        for (entity, character) in entities { plain = plain.replacing(entity, with: character) }
        return plain.replacing("&amp;", with: "&")
    }
}
