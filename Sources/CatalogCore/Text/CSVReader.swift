/// Splits one CSV record of RFC 4180 into its fields.
package enum CSVReader {
    private static let fieldCountMax = 1_000

    package static func fields(of record: UnsafeBufferPointer<UInt8>) throws(TextProblem) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        var index = 0
        while index < record.count {
            let byte = record[index]
            if isQuoted {
                if byte == 0x22 && index + 1 < record.count && record[index + 1] == 0x22 {
                    field.append(byte)
                    index += 1
                } else if byte == 0x22 {
                    isQuoted = false
                } else {
                    field.append(byte)
                }
            } else if byte == 0x22 {
                guard field.isEmpty && !wasQuoted else {
                    throw TextProblem(problem: "a quote inside an unquoted field", offset: index)
                }
                isQuoted = true
                wasQuoted = true
            } else if byte == 0x2C {
                fields.append(try text(field, index))
                field.removeAll(keepingCapacity: true)
                wasQuoted = false
                guard fields.count < fieldCountMax else {
                    throw TextProblem(problem: "more than \(fieldCountMax) fields", offset: index)
                }
            } else if wasQuoted {
                throw TextProblem(problem: "something after a closing quote", offset: index)
            } else {
                field.append(byte)
            }
            index += 1
        }
        guard !isQuoted else { throw TextProblem(problem: "the quotes do not close", offset: index) }
        fields.append(try text(field, index))
        return fields
    }

    package static func fields(of line: String) throws(TextProblem) -> [String] {
        let bytes = Array(line.utf8)
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<[String], TextProblem> in
            do throws(TextProblem) { return .success(try fields(of: buffer)) } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func text(_ bytes: [UInt8], _ offset: Int) throws(TextProblem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw TextProblem(problem: "a field that is not UTF-8", offset: offset)
        }
        return text
    }
}
