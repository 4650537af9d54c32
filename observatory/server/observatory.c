#include "observatory/server/observatory.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/server/inside.h"

enum { CLOSE_HOUR = 2 };

/* Numbers of the store -> places in the catalogue, while cells and slices are read. */
struct loading {
	struct observatory *o;
	uint32_t *question;        /* by number: index + 1, 0 unknown */
	size_t numbers;
};

char *observatory_key_file(const char *url)
{
	struct text path = TEXT(8192);

	if (!strcmp(url, "sqlite::memory:"))
		return NULL;
	text_addf(&path, "%s.keys", strchr(url, ':') ? strchr(url, ':') + 1 : url);
	return text_take(&path);
}

void observatory_fingerprint(const struct secrecy *s, char out[17])
{
	static const char mark[] = "mesdatas-observatory";
	uint64_t sum = secrecy_siphash(s->record, mark, sizeof mark)
		^ secrecy_siphash(s->noise, mark, sizeof mark - 1)
		^ secrecy_siphash(s->dedup, mark, sizeof mark - 2);

	snprintf(out, 17, "%016llx", (unsigned long long)sum);
}

static bool name_all(struct observatory *o, struct error *why)
{
	for (size_t q = 0; q < o->catalogue->count; q++) {
		const struct question *x = &o->catalogue->question[q];

		if (x->outcomes >= OUTCOMES_MAX)
			BUG("%s has %zu outcomes", x->id, x->outcomes);
		if (!store_number(o->store, x->id, &o->number[q], why))
			return false;
		for (size_t i = 0; i < x->outcomes; i++)
			if (!store_number(o->store, x->outcome[i].id, &o->outcome[q][i + 1], why))
				return false;
	}
	return true;
}

/* The catalogue's ids have their numbers before anything is counted. */
static bool give_numbers(struct observatory *o, struct error *why)
{
	size_t n = o->catalogue->count;

	o->number = mem_array(n, sizeof *o->number);
	o->outcome = mem_array(n, sizeof *o->outcome);
	if (!store_begin(o->store, why))
		return false;
	if (name_all(o, why) && store_commit(o->store, why))
		return true;
	store_rollback(o->store);
	return false;
}

static bool known_dims(uint32_t dims)
{
	for (int f = 0; f < PEOPLE_DIMS; f++) {
		size_t count;

		people_codes((enum people_dim)f, &count);
		if (tally_field(dims, f) >= count)
			return false;
	}
	return true;
}

/* What is counted for a question or an option that is no longer asked stays on disk, unread. */
static bool load_cell(void *arg, const struct store_cell *c)
{
	struct loading *l = arg;
	size_t q = c->question < l->numbers ? l->question[c->question] : 0;
	uint32_t outcome = 0;
	struct cell *cell;

	if (!q-- || c->n <= 0 || c->n > UINT32_MAX || c->epoch >= CELL_EPOCHS || !known_dims(c->dims))
		return true;
	while (outcome <= l->o->catalogue->question[q].outcomes
			&& l->o->outcome[q][outcome] != c->outcome)
		outcome++;
	if (outcome > l->o->catalogue->question[q].outcomes)
		return true;
	cell = table_put(&l->o->tally[q].cells, tally_cell_key(outcome, c->dims, c->epoch));
	cell->n += (uint32_t)c->n;
	cell->k ^= c->k;
	return true;
}

static bool load_slice(void *arg, const struct store_slice *x)
{
	struct loading *l = arg;
	size_t q = x->question < l->numbers ? l->question[x->question] : 0;
	struct slice *s;

	if (!q--)
		return true;
	s = table_put(&l->o->tally[q].slices, x->slice);
	s->live_n = x->live_n;
	s->rel_n = x->rel_n;
	s->rel_epoch = x->rel_epoch;
	s->sources = x->sources;
	return true;
}

