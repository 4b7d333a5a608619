/* TagLib's property map and covers for Swift: the library's own C interface knows seven fields. */
#ifndef CATALOG_TAGLIB_SHIM_H
#define CATALOG_TAGLIB_SHIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Reads `count` bytes at `offset` into `buffer`; returns how many there were, or -1. */
typedef int64_t (*catalog_read_bytes)(void *context, int64_t offset, void *buffer, int64_t count);

/* One value of one field, in UTF-8 with its length, since a value may hold anything. */
typedef void (*catalog_take_field)(
    void *context, const char *name, size_t name_length, const char *value, size_t value_length);

/* A cover: its media type and its bytes. */
typedef void (*catalog_take_cover)(
    void *context, const char *media_type, size_t media_type_length, const uint8_t *bytes, size_t count);

typedef enum {
    CATALOG_TAGS_MPEG, CATALOG_TAGS_FLAC, CATALOG_TAGS_VORBIS, CATALOG_TAGS_OPUS, CATALOG_TAGS_OGG_FLAC,
    CATALOG_TAGS_MP4, CATALOG_TAGS_ASF, CATALOG_TAGS_WAV, CATALOG_TAGS_AIFF, CATALOG_TAGS_APE,
    CATALOG_TAGS_WAVPACK, CATALOG_TAGS_MUSEPACK, CATALOG_TAGS_TRUE_AUDIO
} catalog_tag_format;

/* Reads the tags of a file of a known format through `read` and hands them on. Values longer than `value_bytes_max`
 * and all beyond `value_count_max` are left out. Returns 0, or -1 where the file cannot be read as that format. No
 * exception leaves the function. */
int catalog_read_tags(
    catalog_tag_format format, void *context, int64_t size, catalog_read_bytes read, size_t value_count_max,
    size_t value_bytes_max, size_t cover_bytes_max, catalog_take_field take_field, catalog_take_cover take_cover);

#ifdef __cplusplus
}
#endif

#endif
