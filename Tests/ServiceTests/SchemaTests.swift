import CatalogCore
import Testing
import WebService

/// What a schema takes and refuses.
@Suite struct SchemaTests {
    private let schema = Schema.object([
        .always("id", .identifier), .optional("name", .text(1...5)), .known("share", .share),
    ])

    @Test(
        arguments: [
            (#"{"id":1,"share":null}"#, nil), (#"{"id":1,"share":0.5,"name":"abc"}"#, nil),
            (#"{"id":0,"share":1}"#, "body.id is 0"), (#"{"share":1}"#, "body.id is missing"),
            (#"{"id":1,"share":2}"#, "body.share is 2"),
            (#"{"id":1,"share":1,"x":1}"#, "body.x is not known"),
            (#"{"id":1,"id":2,"share":1}"#, "body.id is there twice"),
            (#"{"id":1,"share":1,"name":""}"#, "body.name is empty"),
            (#"{"id":1,"share":1,"name":"abcdef"}"#, "longer than 5"),
            (#"{"id":"1","share":1}"#, "a whole number"),
            (#"{"id":1,"share":1,"name":"a\u0000"}"#, "NUL"), ("[]", "not an object"),
        ] as [(String, String?)]) func aValueIsTakenOrRefusedWithAReason(text: String, reason: String?) throws
    {
        let problem = schema.problem(with: try JSONReader.value(of: text), at: "body")
        if let reason {
            #expect(problem?.contains(reason) == true, "\(problem ?? "taken")")
        } else {
            #expect(problem == nil)
        }
    }
}
