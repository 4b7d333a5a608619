import Glibc

/// The base raised to an exponent, of positive floats.
func power(_ base: Float, _ exponent: Float) -> Float { powf(base, exponent) }

/// 2 to the exponent.
func exponential2(_ exponent: Double) -> Double { exp2(exponent) }

/// ln(1 + value), exact for small values.
func logarithmOfOnePlus(_ value: Float) -> Float { log1pf(value) }

/// log₂.
func logarithm2(_ value: Double) -> Double { log2(value) }
