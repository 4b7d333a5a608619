#pragma once
#include <stddef.h>

/// The bytes of one seed file; they live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} SeedBytes;

/// `genres.txt`: the genre taxonomy.
extern const SeedBytes seedGenres;
/// `id3-genres.txt`: the genres that ID3 tags name by number.
extern const SeedBytes seedID3Genres;
/// `vader_lexicon.txt`: words, emoticons and how good or bad people found them.
extern const SeedBytes seedVADERLexicon;
/// `vader-rules.txt`: what strengthens, weakens, negates, and idioms.
extern const SeedBytes seedVADERRules;
/// `vader_emoji.txt`: emoji and what they are called.
extern const SeedBytes seedVADEREmoji;
/// `function-words.txt`: the commonest small words of a dozen languages.
extern const SeedBytes seedFunctionWords;
