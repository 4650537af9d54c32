/* exchange.h - one request and its reply, as libmicrohttpd brings them; http.c has the loop. */
#ifndef OBSERVATORY_SERVER_EXCHANGE_H
#define OBSERVATORY_SERVER_EXCHANGE_H
#include <stdbool.h>
#include <stddef.h>

struct MHD_Daemon;
struct observatory;

struct server {
	struct observatory *of;
	struct MHD_Daemon *daemon;
	size_t under_way;             /* requests begun, not yet answered whole */
	size_t held;                  /* bytes of bodies in memory */
	bool stopping;                /* replies are the last of their connection */
};

/* A daemon on a listening socket, which it then owns; NULL: see errno. */
struct MHD_Daemon *exchange_start(struct server *, int listening);
#endif
