#include "CFingerprint.h"

#include <chromaprint.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static struct {
    __typeof__(&chromaprint_new) new;
    __typeof__(&chromaprint_free) free;
    __typeof__(&chromaprint_start) start;
    __typeof__(&chromaprint_feed) feed;
    __typeof__(&chromaprint_finish) finish;
    __typeof__(&chromaprint_get_raw_fingerprint) words;
    __typeof__(&chromaprint_dealloc) dealloc;
    int is_open;
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
    void *handle = dlopen("libchromaprint.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(field, name)                                             \
    do {                                                              \
        library.field = (__typeof__(library.field))dlsym(handle, name); \
        if (!library.field) return;                                   \
    } while (0)
    FIND(new, "chromaprint_new");
    FIND(free, "chromaprint_free");
    FIND(start, "chromaprint_start");
    FIND(feed, "chromaprint_feed");
    FIND(finish, "chromaprint_finish");
    FIND(words, "chromaprint_get_raw_fingerprint");
    FIND(dealloc, "chromaprint_dealloc");
    library.is_open = 1;
}

/* The library's own context is handed out under our name. */
static ChromaprintContext *context(catalog_fingerprinter *maker) { return (ChromaprintContext *)maker; }

catalog_fingerprinter *catalog_fingerprinter_new(int sample_rate_hz) {
    pthread_once(&opened, open_library);
    if (!library.is_open) return NULL;
    ChromaprintContext *made = library.new(CHROMAPRINT_ALGORITHM_DEFAULT);
    if (made && library.start(made, sample_rate_hz, 1) != 1) {
        library.free(made);
        return NULL;
    }
    return (catalog_fingerprinter *)made;
}

int catalog_fingerprinter_feed(catalog_fingerprinter *maker, const int16_t *samples, int count) {
    return library.feed(context(maker), samples, count);
}

int catalog_fingerprinter_finish(catalog_fingerprinter *maker, uint32_t **words, int *count) {
    if (library.finish(context(maker)) != 1) return 0;
    return library.words(context(maker), words, count);
}

void catalog_fingerprinter_give_back(uint32_t *words) { library.dealloc(words); }

void catalog_fingerprinter_free(catalog_fingerprinter *maker) { library.free(context(maker)); }
