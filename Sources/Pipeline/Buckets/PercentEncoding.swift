/// Percent-encoding as AWS signatures want it: everything but `A-Z a-z 0-9 - _ . ~` is spelt out.
enum PercentEncoding {
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        encoded(Array(text.utf8), keepingSlashes: keepingSlashes)
    }

    static func encoded(_ bytes: [UInt8], keepingSlashes: Bool) -> String {
        var result = ""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(UnicodeScalar(byte))
            case UInt8(ascii: "/") where keepingSlashes: result += "/"
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }

    static func decoded(_ text: String, plusIsSpace: Bool) -> String {
        String(decoding: decodedBytes(Array(text.utf8), plusIsSpace: plusIsSpace), as: UTF8.self)
    }

    static func decodedBytes(_ spelt: [UInt8], plusIsSpace: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(spelt.count)
        var index = 0
        while index < spelt.count {
            if spelt[index] == UInt8(ascii: "%"), index + 2 < spelt.count,
                let value = UInt8(String(decoding: spelt[index + 1...index + 2], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                index += 3
            } else {
                bytes.append(
                    plusIsSpace && spelt[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : spelt[index])
                index += 1
            }
        }
        return bytes
    }
}
