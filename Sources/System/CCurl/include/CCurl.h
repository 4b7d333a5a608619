/*
 * libcurl, opened when the first request is made: with what it pulls in it would cost every command that stays at home
 * ten milliseconds at start. Its options go through C variadics, which Swift cannot call: one plain function for each
 * kind of value. Where the library is not there, catalog_curl_open answers 0 and nothing else may be called.
 */
#ifndef CATALOG_CCURL_H
#define CATALOG_CCURL_H

#include <curl/curl.h>

int catalog_curl_open(void);

CURL *catalog_curl_make(void);
void catalog_curl_free(CURL *handle);
void catalog_curl_reset(CURL *handle);
CURLcode catalog_curl_perform(CURL *handle);
const char *catalog_curl_reason(CURLcode code);
long catalog_curl_response_code(CURL *handle);

struct curl_slist *catalog_curl_append(struct curl_slist *list, const char *text);
void catalog_curl_free_list(struct curl_slist *list);

CURLcode catalog_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode catalog_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode catalog_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode catalog_curl_set_bytes(CURL *handle, const void *bytes, curl_off_t count);

typedef size_t (*catalog_curl_receive)(char *bytes, size_t size, size_t count, void *context);
CURLcode catalog_curl_set_receiver(CURL *handle, CURLoption function, CURLoption data,
                                   catalog_curl_receive receive, void *context);

#endif
