/// What a critic learns to tell.
package enum CriticTarget: String, Sendable, CaseIterable, Codable {
    /// How popular linked tracks are elsewhere, 0...100 mapped to 1...5.
    case popularity
    /// What people gave here; several opinions of a track count as their mean.
    case ratings
    /// People's ratings, and popularity where nobody rated.
    case both
}
