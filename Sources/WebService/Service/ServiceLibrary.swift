import Pipeline

/// Music to be heard, under the name by which the service speaks of it.
package struct ServiceLibrary: Sendable {
    package enum Place: Sendable {
        case folder(FilePath)
        case bucket(BucketAddress, BucketAccess)
    }

    package let name: String
    package let place: Place

    package init(name: String, place: Place) {
        self.name = name
        self.place = place
    }

    /// The text with the place written as the name: an answer says nothing of where things are.
    func hidden(in text: String) -> String {
        switch place {
        case .folder(let root): return text.replacing(root.description, with: name)
        case .bucket(let address, let access):
            let whole = address.description
            return ["s3://\(address.bucket)", access.endpoint, address.bucket].compactMap { $0 }
                .reduce(text.replacing(whole, with: whole.hasSuffix("/") ? name + "/" : name)) {
                    $0.replacing($1, with: name)
                }
        }
    }
}
