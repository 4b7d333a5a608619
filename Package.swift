// swift-tools-version: 6.1
import PackageDescription

// How Swift is compiled everywhere.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// Modules that crunch numbers are optimised in debug builds too: their tests run over real audio.
let numeric: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
let numericC: [CSetting] = [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]

/// A module map over an installed library; `Scripts/packages.txt` says which package brings it.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig)
}

/// A small C target of ours: what Swift cannot say.
func shim(_ name: String, dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/System/\(name)", cSettings: numericC)
}

let systemTargets: [Target] = [
    system("CChromaprint", pkgConfig: "libchromaprint"),
    system("CEBUR128", pkgConfig: "libebur128"),
    system("CFFTW", pkgConfig: "fftw3f"),
    system("CLZMA", pkgConfig: "liblzma"),
    system("CMPG123", pkgConfig: "libmpg123"),
    system("COneDNN"),
    shim("CFactorization"),
    shim("CHnswlib"),
    shim("CNetworks"),
    shim("COpenBLAS"),
    shim("CVectorSearch"),
    system("CSndfile", pkgConfig: "sndfile"),
    system("CSoxr", pkgConfig: "soxr"),
    system("CSQLite", pkgConfig: "sqlite3"),
    system("CTagLib", pkgConfig: "taglib_c"),
    system("CZlib", pkgConfig: "zlib"),
]

let moduleTargets: [Target] = [
    .target(name: "CatalogCore", swiftSettings: numeric),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(
        name: "Audio",
        dependencies: [
            "CatalogCore", "CChromaprint", "CEBUR128", "CFFTW", "CMPG123", "CSndfile", "CSoxr", "CTagLib",
        ],
        swiftSettings: numeric),
    .target(name: "Learning", dependencies: [
            "CatalogCore", "CFactorization", "CHnswlib", "CNetworks", "COneDNN", "COpenBLAS", "CVectorSearch",
        ], swiftSettings: numeric),
    .target(
        name: "Migrations", path: "migrations", resources: [.embedInCode("0001-create-catalog.sql")],
        swiftSettings: strict),
    .target(name: "CatalogStore", dependencies: ["CatalogCore", "SQLite", "Migrations"], swiftSettings: strict),
    .target(name: "Recommend", dependencies: ["CatalogCore", "CatalogStore", "Learning"], swiftSettings: numeric),
    .target(
        name: "Pipeline",
        dependencies: ["CatalogCore", "CatalogStore", "Audio", "Learning", "CLZMA", "CZlib"],
        swiftSettings: numeric),
    .target(
        name: "Commands",
        dependencies: ["CatalogCore", "CatalogStore", "Audio", "Learning", "Recommend", "Pipeline"],
        swiftSettings: strict),
    .executableTarget(name: "catalog", dependencies: ["Commands"], swiftSettings: strict),
]

/// Tests of one module, in `Tests/<module>Tests`.
func tests(of module: String, using dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(module)Tests", dependencies: [.byName(name: module), "TestSupport", "CatalogCore"] + dependencies,
        swiftSettings: strict)
}

let testTargets: [Target] = [
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: numeric),
    .testTarget(
        name: "CatalogCoreTests", dependencies: ["CatalogCore", "TestSupport"], swiftSettings: strict),
    tests(of: "SQLite"),
    tests(of: "CatalogStore", using: ["SQLite", "Migrations"]),
    tests(of: "Audio", using: ["CSndfile"]),
    tests(of: "Learning"),
    .testTarget(
        name: "ContractTests", dependencies: ["Learning", "Recommend", "TestSupport", "CatalogCore"],
        swiftSettings: strict),
    tests(of: "Recommend", using: ["CatalogStore", "Learning"]),
    tests(of: "Pipeline", using: ["CatalogStore", "Audio"]),
    .testTarget(
        name: "CommandTests", dependencies: ["catalog", "TestSupport", "CatalogCore"], swiftSettings: strict),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: strict),
]

let package = Package(
    name: "catalog",
    products: [.executable(name: "catalog", targets: ["catalog"])],
    targets: systemTargets + moduleTargets + testTargets + [
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["CatalogCore", "CatalogStore", "Audio", "Learning", "Recommend", "Pipeline"],
            path: "Benchmarks", exclude: ["peers", "runs", "README.md"], swiftSettings: strict)
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17,
    cxxLanguageStandard: .cxx17
)
