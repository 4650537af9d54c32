/* query.h - the target of a request, taken apart: a path and named values, percent-decoded, valid
 * UTF-8 without control characters. Strict: what is ambiguous is a fault, never a guess. */
#ifndef OBSERVATORY_SERVER_QUERY_H
#define OBSERVATORY_SERVER_QUERY_H
#include <stddef.h>

enum { QUERY_TARGET_MAX = 2048 /* bytes, as received */, QUERY_PARAMS = 12 };
enum query_fault {
	QUERY_GOOD,
	QUERY_LONG,        /* over QUERY_TARGET_MAX */
	QUERY_MALFORMED,   /* bad %, a control byte, a space, %00, %2F, not UTF-8 */
	QUERY_REPEATED,    /* a name twice: `fault` says which */
	QUERY_MANY         /* over QUERY_PARAMS */
};
struct query {              /* points into itself: never copied */
	char bytes[QUERY_TARGET_MAX + 1];
	const char *path;   /* "/v1/questions"; "*" for OPTIONS */
	size_t count;
	struct { const char *name, *value; } param[QUERY_PARAMS];
	const char *fault;
};

/* "/a/b?x=1&y=2", or with http://host in front. Fields are set as far as reading went. */
enum query_fault query_read(struct query *, const char *target);
const char *query_value(const struct query *, const char *name); /* NULL when not given */
#endif
