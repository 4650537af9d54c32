/* secrecy.h - disclosure control: what may be published. The cell key method (perturbation
 * drawn from a key that is the XOR of the record keys counted in a cell), a release gate, a
 * complement rule, a threshold, at most two filters. Parameters are public; only the keys are
 * secret. Formulas: perturbation table = maximum entropy on [-D, D] with mean 0 and variance
 * V, no published value in 1..js, zeros stay zero. */
#ifndef OBSERVATORY_SECRECY_H
#define OBSERVATORY_SECRECY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

enum { SECRECY_D = 5, SECRECY_V = 3, SECRECY_JS = 2 };
enum { SECRECY_K = 10, SECRECY_GATE = 10, SECRECY_FILTERS = 2, SECRECY_SOURCES = 3 };

struct secrecy {
	uint8_t record[16], noise[16], dedup[16];                 /* the three keys */
	double cumulated[SECRECY_D + SECRECY_JS + 2][2 * SECRECY_D + 1];
};

/* Reads the keys from a 0400 file, made if absent (`make` true); computes the table. */
bool secrecy_open(struct secrecy *, const char *key_file, bool make, struct error *why);
/* Keys drawn from a seed: demonstration stores only, where there is nobody to protect. */
void secrecy_demo(struct secrecy *, uint64_t seed);

uint64_t secrecy_siphash(const uint8_t key[16], const void *bytes, size_t n);   /* SipHash-2-4 */
uint64_t secrecy_record_key(const struct secrecy *, const char *session_id);
void secrecy_dedup_key(const struct secrecy *, const char *session_id, uint8_t out[16]);
/* The published count of a cell of n people whose key is k; 0 stays 0. */
int64_t secrecy_publish(const struct secrecy *, int64_t n, uint64_t k);
/* May a slice that holds rel_n released people, within a parent of parent_n, be shown? */
bool secrecy_allows(int64_t rel_n, const int64_t *parent_n, size_t parents);
/* Does a slice move at this close? */
bool secrecy_moves(int64_t live_n, int64_t rel_n, unsigned distinct_sources);
#endif
