#include "observatory/store/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { VERSION_NOW = 1, BUSY_MS = 1500 };

static const char *const version_1 =
	"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE number(name TEXT PRIMARY KEY, n INTEGER NOT NULL UNIQUE) WITHOUT ROWID;"
	"CREATE TABLE seen(dk BLOB PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE batch(id TEXT PRIMARY KEY, digest BLOB NOT NULL, reply TEXT NOT NULL,"
	" day INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE cell(q INTEGER, o INTEGER, dims INTEGER, epoch INTEGER, n INTEGER NOT NULL,"
	" k INTEGER NOT NULL, PRIMARY KEY(q, o, dims, epoch)) WITHOUT ROWID;"
	"CREATE TABLE slice(q INTEGER, s INTEGER, live_n INTEGER NOT NULL, rel_n INTEGER NOT NULL,"
	" rel_epoch INTEGER NOT NULL, sources INTEGER NOT NULL, PRIMARY KEY(q, s)) WITHOUT ROWID;"
	"PRAGMA user_version = 1;";

enum {
	NUMBER_GET, NUMBER_PUT, SEEN_PUT, BATCH_GET, BATCH_PUT, SEEN_FORGET, BATCH_FORGET, CELL_ADD,
	CELL_DROP, SLICE_PUT, META_GET, META_PUT, CELLS, SLICES, NUMBERS, METAS, SEENS, BATCHES,
	STATEMENTS
};
static const char *const sql[STATEMENTS] = {
	[NUMBER_GET] = "SELECT n FROM number WHERE name = ?1",
	[NUMBER_PUT] = "INSERT INTO number SELECT ?1, coalesce(max(n), 0) + 1 FROM number RETURNING n",
	[SEEN_PUT] = "INSERT INTO seen VALUES(?1, ?2) ON CONFLICT DO NOTHING",
	[BATCH_GET] = "SELECT digest, reply FROM batch WHERE id = ?1",
	[BATCH_PUT] = "INSERT INTO batch VALUES(?1, ?2, ?3, ?4)",
	[SEEN_FORGET] = "DELETE FROM seen WHERE day < ?1",
	[BATCH_FORGET] = "DELETE FROM batch WHERE day < ?1",
	/* SQLite has no exclusive or; this one never overflows. */
	[CELL_ADD] = "INSERT INTO cell VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(q, o, dims, epoch) DO "
		"UPDATE SET n = n + excluded.n, k = (k | excluded.k) - (k & excluded.k)",
	[CELL_DROP] = "DELETE FROM cell WHERE q = ?1 AND o = ?2 AND dims = ?3 AND epoch = ?4 AND n = 0",
	[SLICE_PUT] = "INSERT INTO slice VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(q, s) DO UPDATE SET "
		"live_n = excluded.live_n, rel_n = excluded.rel_n, rel_epoch = excluded.rel_epoch, "
		"sources = excluded.sources",
	[META_GET] = "SELECT value FROM meta WHERE key = ?1",
	[META_PUT] = "INSERT INTO meta VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
	[CELLS] = "SELECT q, o, dims, epoch, n, k FROM cell",
	[SLICES] = "SELECT q, s, live_n, rel_n, rel_epoch, sources FROM slice",
	[NUMBERS] = "SELECT name, n FROM number ORDER BY n",
	[METAS] = "SELECT key, value FROM meta",
	[SEENS] = "SELECT dk, day FROM seen",
	[BATCHES] = "SELECT id, digest, reply, day FROM batch",
};

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statement[STATEMENTS];
};

static bool fault(const struct store *s, struct error *why)
{
	switch (s->db ? sqlite3_errcode(s->db) & 0xff : SQLITE_NOMEM) {
	case SQLITE_FULL:
		return error_set(why, ERROR_SYSTEM, _("Le disque est plein : rien n'a été enregistré. "
			"Libérez de la place, puis recommencez."));
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(why, ERROR_INPUT, _("La base %s est abîmée. Remettez une sauvegarde, avec "
			"« mesdatas-observatory import »."), s->path);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(why, ERROR_SYSTEM, _("La base %s est déjà ouverte par un autre programme, "
			"sans doute l'Observatoire lui-même. Arrêtez-le d'abord."), s->path);
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return error_set(why, ERROR_SYSTEM, _("La base %s ne peut pas être ouverte ni écrite. "
			"Vérifiez que le dossier existe, et vos droits."), s->path);
	default:
		return error_set(why, ERROR_SYSTEM, _("La base %s a refusé : %s. Rien n'a été enregistré."),
			s->path, s->db ? sqlite3_errmsg(s->db) : "");
	}
}

