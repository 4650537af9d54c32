/* inside.h - what an Observatory is made of; for server/ only.
 *
 * A cell counts people: outcome 0 is "answered" (questions with several outcomes only),
 * outcome i + 1 the i-th of the catalogue. A slice is a choice of at most SECRECY_FILTERS
 * values among four fields. */
#ifndef OBSERVATORY_SERVER_INSIDE_H
#define OBSERVATORY_SERVER_INSIDE_H
#include "observatory/secrecy/secrecy.h"
#include "observatory/server/observatory.h"
#include "observatory/server/table.h"
#include "observatory/store/store.h"

enum { FIELDS = PEOPLE_DIMS + 1, OUTCOMES_MAX = 32, RESPONDENTS = 0 };
enum { CELL_EPOCHS = 1 << 24 };                  /* a release a day for 45 000 years */

struct cell { uint64_t key, k; uint32_t n; };    /* outcome << 56 | epoch << 32 | dims */
struct slice { uint64_t key, sources; int64_t live_n, rel_n; uint32_t rel_epoch; };
struct tally { struct table cells, slices; };    /* one question's */

struct observatory {
	struct store *store;
	struct catalogue *catalogue;
	struct tally *tally;                     /* one a question of the catalogue */
	uint32_t *number;                        /* the question's in the store */
	uint32_t (*outcome)[OUTCOMES_MAX];       /* by outcome of a cell */
	struct secrecy secrecy;
	char *key_file;                          /* NULL: keys of this process only */
	bool keyed, demonstration;
	long sessions, answers, tried;           /* tried: the day of the last close */
	unsigned release;
	char closed[21];
	int from, to;
};

/* One session's part in each cell: the same for all its answers. */
struct passage { uint32_t dims, epoch; unsigned source; uint64_t key; };

struct tally *tally_new(size_t questions);
void tally_free(struct tally *, size_t questions);
uint64_t tally_cell_key(uint32_t outcome, uint32_t dims, uint32_t epoch);
static inline uint32_t cell_outcome(const struct cell *c)
{
	return (uint32_t)(c->key >> 56);
}
static inline uint32_t cell_epoch(const struct cell *c)
{
	return (uint32_t)(c->key >> 32 & 0xffffff);
}
static inline uint32_t cell_dims(const struct cell *c)
{
	return (uint32_t)c->key;
}
/* The value of a field (enum people_dim, or BY_MONTH) in packed dimensions. */
unsigned tally_field(uint32_t dims, int field);
uint32_t tally_slice_key(const int value[FIELDS]);     /* -1: any */
/* The slices that people of these dimensions belong to; returns how many (SLICES_OF_A_CELL). */
enum { SLICES_OF_A_CELL = 11 };
void tally_slices_of(uint32_t dims, uint32_t out[SLICES_OF_A_CELL]);
/* Counts one answer; false when there is nothing to count in it. */
bool tally_answer(struct tally *, const struct question *, const struct quiz_answer *,
	const struct passage *);
void tally_merge(struct tally *, const struct tally *news);

/* Writes, within a transaction, what `news` adds to question `q`: its cells as they are, its slices
 * added to those in memory. */
bool observatory_save(struct observatory *, size_t q, const struct tally *news, struct error *why);
bool observatory_save_counts(struct observatory *, struct error *why);
void observatory_count_months(struct observatory *);   /* from, to */
/* A mark of the three keys, kept in the store: other keys would draw all the noise again. */
void observatory_fingerprint(const struct secrecy *, char out[17]);

/* Marks as released, in memory, the slices that move; how many. */
size_t release_slices(struct observatory *, uint32_t epoch);
void release_stamp(struct observatory *);              /* closed now */
/* Cells that no slice tells apart any more become one: in memory, and on disk too if asked. */
bool release_compact(struct observatory *, bool on_disk, struct error *why);

char *observatory_key_file(const char *store_url);     /* FILE.keys, NULL for ":memory:" */
#endif
