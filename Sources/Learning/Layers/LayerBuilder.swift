/// Lets a network be written as its layers, one a line.
@resultBuilder
package enum LayerBuilder {
    package static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
    package static func buildExpression(_ description: any LayerDescription) -> [any Layer] {
        [description.makeLayer()]
    }
    package static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
    package static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
    package static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
    package static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
    package static func buildEither(first part: [any Layer]) -> [any Layer] { part }
    package static func buildEither(second part: [any Layer]) -> [any Layer] { part }
}
