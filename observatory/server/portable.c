#include "observatory/server/portable.h"

#include <errno.h>
#include <inttypes.h>
#include <jansson.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/server/inside.h"

enum { FORMAT = 1, PARCEL = 8192, LINE_MAX_BYTES = 1 << 16 };

/* ---- out ---- */

struct outward { FILE *out; uint64_t lines; };

static void hex(char out[33], const uint8_t bytes[16])
{
	for (int i = 0; i < 16; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

/* {"kind":["first","second",number]}; `second` may be NULL. */
static void put_words(struct outward *o, const char *kind, const char *first, const char *second)
{
	struct text line = TEXT(LINE_MAX_BYTES);

	text_addf(&line, "{\"%s\":[", kind);
	text_add_json(&line, first);
	if (second) {
		text_add(&line, ",");
		text_add_json(&line, second);
	}
	fputs(text_string(&line), o->out);
	text_free(&line);
	o->lines++;
}

static bool put_meta(void *arg, const char *key, const char *value)
{
	struct outward *o = arg;

	put_words(o, "meta", key, value);
	fputs("]}\n", o->out);
	return true;
}

static bool put_number(void *arg, const char *name, uint32_t number)
{
	struct outward *o = arg;

	put_words(o, "number", name, NULL);
	fprintf(o->out, ",%" PRIu32 "]}\n", number);
	return true;
}

static bool put_cell(void *arg, const struct store_cell *c)
{
	struct outward *o = arg;

	fprintf(o->out, "{\"cell\":[%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRId64
		",%" PRId64 "]}\n", c->question, c->outcome, c->dims, c->epoch, c->n, (int64_t)c->k);
	o->lines++;
	return true;
}

static bool put_slice(void *arg, const struct store_slice *s)
{
	struct outward *o = arg;

	fprintf(o->out, "{\"slice\":[%" PRIu32 ",%" PRIu32 ",%" PRId64 ",%" PRId64 ",%" PRIu32
		",%" PRId64 "]}\n", s->question, s->slice, s->live_n, s->rel_n, s->rel_epoch, (int64_t)s->sources);
	o->lines++;
	return true;
}

static bool put_seen(void *arg, const uint8_t key[16], uint32_t day)
{
	struct outward *o = arg;
	char digits[33];

	hex(digits, key);
	fprintf(o->out, "{\"seen\":[\"%s\",%" PRIu32 "]}\n", digits, day);
	o->lines++;
	return true;
}

static bool put_batch(void *arg, const char *id, const struct store_batch *batch)
{
	struct outward *o = arg;
	char digits[33];

	hex(digits, batch->digest);
	put_words(o, "batch", id, batch->reply);
	fprintf(o->out, ",\"%s\",%" PRIu32 "]}\n", digits, batch->day);
	return true;
}

bool portable_export(const char *store_url, FILE *out, struct error *why)
{
	struct outward o = { .out = out };
	struct store *s = store_open(store_url, why);
	bool good;

	if (!s)
		return false;
	fprintf(out, "{\"mesdatas-observatory\":[%d]}\n", FORMAT);
	good = store_each_meta(s, put_meta, &o, why) && store_each_number(s, put_number, &o, why)
		&& store_each_cell(s, put_cell, &o, why) && store_each_slice(s, put_slice, &o, why)
		&& store_each_seen(s, put_seen, &o, why) && store_each_batch(s, put_batch, &o, why);
	store_close(s);
	if (!good)
		return false;
	if (!o.lines)
		return error_set(why, ERROR_MISSING, _("Cette base est vide. Est-ce la bonne ? Rien n'a été "
			"exporté."));
	fprintf(out, "{\"end\":[%" PRIu64 "]}\n", o.lines);
	if (fflush(out) || ferror(out))
		return error_set(why, ERROR_SYSTEM, _("L'export n'a pas pu être écrit en entier : %s. Ne "
			"gardez pas ce fichier."), strerror(errno));
	return true;
}

/* ---- in ---- */

struct inward {
	struct store *store;
	uint64_t lines;
	bool ended;
	struct store_cell cell[PARCEL];
	struct store_slice slice[PARCEL];
	size_t cells, slices;
};

static bool flush(struct inward *in, struct error *why)
{
	size_t cells = in->cells, slices = in->slices;

	in->cells = in->slices = 0;
	return (!cells || store_add(in->store, in->cell, cells, why))
		&& (!slices || store_slices(in->store, in->slice, slices, why));
}

static bool unhex(const char *digits, uint8_t out[16])
{
	if (!digits || strlen(digits) != 32 || strspn(digits, "0123456789abcdef") != 32)
		return false;
	for (int i = 0; i < 16; i++) {
		char pair[3] = { digits[2 * i], digits[2 * i + 1], 0 };

		out[i] = (uint8_t)strtoul(pair, NULL, 16);
	}
	return true;
}

static const char *word(const json_t *list, size_t i)
{
	return json_string_value(json_array_get(list, i));
}

/* The numbers of a list, from its `from`-th; false when one is not a number or they are not
 * `count`. */
static bool numbers(const json_t *list, size_t from, size_t count, int64_t *out)
{
	if (json_array_size(list) != from + count)
		return false;
	for (size_t i = 0; i < count; i++) {
		const json_t *n = json_array_get(list, from + i);

		if (!json_is_integer(n))
			return false;
		out[i] = json_integer_value(n);
	}
	return true;
}

static bool fits(int64_t n)
{
	return n >= 0 && n <= UINT32_MAX;
}

static bool take_cell(struct inward *in, const json_t *list, struct error *why)
{
	int64_t v[6];

	if (!numbers(list, 0, 6, v) || !fits(v[0]) || !fits(v[1]) || !fits(v[2]) || !fits(v[3])
			|| v[4] < 1)
		return false;
	in->cell[in->cells++] = (struct store_cell){ (uint32_t)v[0], (uint32_t)v[1], (uint32_t)v[2],
		(uint32_t)v[3], v[4], (uint64_t)v[5] };
	return in->cells < PARCEL || flush(in, why);
}

static bool take_slice(struct inward *in, const json_t *list, struct error *why)
{
	int64_t v[6];

	if (!numbers(list, 0, 6, v) || !fits(v[0]) || !fits(v[1]) || v[2] < v[3] || v[3] < 0
			|| !fits(v[4]))
		return false;
	in->slice[in->slices++] = (struct store_slice){ (uint32_t)v[0], (uint32_t)v[1], v[2], v[3],
		(uint32_t)v[4], (uint64_t)v[5] };
	return in->slices < PARCEL || flush(in, why);
}

static bool take_number(struct inward *in, const json_t *list, struct error *why)
{
	int64_t wanted;
	uint32_t given;

	return word(list, 0) && numbers(list, 1, 1, &wanted)
		&& store_number(in->store, word(list, 0), &given, why) && given == wanted;
}

static bool take_seen(struct inward *in, const json_t *list, struct error *why)
{
	uint8_t key[16];
	int64_t day;
	bool already;

	return unhex(word(list, 0), key) && numbers(list, 1, 1, &day) && fits(day)
		&& store_seen(in->store, key, (uint32_t)day, &already, why);
}

static bool take_batch(struct inward *in, const json_t *list, struct error *why)
{
	struct store_batch batch = { .reply = word(list, 1) };
	int64_t day;

	if (!word(list, 0) || !batch.reply || !unhex(word(list, 2), batch.digest)
			|| !numbers(list, 3, 1, &day) || !fits(day))
		return false;
	batch.day = (uint32_t)day;
	return store_batch_put(in->store, word(list, 0), &batch, why);
}

static bool take_line(struct inward *in, const char *line, size_t bytes, struct error *why)
{
	json_t *object = json_loadb(line, bytes, JSON_REJECT_DUPLICATES, NULL);
	const char *kind = json_object_iter_key(json_object_iter(object));
	const json_t *list = json_object_iter_value(json_object_iter(object));
	int64_t n;
	bool good = false;

	if (!kind || in->ended || (!in->lines && strcmp(kind, "mesdatas-observatory")))
		good = false;
	else if (!strcmp(kind, "mesdatas-observatory"))
		good = !in->lines && numbers(list, 0, 1, &n) && n == FORMAT;
	else if (!strcmp(kind, "meta"))
		good = word(list, 0) && word(list, 1)
			&& store_meta_set(in->store, word(list, 0), word(list, 1), why);
	else if (!strcmp(kind, "number"))
		good = take_number(in, list, why);
	else if (!strcmp(kind, "cell"))
		good = take_cell(in, list, why);
	else if (!strcmp(kind, "slice"))
		good = take_slice(in, list, why);
	else if (!strcmp(kind, "seen"))
		good = take_seen(in, list, why);
	else if (!strcmp(kind, "batch"))
		good = take_batch(in, list, why);
	else if (!strcmp(kind, "end"))
		good = in->ended = numbers(list, 0, 1, &n) && n == (int64_t)in->lines - 1;
	json_decref(object);
	in->lines++;
	return good;
}

static bool take_all(struct inward *in, FILE *from, struct error *why)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t bytes;
	bool good = true;

	while (good && (bytes = getline(&line, &room, from)) > 0)
		good = bytes < LINE_MAX_BYTES && take_line(in, line, (size_t)bytes, why);
	free(line);
	if (!good)
		return error_set(why, ERROR_INPUT, _("La ligne %" PRIu64 " n'est pas celle d'un export de "
			"l'Observatoire. Rien n'a été importé."), in->lines);
	if (in->ended)
		return flush(in, why);
	return error_set(why, ERROR_INPUT, _("Cet export n'est pas entier : sa dernière ligne manque. "
		"Rien n'a été importé."));
}

/* The keys that drew the figures are the ones at hand; those of a demonstration come from its
 * seed. */
static bool same_keys(struct store *s, const char *key_file, struct error *why)
{
	struct secrecy keys;
	char kept[17], found[17], seed[24], flag[8];

	if (!store_meta_get(s, "keys", kept, sizeof kept, why)
			|| !store_meta_get(s, "demonstration", flag, sizeof flag, why)
			|| !store_meta_get(s, "seed", seed, sizeof seed, why))
		return false;
	if (!*kept && !*flag)
		return true;
	if (!strcmp(flag, "1"))
		secrecy_demo(&keys, strtoull(seed, NULL, 10));
	else if (!secrecy_open(&keys, key_file ? key_file : "", false, why))
		return false;
	observatory_fingerprint(&keys, found);
	explicit_bzero(&keys, sizeof keys);
	return !strcmp(kept, found) || error_set(why, ERROR_INPUT, _("Ces clés secrètes ne sont pas "
		"celles de cet export. Donnez les bonnes avec --keys. Rien n'a été importé."));
}

static bool stop_at_first(void *arg, const char *name, uint32_t number)
{
	(void)name;
	(void)number;
	*(bool *)arg = true;
	return false;
}

bool portable_import(const char *store_url, const char *key_file, FILE *from, struct error *why)
{
	static struct inward in;   /* half a megabyte: not for the stack */
	char *beside = key_file ? NULL : observatory_key_file(store_url);
	bool used = false, good;

	in = (struct inward){ .store = store_open(store_url, why) };
	good = in.store && store_each_number(in.store, stop_at_first, &used, why);
	if (good && used)
		good = error_set(why, ERROR_USAGE, _("Cette base sert déjà : importez dans un fichier neuf."));
	good = good && store_begin(in.store, why) && take_all(&in, from, why)
		&& same_keys(in.store, key_file ? key_file : beside, why) && store_commit(in.store, why);
	if (in.store && !good)
		store_rollback(in.store);
	store_close(in.store);
	free(beside);
	return good;
}
