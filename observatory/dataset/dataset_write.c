/* JSON-stat 2.0 and CSV, written by hand: no tree is built, no locale puts its decimal comma in. */
#include <math.h>

#include "base/i18n.h"
#include "base/text.h"
#include "observatory/dataset/dataset.h"

#define LICENSE "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
enum { DECIMALS_MAX = 6 };

/* Decimals of a cell: counts are whole, shares have tenths, what is not ours keeps up to six. */
static int decimals_of(const struct dataset *d, size_t cell)
{
	int measure = dataset_dim_index(d, "measure");
	size_t at = cell;
	const char *code;

	if (measure < 0)
		return DECIMALS_MAX;
	for (size_t i = d->dims; i-- > (size_t)measure + 1;)
		at /= d->dim[i].count;
	code = d->dim[measure].code[at % d->dim[measure].count];
	return !strcmp(code, "n") ? 0 : !strcmp(code, "pct") ? 1 : DECIMALS_MAX;
}

static bool is_number(double value)
{
	return isfinite(value) && fabs(value) < 1e12;
}

/* 58.8 -> "58.8", 50.0 -> "50": whole and decimals apart, zeros at the end cut. */
static void add_number(struct text *out, double value, int decimals)
{
	long long scale = 1, whole;
	char digits[DECIMALS_MAX + 2];
	int n;

	for (int i = 0; i < decimals; i++)
		scale *= 10;
	whole = llround(fabs(value) * (double)scale);
	text_addf(out, "%s%lld", value < 0 && whole ? "-" : "", whole / scale);
	if (whole % scale == 0)
		return;
	n = snprintf(digits, sizeof digits, "%0*lld", decimals, whole % scale);
	while (n > 1 && digits[n - 1] == '0')
		digits[--n] = 0;
	text_addf(out, ".%s", digits);
}

static void add_key(struct text *out, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	text_addf(out, ",\"%s\":", key);
	text_add_json(out, value);
}

static bool is_absolute(const char *href)
{
	if (!href || (strncmp(href, "https://", 8) && strncmp(href, "http://", 7)))
		return false;
	for (; *href; href++)
		if (*href <= ' ' || *href > '~' || strchr("\"<>\\^`{|}", *href))
			return false;
	return true;
}

static void write_strings(struct text *out, char *const *string, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		text_add(out, i ? "," : "[");
		text_add_json(out, string[i]);
	}
	text_add(out, "]");
}

static void write_units(const struct dataset *d, struct text *out)
{
	int dim = dataset_dim_index(d, "measure");
	bool n = dataset_code_index(d, dim, "n") >= 0, pct = dataset_code_index(d, dim, "pct") >= 0;

	if (n || pct)
		text_addf(out, ",\"unit\":{%s%s%s}", n ? "\"n\":{\"decimals\":0}" : "", n && pct ? "," : "",
			pct ? "\"pct\":{\"decimals\":1,\"symbol\":\"%\"}" : "");
}

static void write_dims(const struct dataset *d, struct text *out)
{
	static const char *const role[][2] = {
		{ "metric", "measure" }, { "time", "time" }, { "geo", "geo" },
	};
	const char *comma = "";

	text_add(out, ",\"id\":[");
	for (size_t i = 0; i < d->dims; i++) {
		text_add(out, i ? "," : "");
		text_add_json(out, d->dim[i].id);
	}
	text_add(out, "],\"size\":[");
	for (size_t i = 0; i < d->dims; i++)
		text_addf(out, "%s%zu", i ? "," : "", d->dim[i].count);
	text_add(out, "],\"role\":{");
	for (size_t i = 0; i < sizeof role / sizeof *role; i++)
		if (dataset_dim_index(d, role[i][1]) >= 0) {
			text_addf(out, "%s\"%s\":[\"%s\"]", comma, role[i][0], role[i][1]);
			comma = ",";
		}
	text_add(out, "},\"dimension\":{");
	for (size_t i = 0; i < d->dims; i++) {
		const struct dataset_dim *dim = &d->dim[i];

		text_add(out, i ? "," : "");
		text_add_json(out, dim->id);
		text_add(out, ":{\"label\":");
		text_add_json(out, dim->label ? dim->label : dim->id);
		text_add(out, ",\"category\":{\"index\":");
		write_strings(out, dim->code, dim->count);
		for (size_t k = 0; k < dim->count; k++) {
			text_add(out, k ? "," : ",\"label\":{");
			text_add_json(out, dim->code[k]);
			text_add(out, ":");
			text_add_json(out, dim->name[k]);
		}
		text_add(out, "}");
		if (!strcmp(dim->id, "measure"))
			write_units(d, out);
		text_add(out, "}}");
	}
	text_add(out, "}");
}

