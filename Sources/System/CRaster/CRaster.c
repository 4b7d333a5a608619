#include "CRaster.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

/* What is used of cairo's and librsvg's interfaces, whose binary form is fixed: no headers are needed to build. */
enum { CAIRO_STATUS_SUCCESS = 0, CAIRO_STATUS_WRITE_ERROR = 11, CAIRO_FORMAT_ARGB32 = 0, CAIRO_FORMAT_RGB24 = 1 };
typedef int cairo_status_t;
typedef struct cairo_surface cairo_surface_t;
typedef struct cairo cairo_t;
typedef struct rsvg_handle RsvgHandle;
typedef struct g_error GError;
typedef struct { double x, y, width, height; } RsvgRectangle;
typedef cairo_status_t (*cairo_writer)(void *, const unsigned char *, unsigned int);

static struct {
    cairo_surface_t *(*cairo_image_surface_create)(int format, int width, int height);
    unsigned char *(*cairo_image_surface_get_data)(cairo_surface_t *);
    int (*cairo_image_surface_get_stride)(cairo_surface_t *);
    cairo_status_t (*cairo_surface_status)(cairo_surface_t *);
    void (*cairo_surface_flush)(cairo_surface_t *);
    void (*cairo_surface_mark_dirty)(cairo_surface_t *);
    void (*cairo_surface_destroy)(cairo_surface_t *);
    cairo_status_t (*cairo_surface_write_to_png_stream)(cairo_surface_t *, cairo_writer, void *);
    cairo_t *(*cairo_create)(cairo_surface_t *);
    void (*cairo_destroy)(cairo_t *);
    RsvgHandle *(*rsvg_handle_new_from_data)(const unsigned char *, size_t, GError **);
    int (*rsvg_handle_render_document)(RsvgHandle *, cairo_t *, const RsvgRectangle *, GError **);
    void (*g_object_unref)(void *);
    void (*g_error_free)(GError *);
    int is_open;
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
    /* librsvg depends on cairo and gobject, so one handle finds every name. */
    void *handle = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(name)                                                          \
    do {                                                               \
        library.name = (__typeof__(library.name))dlsym(handle, #name); \
        if (!library.name) return;                                     \
    } while (0)
    FIND(cairo_image_surface_create);
    FIND(cairo_image_surface_get_data);
    FIND(cairo_image_surface_get_stride);
    FIND(cairo_surface_status);
    FIND(cairo_surface_flush);
    FIND(cairo_surface_mark_dirty);
    FIND(cairo_surface_destroy);
    FIND(cairo_surface_write_to_png_stream);
    FIND(cairo_create);
    FIND(cairo_destroy);
    FIND(rsvg_handle_new_from_data);
    FIND(rsvg_handle_render_document);
    FIND(g_object_unref);
    FIND(g_error_free);
    library.is_open = 1;
}

struct sink {
    catalog_raster_sink call;
    void *context;
};

static cairo_status_t write_piece(void *closure, const unsigned char *bytes, unsigned int count) {
    struct sink *sink = closure;
    return sink->call(sink->context, bytes, count) == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static enum catalog_raster_status write_png(cairo_surface_t *surface, catalog_raster_sink call, void *context) {
    struct sink sink = {call, context};
    cairo_status_t status = library.cairo_surface_write_to_png_stream(surface, write_piece, &sink);
    return status == CAIRO_STATUS_SUCCESS ? CATALOG_RASTER_OK : CATALOG_RASTER_NO_MEMORY;
}

enum catalog_raster_status catalog_raster_svg(const unsigned char *svg, size_t count, int width, int height,
                                              catalog_raster_sink sink, void *context) {
    pthread_once(&opened, open_library);
    if (!library.is_open) return CATALOG_RASTER_NO_LIBRARY;
    GError *error = NULL;
    RsvgHandle *handle = library.rsvg_handle_new_from_data(svg, count, &error);
    if (!handle) {
        if (error) library.g_error_free(error);
        return CATALOG_RASTER_BAD_SVG;
    }
    enum catalog_raster_status result = CATALOG_RASTER_NO_MEMORY;
    cairo_surface_t *surface = library.cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    if (library.cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        cairo_t *pen = library.cairo_create(surface);
        RsvgRectangle viewport = {0, 0, width, height};
        int drawn = library.rsvg_handle_render_document(handle, pen, &viewport, &error);
        library.cairo_destroy(pen);
        result = drawn ? write_png(surface, sink, context) : CATALOG_RASTER_BAD_SVG;
        if (error) library.g_error_free(error);
    }
    library.cairo_surface_destroy(surface);
    library.g_object_unref(handle);
    return result;
}

enum catalog_raster_status catalog_raster_pixels(const uint32_t *pixels, int width, int height,
                                                 catalog_raster_sink sink, void *context) {
    pthread_once(&opened, open_library);
    if (!library.is_open) return CATALOG_RASTER_NO_LIBRARY;
    enum catalog_raster_status result = CATALOG_RASTER_NO_MEMORY;
    cairo_surface_t *surface = library.cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    if (library.cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        library.cairo_surface_flush(surface);
        unsigned char *data = library.cairo_image_surface_get_data(surface);
        int stride = library.cairo_image_surface_get_stride(surface);
        for (int row = 0; row < height; row++)
            memcpy(data + (size_t)row * (size_t)stride, pixels + (size_t)row * (size_t)width,
                   (size_t)width * sizeof *pixels);
        library.cairo_surface_mark_dirty(surface);
        result = write_png(surface, sink, context);
    }
    library.cairo_surface_destroy(surface);
    return result;
}
