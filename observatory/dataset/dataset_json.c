/* JSON-stat 2.0 read: ours, and Eurostat's (no role, index as an object, dates without a colon).
 * It comes from outside: sizes are checked before anything is allocated, strings are cleaned. */
#include <jansson.h>
#include <math.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/dataset/dataset.h"

enum { CATEGORIES_MAX = 4096, CELLS_MAX = 200000, STRING_MAX = 2000, BYTES_MAX = 1 << 24 };
static const double value_max = 1e12;

static bool wrong(struct error *why)
{
	return error_set(why, ERROR_INPUT, _("Ces chiffres ne sont pas au format attendu : rien n'a été lu."));
}

/* One clean line, at most STRING_MAX bytes. */
static char *clean(const char *string)
{
	struct text out = TEXT(STRING_MAX);

	utf_clean(&out, string, strnlen(string, STRING_MAX + 4));
	for (size_t i = 0; i < out.bytes; i++)
		if (out.at[i] == '\n')
			out.at[i] = ' ';
	return text_take(&out);
}

static char *string_at(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s ? clean(s) : NULL;
}

/* "2026-01-28" or a date and time; Eurostat's +0100 gets its colon. NULL when it is no date. */
static char *date_at(const json_t *object, const char *key)
{
	static const char day[] = "dddd-dd-dd", hour[] = "dddd-dd-ddTdd:dd:dd";
	const char *s = json_string_value(json_object_get(object, key)), *shape = day;
	size_t n = s ? strlen(s) : 0, zone;
	struct text out = TEXT(64);

	if (n < 10 || n > 35)
		return NULL;
	if (n > 10)
		shape = hour;
	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
			return NULL;
	zone = strlen(shape);
	if (s[zone] == '.' && s[zone + 1])
		zone += 1 + strspn(s + zone + 1, "0123456789");
	text_add_bytes(&out, s, zone);
	s += zone;
	n = strspn(s + (*s == '+' || *s == '-'), "0123456789:");
	if ((*s == '+' || *s == '-') && !s[n + 1] && n == 4 && !strchr(s, ':'))
		text_addf(&out, "%.3s:%s", s, s + 3);
	else if (shape == day || !strcmp(s, "Z") || ((*s == '+' || *s == '-') && n == 5 && s[3] == ':'
			&& !s[6]))
		text_add(&out, s);
	else
		text_clear(&out);
	if (out.bytes)
		return text_take(&out);
	text_free(&out);
	return NULL;
}

/* "2015-10", or nothing. */
static char *month_at(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	if (!s || strlen(s) != 7 || strspn(s, "0123456789") != 4 || s[4] != '-'
			|| strspn(s + 5, "0123456789") != 2)
		return NULL;
	return mem_dup(s);
}

static int by_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_twins(char *const *string, size_t count)
{
	char **sorted = mem_array(count, sizeof *sorted);
	bool twins = false;

	memcpy(sorted, string, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_words);
	for (size_t i = 1; i < count && !twins; i++)
		twins = !strcmp(sorted[i - 1], sorted[i]);
	free(sorted);
	return twins;
}

/* The raw ids of a category in their order; each is borrowed from the JSON. */
static bool read_index(const json_t *category, const char **raw, size_t count, struct error *why)
{
	json_t *index = json_object_get(category, "index"), *place, *label;
	const char *id;

	if (json_is_array(index)) {
		if (json_array_size(index) != count)
			return wrong(why);
		for (size_t i = 0; i < count; i++)
			if (!(raw[i] = json_string_value(json_array_get(index, i))))
				return wrong(why);
		return true;
	}
	label = json_object_get(category, "label");
	if (!index && count == 1 && json_object_size(label) == 1) {
		raw[0] = json_object_iter_key(json_object_iter(label));
		return true;
	}
	if (json_object_size(index) != count)
		return wrong(why);
	json_object_foreach(index, id, place) {
		json_int_t at = json_is_integer(place) ? json_integer_value(place) : -1;

		if (at < 0 || at >= (json_int_t)count || raw[at])
			return wrong(why);
		raw[at] = id;
	}
	return true;
}

