/// What a shell offers where a value is typed.
enum ValueCompletion: Sendable, Equatable {
    case nothing
    case files
    case folders
}
