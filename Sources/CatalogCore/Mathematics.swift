import Glibc

/// The natural logarithm, so that modules without C need not import it.
package func logarithm(_ value: Double) -> Double { log(value) }