static bool read_dim(struct dataset *d, const char *id, const json_t *json, size_t count,
	struct error *why)
{
	const json_t *category = json_object_get(json, "category");
	const json_t *label = json_object_get(category, "label");
	const char **raw = mem_array(count, sizeof *raw);
	bool good = read_index(category, raw, count, why);
	struct dataset_dim *dim;

	if (good) {
		dim = &d->dim[d->dims++];
		dim->id = clean(id);
		dim->label = string_at(json, "label");
		if (!dim->label)
			dim->label = mem_dup(dim->id);
		dim->count = count;
		dim->code = mem_array(count, sizeof *dim->code);
		dim->name = mem_array(count, sizeof *dim->name);
		for (size_t i = 0; i < count; i++) {
			dim->code[i] = clean(raw[i]);
			dim->name[i] = string_at(label, raw[i]);
			if (!dim->name[i])
				dim->name[i] = mem_dup(dim->code[i]);
		}
		if (has_twins(dim->code, count))
			good = wrong(why);
	}
	free(raw);
	return good;
}

static bool read_size(const json_t *size, size_t dims, size_t *count, struct error *why)
{
	size_t cells = 1;

	for (size_t i = 0; i < dims; i++) {
		const json_t *n = json_array_get(size, i);
		json_int_t value = json_integer_value(n);

		if (!json_is_integer(n) || value < 0)
			return wrong(why);
		if (!value)
			return error_set(why, ERROR_MISSING, _("Il n'y a aucun chiffre pour cette demande."));
		if (value > CATEGORIES_MAX || cells * (size_t)value > CELLS_MAX)
			return error_set(why, ERROR_INPUT, _("Ces chiffres sont trop nombreux pour être lus : "
				"demandez-en moins à la fois."));
		count[i] = (size_t)value;
		cells *= count[i];
	}
	return true;
}

static bool read_dims(struct dataset *d, const json_t *root, struct error *why)
{
	const json_t *id = json_object_get(root, "id"), *size = json_object_get(root, "size");
	const json_t *dimension = json_object_get(root, "dimension");
	size_t dims = json_array_size(id), count[DATASET_DIMS_MAX];
	char *ids[DATASET_DIMS_MAX];

	if (!dims || json_array_size(size) != dims || json_object_size(dimension) != dims)
		return wrong(why);
	if (dims > DATASET_DIMS_MAX)
		return error_set(why, ERROR_INPUT, _("Ces chiffres ont plus de %d dimensions : demandez-en moins."),
			DATASET_DIMS_MAX);
	if (!read_size(size, dims, count, why))
		return false;
	for (size_t i = 0; i < dims; i++) {
		const char *name = json_string_value(json_array_get(id, i));
		const json_t *json = name ? json_object_get(dimension, name) : NULL;

		if (!json_is_object(json))
			return wrong(why);
		if (!read_dim(d, name, json, count[i], why))
			return false;
		ids[i] = d->dim[i].id;
	}
	return has_twins(ids, dims) ? wrong(why) : true;
}

/* The cell a key of a sparse object names: "12", no sign, no leading zero. False when it names
 * none. */
static bool cell_of(const struct dataset *d, const char *key, size_t *cell)
{
	size_t n = strlen(key);

	if (!n || n > 6 || strspn(key, "0123456789") != n || (n > 1 && *key == '0'))
		return false;
	*cell = (size_t)strtol(key, NULL, 10);
	return *cell < d->cells;
}

static bool set_value(struct dataset *d, size_t cell, const json_t *value, struct error *why)
{
	double number = json_number_value(value);

	if (json_is_null(value))
		return true;
	if (!json_is_number(value) || fabs(number) >= value_max)
		return wrong(why);
	d->value[cell] = number;
	return true;
}

