/*
 * SVG text and pixels to PNG files, through librsvg and cairo.
 *
 * The libraries are opened when the first picture is made, not when the program starts: with what they pull in they
 * would more than double the start of every command that draws nothing.
 */
#ifndef CATALOG_CRASTER_H
#define CATALOG_CRASTER_H

#include <stddef.h>
#include <stdint.h>

enum catalog_raster_status {
    CATALOG_RASTER_OK = 0,
    CATALOG_RASTER_NO_LIBRARY = 1,
    CATALOG_RASTER_BAD_SVG = 2,
    CATALOG_RASTER_NO_MEMORY = 3,
};

/* Receives the PNG in pieces; 0 goes on, anything else stops. */
typedef int (*catalog_raster_sink)(void *context, const unsigned char *bytes, unsigned int count);

/* Draws the SVG at width x height pixels. */
enum catalog_raster_status catalog_raster_svg(const unsigned char *svg, size_t count, int width, int height,
                                              catalog_raster_sink sink, void *context);

/* Encodes width x height pixels of 0x00RRGGBB, rows from the top. */
enum catalog_raster_status catalog_raster_pixels(const uint32_t *pixels, int width, int height,
                                                 catalog_raster_sink sink, void *context);

#endif
