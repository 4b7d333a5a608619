import CatalogCore

/// What a scan needs to tell whether a file has changed.
package struct KnownFile: Sendable, Equatable {
    package let id: FileID
    package let path: [UInt8]
    package let sizeBytes: Int64
    package let modifiedNs: Int64
    package let etag: String?
    package let outcome: AudioFile.Outcome
    package let isMissing: Bool
    package let featureSetVersion: Int?
}
