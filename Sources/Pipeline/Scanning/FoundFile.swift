/// A regular file that the walk met, as the file system describes it.
package struct FoundFile: Sendable, Equatable {
    package let path: FilePath
    package let sizeBytes: Int64
    package let modifiedNanoseconds: Int64

    package init(path: FilePath, sizeBytes: Int64, modifiedNanoseconds: Int64) {
        self.path = path
        self.sizeBytes = sizeBytes
        self.modifiedNanoseconds = modifiedNanoseconds
    }
}
