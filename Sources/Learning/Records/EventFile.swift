/// TensorBoard's event files: protocol buffers of `tensorflow.Event`, framed as TFRecords, written field by field.
///
/// A frame is: length u64, masked CRC-32C of the length, data, masked CRC-32C of the data.
package struct EventFile: Sendable {
    package private(set) var bytes: [UInt8] = []

    /// A file that begins at a time in seconds since 1970.
    package init(startSeconds: Double) {
        var event = ProtocolBuffer()
        event.add(1, double: startSeconds)
        event.add(3, text: "brain.Event:2")
        append(event)
    }

    /// One figure of a run at a step: Event{wall_time=1, step=2, summary=5{value=1{tag=1, simple_value=2}}}.
    package mutating func add(scalar value: Float, named tag: String, step: Int, seconds: Double) {
        var entry = ProtocolBuffer()
        entry.add(1, text: tag)
        entry.add(2, float: value)
        append(entry, step: step, seconds: seconds)
    }

    /// How values are spread: HistogramProto{min=1, max=2, num=3, sum=4, sum_squares=5, bucket_limit=6, bucket=7}.
    package mutating func add(_ spread: ValueHistogram, named tag: String, step: Int, seconds: Double) {
        var histogram = ProtocolBuffer()
        histogram.add(1, double: spread.lowest)
        histogram.add(2, double: spread.highest)
        histogram.add(3, double: spread.count)
        histogram.add(4, double: spread.sum)
        histogram.add(5, double: spread.squares)
        histogram.add(6, doubles: spread.limits)
        histogram.add(7, doubles: spread.buckets)
        var entry = ProtocolBuffer()
        entry.add(1, text: tag)
        entry.add(5, message: histogram)
        append(entry, step: step, seconds: seconds)
    }

    private mutating func append(_ entry: ProtocolBuffer, step: Int, seconds: Double) {
        var summary = ProtocolBuffer()
        summary.add(1, message: entry)
        var event = ProtocolBuffer()
        event.add(1, double: seconds)
        event.add(2, integer: UInt64(max(0, step)))
        event.add(5, message: summary)
        append(event)
    }

    private mutating func append(_ event: ProtocolBuffer) {
        let length = withUnsafeBytes(of: UInt64(event.bytes.count).littleEndian) { Array($0) }
        for part in [length, event.bytes] {
            bytes.append(contentsOf: part)
            let checksum = Checksum.masked(Checksum.crc32c(part)).littleEndian
            withUnsafeBytes(of: checksum) { bytes.append(contentsOf: $0) }
        }
    }
}
