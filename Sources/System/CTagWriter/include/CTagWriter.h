#pragma once
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One tag: a name of TagLib's unified vocabulary (`TITLE`, `ALBUMARTIST`, …) and one value; a name may repeat.
typedef struct {
    const char *name;
    const char *value;
} TagWriterEntry;

/// Replaces the tags of the file at `path` by `count` entries, UTF-8; 0 on success, 1 where TagLib does not know the
/// file, 2 where a tag has no place in the format, 3 where the file cannot be saved.
int tagWriterReplace(const char *path, const TagWriterEntry *entries, size_t count);

#ifdef __cplusplus
}
#endif
