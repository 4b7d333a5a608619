/* libcurl takes its options through C variadics, which Swift cannot call: one plain function for each kind of value. */
#ifndef CATALOG_CCURL_H
#define CATALOG_CCURL_H

#include <curl/curl.h>

CURLcode catalog_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode catalog_curl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode catalog_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode catalog_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode catalog_curl_set_bytes(CURL *handle, const void *bytes, curl_off_t count);

typedef size_t (*catalog_curl_receive)(char *bytes, size_t size, size_t count, void *context);
CURLcode catalog_curl_set_receiver(CURL *handle, CURLoption function, CURLoption data,
                                   catalog_curl_receive receive, void *context);

long catalog_curl_response_code(CURL *handle);

#endif