static bool load_counts(struct observatory *o, struct error *why)
{
	struct loading l = { .o = o };
	bool good;

	for (size_t q = 0; q < o->catalogue->count; q++)
		if (o->number[q] >= l.numbers)
			l.numbers = o->number[q] + 1;
	l.question = mem_array(l.numbers, sizeof *l.question);
	for (size_t q = 0; q < o->catalogue->count; q++)
		l.question[o->number[q]] = (uint32_t)q + 1;
	o->tally = tally_new(o->catalogue->count);
	good = store_each_cell(o->store, load_cell, &l, why)
		&& store_each_slice(o->store, load_slice, &l, why);
	free(l.question);
	observatory_count_months(o);
	return good;
}

static bool meta_number(struct observatory *o, const char *key, long *out, struct error *why)
{
	char value[32];

	if (!store_meta_get(o->store, key, value, sizeof value, why))
		return false;
	*out = strtol(value, NULL, 10);
	return true;
}

static bool load_meta(struct observatory *o, struct error *why)
{
	char flag[8];
	long release = 0;

	if (!store_meta_get(o->store, "demonstration", flag, sizeof flag, why)
			|| !store_meta_get(o->store, "closed", o->closed, sizeof o->closed, why)
			|| !meta_number(o, "sessions", &o->sessions, why)
			|| !meta_number(o, "answers", &o->answers, why)
			|| !meta_number(o, "release", &release, why)
			|| !meta_number(o, "tried", &o->tried, why))
		return false;
	o->demonstration = !strcmp(flag, "1");
	o->release = (unsigned)release;
	if (!o->tried)
		o->tried = day_number(day_today());
	return true;
}

/* Keys of a store that has some. A new store gets its own later (observatory_ready). */
static bool find_keys(struct observatory *o, struct error *why)
{
	char kept[17], found[17], seed[24];

	if (!store_meta_get(o->store, "keys", kept, sizeof kept, why)
			|| !store_meta_get(o->store, "seed", seed, sizeof seed, why))
		return false;
	if (!*kept)
		return true;
	if (o->demonstration)
		secrecy_demo(&o->secrecy, strtoull(seed, NULL, 10));
	else if (!secrecy_open(&o->secrecy, o->key_file ? o->key_file : "", false, why))
		return false;
	o->keyed = true;
	observatory_fingerprint(&o->secrecy, found);
	return !strcmp(kept, found) || error_set(why, ERROR_INPUT, _("Ces clés secrètes ne sont pas "
		"celles de cette base. Remettez les bonnes avec --keys : d'autres changeraient tous "
		"les chiffres publiés."));
}

struct observatory *observatory_open(const char *store_url, const char *key_file,
	struct error *why)
{
	struct observatory *o = mem_alloc(sizeof *o);

	o->key_file = key_file ? mem_dup(key_file) : observatory_key_file(store_url);
	o->store = store_open(store_url, why);
	if (o->store)
		o->catalogue = catalogue_open(why);
	if (o->catalogue && load_meta(o, why) && find_keys(o, why) && give_numbers(o, why)
			&& load_counts(o, why))
		return o;
	observatory_close(o);
	return NULL;
}

void observatory_close(struct observatory *o)
{
	if (!o)
		return;
	if (o->catalogue)
		tally_free(o->tally, o->catalogue->count);
	free(o->number);
	free(o->outcome);
	free(o->key_file);
	store_close(o->store);
	catalogue_close(o->catalogue);
	explicit_bzero(&o->secrecy, sizeof o->secrecy);
	free(o);
}

/* A store in memory has nobody's answers for longer than the process. */
static bool draw_keys(struct observatory *o, struct error *why)
{
	secrecy_demo(&o->secrecy, 0);
	return (chance_secret(o->secrecy.record, 16) && chance_secret(o->secrecy.noise, 16)
		&& chance_secret(o->secrecy.dedup, 16)) || error_set(why, ERROR_SYSTEM,
		_("Le système ne donne pas de nombres au hasard. Redémarrez la machine."));
}

