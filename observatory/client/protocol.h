/* protocol.h - what client.c and mesdatas-fetch say to each other over their socket: a line, then
 * bytes.
 *
 *   request  "TICKET METHOD BYTES TARGET\n" then BYTES of body   (METHOD: GET or PUT)
 *   reply    "TICKET STATUS FAULT BYTES\n" then BYTES of body    (STATUS: HTTP, 0 when none)
 *
 * The helper is told the base address once, as its only argument. It ends when the socket does. */
#ifndef OBSERVATORY_CLIENT_PROTOCOL_H
#define OBSERVATORY_CLIENT_PROTOCOL_H

enum fetch_fault {
	FETCH_FINE,
	FETCH_UNREACHABLE,  /* no such host, refused, broken */
	FETCH_LATE,         /* no answer in time */
	FETCH_TOO_BIG,      /* over FETCH_BODY_MAX */
	FETCH_UNTRUSTED,    /* the certificate is not right */
	FETCH_FAULTS
};
enum {
	FETCH_BODY_MAX = 1 << 21,   /* bytes of a reply's body */
	FETCH_SEND_MAX = 1 << 17,   /* bytes of a request, line and body */
	FETCH_LINE_MAX = 4096,      /* bytes of a line */
	FETCH_AT_ONCE = 8,          /* requests under way; the others wait for their turn */
	FETCH_CONNECT_MS = 5000,
	FETCH_WHOLE_MS = 15000
};
#endif
