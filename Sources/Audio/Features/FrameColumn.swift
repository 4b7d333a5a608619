/// One number of every frame, by name; made when it is asked for, since all columns of a long track at once are much.
package struct FrameColumn: Sendable {
    package let name: String
    private let make: @Sendable () -> [Float]

    init(_ name: String, _ make: @escaping @Sendable () -> [Float]) {
        self.name = name
        self.make = make
    }

    package var values: [Float] { make() }
}
