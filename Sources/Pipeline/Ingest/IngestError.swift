/// Why an ingest could not begin, as a sentence.
package enum IngestError: Error, CustomStringConvertible {
    case nothingToRead(paths: [String])
    case scopeOutsideRoots(scope: String)

    package var description: String {
        switch self {
        case .nothingToRead(let paths):
            "\(paths.joined(separator: ", ")): cannot be read. Check the path, and whether the disk is mounted."
        case .scopeOutsideRoots(let scope):
            "\(scope) does not lie below any of the folders given. Name the folder that contains it."
        }
    }
}
