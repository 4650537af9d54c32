#include <math.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/dataset/dataset.h"
#include "observatory/server/inside.h"

enum { YEAR_ZERO = 2015, LOW_POINTS = 10 };

/* One slice that is asked for: what it shows is counted in `count`, by outcome of a cell. */
struct column {
	int value[FIELDS];
	uint32_t epoch;
	bool shown;
	struct { int64_t n; uint64_t k; } count[OUTCOMES_MAX];
};
/* The columns of a split; then, last, the whole they are split from. */
struct figure {
	const struct observatory *o;
	const struct question *question;
	int split;                 /* a field, or BY_NOTHING */
	int fixed[FIELDS], first, last;
	struct column *column;
	size_t columns;
};

static bool add_up(struct figure *f, const struct statistic_query *query, struct error *why)
{
	int filters = 0, from = query->from, to = query->to;

	*f = (struct figure){ .question = query->question, .split = query->by };
	f->first = from;
	f->last = to;
	for (int d = 0; d < PEOPLE_DIMS; d++)
		f->fixed[d] = query->filter[d];
	f->fixed[BY_MONTH] = -1;
	if (from >= 0 && to >= 0 && from > to)
		return error_set(why, ERROR_USAGE, _("La période commence après sa fin : échangez les deux mois."));
	if ((from >= 0 || to >= 0) && f->split == BY_NOTHING)
		f->split = BY_MONTH;
	if ((from >= 0 || to >= 0) && f->split != BY_MONTH) {
		if (from != to)
			return error_set(why, ERROR_USAGE, _("Une période de plusieurs mois est déjà un "
				"découpage : demandez un seul mois, ou enlevez l'autre découpage."));
		f->fixed[BY_MONTH] = from;
	}
	for (int d = 0; d < FIELDS; d++)
		filters += f->fixed[d] >= 0 || d == f->split;
	if (filters <= SECRECY_FILTERS)
		return true;
	return error_set(why, ERROR_USAGE, _("C'est trop précis pour rester anonyme : au plus %d filtres, "
		"où un découpage et une période comptent chacun pour un. Enlevez-en un."),
		SECRECY_FILTERS);
}

/* Which values of the split are shown: all, or the one that is also filtered. */
static void limit(struct figure *f)
{
	struct day today = day_today();
	int now = (today.year - YEAR_ZERO) * 12 + today.month - 1;
	size_t count = 1;

	if (f->split == BY_MONTH) {
		int asked = f->first >= 0 ? f->first : f->last >= 0 ? f->last : now;

		f->first = f->first > f->o->from ? f->first : f->o->from;
		if (f->last < 0 || f->last > f->o->to)
			f->last = f->o->to;
		if (f->o->from < 0 || f->first > f->last)  /* nothing there: one month, kept back */
			f->first = f->last = asked;
		return;
	}
	if (f->split != BY_NOTHING)
		people_codes((enum people_dim)f->split, &count);
	f->first = 0;
	f->last = (int)count - 1;
	if (f->split != BY_NOTHING && f->fixed[f->split] >= 0)
		f->first = f->last = f->fixed[f->split];
}

static int64_t released(const struct table *slices, const int value[FIELDS], uint32_t *epoch)
{
	const struct slice *s = table_find(slices, tally_slice_key(value));

	*epoch = s ? s->rel_epoch : 0;
	return s ? s->rel_n : 0;
}

/* A slice and those it is nested in: with one filter less each. */
static void open_column(struct column *c, const struct table *slices)
{
	int64_t parent[FIELDS], own = released(slices, c->value, &c->epoch);
	size_t parents = 0;

	for (int f = 0; f < FIELDS; f++) {
		int value[FIELDS];
		uint32_t epoch;

		if (c->value[f] < 0)
			continue;
		memcpy(value, c->value, sizeof value);
		value[f] = -1;
		parent[parents++] = released(slices, value, &epoch);
	}
	c->shown = secrecy_allows(own, parent, parents);
}

static void open_columns(struct figure *f, const struct table *slices)
{
	f->columns = (size_t)(f->last - f->first) + 1;
	f->column = mem_array(f->columns + 1, sizeof *f->column);
	for (size_t i = 0; i <= f->columns; i++) {
		memcpy(f->column[i].value, f->fixed, sizeof f->fixed);
		if (f->split != BY_NOTHING && i < f->columns)
			f->column[i].value[f->split] = f->first + (int)i;
		open_column(&f->column[i], slices);
	}
}

static void count_in(struct column *c, const struct cell *cell)
{
	if (!c->shown || cell_epoch(cell) > c->epoch)
		return;
	c->count[cell_outcome(cell)].n += cell->n;
	c->count[cell_outcome(cell)].k ^= cell->k;
}

static void count_cells(struct figure *f, const struct table *cells)
{
	for (size_t i = 0; i < cells->count; i++) {
		const struct cell *c = table_at(cells, i);
		bool within = true;
		int at = 0;

		for (int d = 0; d < FIELDS && within; d++)
			within = f->fixed[d] < 0 || tally_field(cell_dims(c), d) == (unsigned)f->fixed[d];
		if (!within)
			continue;
		count_in(&f->column[f->columns], c);
		if (f->split != BY_NOTHING)
			at = (int)tally_field(cell_dims(c), f->split) - f->first;
		if (at >= 0 && (size_t)at < f->columns)
			count_in(&f->column[at], c);
	}
}

