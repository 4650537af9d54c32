/* observatory.h - the Observatory itself, without HTTP: counts in a store, keys, and what may be
 * published of them. Routes (routes.h) turn its answers into replies; main.c turns commands into
 * calls.
 *
 * One thread. Cells and slices are read into memory once, at opening: a statistic costs a walk
 * over the cells of its question, whose number is bounded by the dimensions, never by the
 * answers. */
#ifndef OBSERVATORY_SERVER_OBSERVATORY_H
#define OBSERVATORY_SERVER_OBSERVATORY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "observatory/catalogue/catalogue.h"
#include "observatory/catalogue/people.h"

struct dataset;
struct error;
struct observatory;
struct secrecy;
struct text;

/* Opens (and creates) the store and its keys. `key_file` NULL: beside an SQLite file, FILE.keys; a
 * demonstration store needs none, its keys come from its seed. NULL and *why on failure. */
struct observatory *observatory_open(const char *store_url, const char *key_file,
	struct error *why);
void observatory_close(struct observatory *);
/* Makes the keys of a new store now; without it, they are made at its first batch. */
bool observatory_ready(struct observatory *, struct error *why);
const struct secrecy *observatory_secrecy(const struct observatory *);  /* for source_of() */

struct observatory_counts {
	bool demonstration;        /* synthetic: said in every reply */
	long sessions, answers;    /* accepted so far, rounded down to 10 */
	unsigned release;          /* its number, 0: none was closed yet. ETags are made of it */
	char closed[21];           /* "2026-11-24T02:00:00Z", "" when none */
	int from, to;              /* months of the answers released, since 2015-01; -1: none */
};
const struct catalogue *observatory_catalogue(const struct observatory *);
void observatory_count(const struct observatory *, struct observatory_counts *);

/* One batch as it came. `source` is 0..63: a bit for who sends, never an address (see source.h). */
struct observatory_batch {
	const char *uuid, *body;
	size_t bytes;              /* of the body */
	unsigned source;
};
/* Counted exactly once, all or nothing on disk when it returns. Returns the HTTP status: 200
 * counted now or already counted, 400 not JSON or no session, 422 the same uuid with other bytes,
 * 503 the disk said no: nothing was counted. `reply` gets the JSON of a 200:
 * {"accepted":2,"duplicates":1,"rejected":[{"index":3,"detail":"..."}],"scores":[68,null],
 * "demonstration":false}; else *why. */
int observatory_put(struct observatory *, const struct observatory_batch *, struct text *reply,
	struct error *why);

enum { BY_NOTHING = -1, BY_MONTH = PEOPLE_DIMS };
struct statistic_query {
	const struct question *question;
	int by;                    /* enum people_dim, BY_MONTH or BY_NOTHING */
	int filter[PEOPLE_DIMS];   /* an index of people.h, -1: everybody */
	/* Months since 2015-01, both within; -1: no limit. A range gives one column a published month,
	 * never their union: it implies BY_MONTH. */
	int from, to;
};
/* The dataset as published at the last release, suppressed cells missing with status 'c'.
 * Dimensions: measure (n, pct), [age | gender | geo | time,] outcome. NULL with ERROR_USAGE
 * when the query asks for more than SECRECY_FILTERS filters (a split is one, a period is one). */
struct dataset *observatory_statistic(const struct observatory *, const struct statistic_query *,
	struct error *why);

/* Closes a release: slices where enough new sessions of enough sources came move, others stay as
 * they were. *moved: how many. The same store closed again without new answers moves nothing. */
bool observatory_release(struct observatory *, size_t *moved, struct error *why);
/* Is the release of the day to be closed? From 02:00 local, once a day. */
bool observatory_release_due(const struct observatory *);
/* Turns an empty store into a demonstration store for ever and fills it with about `answers`
 * made-up answers (margins of content/indicators/reference.yaml), three sources, closing
 * releases. */
bool observatory_demo(struct observatory *, long answers, uint64_t seed, struct error *why);
#endif
