/// A track as a table describes it; rows of one id are one track.
package struct ImportedTrack: Sendable, Equatable {
    /// The table's own id, or one made of credit, title and album where it has none.
    package let id: String
    /// The artists as the table writes them: `Sam Smith;Kim Petras`.
    package let credit: String
    package let artists: [String]
    package let title: String
    package let album: String
    /// 0...100; of the first row that has the id.
    package let popularity: Double?
    package let durationSeconds: Double?
    package let isExplicit: Bool?
    package let year: Int?
    package let isrc: String?
    /// The numbers of `TrackField.attributes`; not a number where the table has none.
    package let attributes: [Float]
    /// Every genre that a row gave it, in order of appearance, as the table spells it.
    package internal(set) var genres: [String]
    /// How many rows of the table spoke of it.
    package internal(set) var rowCount = 1
    package let firstLine: Int

    package func attribute(_ field: TrackField) -> Float? {
        guard let index = TrackField.attributes.firstIndex(of: field), !attributes[index].isNaN else {
            return nil
        }
        return attributes[index]
    }
}
