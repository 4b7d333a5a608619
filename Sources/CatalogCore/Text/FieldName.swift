/// Names that programs read, in words.
package enum FieldName {
    /// `skip_rate` becomes `Skip rate`.
    package static func words(_ name: String) -> String {
        let text = name.split(separator: "_").joined(separator: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }
}
