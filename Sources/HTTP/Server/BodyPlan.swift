/// What becomes of a request's body, decided from its head alone.
package enum BodyPlan: Sendable {
    case keepInMemory(sizeBytesMax: Int)
    case writeToFile(folder: String, sizeBytesMax: Int)
    /// Answers without reading a body.
    case answer(ServerResponse)
}
