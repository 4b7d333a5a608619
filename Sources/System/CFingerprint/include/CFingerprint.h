/*
 * Chromaprint's fingerprints.
 *
 * The library is opened when the first fingerprint is made, not when the program starts: with the hundred libraries
 * that it pulls in it would take longer than a command that hears nothing.
 */
#ifndef CATALOG_CFINGERPRINT_H
#define CATALOG_CFINGERPRINT_H

#include <stdint.h>

typedef struct catalog_fingerprinter catalog_fingerprinter;

/* A fingerprinter of mono samples at this rate; NULL where the library is missing or memory is short. */
catalog_fingerprinter *catalog_fingerprinter_new(int sample_rate_hz);

/* Takes samples; 1 for success. */
int catalog_fingerprinter_feed(catalog_fingerprinter *maker, const int16_t *samples, int count);

/* Ends the signal and gives its words, which the caller gives back; 1 for success. */
int catalog_fingerprinter_finish(catalog_fingerprinter *maker, uint32_t **words, int *count);

void catalog_fingerprinter_give_back(uint32_t *words);
void catalog_fingerprinter_free(catalog_fingerprinter *maker);

#endif
