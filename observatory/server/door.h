/* door.h - what may come in: libmicrohttpd 0.9.75 is lenient, even strict; a proxy in front of us
 * might read the same bytes otherwise. What has two readings is refused here. */
#ifndef OBSERVATORY_SERVER_DOOR_H
#define OBSERVATORY_SERVER_DOOR_H
#include <stddef.h>
#include <stdint.h>

struct MHD_Connection;
struct error;

struct door {
	const char *accept, *language, *content_type, *if_none_match; /* "" when absent; borrowed */
	uint64_t length;               /* announced, 0 when it is not */
	unsigned hosts, lengths, codings, types;
	int odd;                       /* something that no reader should send */
};

/* Fills the door; NULL when the message may come in, else why not (a msgid). */
const char *door_look(struct door *, struct MHD_Connection *, const char *version);

/* A listening socket on HOST:PORT, and the port it got; -1 and *why. */
int door_open(const char *listen, unsigned *port, struct error *why);
#endif
