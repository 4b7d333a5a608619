#pragma once
#include <stddef.h>
#include <stdint.h>

// The inner loops of exact neighbour search: an int8 scan that keeps what may be among the best.
//
// A vector is stored as `width` unsigned bytes (a multiple of 64), each 128 + round(127 · x / largest |x|), and the
// float `largest / 127`; the query as signed bytes. Σ (u - 128) · q = Σ u · q - 128 Σ q, so one unsigned × signed
// product is enough, which is what VNNI has an instruction for.

/// A place in the scanned range and its approximate score.
struct vector_hit {
    float score;
    uint32_t place;
};

/// Quantises `count` floats to bytes (128 is zero; the padding up to `width` too); returns the scale.
float vector_quantize(const float *values, size_t count, uint8_t *bytes, size_t width);

/// Keeps `count` floats in 16 bits each, as round(32767 · x / largest |x|), and zeros up to `stride`; returns the unit, by
/// which they are multiplied when they are read.
float vector_shorten(const float *values, size_t count, int16_t *shorts, size_t stride);

/// The floats of `count` rows that are kept so, one row of `stride` after the other.
void vector_lengthen(const int16_t *shorts, const float *units, size_t stride, const int32_t *rows, size_t count,
                     float *values);

/// scores[i] = query · row rows[i]; the query has `stride` floats.
void vector_scores(const int16_t *shorts, const float *units, size_t stride, const int32_t *rows, size_t count,
                   const float *query, float *scores);

/// Quantises a query to signed bytes (padding zero); returns the scale.
float vector_quantize_query(const float *values, size_t count, int8_t *bytes, size_t width);

/// Offers `count` stored vectors to each of several queries with its heap, a min-heap of at most `capacity` hits that
/// holds its size already and is kept across calls. `allowed`, unless null, has one bit for each vector. `first` is
/// added to the places.
void vector_scan_many(const uint8_t *bytes, const float *scales, size_t count, size_t width, const int8_t *queries,
                      size_t query_count, const uint64_t *allowed, uint32_t first, struct vector_hit *heaps,
                      size_t *sizes, size_t capacity);

/// The same with one query and blocks `first` to `end` of 64 vectors that lie by their angle from a common direction;
/// returns the new size. `rows` names the vector of each place, -1 for none, by which `allowed` (unless null) and the hits
/// go; `bounds` has for each block the cosines of its nearest and farthest angle and its longest vector. A block is read
/// only where a query of `length` (in units of its bytes), whose angle to that direction has the `cosine`, may find
/// something there that beats the worst kept hit; `read` is raised by the number of those that are.
size_t vector_scan_cell(const uint8_t *bytes, const float *scales, const int32_t *rows, const float *bounds,
                        size_t first, size_t end, size_t width, const int8_t *query, float cosine, float length,
                        const uint64_t *allowed, struct vector_hit *heap, size_t size, size_t capacity,
                        size_t *read);

/// At most what a query of `length`, at an angle of this cosine and sine from a direction, can score against vectors
/// between two angles from it, given by their cosines, `longest` at most.
float vector_reach(float cosine, float sine, float length, float nearest, float farthest, float longest);

/// The dot product of two float vectors.
float vector_dot(const float *left, const float *right, size_t count);

/// 1 when the scan uses VNNI on this CPU.
int vector_uses_vnni(void);
