/// The program was not built beside the tests.
package struct CatalogBinaryMissing: Error, CustomStringConvertible {
    package let candidates: [String]

    package var description: String {
        "The program is not built; `swift build --build-tests` builds it. Looked for "
            + candidates.joined(separator: ", ")
    }
}
