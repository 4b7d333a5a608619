/// What was typed, read by the table: the values of every declared option and operand.
struct ParsedArguments: Sendable {
    let command: any Command.Type
    private let optionValues: [String: any Sendable]
    private let operandValues: [String: any Sendable]
    private let typedOptions: Set<String>

    init(
        command: any Command.Type, optionValues: [String: any Sendable],
        operandValues: [String: any Sendable],
        typedOptions: Set<String>
    ) {
        self.command = command
        self.optionValues = optionValues
        self.operandValues = operandValues
        self.typedOptions = typedOptions
    }

    subscript<Value>(option: Option<Value>) -> Value {
        guard let value = optionValues[option.declaration.name] as? Value else {
            preconditionFailure("\(command) declares --\(option.declaration.name) before it reads it")
        }
        return value
    }

    subscript<Value>(operand: Operand<Value>) -> Value {
        guard let value = operandValues[operand.declaration.placeholder] as? Value else {
            preconditionFailure("\(command) declares \(operand.declaration.placeholder) before it reads it")
        }
        return value
    }

    /// True where the person typed the option, even with the value that is assumed anyway.
    func isTyped<Value>(_ option: Option<Value>) -> Bool { typedOptions.contains(option.declaration.name) }
}
