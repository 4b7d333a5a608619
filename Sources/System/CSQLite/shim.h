#include <sqlite3.h>

/* Swift cannot spell the cast in SQLITE_TRANSIENT: it tells SQLite to copy a bound value at once. */
static inline sqlite3_destructor_type catalog_sqlite_transient(void) { return SQLITE_TRANSIENT; }

/* Variadic calls, which Swift cannot make. */

/* Before the first connection: no count of memory in use, which nobody asks for and which costs every allocation a lock. */
static inline int catalog_sqlite_configure(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static inline int catalog_sqlite_set_flag(sqlite3 *connection, int option, int value) {
    return sqlite3_db_config(connection, option, value, (int *)0);
}
