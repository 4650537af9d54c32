/* fault.h - what is wrong in a content file, gathered with line numbers, so that one reading
 * tells an author everything. A reader keeps the first; lint prints them all. */
#ifndef CONTENT_FAULT_H
#define CONTENT_FAULT_H
#include <stddef.h>

struct fault { size_t line; char *text; };     /* line from 1; a whole sentence */
struct faults {
	struct fault *fault;
	size_t count, room;
};
enum { FAULTS_MAX = 2000 };                    /* for one file; more are dropped */

void fault_add(struct faults *, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void faults_sort(struct faults *);             /* by line; those of one line keep their order */
void faults_free(struct faults *);
#endif