static bool run(struct store *s, const char *commands, struct error *why)
{
	return sqlite3_exec(s->db, commands, NULL, NULL, NULL) == SQLITE_OK || fault(s, why);
}

static sqlite3_stmt *ready(struct store *s, int which, struct error *why)
{
	if (!s->statement[which] && sqlite3_prepare_v3(s->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT,
			&s->statement[which], NULL) != SQLITE_OK) {
		fault(s, why);
		return NULL;
	}
	return s->statement[which];
}

/* Runs a statement that gives no row. */
static bool done(struct store *s, sqlite3_stmt *statement, struct error *why)
{
	bool good = sqlite3_step(statement) == SQLITE_DONE || fault(s, why);

	sqlite3_reset(statement);
	return good;
}

static void bind_numbers(sqlite3_stmt *statement, const int64_t *value, int count)
{
	for (int i = 0; i < count; i++)
		sqlite3_bind_int64(statement, i + 1, value[i]);
}

static void bind_text(sqlite3_stmt *statement, int at, const char *value)
{
	sqlite3_bind_text(statement, at, value, -1, SQLITE_STATIC);
}

static bool migrate(struct store *s, struct error *why)
{
	sqlite3_stmt *statement;
	int version = -1;

	if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK)
		return fault(s, why);
	if (sqlite3_step(statement) == SQLITE_ROW)
		version = sqlite3_column_int(statement, 0);
	sqlite3_finalize(statement);
	if (version < 0)
		return fault(s, why);
	if (version > VERSION_NOW)
		return error_set(why, ERROR_INPUT, _("La base %s vient d'une version plus récente. Mettez "
			"le programme à jour."), s->path);
	return version == VERSION_NOW || run(s, version_1, why);
}

/* The lock is taken by the first transaction and kept until the end: in this mode SQLite needs no
 * shared memory, and a second program is told so at once. */
static bool prepare(struct store *s, struct error *why)
{
	sqlite3_busy_timeout(s->db, BUSY_MS);
	sqlite3_extended_result_codes(s->db, 1);
	return run(s, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
		"PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF;"
		"BEGIN EXCLUSIVE;", why)
		&& migrate(s, why) && run(s, "COMMIT", why);
}

struct store *sqlite_open(const char *path, struct error *why)
{
	struct store *s = mem_alloc(sizeof *s);
	int fd = -1;

	s->path = mem_dup(path);
	/* Confidential from its first byte; SQLite gives its own files the rights of this one. */
	if (strcmp(path, ":memory:"))
		fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
			| SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK && prepare(s, why))
		return s;
	fault(s, why);
	store_close(s);
	return NULL;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(s->statement[i]);
	sqlite3_close(s->db);
	free(s->path);
	free(s);
}

bool store_begin(struct store *s, struct error *why)
{
	return run(s, "BEGIN IMMEDIATE", why);
}

bool store_commit(struct store *s, struct error *why)
{
	return run(s, "COMMIT", why);
}

