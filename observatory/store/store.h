/* store.h - where counts are kept: never a person, never a row per person. One interface;
 * sqlite.c now, postgres later. A cell is (question, outcome, dims, epoch) -> n, and k, the
 * XOR of the record keys of those counted (secrecy/). dims packs month, age, gender and
 * region. */
#ifndef OBSERVATORY_STORE_H
#define OBSERVATORY_STORE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct store;

struct store_cell { uint32_t question, outcome, dims, epoch; int64_t n; uint64_t k; };
struct store_slice {
	uint32_t question, slice;
	int64_t live_n, rel_n;
	uint32_t rel_epoch;
	uint64_t sources;
};
struct store_batch { uint8_t digest[16]; const char *reply; uint32_t day; };

/* dims: (months since 2015-01) << 12 | age << 8 | gender << 5 | region  (4, 3 and 5 bits) */
uint32_t store_dims(int year, int month, int age, int gender, int region);

/* "sqlite:FILE" (":memory:" allowed) or "postgresql://..." (not built yet: a clear refusal). */
struct store *store_open(const char *url, struct error *why);
void store_close(struct store *);

bool store_begin(struct store *, struct error *why);
bool store_commit(struct store *, struct error *why);   /* on disk when it returns true */
void store_rollback(struct store *);

/* Within a transaction. `name` gives a stable number to a question or an outcome id (ids are
 * text in content/, numbers in cells); numbers never change nor are reused. */
bool store_number(struct store *, const char *name, uint32_t *number, struct error *why);
bool store_seen(struct store *, const uint8_t key[16], uint32_t day, bool *already,
	struct error *why);
/* *reply NULL when the batch is not known; the caller frees it. `digest`: of the bytes received. */
bool store_batch_get(struct store *, const char *id, uint8_t digest[16], char **reply,
	struct error *why);
bool store_batch_put(struct store *, const char *id, const struct store_batch *, struct error *why);
/* Sessions seen and batches older than that. */
bool store_forget(struct store *, uint32_t before_day, struct error *why);
/* Upserts, sorted here by key (`cells` is reordered): n added, k XORed; a cell that falls to 0
 * goes. */
bool store_add(struct store *, struct store_cell *cells, size_t count, struct error *why);
/* Replaces. */
bool store_slices(struct store *, const struct store_slice *, size_t count, struct error *why);
/* "" if absent. */
bool store_meta_get(struct store *, const char *key, char *out, size_t room,
	struct error *why);
bool store_meta_set(struct store *, const char *key, const char *value, struct error *why);

/* Whole tables, for start-up and export; a visitor that returns false stops, and that is no
 * error. */
typedef bool store_see_cell(void *, const struct store_cell *);
typedef bool store_see_slice(void *, const struct store_slice *);
typedef bool store_see_number(void *, const char *name, uint32_t number);
typedef bool store_see_meta(void *, const char *key, const char *value);
typedef bool store_see_seen(void *, const uint8_t key[16], uint32_t day);
typedef bool store_see_batch(void *, const char *id, const struct store_batch *);
bool store_each_cell(struct store *, store_see_cell *, void *, struct error *why);
bool store_each_slice(struct store *, store_see_slice *, void *, struct error *why);
bool store_each_number(struct store *, store_see_number *, void *, struct error *why);
bool store_each_meta(struct store *, store_see_meta *, void *, struct error *why);
bool store_each_seen(struct store *, store_see_seen *, void *, struct error *why);
bool store_each_batch(struct store *, store_see_batch *, void *, struct error *why);
#endif