static void write_cells(const struct dataset *d, struct text *out)
{
	const char *comma = "";

	text_add(out, ",\"value\":{");
	for (size_t i = 0; i < d->cells; i++)
		if (is_number(d->value[i])) {
			text_addf(out, "%s\"%zu\":", comma, i);
			add_number(out, d->value[i], decimals_of(d, i));
			comma = ",";
		}
	text_add(out, "}");
	comma = ",\"status\":{";
	for (size_t i = 0; i < d->cells; i++)
		if (d->status[i] >= 'a' && d->status[i] <= 'z') {
			text_addf(out, "%s\"%zu\":\"%c\"", comma, i, d->status[i]);
			comma = ",";
		}
	text_add(out, comma[1] ? "" : "}"); /* opened only if a letter was met */
}

/* The status letters that are used, in words: Eurostat's own place for them. */
static void write_statuses(const struct dataset *d, struct text *out)
{
	static const struct { char letter; const char *label; } known[] = {
		{ 'b', N_("rupture : la question a changé") },
		{ 'c', N_("non publié : trop peu de réponses") }, { 'e', N_("estimé") },
		{ 'n', N_("non significatif") }, { 'p', N_("provisoire") }, { 'r', N_("révisé") },
		{ 'u', N_("peu fiable") }, { 'z', N_("sans objet") },
	};
	const char *comma = ",\"status\":{\"label\":{";

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!memchr(d->status, known[i].letter, d->cells))
			continue;
		text_addf(out, "%s\"%c\":", comma, known[i].letter);
		text_add_json(out, _(known[i].label));
		comma = ",";
	}
	text_add(out, comma[1] ? "" : "}}");
}

static void write_extension(const struct dataset *d, struct text *out)
{
	text_addf(out, ",\"extension\":{\"demonstration\":%s,\"multi\":%s",
		d->demonstration ? "true" : "false", d->multi ? "true" : "false");
	if (d->base >= 0)
		text_addf(out, ",\"base\":%ld", d->base);
	add_key(out, "id", d->id);
	add_key(out, "from", d->from);
	add_key(out, "to", d->to);
	write_statuses(d, out);
	text_add(out, "}");
}

void dataset_write_json(const struct dataset *d, struct text *out)
{
	text_add(out, "{\"version\":\"2.0\",\"class\":\"dataset\"");
	add_key(out, "href", is_absolute(d->href) ? d->href : NULL);
	add_key(out, "label", d->label);
	add_key(out, "source", d->source);
	add_key(out, "updated", d->updated);
	if (d->note) {
		text_add(out, ",\"note\":[");
		text_add_json(out, d->note);
		text_add(out, "]");
	}
	write_dims(d, out);
	write_cells(d, out);
	text_add(out, ",\"link\":{\"license\":[{\"type\":\"text/html\",\"href\":\"" LICENSE "\"}]}");
	write_extension(d, out);
	text_add(out, "}\n");
}

/* RFC 4180; and a spreadsheet must not take a cell for a formula. */
static void add_csv(struct text *out, const char *cell)
{
	bool formula = *cell && strchr("=+-@", *cell);

	if (!strpbrk(cell, ",\"\n\r")) {
		text_addf(out, "%s%s", formula ? "'" : "", cell);
		return;
	}
	text_add(out, formula ? "\"'" : "\"");
	for (; *cell; cell++)
		text_add_bytes(out, *cell == '"' ? "\"\"" : cell, *cell == '"' ? 2 : 1);
	text_add(out, "\"");
}

void dataset_write_csv(const struct dataset *d, struct text *out)
{
	size_t position[DATASET_DIMS_MAX] = { 0 };

	for (size_t i = 0; i < d->dims; i++) {
		add_csv(out, d->dim[i].id);
		text_add(out, ",");
	}
	text_add(out, "value,status,demonstration\n");
	for (size_t cell = 0; cell < d->cells; cell++) {
		for (size_t i = 0; i < d->dims; i++) {
			add_csv(out, d->dim[i].code[position[i]]);
			text_add(out, ",");
		}
		if (is_number(d->value[cell]))
			add_number(out, d->value[cell], decimals_of(d, cell));
		text_add(out, ",");
		if (d->status[cell] >= 'a' && d->status[cell] <= 'z')
			text_addf(out, "%c", d->status[cell]);
		text_add(out, d->demonstration ? ",true\n" : ",false\n");
		for (size_t i = d->dims; i-- && ++position[i] == d->dim[i].count;)
			position[i] = 0;
	}
}
