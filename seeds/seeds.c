#include "seeds.h"

// C23 `#embed` puts a file's bytes into the object file without a literal for the compiler to parse, so that half
// a megabyte costs nothing to build. The bytes are not zero-terminated; the sizes say where they end.

static const unsigned char genres[] = {
#embed "genres.txt"
};

static const unsigned char id3Genres[] = {
#embed "id3-genres.txt"
};

static const unsigned char vaderLexicon[] = {
#embed "vader_lexicon.txt"
};

static const unsigned char vaderRules[] = {
#embed "vader-rules.txt"
};

static const unsigned char vaderEmoji[] = {
#embed "vader_emoji.txt"
};

static const unsigned char functionWords[] = {
#embed "function-words.txt"
};

const SeedBytes seedGenres = {genres, sizeof genres};
const SeedBytes seedID3Genres = {id3Genres, sizeof id3Genres};
const SeedBytes seedVADERLexicon = {vaderLexicon, sizeof vaderLexicon};
const SeedBytes seedVADERRules = {vaderRules, sizeof vaderRules};
const SeedBytes seedVADEREmoji = {vaderEmoji, sizeof vaderEmoji};
const SeedBytes seedFunctionWords = {functionWords, sizeof functionWords};
