/* routes.h - requests in, replies out, as a table of routes. No socket here: http.c carries the
 * bytes, the snapshot command and the fuzzer call it directly. */
#ifndef OBSERVATORY_SERVER_ROUTES_H
#define OBSERVATORY_SERVER_ROUTES_H
#include <stdbool.h>
#include <stddef.h>
#include "base/text.h"

struct observatory;

/* Bytes of a request's body; over it 413, before reading it all. */
enum { ROUTES_BODY_MAX = 1 << 20 };

struct request {
	const char *method, *target;     /* "/v1/statistics/x?by=age", raw, as received */
	const char *accept, *language, *content_type, *if_none_match; /* "" when absent */
	const char *body;
	size_t bytes;
	unsigned source;
};
struct reply {
	int status;
	const char *content_type;        /* static */
	const char *cache_control;       /* static, NULL: no-store */
	const char *allow;               /* static, for 405 */
	char etag[40];                   /* quoted, "" when none */
	struct text body;
};
/* Never fails: what goes wrong is a problem+json reply. The caller frees with reply_free(). */
void routes_answer(struct observatory *, const struct request *, struct reply *);
void reply_free(struct reply *);
#endif
