import Glibc

/// Where the catalog lies when nobody says.
enum CatalogLocation {
    static func path(option: String?, environment: Environment) throws -> String {
        if let option { return option }
        if let variable = environment["CATALOG"] { return variable }
        // The XDG rules: a relative folder is to be ignored.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + suffix }
        guard let home = environment["HOME"] ?? homeOfAccount() else {
            throw CommandError(
                "There is no home folder to keep the catalog in. Name one by --catalog FILE or $CATALOG.")
        }
        return home + "/.local/share" + suffix
    }

    private static let suffix = "/catalog/catalog.db"

    private static func homeOfAccount() -> String? {
        guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return nil }
        let path = String(cString: home)
        return path.isEmpty ? nil : path
    }
}
