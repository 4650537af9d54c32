/* snapshot.h - the copy of the public figures for those without network: one file for each GET
 * that the program asks, named after the path, every byte outside [A-Za-z0-9._-] replaced by
 * '_'. */
#ifndef OBSERVATORY_SERVER_SNAPSHOT_H
#define OBSERVATORY_SERVER_SNAPSHOT_H
#include <stdbool.h>
#include <stddef.h>

struct error;
struct observatory;

/* Into `folder`, made if it is missing; *files: how many were written. */
bool snapshot_write(struct observatory *, const char *folder, size_t *files, struct error *why);
#endif