bool observatory_ready(struct observatory *o, struct error *why)
{
	char mark[17];

	if (o->keyed)
		return true;
	if (o->key_file ? !secrecy_open(&o->secrecy, o->key_file, true, why) : !draw_keys(o, why))
		return false;
	observatory_fingerprint(&o->secrecy, mark);
	if (!store_begin(o->store, why))
		return false;
	o->keyed = store_meta_set(o->store, "keys", mark, why) && store_commit(o->store, why);
	if (!o->keyed)
		store_rollback(o->store);
	return o->keyed;
}

const struct secrecy *observatory_secrecy(const struct observatory *o)
{
	return &o->secrecy;
}

const struct catalogue *observatory_catalogue(const struct observatory *o)
{
	return o->catalogue;
}

void observatory_count(const struct observatory *o, struct observatory_counts *out)
{
	*out = (struct observatory_counts){
		.demonstration = o->demonstration,
		.sessions = o->sessions / 10 * 10,
		.answers = o->answers / 10 * 10,
		.release = o->release,
		.from = o->from,
		.to = o->to,
	};
	memcpy(out->closed, o->closed, sizeof out->closed);
}

void observatory_count_months(struct observatory *o)
{
	o->from = o->to = -1;
	for (size_t q = 0; q < o->catalogue->count; q++) {
		for (size_t i = 0; i < o->tally[q].slices.count; i++) {
			const struct slice *s = table_at(&o->tally[q].slices, i);
			int month = (int)(s->key >> 12) - 1;

			if (month < 0 || s->key & 0xfff || s->rel_n < SECRECY_K)
				continue;
			if (o->from < 0 || month < o->from)
				o->from = month;
			if (month > o->to)
				o->to = month;
		}
	}
}

bool observatory_save_counts(struct observatory *o, struct error *why)
{
	const struct { const char *key; long value; } row[] = {
		{ "sessions", o->sessions }, { "answers", o->answers },
		{ "release", (long)o->release }, { "tried", o->tried },
	};
	char value[24];

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		snprintf(value, sizeof value, "%ld", row[i].value);
		if (!store_meta_set(o->store, row[i].key, value, why))
			return false;
	}
	return store_meta_set(o->store, "closed", o->closed, why);
}

static int by_slice(const void *left, const void *right)
{
	uint32_t a = ((const struct store_slice *)left)->slice;
	uint32_t b = ((const struct store_slice *)right)->slice;

	return (a > b) - (a < b);
}

static bool save_slices(struct observatory *o, size_t q, const struct table *news,
	struct error *why)
{
	struct store_slice *row = mem_array(news->count, sizeof *row);
	bool good;

	for (size_t i = 0; i < news->count; i++) {
		const struct slice *n = table_at(news, i);
		const struct slice *s = table_find(&o->tally[q].slices, n->key);

		row[i] = (struct store_slice){ o->number[q], (uint32_t)n->key, n->live_n, n->rel_n,
			n->rel_epoch, n->sources };
		if (s && s != n) {
			row[i].live_n += s->live_n;
			row[i].rel_n = s->rel_n;
			row[i].rel_epoch = s->rel_epoch;
			row[i].sources |= s->sources;
		}
	}
	qsort(row, news->count, sizeof *row, by_slice);
	good = store_slices(o->store, row, news->count, why);
	free(row);
	return good;
}

bool observatory_save(struct observatory *o, size_t q, const struct tally *news, struct error *why)
{
	struct store_cell *row = mem_array(news->cells.count, sizeof *row);
	bool good;

	for (size_t i = 0; i < news->cells.count; i++) {
		const struct cell *c = table_at(&news->cells, i);

		row[i] = (struct store_cell){ o->number[q], o->outcome[q][cell_outcome(c)], cell_dims(c),
			cell_epoch(c), c->n, c->k };
	}
	good = store_add(o->store, row, news->cells.count, why)
		&& save_slices(o, q, &news->slices, why);
	free(row);
	return good;
}

bool observatory_release_due(const struct observatory *o)
{
	time_t now = (time_t)clock_unix();
	struct tm tm;

	localtime_r(&now, &tm);
	return tm.tm_hour >= CLOSE_HOUR && day_number((struct day){ tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday }) > o->tried;
}
