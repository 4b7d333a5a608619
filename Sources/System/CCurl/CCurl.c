#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>

/* The header wraps these names in macros that check argument types, which would hide the functions. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

static struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_reset) easy_reset;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_slist_append) slist_append;
    __typeof__(&curl_slist_free_all) slist_free_all;
    int is_open;
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
    void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(name)                                                           \
    do {                                                                     \
        library.name = (__typeof__(library.name))dlsym(handle, "curl_" #name); \
        if (!library.name) return;                                           \
    } while (0)
    FIND(global_init);
    FIND(easy_init);
    FIND(easy_cleanup);
    FIND(easy_reset);
    FIND(easy_perform);
    FIND(easy_strerror);
    FIND(easy_setopt);
    FIND(easy_getinfo);
    FIND(slist_append);
    FIND(slist_free_all);
    library.is_open = library.global_init(CURL_GLOBAL_ALL) == CURLE_OK;
}

int catalog_curl_open(void) {
    pthread_once(&opened, open_library);
    return library.is_open;
}

CURL *catalog_curl_make(void) { return library.easy_init(); }
void catalog_curl_free(CURL *handle) { library.easy_cleanup(handle); }
void catalog_curl_reset(CURL *handle) { library.easy_reset(handle); }
CURLcode catalog_curl_perform(CURL *handle) { return library.easy_perform(handle); }
const char *catalog_curl_reason(CURLcode code) { return library.easy_strerror(code); }

long catalog_curl_response_code(CURL *handle) {
    long code = 0;
    return library.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}

struct curl_slist *catalog_curl_append(struct curl_slist *list, const char *text) {
    return library.slist_append(list, text);
}

void catalog_curl_free_list(struct curl_slist *list) {
    if (list) library.slist_free_all(list);
}

CURLcode catalog_curl_set_long(CURL *handle, CURLoption option, long value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode catalog_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode catalog_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return library.easy_setopt(handle, option, value);
}

CURLcode catalog_curl_set_bytes(CURL *handle, const void *bytes, curl_off_t count) {
    CURLcode code = library.easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code == CURLE_OK ? library.easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

CURLcode catalog_curl_set_receiver(CURL *handle, CURLoption function, CURLoption data,
                                   catalog_curl_receive receive, void *context) {
    CURLcode code = library.easy_setopt(handle, function, receive);
    return code == CURLE_OK ? library.easy_setopt(handle, data, context) : code;
}
