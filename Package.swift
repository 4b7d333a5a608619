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
let strictCXX: [CXXSetting] = [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]

/// A module map over an installed library; `Scripts/packages.txt` says which package brings it.
func system(_ name: String, pkgConfig: String? = nil) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig)
}

/// A small C or C++ target of ours: what Swift cannot say.
func shim(_ name: String, linking libraries: [String] = []) -> Target {
    .target(
        name: name, path: "Sources/System/\(name)", cSettings: numericC, cxxSettings: strictCXX,
        linkerSettings: libraries.map { .linkedLibrary($0) })
}

let systemTargets: [Target] = [
    system("CChromaprint", pkgConfig: "libchromaprint"),
    system("CEBUR128", pkgConfig: "libebur128"),
    system("CFFTW", pkgConfig: "fftw3f"),
    system("CLZMA", pkgConfig: "liblzma"),
    system("CMalloc"),
    system("CMPG123", pkgConfig: "libmpg123"),
    system("COneDNN"),
    system("COpusFile", pkgConfig: "opusfile"),
    system("CSndfile", pkgConfig: "sndfile"),
    system("CSoxr", pkgConfig: "soxr"),
    system("CSQLite", pkgConfig: "sqlite3"),
    system("CSVM"),
    system("CZlib", pkgConfig: "zlib"),
]

let shimTargets: [Target] = [
    shim("CChildProgram"),
    shim("CCurl"),
    shim("CDigest"),
    shim("CFactorization"),
    shim("CFingerprint"),
    shim("CHarmony"),
    shim("CHnswlib"),
    shim("CLoudnessKernels"),
    shim("CMicroHTTPD"),
    shim("CNetworks"),
    shim("COpenBLAS"),
    shim("CRaster"),
    shim("CSampleKernels"),
    shim("CSignal"),
    shim("CTagLibShim", linking: ["tag"]),
    shim("CTagWriter", linking: ["tag"]),
    shim("CTurns"),
    shim("CVectorSearch"),
    shim("CXGBoost"),
]

/// The page as bytes, one table of them in `page.c`.
let pageTarget = Target.target(
    name: "Page", path: "Sources/WebService/Page",
    exclude: [
        "index.html", "page.css", "icon.svg", "api.js", "app.js", "charts.js", "dom.js", "feedback.js",
        "player.js", "search.js", "state.js", "tracks.js", "view-browse.js", "view-home.js",
        "view-judge.js", "view-library.js", "view-map.js", "view-mix.js", "view-search.js",
        "view-settings.js", "view-stats.js", "view-track.js", "view-trending.js", "words-de.js",
        "words-en.js", "words-es.js", "words-fr.js", "words.js",
    ],
    cSettings: [.unsafeFlags(["-std=gnu23", "-Wno-c23-extensions"])])

/// The plain-text seeds as bytes: `#embed` is C23.
let seedsTarget = Target.target(
    name: "Seeds", path: "seeds",
    exclude: [
        "README.md", "licences", "genres.txt", "id3-genres.txt", "function-words.txt", "vader_lexicon.txt",
        "vader-rules.txt", "vader_emoji.txt",
    ],
    cSettings: [.unsafeFlags(["-std=gnu23", "-Wno-c23-extensions"])])

