import Glibc

/// The variables that the program was started with.
struct Environment: Sendable {
    let variables: [String: String]

    init(_ variables: [String: String]) { self.variables = variables }

    /// The variable's value; nil where it is not set or empty.
    subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// The variables of this process that the program asks for.
    static func ofProcess() -> Environment {
        var variables: [String: String] = [:]
        for name in read {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return Environment(variables)
    }

    /// All that the program reads, in one place; `catalog help environment` is made of it.
    static let read = [
        "CATALOG", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME", "NO_COLOR", "COLUMNS", "TERM", "TMPDIR",
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "CATALOG_NARRATOR_KEY", "OPENAI_API_KEY",
    ]
}
