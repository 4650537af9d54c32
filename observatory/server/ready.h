/* ready.h - replies ready to be sent, as the library's own objects, by the very bytes of the
 * request: what is asked all day is neither read nor copied again. Good for one release. */
#ifndef OBSERVATORY_SERVER_READY_H
#define OBSERVATORY_SERVER_READY_H
#include <stdbool.h>

struct MHD_Response;
struct ready;
struct reply;
struct request;

enum { READY_BODY_MAX = 16 << 10 };    /* larger bodies are not to be kept */

struct ready *ready_new(void);
void ready_free(struct ready *);
/* The response to a GET or HEAD, or NULL; borrowed. */
struct MHD_Response *ready_find(const struct ready *, const struct request *, unsigned release);
/* True when it was kept, and belongs to it from now on: what any cache may keep. */
bool ready_keep(struct ready *, const struct request *, const struct reply *, unsigned release,
	struct MHD_Response *);
#endif
