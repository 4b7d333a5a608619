#include <sqlite3.h>

/* Swift cannot spell the cast in SQLITE_TRANSIENT: it tells SQLite to copy a bound value at once. */
static inline sqlite3_destructor_type catalog_sqlite_transient(void) { return SQLITE_TRANSIENT; }
