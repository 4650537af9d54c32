/* table.h - a growing array of elements that begin with a 64-bit key, each key once, found by
 * hash. Elements stay in the order they came; walk them with table_at(). A pointer holds until
 * the next table_put(). */
#ifndef OBSERVATORY_SERVER_TABLE_H
#define OBSERVATORY_SERVER_TABLE_H
#include <stddef.h>
#include <stdint.h>

struct table {
	char *at;
	size_t bytes;      /* of an element; set before anything else */
	size_t count, room;
	uint32_t *slot;    /* index + 1, 0: free */
	size_t slots;      /* a power of two */
};

void *table_find(const struct table *, uint64_t key);  /* or NULL */
void *table_put(struct table *, uint64_t key);         /* found, or added with zeroes */
void table_clear(struct table *);                      /* frees; `bytes` stays */

static inline void *table_at(const struct table *t, size_t i)
{
	return t->at + i * t->bytes;
}
#endif
