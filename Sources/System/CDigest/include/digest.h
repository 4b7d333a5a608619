/* SHA-256 (FIPS 180-4), with the CPU's own instructions where it has them. */
#ifndef CATALOG_DIGEST_H
#define CATALOG_DIGEST_H

#include <stddef.h>
#include <stdint.h>

/* Mixes `blocks` times 64 bytes into the eight words of `state`. */
void catalog_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/* The same without the CPU's own instructions: the twin that tests compare. */
void catalog_sha256_blocks_plain(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/* Ends a digest: `count` bytes, fewer than a block, are left of `total`. */
void catalog_sha256_end(uint32_t state[8], const uint8_t *rest, size_t count, uint64_t total, uint8_t digest[32]);

/* The digest of bytes that are all there. */
void catalog_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);

#endif
