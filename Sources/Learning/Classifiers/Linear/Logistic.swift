import Glibc

/// 1 / (1 + e⁻ˣ).
enum Logistic {
    static func value(_ score: Float) -> Float { 1 / (1 + expf(-score)) }

    static func value(_ score: Double) -> Double { 1 / (1 + exp(-score)) }

    /// ln(1 + eˣ), without overflow.
    static func softplus(_ score: Double) -> Double { max(score, 0) + log1p(exp(-abs(score))) }
}
