/// The limits of a server, each with its name.
package struct ServerSettings: Sendable {
    /// A numeric address: `127.0.0.1`, `::1`, `0.0.0.0`.
    package var address = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 0
    package var threadCount = 8
    /// Threads for the answers that wait for a disk.
    package var workerCount = 16
    /// Threads for the answers that keep a processor busy.
    package var computingCount = 2
    /// A request that would be one more to wait for a processor is refused at once.
    package var computingWaitingCountMax = 100
    /// A request that has waited longer for a processor is refused: whoever asked is served better by asking again.
    package var computingWaitingSecondsMax = 1.0
    /// The same for the disk. Longer, for what is handed in to be kept is not lightly refused: a burst of it, or a pause of the
    /// disk, is waited out.
    package var workerWaitingSecondsMax = 10.0
    package var connectionCountMax = 1_000
    package var connectionCountPerAddressMax = 500
    /// The request line and all headers together.
    package var headerSizeBytesMax = 32_768
    package var headerCountMax = 100
    package var uriSizeBytesMax = 8_192
    /// A connection that has not sent a whole request for this long is closed, however slowly it drips.
    package var requestSecondsMax = 30.0
    /// The same for a request whose body is written to a file.
    package var uploadSecondsMax = 600.0
    /// PEM texts; both or neither.
    package var certificatePEM: String?
    package var keyPEM: String?

    package init() {}
}
