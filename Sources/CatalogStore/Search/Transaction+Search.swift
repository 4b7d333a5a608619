import SQLite

extension Transaction {
    /// Remembers the words of a folded name, so that a mistyped one is found by its neighbours.
    func learnWords(of key: String) throws {
        for word in TextKey.words(of: key) where TypingMistakes.canLearn(word) {
            guard known.isNew(word: word) else { continue }
            try execute(SearchStatement.learnWord, String(word), String(word.reversed()))
        }
    }
}
