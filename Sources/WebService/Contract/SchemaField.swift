/// A field of an object.
package struct SchemaField: Sendable {
    package let name: String
    package let schema: Schema
    package let isRequired: Bool
    /// What it says; empty where its name says it.
    package let about: String

    /// A field that is always there.
    package static func always(_ name: String, _ schema: Schema, _ about: String = "") -> SchemaField {
        SchemaField(name: name, schema: schema, isRequired: true, about: about)
    }

    /// A field that is always there and null where nothing is known.
    package static func known(_ name: String, _ schema: Schema, _ about: String = "") -> SchemaField {
        SchemaField(name: name, schema: .nullable(schema), isRequired: true, about: about)
    }

    /// A field that may be left out.
    package static func optional(_ name: String, _ schema: Schema, _ about: String = "") -> SchemaField {
        SchemaField(name: name, schema: schema, isRequired: false, about: about)
    }
}
