import SQLite

extension Transaction {
    /// Remembers the words of a folded name, so that a mistyped one is found by its neighbours.
    func learnWords(of key: String) throws {
        // Most words were met before: that is asked first, as it is cheap.
        for word in TextKey.words(of: key) where known.isNew(word: word) && TypingMistakes.canLearn(word) {
            try execute(SearchStatement.learnWord, String(word), String(word.reversed()))
        }
    }
}
