/*
 * libmicrohttpd, opened when the first server starts (it brings a TLS library that other commands do without), and
 * started through a structure where its own interface takes C variadics. Where the library is not there,
 * catalog_http_open answers 0 and nothing else may be called.
 */
#ifndef CATALOG_CMICROHTTPD_H
#define CATALOG_CMICROHTTPD_H

#include <microhttpd.h>
#include <stddef.h>
#include <stdint.h>

struct catalog_http_settings {
    int listen_socket;
    unsigned int thread_count;
    unsigned int connection_count_max;
    unsigned int connection_count_per_address_max;
    unsigned int idle_timeout_seconds;
    size_t header_size_bytes_max;
    const char *certificate_pem; /* both or neither */
    const char *key_pem;
};

struct catalog_http_callbacks {
    void *context;
    void *(*begin)(void *context, const char *uri, struct MHD_Connection *connection);
    MHD_AccessHandlerCallback handle;
    MHD_RequestCompletedCallback complete;
    MHD_NotifyConnectionCallback notify;
};

/* The library closes its enumerations, which hides their cases from Swift. */
static const enum MHD_Result catalog_http_yes = MHD_YES;
static const enum MHD_Result catalog_http_no = MHD_NO;
static const enum MHD_ConnectionNotificationCode catalog_http_connection_started = MHD_CONNECTION_NOTIFY_STARTED;

int catalog_http_open(void);
struct MHD_Daemon *catalog_http_start(const struct catalog_http_settings *settings,
                                      const struct catalog_http_callbacks *callbacks);
void catalog_http_stop(struct MHD_Daemon *daemon);
/* Stops accepting; the caller closes the socket. */
int catalog_http_quiesce(struct MHD_Daemon *daemon);

struct MHD_Response *catalog_http_bytes(const void *bytes, size_t count);
struct MHD_Response *catalog_http_file(int descriptor, uint64_t offset, uint64_t count);
/* Without a known end: the reader is asked until it answers -1. */
struct MHD_Response *catalog_http_stream(MHD_ContentReaderCallback reader, void *context,
                                         MHD_ContentReaderFreeCallback release);
int catalog_http_add_header(struct MHD_Response *response, const char *name, const char *value);
/* Sends and lets go of the response. */
enum MHD_Result catalog_http_send(struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response);

void catalog_http_headers(struct MHD_Connection *connection, MHD_KeyValueIteratorN visit, void *context);
void catalog_http_suspend(struct MHD_Connection *connection);
void catalog_http_resume(struct MHD_Connection *connection);
int catalog_http_socket(struct MHD_Connection *connection);
/* The client's address as text, at most `capacity` bytes with the zero. */
void catalog_http_client(struct MHD_Connection *connection, char *text, size_t capacity);

/* A listening socket on the numeric address; the port that was given where 0 was asked for; -1 with errno. */
int catalog_http_listen(const char *address, uint16_t port, int backlog, uint16_t *bound_port);

#endif
