/* portable.h - a whole store as lines of JSON, for backups and for other machines. The secret
 * keys are not in it: they go apart, and a store whose figures were drawn with other keys is
 * refused. */
#ifndef OBSERVATORY_SERVER_PORTABLE_H
#define OBSERVATORY_SERVER_PORTABLE_H
#include <stdbool.h>
#include <stdio.h>

struct error;

bool portable_export(const char *store_url, FILE *out, struct error *why);
/* All or nothing, into a store that does not exist yet. `key_file` as for observatory_open(). */
bool portable_import(const char *store_url, const char *key_file, FILE *in, struct error *why);
#endif
