import HTTP

/// How a service is run.
package struct ServiceSettings: Sendable {
    package var server = ServerSettings()
    /// True where every request needs a token, also one of this machine.
    package var requiresToken = false
    /// Pages of these sites may ask; `*` for all.
    package var allowedOrigins: [String] = []
    /// Requests a second of one caller; 0 for no limit.
    package var requestsPerSecondMax = 0.0
    /// What others did, and what is new in a large catalog, counts in a kept answer within so long.
    package var laterSecondsMax = 60.0
    /// An uploaded file.
    package var uploadBytesMax = 512 << 20
    /// Folders and buckets that an ingest may be started on, by their names.
    package var libraries: [ServiceLibrary] = []
    /// Where uploads are kept while they are heard.
    package var uploadFolder: String
    /// Takes one line for each request; nil for none.
    package var accessLog: AccessLog?
    /// Takes what only whoever runs the service should read.
    package var tell: @Sendable (String) -> Void = { _ in }
    /// As the document names it.
    package var version: String

    package init(uploadFolder: String, version: String) {
        self.uploadFolder = uploadFolder
        self.version = version
    }
}
