/* sqlite.h - inside store/: the one engine there is. */
#ifndef OBSERVATORY_STORE_SQLITE_H
#define OBSERVATORY_STORE_SQLITE_H
#include "observatory/store/store.h"

struct store *sqlite_open(const char *path, struct error *why);
#endif
