/// Every way in which this service says no, under its stable name.
package enum ProblemCode: String, Sendable, CaseIterable {
    case malformedRequest = "malformed_request"
    case invalidParameter = "invalid_parameter"
    case invalidBody = "invalid_body"
    case unauthorized
    case forbidden
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case conflict
    case changed
    case tooLarge = "too_large"
    case addressTooLong = "address_too_long"
    case unsupportedType = "unsupported_type"
    case rangeNotSatisfiable = "range_not_satisfiable"
    case tooManyHeaders = "too_many_headers"
    case notUnderstood = "not_understood"
    case tooManyRequests = "too_many_requests"
    case unforeseen
    case notImplemented = "not_implemented"
    case notReady = "not_ready"
    case overloaded
    case storageFull = "storage_full"

    package var status: Int {
        switch self {
        case .malformedRequest, .invalidParameter, .invalidBody: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .changed: 412
        case .tooLarge: 413
        case .addressTooLong: 414
        case .unsupportedType: 415
        case .rangeNotSatisfiable: 416
        case .notUnderstood: 422
        case .tooManyRequests: 429
        case .tooManyHeaders: 431
        case .unforeseen: 500
        case .notImplemented: 501
        case .notReady, .overloaded: 503
        case .storageFull: 507
        }
    }

    /// What a status means in the document.
    package static func title(ofStatus status: Int) -> String {
        switch status {
        case 400: "The request is malformed or a value is not allowed"
        case 401: "A valid token is missing"
        case 403: "The caller may not do this"
        case 404: "There is no such thing"
        case 405: "The address does not know the method"
        case 409: "The state of things does not allow it"
        case 412: "The thing has changed since it was read"
        case 413: "The body is too large"
        case 414: "The address is too long"
        case 415: "The body is of another type"
        case 416: "The range lies outside"
        case 422: "What was asked was read and cannot be used"
        case 429: "The caller asks too often"
        case 431: "There are too many headers"
        case 500: "Something unforeseen went wrong"
        case 501: "The transfer-encoding is not known"
        case 503: "The service is starting, stopping or busy"
        case 507: "The disk is full"
        default: "The request failed"
        }
    }
}
