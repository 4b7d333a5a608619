/// The closed form cannot be had.
package enum EASEError: Error, CustomStringConvertible, Equatable {
    case tooManyItems(count: Int)

    package var description: String {
        switch self {
        case .tooManyItems(let count):
            "EASE is for at most \(EASE.itemCountMax) items, not \(count); use als or item-neighbours"
        }
    }
}
