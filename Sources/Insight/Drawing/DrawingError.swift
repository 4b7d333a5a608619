/// Why a picture could not be made, as a sentence.
package enum DrawingError: Error, CustomStringConvertible, Equatable {
    case libraryMissing
    case notDrawable
    case outOfMemory

    package var description: String {
        switch self {
        case .libraryMissing: "PNG pictures need librsvg: install librsvg2-2, or write an .svg instead."
        case .notDrawable:
            "librsvg could not draw the picture: write an .svg instead and look at it in a browser."
        case .outOfMemory:
            "There is not enough memory for the picture: choose a smaller one, or write an .svg."
        }
    }
}
