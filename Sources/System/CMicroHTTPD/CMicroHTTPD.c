#include "CMicroHTTPD.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static struct {
    __typeof__(&MHD_start_daemon) start_daemon;
    __typeof__(&MHD_stop_daemon) stop_daemon;
    __typeof__(&MHD_quiesce_daemon) quiesce_daemon;
    __typeof__(&MHD_create_response_from_buffer) create_response_from_buffer;
    __typeof__(&MHD_create_response_from_fd_at_offset64) create_response_from_fd_at_offset64;
    __typeof__(&MHD_create_response_from_callback) create_response_from_callback;
    __typeof__(&MHD_destroy_response) destroy_response;
    __typeof__(&MHD_add_response_header) add_response_header;
    __typeof__(&MHD_queue_response) queue_response;
    __typeof__(&MHD_get_connection_values_n) get_connection_values_n;
    __typeof__(&MHD_get_connection_info) get_connection_info;
    __typeof__(&MHD_suspend_connection) suspend_connection;
    __typeof__(&MHD_resume_connection) resume_connection;
    int is_open;
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void open_library(void) {
    void *handle = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
#define FIND(name)                                                             \
    do {                                                                       \
        library.name = (__typeof__(library.name))dlsym(handle, "MHD_" #name);  \
        if (!library.name) return;                                             \
    } while (0)
    FIND(start_daemon);
    FIND(stop_daemon);
    FIND(quiesce_daemon);
    FIND(create_response_from_buffer);
    FIND(create_response_from_fd_at_offset64);
    FIND(create_response_from_callback);
    FIND(destroy_response);
    FIND(add_response_header);
    FIND(queue_response);
    FIND(get_connection_values_n);
    FIND(get_connection_info);
    FIND(suspend_connection);
    FIND(resume_connection);
    library.is_open = 1;
}

int catalog_http_open(void) {
    pthread_once(&opened, open_library);
    return library.is_open;
}

/* The path stays as it was sent: it is decoded once, in one place, after it has been checked. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text) {
    (void)context;
    (void)connection;
    return strlen(text);
}

static void log_nothing(void *context, const char *format, va_list arguments) {
    (void)context;
    (void)format;
    (void)arguments;
}

struct MHD_Daemon *catalog_http_start(const struct catalog_http_settings *settings,
                                      const struct catalog_http_callbacks *callbacks) {
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | MHD_USE_ITC;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)settings->key_pem},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)settings->certificate_pem},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    int is_secure = settings->certificate_pem && settings->key_pem;
    if (is_secure) flags |= MHD_USE_TLS;
    return library.start_daemon(
        flags, 0, NULL, NULL, callbacks->handle, callbacks->context,
        MHD_OPTION_EXTERNAL_LOGGER, (MHD_LogCallback)log_nothing, NULL,
        MHD_OPTION_LISTEN_SOCKET, settings->listen_socket,
        MHD_OPTION_THREAD_POOL_SIZE, settings->thread_count,
        MHD_OPTION_CONNECTION_LIMIT, settings->connection_count_max,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, settings->connection_count_per_address_max,
        MHD_OPTION_CONNECTION_TIMEOUT, settings->idle_timeout_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, settings->header_size_bytes_max,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, callbacks->begin, callbacks->context,
        MHD_OPTION_NOTIFY_COMPLETED, callbacks->complete, callbacks->context,
        MHD_OPTION_NOTIFY_CONNECTION, callbacks->notify, callbacks->context,
        MHD_OPTION_ARRAY, is_secure ? tls : none, MHD_OPTION_END);
}

void catalog_http_stop(struct MHD_Daemon *daemon) { library.stop_daemon(daemon); }
int catalog_http_quiesce(struct MHD_Daemon *daemon) { return library.quiesce_daemon(daemon); }

struct MHD_Response *catalog_http_bytes(const void *bytes, size_t count) {
    return library.create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

struct MHD_Response *catalog_http_file(int descriptor, uint64_t offset, uint64_t count) {
    return library.create_response_from_fd_at_offset64(count, descriptor, offset);
}

struct MHD_Response *catalog_http_stream(MHD_ContentReaderCallback reader, void *context,
                                         MHD_ContentReaderFreeCallback release) {
    return library.create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, reader, context, release);
}

int catalog_http_add_header(struct MHD_Response *response, const char *name, const char *value) {
    return library.add_response_header(response, name, value) == MHD_YES;
}

enum MHD_Result catalog_http_send(struct MHD_Connection *connection, unsigned int status, struct MHD_Response *response) {
    enum MHD_Result result = library.queue_response(connection, status, response);
    library.destroy_response(response);
    return result;
}

void catalog_http_headers(struct MHD_Connection *connection, MHD_KeyValueIteratorN visit, void *context) {
    library.get_connection_values_n(connection, MHD_HEADER_KIND, visit, context);
}

void catalog_http_suspend(struct MHD_Connection *connection) { library.suspend_connection(connection); }
void catalog_http_resume(struct MHD_Connection *connection) { library.resume_connection(connection); }

int catalog_http_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = library.get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void catalog_http_client(struct MHD_Connection *connection, char *text, size_t capacity) {
    const union MHD_ConnectionInfo *info = library.get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    text[0] = 0;
    if (!info || !info->client_addr) return;
    socklen_t length = info->client_addr->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
    getnameinfo(info->client_addr, length, text, (socklen_t)capacity, NULL, 0, NI_NUMERICHOST);
}

int catalog_http_listen(const char *address, uint16_t port, int backlog, uint16_t *bound_port) {
    struct sockaddr_storage storage;
    memset(&storage, 0, sizeof storage);
    struct sockaddr_in *four = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&storage;
    socklen_t length = 0;
    if (inet_pton(AF_INET, address, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        length = sizeof *four;
    } else if (inet_pton(AF_INET6, address, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        length = sizeof *six;
    } else {
        errno = EADDRNOTAVAIL;
        return -1;
    }
    int descriptor = socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0) return -1;
    int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    socklen_t bound_length = sizeof storage;
    if (bind(descriptor, (struct sockaddr *)&storage, length) != 0 || listen(descriptor, backlog) != 0 ||
        getsockname(descriptor, (struct sockaddr *)&storage, &bound_length) != 0) {
        int reason = errno;
        close(descriptor);
        errno = reason;
        return -1;
    }
    *bound_port = ntohs(storage.ss_family == AF_INET6 ? six->sin6_port : four->sin_port);
    return descriptor;
}
