/* siphash.h - inside secrecy/: words in little-endian order, and the file of keys. */
#ifndef OBSERVATORY_SECRECY_SIPHASH_H
#define OBSERVATORY_SECRECY_SIPHASH_H
#include "observatory/secrecy/secrecy.h"

void siphash_put(uint8_t out[8], uint64_t word);
/* Three lines, "record HEX", "noise HEX", "dedup HEX", in a file that only its owner reads. */
bool keys_read(struct secrecy *, const char *path, bool make, struct error *why);
#endif
