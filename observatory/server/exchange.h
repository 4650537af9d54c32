/* exchange.h - one request and its reply, as libmicrohttpd brings them; http.c has the loop. */
#ifndef OBSERVATORY_SERVER_EXCHANGE_H
#define OBSERVATORY_SERVER_EXCHANGE_H
#include <stdbool.h>
#include <stddef.h>

struct MHD_Daemon;
struct observatory;
struct ready;

struct server {
	struct observatory *of;
	struct MHD_Daemon *daemon;    /* NULL: not started */
	struct ready *ready;
	size_t under_way;             /* requests begun, not yet answered whole */
	size_t held;                  /* bytes of bodies in memory */
	bool stopping;                /* replies are the last of their connection */
};

/* A daemon on a listening socket, which it then owns; false: see errno. */
bool exchange_start(struct server *, int listening);
void exchange_stop(struct server *);
#endif
