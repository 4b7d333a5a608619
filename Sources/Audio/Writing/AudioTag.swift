/// One tag of a file: a name of the unified vocabulary (`TITLE`, `ALBUMARTIST`, `BPM`, …) and a value; names repeat.
package struct AudioTag: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
