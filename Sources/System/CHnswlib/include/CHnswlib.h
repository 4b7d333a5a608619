#pragma once
#include <stddef.h>
#include <stdint.h>

// Approximate neighbours by hnswlib (Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search
// using hierarchical navigable small world graphs", 2018), by the dot product. C, because Swift does not read its C++.
//
// Labels are the caller's places. Searches run at once with each other; a change waits for them and they for it.

#ifdef __cplusplus
extern "C" {
#endif

struct hnsw_index;

/// Null when memory is short.
struct hnsw_index *hnsw_create(size_t dimension, size_t capacity, size_t links, size_t build_width, size_t seed);
void hnsw_free(struct hnsw_index *index);

/// Adds a vector to an index that nobody searches yet: many threads may do so at once. Returns 0, or 1 when full.
int hnsw_build(struct hnsw_index *index, const float *vector, size_t label);
/// Adds or replaces a vector; returns 0, or 1 when the index is full.
int hnsw_add(struct hnsw_index *index, const float *vector, size_t label);
/// Takes a vector out of all answers; returns 0, or 1 when there is none of that label.
int hnsw_remove(struct hnsw_index *index, size_t label);
size_t hnsw_count(const struct hnsw_index *index);

/// The best `count` by dot product, best first; `width` ≥ count vectors are kept in sight while searching.
/// `allowed`, unless null, has one bit for each label below 64 · allowed_words: what is not allowed is walked through
/// but not answered. Returns how many were found.
size_t hnsw_search(const struct hnsw_index *index, const float *query, size_t count, size_t width,
                   const uint64_t *allowed, size_t allowed_words, size_t *labels, float *scores);

/// 0 when all was written.
int hnsw_save(struct hnsw_index *index, const char *path);
/// Null when the file cannot be read as such an index. Room for `capacity` vectors.
struct hnsw_index *hnsw_load(const char *path, size_t dimension, size_t capacity);

#ifdef __cplusplus
}
#endif
