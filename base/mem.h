/* mem.h - memory that is there or the program stops (exit 1 with a sentence): a terminal program
 * cannot do better. Sizes are bytes; products are checked. Everything is freed with free(). */
#ifndef BASE_MEM_H
#define BASE_MEM_H
#include <stddef.h>

void *mem_alloc(size_t bytes) __attribute__((malloc));                /* zeroed */
void *mem_array(size_t count, size_t bytes) __attribute__((malloc)); /* zeroed */
/* Grows `*room` (a count of elements) so that it is at least `need`; returns the moved array,
 * new elements zeroed. Ceiling: 1 << 30 bytes, over it BUG. */
void *mem_grow(void *array, size_t *room, size_t need, size_t bytes);
char *mem_dup(const char *string);                 /* NULL gives NULL; the caller owns it */
char *mem_dup_bytes(const char *bytes, size_t n);  /* NUL added; the caller owns it */
#endif