void store_rollback(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* The number in the first column of a statement that gives at most one row; *found says which. */
static bool one_number(struct store *s, sqlite3_stmt *statement, uint32_t *number, bool *found,
	struct error *why)
{
	int result = sqlite3_step(statement);

	*found = result == SQLITE_ROW;
	if (*found) {
		*number = (uint32_t)sqlite3_column_int64(statement, 0);
		result = sqlite3_step(statement);
	}
	if (result != SQLITE_DONE)
		fault(s, why);
	sqlite3_reset(statement);
	return result == SQLITE_DONE;
}

bool store_number(struct store *s, const char *name, uint32_t *number, struct error *why)
{
	sqlite3_stmt *get = ready(s, NUMBER_GET, why), *put = ready(s, NUMBER_PUT, why);
	bool found;

	if (!get || !put)
		return false;
	bind_text(get, 1, name);
	bind_text(put, 1, name);
	return one_number(s, get, number, &found, why)
		&& (found || one_number(s, put, number, &found, why));
}

bool store_seen(struct store *s, const uint8_t key[16], uint32_t day, bool *already,
	struct error *why)
{
	sqlite3_stmt *put = ready(s, SEEN_PUT, why);

	if (!put)
		return false;
	sqlite3_bind_blob(put, 1, key, 16, SQLITE_STATIC);
	sqlite3_bind_int64(put, 2, day);
	if (!done(s, put, why))
		return false;
	*already = !sqlite3_changes(s->db);
	return true;
}

static void take_digest(sqlite3_stmt *statement, int at, uint8_t out[16])
{
	memset(out, 0, 16);
	if (sqlite3_column_bytes(statement, at) == 16)
		memcpy(out, sqlite3_column_blob(statement, at), 16);
}

static const char *column(sqlite3_stmt *statement, int at)
{
	const char *value = (const char *)sqlite3_column_text(statement, at);

	return value ? value : "";
}

bool store_batch_get(struct store *s, const char *id, uint8_t digest[16], char **reply,
	struct error *why)
{
	sqlite3_stmt *get = ready(s, BATCH_GET, why);
	int result;

	*reply = NULL;
	if (!get)
		return false;
	bind_text(get, 1, id);
	result = sqlite3_step(get);
	if (result == SQLITE_ROW) {
		take_digest(get, 0, digest);
		*reply = mem_dup(column(get, 1));
	} else if (result != SQLITE_DONE) {
		fault(s, why);
	}
	sqlite3_reset(get);
	return result == SQLITE_ROW || result == SQLITE_DONE;
}

bool store_batch_put(struct store *s, const char *id, const struct store_batch *batch,
	struct error *why)
{
	sqlite3_stmt *put = ready(s, BATCH_PUT, why);

	if (!put)
		return false;
	bind_text(put, 1, id);
	sqlite3_bind_blob(put, 2, batch->digest, 16, SQLITE_STATIC);
	bind_text(put, 3, batch->reply);
	sqlite3_bind_int64(put, 4, batch->day);
	return done(s, put, why);
}

bool store_forget(struct store *s, uint32_t before_day, struct error *why)
{
	const int tables[] = { SEEN_FORGET, BATCH_FORGET };

	for (int i = 0; i < 2; i++) {
		sqlite3_stmt *drop = ready(s, tables[i], why);

		if (!drop)
			return false;
		sqlite3_bind_int64(drop, 1, before_day);
		if (!done(s, drop, why))
			return false;
	}
	return true;
}

static int by_key(const void *left, const void *right)
{
	const struct store_cell *a = left, *b = right;

	if (a->question != b->question)
		return a->question < b->question ? -1 : 1;
	if (a->outcome != b->outcome)
		return a->outcome < b->outcome ? -1 : 1;
	if (a->dims != b->dims)
		return a->dims < b->dims ? -1 : 1;
	return (a->epoch > b->epoch) - (a->epoch < b->epoch);
}

bool store_add(struct store *s, struct store_cell *cells, size_t count, struct error *why)
{
	sqlite3_stmt *add = ready(s, CELL_ADD, why), *drop = ready(s, CELL_DROP, why);

	if (!add || !drop)
		return false;
	qsort(cells, count, sizeof *cells, by_key);
	for (size_t i = 0; i < count; i++) {
		const struct store_cell *c = &cells[i];
		const int64_t value[] = { c->question, c->outcome, c->dims, c->epoch, c->n,
			(int64_t)c->k };

		bind_numbers(add, value, 6);
		bind_numbers(drop, value, 4);
		if (!done(s, add, why) || (c->n < 0 && !done(s, drop, why)))
			return false;
	}
	return true;
}

bool store_slices(struct store *s, const struct store_slice *slices, size_t count,
	struct error *why)
{
	sqlite3_stmt *put = ready(s, SLICE_PUT, why);

	if (!put)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct store_slice *x = &slices[i];
		const int64_t value[] = { x->question, x->slice, x->live_n, x->rel_n, x->rel_epoch,
			(int64_t)x->sources };

		bind_numbers(put, value, 6);
		if (!done(s, put, why))
			return false;
	}
	return true;
}

bool store_meta_get(struct store *s, const char *key, char *out, size_t room, struct error *why)
{
	sqlite3_stmt *get = ready(s, META_GET, why);
	int result;

	*out = 0;
	if (!get)
		return false;
	bind_text(get, 1, key);
	result = sqlite3_step(get);
	if (result == SQLITE_ROW)
		snprintf(out, room, "%s", column(get, 0));
	else if (result != SQLITE_DONE)
		fault(s, why);
	sqlite3_reset(get);
	return result == SQLITE_ROW || result == SQLITE_DONE;
}

bool store_meta_set(struct store *s, const char *key, const char *value, struct error *why)
{
	sqlite3_stmt *put = ready(s, META_PUT, why);

	if (!put)
		return false;
	bind_text(put, 1, key);
	bind_text(put, 2, value);
	return done(s, put, why);
}

