/// An option whatever the type of its value, so that a command lists its options in one array.
protocol DeclaredOption: Sendable {
    var declaration: OptionDeclaration { get }
}
