#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <math.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "content/reference.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"
#include "observatory/server/inside.h"
#include "observatory/server/observatory.h"
#include "observatory/server/portable.h"
#include "observatory/server/source.h"

#define QUESTION "contacts-connaitre-amis"   /* habit: tous, presque, pas-tous */

static char folder[64], url[96];

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/mesdatas-observatory-XXXXXX");
	if (!mkdtemp(folder))
		return 1;
	snprintf(url, sizeof url, "sqlite:%s/a.db", folder);
	setenv("MESDATAS_CLOCK", "2026-11-24T08:00", 1);
	return 0;
}

static int drop_folder(void **state)
{
	(void)state;
	return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static struct observatory *open_it(const char *at)
{
	struct error why = { 0 };
	struct observatory *o = observatory_open(at, NULL, &why);

	if (!o)
		fail_msg("%s", why.text);
	return o;
}

static void uuid_of(char out[37], unsigned kind, unsigned n)
{
	snprintf(out, 37, "%08x-0000-4000-8000-%012x", kind, n);
}

struct people { unsigned first, count; const char *age, *gender, *geo, *month, *option; };

static void write_people(struct text *out, const struct people *p)
{
	char id[37];

	for (unsigned i = 0; i < p->count; i++) {
		uuid_of(id, 1, p->first + i);
		text_addf(out, "%s{\"id\":\"%s\",\"quiz\":\"reseaux\",\"version\":1,\"form\":\"full\","
			"\"month\":\"%s\",\"age\":\"%s\",\"gender\":\"%s\",\"geo\":\"%s\","
			"\"channel\":\"terminal\",\"run\":12,\"answers\":[{\"q\":\"" QUESTION "\","
			"\"a\":[\"%s\"]}]}", i ? "," : "", id, p->month ? p->month : "2026-11", p->age,
			p->gender, p->geo, p->option);
	}
}

static int put(struct observatory *o, unsigned batch, const char *body, unsigned source,
	struct text *reply)
{
	struct error why = { 0 };
	char id[37];
	int status;

	uuid_of(id, 2, batch);
	status = observatory_put(o, &(struct observatory_batch){ id, body, strlen(body), source },
		reply, &why);
	assert_true((status == 200) == !why.code);
	return status;
}

/* One batch a person, from `sources` sources in turn. */
static void come(struct observatory *o, const struct people *p, unsigned sources)
{
	for (unsigned i = 0; i < p->count; i++) {
		struct people one = *p;
		struct text body = TEXT(1 << 20), reply = TEXT(1 << 20);

		one.first += i;
		one.count = 1;
		text_add(&body, "{\"sessions\":[");
		write_people(&body, &one);
		text_add(&body, "]}");
		assert_int_equal(put(o, one.first, text_string(&body), i % sources, &reply), 200);
		assert_non_null(strstr(text_string(&reply), "\"accepted\":1,"));
		text_free(&body);
		text_free(&reply);
	}
}

static size_t release(struct observatory *o)
{
	size_t moved;

	assert_true(observatory_release(o, &moved, NULL));
	return moved;
}

static struct dataset *ask(const struct observatory *o, const char *question, int by, int age)
{
	struct statistic_query q = { catalogue_find(observatory_catalogue(o), question), by,
		{ age, -1, -1 }, -1, -1 };
	struct error why = { 0 };
	struct dataset *d;

	assert_non_null(q.question);
	d = observatory_statistic(o, &q, &why);
	if (!d)
		fail_msg("%s", why.text);
	return d;
}

/* One published cell: NAN when kept back. */
static double figure(const struct observatory *o, const char *measure, int by, const char *code,
	const char *outcome)
{
	struct dataset *d = ask(o, QUESTION, by, -1);
	size_t position[DATASET_DIMS_MAX] = { 0 };
	double value;

	position[0] = (size_t)dataset_code_index(d, 0, measure);
	if (by != BY_NOTHING)
		position[1] = (size_t)dataset_code_index(d, 1, code);
	position[d->dims - 1] = (size_t)dataset_code_index(d, (int)d->dims - 1, outcome);
	value = d->value[dataset_cell(d, position)];
	assert_true(isnan(value) == (d->status[dataset_cell(d, position)] == 'c'));
	dataset_free(d);
	return value;
}

static bool hidden(const struct observatory *o, int by, const char *code)
{
	return isnan(figure(o, "n", by, code, "tous"));
}

static char *all_figures(const struct observatory *o)
{
	const struct catalogue *c = observatory_catalogue(o);
	struct text out = TEXT(1 << 24);

	for (size_t q = 0; q < c->count; q++) {
		for (int by = BY_NOTHING; by <= BY_MONTH; by++) {
			struct dataset *d = ask(o, c->question[q].id, by, by == PEOPLE_GENDER ? 3 : -1);

			dataset_write_json(d, &out);
			dataset_free(d);
		}
	}
	assert_false(out.full);
	return text_take(&out);
}

static void a_batch_counts_once(void **state)
{
	const struct people p = { 1, 2, "18-30", "f", "FRH", NULL, "tous" };
	struct text body = TEXT(1 << 16), first = TEXT(1 << 16), again = TEXT(1 << 16);
	struct observatory *o = open_it(url);
	struct observatory_counts counts;

	(void)state;
	text_add(&body, "{\"sessions\":[");
	write_people(&body, &p);
	text_add(&body, ",{\"id\":\"x\"}]}");
	assert_int_equal(put(o, 1, text_string(&body), 0, &first), 200);
	assert_memory_equal(text_string(&first), "{\"accepted\":2,\"duplicates\":0,\"rejected\":[{\"index\":2,", 50);
	assert_non_null(strstr(text_string(&first), "\"scores\":[8,8,null],\"demonstration\":false}"));
	observatory_close(o);
	o = open_it(url);
	assert_int_equal(put(o, 1, text_string(&body), 0, &again), 200);
	assert_string_equal(text_string(&first), text_string(&again));
	text_add(&body, " ");
	assert_int_equal(put(o, 1, text_string(&body), 0, &again), 422);
	text_clear(&again);
	assert_int_equal(put(o, 2, text_string(&body), 0, &again), 200);
	assert_memory_equal(text_string(&again), "{\"accepted\":0,\"duplicates\":2,", 29);
	assert_int_equal(o->sessions, 2);
	assert_int_equal(o->answers, 2);
	observatory_count(o, &counts);
	assert_int_equal(counts.sessions, 0);
	assert_int_equal(counts.release, 0);
	observatory_close(o);
	text_free(&body);
	text_free(&first);
	text_free(&again);
}

static void what_is_not_a_batch_is_refused(void **state)
{
	static const char *const bodies[] = { "", "{", "[]", "{}", "{\"sessions\":[]}", "{\"sessions\":{}}",
		"{\"sessions\":[1],\"sessions\":[1]}", "{\"sessions\":[1],\"x\":1}", "\xff" };
	struct text reply = TEXT(1 << 10), deep = TEXT(1 << 20);
	struct observatory *o = open_it(url);
	struct error why = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		assert_int_equal(put(o, 9, bodies[i], 0, &reply), 400);
	text_add(&deep, "{\"sessions\":");
	for (int i = 0; i < 100000; i++)
		text_add(&deep, "[");
	assert_int_equal(put(o, 9, text_string(&deep), 0, &reply), 400);
	assert_int_equal(observatory_put(o, &(struct observatory_batch){ "nope", "{}", 2, 0 }, &reply,
		&why), 400);
	assert_int_equal(reply.bytes, 0);
	observatory_close(o);
	text_free(&deep);
}

static bool file_holds(const char *name, const char *words)
{
	char path[128];
	struct text all = TEXT(1 << 24);
	char block[4096];
	size_t n;
	bool found;
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	f = fopen(path, "rb");
	while (f && (n = fread(block, 1, sizeof block, f)) > 0)
		text_add_bytes(&all, block, n);
	if (f)
		fclose(f);
	found = all.bytes && memmem(all.at, all.bytes, words, strlen(words));
	text_free(&all);
	return found;
}

static void no_free_text_and_nobody_is_kept(void **state)
{
	const struct people p = { 1, 1, "18-30", "f", "FRH", NULL, "tous" };
	struct text body = TEXT(1 << 16), reply = TEXT(1 << 16);
	struct observatory *o = open_it(url);

	(void)state;
	text_add(&body, "{\"sessions\":[");
	write_people(&body, &p);
	text_add(&body, ",{\"Zoé habite ici\":1}]}");
	assert_int_equal(put(o, 1, text_string(&body), 0, &reply), 200);
	assert_non_null(strstr(text_string(&reply), "Zoé"));
	for (int i = 0; i < 2; i++) {
		assert_false(file_holds("a.db", "Zoé") || file_holds("a.db-wal", "Zoé"));
		assert_false(file_holds("a.db", "00000001-0000-4000") || file_holds("a.db-wal", "00000001-0000-4000"));
		/* Not even the receipt: a batch is remembered by a keyed name. */
		assert_false(file_holds("a.db", "00000002-0000-4000")
			|| file_holds("a.db-wal", "00000002-0000-4000"));
		assert_true(file_holds(i ? "a.db" : "a.db-wal", "comptes-fuite"));
		if (!i)
			observatory_close(o);
	}
	text_free(&body);
	text_free(&reply);
}

static void a_disk_that_says_no_counts_nothing(void **state)
{
	struct rlimit before, small = { 1 << 16, 1 << 16 };
	struct people p = { 1, 400, "18-30", "f", "FRH", NULL, "tous" };
	struct text body = TEXT(1 << 20), reply = TEXT(1 << 20);
	struct observatory *o = open_it(url);

	(void)state;
	assert_true(observatory_ready(o, NULL));
	text_add(&body, "{\"sessions\":[");
	write_people(&body, &p);
	text_add(&body, "]}");
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	assert_int_equal(put(o, 1, text_string(&body), 0, &reply), 503);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(o->sessions, 0);
	for (size_t q = 0; q < o->catalogue->count; q++)
		assert_int_equal(o->tally[q].cells.count + o->tally[q].slices.count, 0);
	assert_int_equal(put(o, 1, text_string(&body), 0, &reply), 200);
	assert_non_null(strstr(text_string(&reply), "\"accepted\":400,"));
	observatory_close(o);
	text_free(&body);
	text_free(&reply);
}

static void a_figure_waits_for_ten_people_and_three_sources(void **state)
{
	struct people p = { 1, 9, "18-30", "f", "FRH", NULL, "tous" };
	struct observatory *o = open_it(url);
	double before;

	(void)state;
	come(o, &p, 3);
	assert_int_equal(release(o), 0);
	assert_true(hidden(o, BY_NOTHING, ""));
	p = (struct people){ 10, 11, "18-30", "f", "FRH", NULL, "tous" };
	come(o, &p, 1);
	assert_true(release(o) > 0);
	before = figure(o, "n", BY_NOTHING, "", "tous");
	assert_true(before >= 15 && before <= 25);
	assert_true(figure(o, "n", BY_NOTHING, "", "presque") <= 0);
	assert_true(figure(o, "pct", PEOPLE_AGE, "18-30", "tous") >= 100);
	assert_int_equal(release(o), 0);

	p = (struct people){ 30, 9, "18-30", "f", "FRH", NULL, "presque" };
	come(o, &p, 3);
	assert_int_equal(release(o), 0);
	assert_true(figure(o, "n", BY_NOTHING, "", "presque") <= 0);
	p = (struct people){ 40, 40, "18-30", "f", "FRH", NULL, "presque" };
	come(o, &p, 2);                     /* 49 new people, three sources in all */
	assert_true(release(o) > 0);
	assert_true(figure(o, "n", BY_NOTHING, "", "presque") > 40);
	p = (struct people){ 100, 40, "18-30", "f", "FRH", NULL, "pas-tous" };
	come(o, &p, 2);
	assert_int_equal(release(o), 0);
	assert_true(figure(o, "n", BY_NOTHING, "", "pas-tous") <= 0);
	observatory_close(o);
}

static void a_rest_too_small_is_not_left_to_guess(void **state)
{
	const struct people most = { 1, 40, "18-30", "f", "FRH", NULL, "tous" };
	const struct people few = { 100, 5, "31-45", "m", "FRH", NULL, "tous" };
	const struct people more = { 200, 10, "31-45", "m", "FRH", NULL, "tous" };
	struct observatory *o = open_it(url);

	(void)state;
	come(o, &most, 3);
	come(o, &few, 3);
	assert_true(release(o) > 0);
	assert_false(hidden(o, BY_NOTHING, ""));
	assert_true(hidden(o, PEOPLE_AGE, "31-45"));
	assert_true(hidden(o, PEOPLE_AGE, "18-30"));
	assert_false(hidden(o, PEOPLE_REGION, "FRH"));
	come(o, &more, 3);
	assert_true(release(o) > 0);
	assert_false(hidden(o, PEOPLE_AGE, "31-45"));
	assert_false(hidden(o, PEOPLE_AGE, "18-30"));
	observatory_close(o);
}

static void at_most_two_filters(void **state)
{
	struct observatory *o = open_it(url);
	const struct question *q = catalogue_find(observatory_catalogue(o), QUESTION);
	static const struct { int by, age, gender, from, to; bool allowed; } row[] = {
		{ BY_NOTHING, -1, -1, -1, -1, true }, { PEOPLE_AGE, -1, 1, -1, -1, true },
		{ PEOPLE_AGE, 2, -1, -1, -1, true }, { PEOPLE_REGION, 2, 1, -1, -1, false },
		{ BY_NOTHING, 2, 1, 140, 142, false }, { BY_NOTHING, 2, -1, 140, 142, true },
		{ PEOPLE_AGE, -1, -1, 142, 142, true }, { PEOPLE_AGE, -1, -1, 140, 142, false },
		{ PEOPLE_AGE, -1, 1, 142, 142, false }, { BY_NOTHING, -1, -1, 142, 140, false },
		{ BY_MONTH, -1, -1, -1, 142, true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct statistic_query query = { q, row[i].by, { row[i].age, row[i].gender, -1 },
			row[i].from, row[i].to };
		struct error why = { 0 };
		struct dataset *d = observatory_statistic(o, &query, &why);

		if ((d != NULL) != row[i].allowed)
			fail_msg("row %zu: %s", i, why.text);
		assert_true(d || why.code == ERROR_USAGE);
		dataset_free(d);
	}
	observatory_close(o);
}

/* What every slice shows, added up again from what was sent: releases, late answers, cells that
 * were merged and a restart change nothing. */
static void compaction_is_exact(void **state)
{
	static const char *const ages[] = { "na", "18-30", "31-45" }, *const months[] = { "2026-09", "2026-11" };
	static const char *const options[] = { "tous", "presque", "pas-tous" };
	struct { uint32_t dims, epoch; uint64_t key; } sent[600];
	struct observatory *o = open_it(url);
	size_t q = catalogue_index(o->catalogue, catalogue_find(o->catalogue, QUESTION)), count = 0, cells = 0;
	struct chance c;

	(void)state;
	chance_seed(&c, 5);
	while (count < sizeof sent / sizeof *sent) {
		unsigned age = chance_below(&c, 3), month = chance_below(&c, 2);
		struct people p = { (unsigned)count + 1, 1, ages[age], "f", "FRH", months[month],
			options[chance_below(&c, 3)] };
		char id[37];

		uuid_of(id, 1, p.first);
		come(o, &p, 1);
		sent[count].dims = store_dims(2026, month ? 11 : 9, people_index(PEOPLE_AGE, p.age), 1,
			people_index(PEOPLE_REGION, "FRH"));
		sent[count].epoch = o->release + 1;
		sent[count++].key = secrecy_record_key(&o->secrecy, id);
		/* come() gives each one source 0; the gate needs three. */
		for (size_t i = 0; i < o->tally[q].slices.count; i++)
			((struct slice *)table_at(&o->tally[q].slices, i))->sources |= 6;
		if (chance_below(&c, 12) == 0)
			release(o);
		if (chance_below(&c, 100) == 0) {
			observatory_close(o);
			o = open_it(url);
		}
	}
	for (size_t i = 0; i < o->tally[q].slices.count; i++) {
		const struct slice *s = table_at(&o->tally[q].slices, i);
		uint32_t in[SLICES_OF_A_CELL];
		int64_t n = 0;
		uint64_t k = 0;

		for (size_t j = 0; j < count; j++) {
			bool member = false;

			tally_slices_of(sent[j].dims, in);
			for (int m = 0; m < SLICES_OF_A_CELL; m++)
				member |= in[m] == s->key;
			n += member && sent[j].epoch <= s->rel_epoch;
			k ^= member && sent[j].epoch <= s->rel_epoch ? sent[j].key : 0;
		}
		for (size_t j = 0; j < o->tally[q].cells.count; j++) {
			const struct cell *cell = table_at(&o->tally[q].cells, j);

			tally_slices_of(cell_dims(cell), in);
			for (int m = 0; m < SLICES_OF_A_CELL; m++)
				if (in[m] == s->key && cell_epoch(cell) <= s->rel_epoch) {
					n -= cell->n;
					k ^= cell->k;
				}
		}
		assert_int_equal(n, 0);
		assert_true(k == 0);
		assert_true(s->rel_n > 0);
	}
	for (size_t j = 0; j < o->tally[q].cells.count; j++)
		cells += cell_epoch(table_at(&o->tally[q].cells, j)) == 0;
	assert_true(o->release > 20);
	assert_true(cells > 0 && o->tally[q].cells.count < 100);
	observatory_close(o);
}

static void a_demonstration_says_so_for_ever(void **state)
{
	struct people p = { 1, 1, "18-30", "f", "FRH", NULL, "tous" };
	struct observatory_counts counts;
	struct error why = { 0 };
	struct observatory *o = open_it(url);
	char *before, *after;
	char path[96];

	(void)state;
	assert_true(observatory_demo(o, 20000, 3, &why));
	assert_false(observatory_demo(o, 20000, 3, &why));
	assert_non_null(strstr(why.text, "déjà"));
	before = all_figures(o);
	observatory_close(o);
	snprintf(path, sizeof path, "%s.keys", url + strlen("sqlite:"));
	assert_int_not_equal(access(path, F_OK), 0);
	o = open_it(url);
	observatory_count(o, &counts);
	assert_true(counts.demonstration && counts.answers > 15000 && counts.release > 20);
	assert_int_equal(counts.from, 9);
	assert_int_equal(counts.to, 142);
	assert_string_equal(counts.closed, "2026-11-24T08:00:00Z");
	after = all_figures(o);
	assert_string_equal(before, after);
	come(o, &p, 1);
	assert_false(observatory_release_due(o));
	setenv("MESDATAS_CLOCK", "2026-11-25T08:00", 1);
	assert_true(observatory_release_due(o));
	release(o);
	assert_false(observatory_release_due(o));
	setenv("MESDATAS_CLOCK", "2026-11-24T08:00", 1);
	observatory_close(o);
	free(before);
	free(after);

	o = open_it("sqlite::memory:");
	come(o, &p, 1);
	why = (struct error){ 0 };
	assert_false(observatory_demo(o, 1000, 3, &why));
	observatory_close(o);
}

/* The published share of an option, of an age or of everybody. */
static double share_of(const struct observatory *o, const struct reference_row *row)
{
	int age = row->age ? people_index(PEOPLE_AGE, row->age) : -1;
	struct dataset *d = ask(o, row->question, BY_NOTHING, age);
	size_t position[DATASET_DIMS_MAX] = { 1, (size_t)dataset_code_index(d, 1, row->option) };
	double value = d->value[dataset_cell(d, position)];

	dataset_free(d);
	return value;
}

static void the_demonstration_follows_the_published_results(void **state)
{
	struct observatory *o = open_it("sqlite::memory:");
	struct reference *r = reference_open(NULL);
	struct dataset *scores;
	double mean = 0, total = 0;

	(void)state;
	assert_non_null(r);
	assert_true(r->rows_count > 0);
	assert_true(observatory_demo(o, 600000, 1, NULL));
	for (unsigned i = 0; i < r->rows_count; i++)
		if (!(fabs(share_of(o, &r->rows[i]) - r->rows[i].percent) < 3))
			fail_msg("%s/%s: %.1f, printed %u", r->rows[i].question, r->rows[i].option,
				share_of(o, &r->rows[i]), r->rows[i].percent);
	scores = ask(o, "score-reseaux-full-v1", BY_NOTHING, -1);
	for (size_t i = 0; i < 21; i++) {
		mean += scores->value[i] * (double)(5 * i);
		total += scores->value[i];
	}
	mean /= total;
	assert_true(mean > 35 && mean < 70);
	assert_true(chart_percentile(scores, 0) <= 5);
	assert_true(chart_percentile(scores, (int)mean) >= 35 && chart_percentile(scores, (int)mean) <= 65);
	assert_true(chart_percentile(scores, 100) >= 95);
	assert_int_equal(chart_percentile(scores, 50) % 5, 0);
	dataset_free(scores);
	reference_close(r);
	observatory_close(o);
}

static FILE *exported(const char *from)
{
	FILE *f = tmpfile();

	assert_non_null(f);
	assert_true(portable_export(from, f, NULL));
	rewind(f);
	return f;
}

/* All of it but `kept` bytes. */
static void cut_last_line(FILE *f, long kept)
{
	long end;

	assert_int_equal(fseek(f, -2, SEEK_END), 0);
	while (fgetc(f) != '\n')
		assert_int_equal(fseek(f, -2, SEEK_CUR), 0);
	end = ftell(f) + kept;
	assert_int_equal(ftruncate(fileno(f), end), 0);
	rewind(f);
}

static void an_export_makes_the_same_observatory(void **state)
{
	struct error why = { 0 };
	char other[96], *before, *after;
	struct observatory *o = open_it(url);
	FILE *f;

	(void)state;
	assert_true(observatory_demo(o, 20000, 4, NULL));
	before = all_figures(o);
	observatory_close(o);
	snprintf(other, sizeof other, "sqlite:%s/b.db", folder);
	f = exported(url);
	assert_true(portable_import(other, NULL, f, &why));
	rewind(f);
	assert_false(portable_import(other, NULL, f, &why));
	assert_non_null(strstr(why.text, "neuf"));
	o = open_it(other);
	assert_true(o->demonstration);
	after = all_figures(o);
	assert_string_equal(before, after);
	observatory_close(o);
	free(before);
	free(after);

	why = (struct error){ 0 };
	snprintf(other, sizeof other, "sqlite:%s/c.db", folder);
	cut_last_line(f, 0);
	assert_false(portable_import(other, NULL, f, &why));
	assert_non_null(strstr(why.text, "entier"));
	why = (struct error){ 0 };
	cut_last_line(f, 5);
	assert_false(portable_import(other, NULL, f, &why));
	assert_non_null(strstr(why.text, "ligne"));
	fclose(f);
	o = open_it(other);
	assert_false(o->demonstration);
	assert_int_equal(o->sessions, 0);
	observatory_close(o);
}

static void real_figures_need_their_own_keys(void **state)
{
	const struct people p = { 1, 60, "18-30", "f", "FRH", NULL, "tous" };
	struct error why = { 0 };
	char other[96], keys[96], *before, *after;
	struct observatory *o = open_it(url);
	struct secrecy wrong;
	FILE *f;

	(void)state;
	come(o, &p, 3);
	release(o);
	before = all_figures(o);
	observatory_close(o);
	f = exported(url);
	snprintf(other, sizeof other, "sqlite:%s/b.db", folder);
	assert_false(portable_import(other, NULL, f, &why));
	assert_int_equal(why.code, ERROR_MISSING);
	snprintf(keys, sizeof keys, "%s/wrong.keys", folder);
	assert_true(secrecy_open(&wrong, keys, true, NULL));
	why = (struct error){ 0 };
	rewind(f);
	assert_false(portable_import(other, keys, f, &why));
	assert_non_null(strstr(why.text, "--keys"));
	assert_null(observatory_open(url, keys, NULL));
	snprintf(keys, sizeof keys, "%s/a.db.keys", folder);
	rewind(f);
	assert_true(portable_import(other, keys, f, NULL));
	fclose(f);
	o = observatory_open(other, keys, NULL);
	assert_non_null(o);
	after = all_figures(o);
	assert_string_equal(before, after);
	observatory_close(o);
	free(before);
	free(after);
}

static void a_source_is_a_network(void **state)
{
	static const uint8_t a[4] = { 192, 0, 2, 1 }, b[4] = { 192, 0, 2, 254 };
	static const uint8_t mapped[16] = { [10] = 255, [11] = 255, 192, 0, 2, 7 };
	uint8_t other[4] = { 198, 51, 0, 1 }, six[16] = { 0x20, 1, 0xd, 0xb8, 0, 1 }, same[16] = { 0x20, 1, 0xd, 0xb8, 0, 1, 9 };
	uint64_t seen = 0;
	struct secrecy s;

	(void)state;
	secrecy_demo(&s, 1);
	assert_int_equal(source_of(&s, a, 4), source_of(&s, b, 4));
	assert_int_equal(source_of(&s, a, 4), source_of(&s, mapped, 16));
	assert_int_equal(source_of(&s, six, 16), source_of(&s, same, 16));
	for (int i = 0; i < 250; i++) {
		other[2] = (uint8_t)i;
		assert_true(source_of(&s, other, 4) < 64);
		seen |= (uint64_t)1 << source_of(&s, other, 4);
	}
	assert_true(__builtin_popcountll(seen) > 55);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_folder, drop_folder)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_batch_counts_once),
		TEST(what_is_not_a_batch_is_refused),
		TEST(no_free_text_and_nobody_is_kept),
		TEST(a_disk_that_says_no_counts_nothing),
		TEST(a_figure_waits_for_ten_people_and_three_sources),
		TEST(a_rest_too_small_is_not_left_to_guess),
		TEST(at_most_two_filters),
		TEST(compaction_is_exact),
		TEST(a_demonstration_says_so_for_ever),
		TEST(the_demonstration_follows_the_published_results),
		TEST(an_export_makes_the_same_observatory),
		TEST(real_figures_need_their_own_keys),
		TEST(a_source_is_a_network),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