/* One row given to whoever visits; false when told to stop. */
typedef bool row_giver(sqlite3_stmt *row, void *visitor);

static bool each(struct store *s, int which, row_giver *give, void *visitor, struct error *why)
{
	sqlite3_stmt *statement = ready(s, which, why);
	int result = SQLITE_DONE;

	if (!statement)
		return false;
	while ((result = sqlite3_step(statement)) == SQLITE_ROW)
		if (!give(statement, visitor))
			break;
	if (result != SQLITE_ROW && result != SQLITE_DONE)
		fault(s, why);
	sqlite3_reset(statement);
	return result == SQLITE_ROW || result == SQLITE_DONE;
}

struct cell_visitor { store_see_cell *visit; void *arg; };
static bool give_cell(sqlite3_stmt *row, void *visitor)
{
	const struct cell_visitor *v = visitor;
	struct store_cell c = {
		.question = (uint32_t)sqlite3_column_int64(row, 0),
		.outcome = (uint32_t)sqlite3_column_int64(row, 1),
		.dims = (uint32_t)sqlite3_column_int64(row, 2),
		.epoch = (uint32_t)sqlite3_column_int64(row, 3),
		.n = sqlite3_column_int64(row, 4),
		.k = (uint64_t)sqlite3_column_int64(row, 5),
	};

	return v->visit(v->arg, &c);
}

bool store_each_cell(struct store *s, store_see_cell *visit, void *arg, struct error *why)
{
	return each(s, CELLS, give_cell, &(struct cell_visitor){ visit, arg }, why);
}

struct slice_visitor { store_see_slice *visit; void *arg; };
static bool give_slice(sqlite3_stmt *row, void *visitor)
{
	const struct slice_visitor *v = visitor;
	struct store_slice x = {
		.question = (uint32_t)sqlite3_column_int64(row, 0),
		.slice = (uint32_t)sqlite3_column_int64(row, 1),
		.live_n = sqlite3_column_int64(row, 2),
		.rel_n = sqlite3_column_int64(row, 3),
		.rel_epoch = (uint32_t)sqlite3_column_int64(row, 4),
		.sources = (uint64_t)sqlite3_column_int64(row, 5),
	};

	return v->visit(v->arg, &x);
}

bool store_each_slice(struct store *s, store_see_slice *visit, void *arg, struct error *why)
{
	return each(s, SLICES, give_slice, &(struct slice_visitor){ visit, arg }, why);
}

struct number_visitor { store_see_number *visit; void *arg; };
static bool give_number(sqlite3_stmt *row, void *visitor)
{
	const struct number_visitor *v = visitor;

	return v->visit(v->arg, column(row, 0), (uint32_t)sqlite3_column_int64(row, 1));
}

bool store_each_number(struct store *s, store_see_number *visit, void *arg, struct error *why)
{
	return each(s, NUMBERS, give_number, &(struct number_visitor){ visit, arg }, why);
}

struct meta_visitor { store_see_meta *visit; void *arg; };
static bool give_meta(sqlite3_stmt *row, void *visitor)
{
	const struct meta_visitor *v = visitor;

	return v->visit(v->arg, column(row, 0), column(row, 1));
}

bool store_each_meta(struct store *s, store_see_meta *visit, void *arg, struct error *why)
{
	return each(s, METAS, give_meta, &(struct meta_visitor){ visit, arg }, why);
}

struct seen_visitor { store_see_seen *visit; void *arg; };
static bool give_seen(sqlite3_stmt *row, void *visitor)
{
	const struct seen_visitor *v = visitor;
	uint8_t key[16];

	take_digest(row, 0, key);
	return v->visit(v->arg, key, (uint32_t)sqlite3_column_int64(row, 1));
}

bool store_each_seen(struct store *s, store_see_seen *visit, void *arg, struct error *why)
{
	return each(s, SEENS, give_seen, &(struct seen_visitor){ visit, arg }, why);
}

struct batch_visitor { store_see_batch *visit; void *arg; };
static bool give_batch(sqlite3_stmt *row, void *visitor)
{
	const struct batch_visitor *v = visitor;
	struct store_batch batch = { .reply = column(row, 2),
		.day = (uint32_t)sqlite3_column_int64(row, 3) };

	take_digest(row, 1, batch.digest);
	return v->visit(v->arg, column(row, 0), &batch);
}

bool store_each_batch(struct store *s, store_see_batch *visit, void *arg, struct error *why)
{
	return each(s, BATCHES, give_batch, &(struct batch_visitor){ visit, arg }, why);
}
