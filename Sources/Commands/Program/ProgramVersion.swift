/// Which release this is.
package enum ProgramVersion {
    package static let number = "0.1.0"
    package static let licence = "GPL-3.0-or-later"
    package static let summary = "a recommender and catalog database for music"
}
