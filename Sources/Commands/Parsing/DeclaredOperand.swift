/// An operand whatever the type of its value.
protocol DeclaredOperand: Sendable {
    var declaration: OperandDeclaration { get }
}
