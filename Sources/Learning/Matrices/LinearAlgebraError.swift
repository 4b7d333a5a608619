/// LAPACK said no.
package struct LinearAlgebraError: Error, CustomStringConvertible, Equatable {
    package let code: Int
    package let activity: String
    package let size: Int

    package var description: String {
        switch code {
        case -1000: "\(activity) needs OpenBLAS (Debian package libopenblas0), which could not be opened"
        case -1001: "\(activity) of size \(size) ran out of memory"
        case 1...:
            "\(activity) of size \(size) failed: the matrix is not positive definite (pivot \(code)); "
                + "use a larger regularisation"
        default: "\(activity) of size \(size) failed with LAPACK code \(code)"
        }
    }
}
