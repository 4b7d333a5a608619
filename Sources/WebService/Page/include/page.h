/*
 * The files of the page, carried by the program. To add one: an #embed and a line of the table in page.c, and its name
 * in the `exclude` of the target in Package.swift.
 */
#ifndef CATALOG_PAGE_H
#define CATALOG_PAGE_H

#include <stddef.h>

typedef struct {
    const char *path; /* as it is asked for, without the first slash */
    const char *type;
    const unsigned char *bytes; /* not zero-terminated */
    size_t size;
} PageFile;

extern const size_t pageFileCount;

const PageFile *pageFile(size_t index);

#endif