static bool set_status(struct dataset *d, size_t cell, const json_t *status, struct error *why)
{
	const char *s = json_string_value(status);

	if (json_is_null(status))
		return true;
	if (!s)
		return wrong(why);
	d->status[cell] = *s >= 'a' && *s <= 'z' ? *s : 0;
	return true;
}

/* An array of all cells, or an object of some. */
static bool read_cells(struct dataset *d, json_t *json, struct error *why,
	bool (*set)(struct dataset *, size_t, const json_t *, struct error *))
{
	const char *key;
	json_t *item;
	size_t cell;

	if (json_is_array(json)) {
		if (json_array_size(json) != d->cells)
			return wrong(why);
		for (cell = 0; cell < d->cells; cell++)
			if (!set(d, cell, json_array_get(json, cell), why))
				return false;
		return true;
	}
	if (!json_is_object(json))
		return wrong(why);
	json_object_foreach(json, key, item)
		if (!cell_of(d, key, &cell) || !set(d, cell, item, why))
			return wrong(why);
	return true;
}

static bool read_status(struct dataset *d, json_t *status, struct error *why)
{
	/* One letter for all, also as the only item of an array: an old way that is still met. */
	if (json_array_size(status) == 1)
		status = json_array_get(status, 0);
	if (!status)
		return true;
	if (json_is_string(status) || json_is_null(status)) {
		for (size_t i = 0; i < d->cells; i++)
			if (!set_status(d, i, status, why))
				return false;
		return true;
	}
	return read_cells(d, status, why, set_status);
}

static void read_head(struct dataset *d, const json_t *root)
{
	const json_t *extension = json_object_get(root, "extension"), *base;
	const char *note = json_string_value(json_array_get(json_object_get(root, "note"), 0));
	json_int_t n;

	d->id = string_at(extension, "id");
	d->label = string_at(root, "label");
	d->source = string_at(root, "source");
	d->href = string_at(root, "href");
	d->updated = date_at(root, "updated");
	d->note = note ? clean(note) : NULL;
	d->from = month_at(extension, "from");
	d->to = month_at(extension, "to");
	d->demonstration = json_is_true(json_object_get(extension, "demonstration"));
	d->multi = json_is_true(json_object_get(extension, "multi"));
	base = json_object_get(extension, "base");
	n = json_integer_value(base);
	d->base = json_is_integer(base) && n >= 0 && n < (json_int_t)value_max ? (long)n : -1;
}

/* Eurostat answers {"error":[{"label":...}]} or {"warning":{"label":...}}, sometimes with a 200. */
static bool is_dataset(const json_t *root, struct error *why)
{
	const json_t *error = json_array_get(json_object_get(root, "error"), 0);
	const char *class = json_string_value(json_object_get(root, "class"));
	char *label = string_at(error ? error : json_object_get(root, "warning"), "label");

	if (label)
		error_set(why, ERROR_REFUSED, _("Le service de statistiques répond : %s"), label);
	else if (!json_is_object(root) || !class || strcmp(class, "dataset"))
		wrong(why);
	else
		return true;
	free(label);
	return false;
}

struct dataset *dataset_read_json(const char *bytes, size_t n, struct error *why)
{
	struct dataset *d;
	bool good = false;
	json_t *root = NULL;

	if (bytes && n <= BYTES_MAX)
		root = json_loadb(bytes, n, JSON_REJECT_DUPLICATES, NULL);
	if (!root) {
		wrong(why);
		return NULL;
	}
	d = dataset_new(NULL, NULL);
	if (is_dataset(root, why) && read_dims(d, root, why)) {
		read_head(d, root);
		dataset_seal(d);
		good = read_cells(d, json_object_get(root, "value"), why, set_value)
			&& read_status(d, json_object_get(root, "status"), why);
	}
	json_decref(root);
	if (good)
		return d;
	dataset_free(d);
	return NULL;
}
