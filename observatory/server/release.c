#include "base/clock.h"
#include "base/error.h"
#include "base/mem.h"
#include "observatory/server/inside.h"

enum { RETRY_DAYS = 400 };     /* how long a lab may keep a batch before it sends it again */

static bool moves(const struct slice *s)
{
	return secrecy_moves(s->live_n, s->rel_n, (unsigned)__builtin_popcountll(s->sources));
}

static void move(struct slice *s, uint32_t epoch)
{
	s->rel_n = s->live_n;
	s->rel_epoch = epoch;
	s->sources = 0;
}

size_t release_slices(struct observatory *o, uint32_t epoch)
{
	size_t moved = 0;

	for (size_t q = 0; q < o->catalogue->count; q++) {
		for (size_t i = 0; i < o->tally[q].slices.count; i++) {
			struct slice *s = table_at(&o->tally[q].slices, i);

			if (!moves(s))
				continue;
			move(s, epoch);
			moved++;
		}
	}
	return moved;
}

void release_stamp(struct observatory *o)
{
	time_t now = (time_t)clock_unix();
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(o->closed, sizeof o->closed, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* The slices of one question that move, as they will be. */
static bool save_moves(struct observatory *o, size_t q, size_t *moved, struct error *why)
{
	const struct table *slices = &o->tally[q].slices;
	struct store_slice *row = NULL;
	size_t room = 0, count = 0;
	bool good;

	for (size_t i = 0; i < slices->count; i++) {
		struct slice s = *(const struct slice *)table_at(slices, i);

		if (!moves(&s))
			continue;
		move(&s, o->release + 1);
		row = mem_grow(row, &room, count + 1, sizeof *row);
		row[count++] = (struct store_slice){ o->number[q], (uint32_t)s.key, s.live_n, s.rel_n,
			s.rel_epoch, s.sources };
	}
	good = store_slices(o->store, row, count, why);
	free(row);
	*moved += count;
	return good;
}

static bool save_release(struct observatory *o, size_t *moved, struct error *why)
{
	long today = day_number(day_today());

	for (size_t q = 0; q < o->catalogue->count; q++)
		if (!save_moves(o, q, moved, why))
			return false;
	if (*moved) {
		o->release++;
		release_stamp(o);
	}
	return observatory_save_counts(o, why)
		&& store_forget(o->store, (uint32_t)(today - RETRY_DAYS), why)
		&& store_commit(o->store, why);
}

bool observatory_release(struct observatory *o, size_t *moved, struct error *why)
{
	struct { unsigned release; char closed[21]; } before = { o->release, "" };

	memcpy(before.closed, o->closed, sizeof before.closed);
	*moved = 0;
	/* A disk that says no is asked again tomorrow, not at each turn of the loop. */
	o->tried = day_number(day_today());
	if (!store_begin(o->store, why))
		return false;
	if (!save_release(o, moved, why)) {
		store_rollback(o->store);
		o->release = before.release;
		memcpy(o->closed, before.closed, sizeof o->closed);
		*moved = 0;
		return false;
	}
	if (!*moved)
		return true;
	release_slices(o, o->release);
	observatory_count_months(o);
	/* The release is closed: what could not be made smaller today will be tomorrow. */
	release_compact(o, true, NULL);
	return true;
}

/* A slice shows the cells of its epoch and before. Of the slices that hold a cell, the last
 * released before it came says where it can be put without any of them seeing a difference:
 * right after. */
static uint32_t resting_epoch(const struct table *slices, const struct cell *c)
{
	uint32_t slice[SLICES_OF_A_CELL], epoch = 0;

	tally_slices_of(cell_dims(c), slice);
	for (int i = 0; i < SLICES_OF_A_CELL; i++) {
		const struct slice *s = table_find(slices, slice[i]);

		if (s && s->rel_n && s->rel_epoch < cell_epoch(c) && s->rel_epoch + 1 > epoch)
			epoch = s->rel_epoch + 1;
	}
	return epoch;
}

struct moving { struct store_cell *row; size_t count, room; };

static void to_store(struct moving *m, const struct observatory *o, size_t q, struct cell c)
{
	m->row = mem_grow(m->row, &m->room, m->count + 1, sizeof *m->row);
	m->row[m->count++] = (struct store_cell){ o->number[q], o->outcome[q][cell_outcome(&c)],
		cell_dims(&c), cell_epoch(&c), c.n, c.k };
}

static bool compact_on_disk(struct observatory *o, struct moving *m, struct error *why)
{
	if (store_begin(o->store, why) && store_add(o->store, m->row, m->count, why)
			&& store_commit(o->store, why))
		return true;
	store_rollback(o->store);
	return false;
}

static bool all_rest(const struct tally *t)
{
	for (size_t i = 0; i < t->cells.count; i++) {
		const struct cell *c = table_at(&t->cells, i);

		if (cell_epoch(c) && resting_epoch(&t->slices, c) != cell_epoch(c))
			return false;
	}
	return true;
}

static bool compact_one(struct observatory *o, size_t q, bool on_disk, struct error *why)
{
	struct tally *t = &o->tally[q];
	struct tally new = { .cells.bytes = sizeof(struct cell), .slices.bytes = sizeof(struct slice) };
	struct moving moving = { 0 };
	bool good = true;

	if (all_rest(t))
		return true;
	for (size_t i = 0; i < t->cells.count; i++) {
		struct cell c = *(const struct cell *)table_at(&t->cells, i), *into;
		uint32_t epoch = cell_epoch(&c) ? resting_epoch(&t->slices, &c) : 0;

		if (epoch != cell_epoch(&c) && on_disk) {
			to_store(&moving, o, q, c);
			moving.row[moving.count - 1].n = -(int64_t)c.n;
			c.key = tally_cell_key(cell_outcome(&c), cell_dims(&c), epoch);
			to_store(&moving, o, q, c);
		}
		into = table_put(&new.cells, tally_cell_key(cell_outcome(&c), cell_dims(&c), epoch));
		into->n += c.n;
		into->k ^= c.k;
	}
	if (on_disk)
		good = compact_on_disk(o, &moving, why);
	if (good) {
		struct table old = t->cells;

		t->cells = new.cells;
		new.cells = old;
	}
	table_clear(&new.cells);
	free(moving.row);
	return good;
}

bool release_compact(struct observatory *o, bool on_disk, struct error *why)
{
	for (size_t q = 0; q < o->catalogue->count; q++)
		if (!compact_one(o, q, on_disk, why))
			return false;
	return true;
}
