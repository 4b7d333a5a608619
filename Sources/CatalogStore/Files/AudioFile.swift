import CatalogCore

/// A file or object that was found, and what came of hearing it.
package struct AudioFile: Sendable, Equatable {
    package enum Source: String, Sendable, Codable { case folder, bucket }
    package enum Outcome: String, Sendable, Codable { case ok, partial, failed, unanalysable }

    /// 0 for one that is not stored yet.
    package var id = FileID(0)
    /// The bytes of the path, which need not be UTF-8, or of the address `s3://bucket/key`.
    package var path: [UInt8]
    package var displayPath: String
    package var source: Source
    package var etag: String?
    package var sizeBytes: Int64
    package var modifiedNs: Int64
    package var contentHash: [UInt8]?
    package var audioHash: [UInt8]?
    package var fingerprint: [UInt32]?
    package var format: String?
    package var bitRateKbps: Double?
    package var sampleRateHz: Int?
    package var channelCount: Int?
    package var durationMs: Int?
    package var outcome: Outcome
    /// Why it is not `ok`.
    package var reason: String?
    package var heardPercent: Double?
    /// Not seen since then.
    package var missingSince: Timestamp?
    package var featureSetVersion: Int?
    package var track: TrackID?
    package var firstSeen: Timestamp
    package var analyzed: Timestamp?

    package init(
        path: [UInt8], source: Source, sizeBytes: Int64, modifiedNs: Int64, outcome: Outcome,
        firstSeen: Timestamp
    ) {
        self.path = path
        displayPath = String(decoding: path, as: UTF8.self)
        self.source = source
        self.sizeBytes = sizeBytes
        self.modifiedNs = modifiedNs
        self.outcome = outcome
        self.firstSeen = firstSeen
    }

    /// `ok`, `partial`, `failed`, `unanalysable`, or `missing`.
    package var status: String { missingSince == nil ? outcome.rawValue : "missing" }
}