/* What is published of each outcome; returns the people behind, 0 when nothing may be said. */
static int64_t publish(const struct figure *f, const struct column *c, int64_t shown[OUTCOMES_MAX])
{
	int64_t sum = 0;

	if (!c->shown)
		return 0;
	for (size_t i = 0; i <= f->question->outcomes; i++) {
		shown[i] = secrecy_publish(&f->o->secrecy, c->count[i].n, c->count[i].k);
		sum += i == RESPONDENTS ? 0 : shown[i];
	}
	return f->question->multi ? shown[RESPONDENTS] : sum;
}

/* The noise alone, in points, with 95 % certainty: of a share of n where the n is a sum of j
 * noises. */
static bool unsure(double share, int64_t n, size_t outcomes, bool multi)
{
	double weight = multi ? 1 + share * share
		: (1 - share) * (1 - share) + (double)(outcomes - 1) * share * share;

	return 1.96 * 100 / (double)n * sqrt(SECRECY_V * weight) > LOW_POINTS;
}

static void fill(const struct figure *f, struct dataset *d)
{
	size_t outcomes = f->question->outcomes, plane = f->columns * outcomes;

	for (size_t c = 0; c < f->columns; c++) {
		int64_t shown[OUTCOMES_MAX], base = publish(f, &f->column[c], shown);

		for (size_t i = 0; i < outcomes; i++) {
			size_t at = c * outcomes + i;
			double share;

			if (base <= 0) {
				d->status[at] = d->status[plane + at] = 'c';
				continue;
			}
			share = fmin(1, (double)shown[i + 1] / (double)base);
			d->value[at] = (double)shown[i + 1];
			d->value[plane + at] = round(1000 * share) / 10;
			if (unsure(share, base, outcomes, f->question->multi))
				d->status[plane + at] = 'u';
		}
	}
}

static void month_code(char out[8], int month)
{
	snprintf(out, 8, "%04u-%02u", (unsigned)(YEAR_ZERO + month / 12) % 10000,
		(unsigned)(month % 12 + 1));
}

static void add_split(const struct figure *f, struct dataset *d)
{
	const char **code = mem_array(f->columns, sizeof *code);
	const char **name = mem_array(f->columns, sizeof *name);
	char (*month)[8] = mem_array(f->columns, sizeof *month);
	const struct people_code *people = NULL;
	size_t count;

	if (f->split != BY_MONTH)
		people = people_codes((enum people_dim)f->split, &count);
	for (size_t i = 0; i < f->columns; i++) {
		month_code(month[i], f->first + (int)i);
		code[i] = people ? people[f->first + (int)i].code : month[i];
		name[i] = people ? _(people[f->first + (int)i].label) : month[i];
	}
	dataset_add_dim(d, &(struct dataset_axis){
		.id = people ? people_dim_id((enum people_dim)f->split) : "time",
		.label = people ? _(people_dim_label((enum people_dim)f->split)) : _("le mois"),
		.count = f->columns, .code = code, .name = name });
	free(code);
	free(name);
	free(month);
}

static void add_dims(const struct figure *f, struct dataset *d)
{
	const char *code[OUTCOMES_MAX] = { "n", "pct" };
	const char *name[OUTCOMES_MAX] = { _("réponses"), _("part") };

	dataset_add_dim(d, &(struct dataset_axis){ "measure", _("la mesure"), 2, code, name });
	if (f->split != BY_NOTHING)
		add_split(f, d);
	for (size_t i = 0; i < f->question->outcomes; i++) {
		code[i] = f->question->outcome[i].id;
		name[i] = _(f->question->outcome[i].label);
	}
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", _("la réponse"), f->question->outcomes,
		code, name });
	dataset_seal(d);
}

static void describe(const struct figure *f, struct dataset *d)
{
	const struct observatory *o = f->o;
	int64_t shown[OUTCOMES_MAX], base = publish(f, &f->column[f->columns], shown);
	int from = o->from, to = o->to;
	char month[8];

	d->source = mem_dup(_("Observatoire Mes Datas et Moi"));
	d->updated = mem_dup(o->closed);
	d->note = mem_dup(o->demonstration ? _("Réponses inventées pour essayer : elles ne disent rien "
		"de personne.") : _("Participants volontaires, pas un échantillon représentatif. Chaque "
		"nombre est un peu brouillé, pour qu'aucune personne ne se devine."));
	d->demonstration = o->demonstration;
	d->multi = f->question->multi;
	d->base = base > 0 ? (long)base : -1;
	if (f->split == BY_MONTH) {
		from = f->first;
		to = f->last;
	} else if (f->fixed[BY_MONTH] >= 0) {
		from = to = f->fixed[BY_MONTH];
	}
	if (o->from < 0)
		return;
	month_code(month, from);
	d->from = mem_dup(month);
	month_code(month, to);
	d->to = mem_dup(month);
}

struct dataset *observatory_statistic(const struct observatory *o,
	const struct statistic_query *query, struct error *why)
{
	const struct tally *t = &o->tally[catalogue_index(o->catalogue, query->question)];
	struct dataset *d;
	struct figure f;

	if (!add_up(&f, query, why))
		return NULL;
	f.o = o;
	limit(&f);
	open_columns(&f, &t->slices);
	count_cells(&f, &t->cells);
	d = dataset_new(f.question->id, _(f.question->label));
	add_dims(&f, d);
	fill(&f, d);
	describe(&f, d);
	free(f.column);
	return d;
}