let moduleTargets: [Target] = [
    .target(name: "CatalogCore", dependencies: ["CMalloc", "CTurns"], swiftSettings: numeric),
    .target(name: "SQLite", dependencies: ["CSQLite"], swiftSettings: strict),
    .target(
        name: "Audio",
        dependencies: [
            "CatalogCore", "CChildProgram", "CDigest", "CFFTW", "CFingerprint", "CHarmony",
            "CLoudnessKernels",
            "CMPG123", "COpusFile", "CSampleKernels", "CSignal", "CSndfile", "CSoxr", "CTagLibShim",
            "CTagWriter",
        ],
        swiftSettings: numeric),
    .target(name: "HTTP", dependencies: ["CCurl", "CMicroHTTPD", "CZlib"], swiftSettings: strict),
    .target(
        name: "Learning",
        dependencies: [
            "CatalogCore", "CFactorization", "CHnswlib", "CNetworks", "COneDNN", "COpenBLAS", "CSVM",
            "CVectorSearch", "CXGBoost",
        ],
        swiftSettings: numeric),
    .target(
        name: "Migrations", path: "migrations",
        resources: [
            .embedInCode("0001-create-catalog.sql"), .embedInCode("0002-drop-idle-indexes.sql"),
            .embedInCode("0003-add-statistics.sql"),
        ],
        swiftSettings: strict),
    .target(
        name: "CatalogStore", dependencies: ["CatalogCore", "SQLite", "Migrations", "CDigest"],
        swiftSettings: strict),
    .target(
        name: "Insight", dependencies: ["CatalogCore", "CatalogStore", "Learning", "CRaster"],
        swiftSettings: numeric),
    .target(
        name: "Recommend", dependencies: ["CatalogCore", "CatalogStore", "Learning"], swiftSettings: numeric),
    .target(
        name: "Pipeline",
        dependencies: [
            "CatalogCore", "CatalogStore", "Audio", "Learning", "HTTP", "CLZMA", "CZlib", "Seeds",
        ],
        swiftSettings: numeric),
    .target(
        name: "WebService",
        dependencies: [
            "CatalogCore", "CatalogStore", "Audio", "Learning", "Recommend", "Insight", "Pipeline", "HTTP",
            "Page",
        ],
        exclude: ["Page"], swiftSettings: strict),
    .target(
        name: "Commands",
        dependencies: [
            "CatalogCore", "CatalogStore", "Audio", "Learning", "Recommend", "Insight", "Pipeline",
            "WebService",
        ],
        swiftSettings: strict),
    .executableTarget(name: "catalog", dependencies: ["Commands"], swiftSettings: strict),
]

/// Tests of one module, in `Tests/<module>Tests`.
func tests(of module: String, using dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(module)Tests",
        dependencies: [.byName(name: module), "TestSupport"]
            + (module == "CatalogCore" ? [] : ["CatalogCore"]) + dependencies,
        swiftSettings: strict)
}

let testTargets: [Target] = [
    .target(
        name: "TestSupport", dependencies: ["CatalogCore", "CatalogStore", "CSndfile"],
        path: "Tests/TestSupport",
        swiftSettings: numeric),
    tests(of: "CatalogCore"),
    tests(of: "SQLite"),
    tests(of: "CatalogStore", using: ["Migrations", "SQLite"]),
    tests(
        of: "Audio",
        using: ["CChromaprint", "CDigest", "CEBUR128", "CHarmony", "CSampleKernels", "CSignal", "CSndfile"]),
    tests(of: "HTTP"),
    tests(of: "Insight", using: ["CatalogStore"]),
    tests(of: "Learning"),
    tests(of: "Recommend", using: ["CatalogStore", "Learning"]),
    tests(of: "Pipeline", using: ["CatalogStore", "Audio", "Learning"]),
    .testTarget(
        name: "ContractTests", dependencies: ["Learning", "Recommend", "TestSupport", "CatalogCore"],
        swiftSettings: strict),
    .testTarget(
        name: "ServiceTests",
        dependencies: [
            "catalog", "WebService", "HTTP", "Audio", "CatalogStore", "Pipeline", "Recommend", "TestSupport",
            "CatalogCore",
        ],
        swiftSettings: strict),
    .testTarget(
        name: "CommandTests",
        dependencies: ["catalog", "Audio", "CatalogStore", "Commands", "TestSupport", "CatalogCore"],
        swiftSettings: strict),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: strict),
]

let toolTargets: [Target] = [
    .executableTarget(
        name: "Benchmarks",
        dependencies: [
            "CatalogCore", "CatalogStore", "Audio", "Learning", "Recommend", "Pipeline", "HTTP",
            "TestSupport",
        ],
        path: "Benchmarks", exclude: ["peers", "runs", "README.md"], swiftSettings: strict),
    .executableTarget(
        name: "Fuzz",
        dependencies: ["Audio", "CatalogCore", "CatalogStore", "HTTP", "TestSupport", "WebService"],
        path: "Fuzz",
        swiftSettings: strict),
]

let package = Package(
    name: "catalog",
    products: [.executable(name: "catalog", targets: ["catalog"])],
    targets: systemTargets + shimTargets + [seedsTarget, pageTarget] + moduleTargets + testTargets
        + toolTargets,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17,
    cxxLanguageStandard: .cxx17
)
