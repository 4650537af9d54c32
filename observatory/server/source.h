/* source.h - who sends, as one bit out of 64: a keyed hash of the network (/24 for IPv4, /48
 * for IPv6). Enough to tell that several networks contributed, never which: nothing else of
 * the address is kept. */
#ifndef OBSERVATORY_SERVER_SOURCE_H
#define OBSERVATORY_SERVER_SOURCE_H
#include <stddef.h>
#include "observatory/secrecy/secrecy.h"

/* `address`: 4 or 16 bytes in network order (an IPv4 mapped in IPv6 is an IPv4). Returns 0..63. */
unsigned source_of(const struct secrecy *, const void *address, size_t bytes);
#endif
