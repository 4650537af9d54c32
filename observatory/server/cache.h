/* cache.h - ready bodies by canonical query, until the next release. Bounded: CACHE_ENTRIES of
 * them, CACHE_BYTES in all. */
#ifndef OBSERVATORY_SERVER_CACHE_H
#define OBSERVATORY_SERVER_CACHE_H
#include <stddef.h>
#include <stdint.h>

struct cache;
struct reply;

enum { CACHE_ENTRIES = 4096, CACHE_BYTES = 64 << 20 };

struct cache *cache_new(void);
void cache_free(struct cache *);
void cache_clear(struct cache *);
/* What is kept under `key`, or NULL; borrowed until the next cache_ call. */
const struct reply *cache_find(const struct cache *, const char *key);
void cache_keep(struct cache *, const char *key, const struct reply *); /* copied */
/* FNV-1a, for the table and for entity tags; `seed` chains pieces, 0 to start. */
uint64_t cache_hash(uint64_t seed, const void *bytes, size_t n);
#endif
