/* From a dataset to a chart: which cells, and what they say in words. A dataset comes from
 * outside: any of its dimensions can be missing, any of its cells empty. */
#include <math.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"

enum { FEW = 5 /* a count up to this says only "0 à 5" */, SMALL = 100, MIDDLING = 1000 };
enum { BINS = 21, BIN_POINTS = 5, ROWS = 11, ROW_POINTS = 10, WORDS = 64 };

/* A place in a dataset: every dimension is fixed but those the chart walks along. */
struct view {
	const struct dataset *d;
	int measure, n, pct, outcome; /* dimensions and codes, -1: none */
	size_t at[DATASET_DIMS_MAX];
};

static double value_of(struct view *v, int code)
{
	double value;

	if (code < 0)
		return NAN;
	v->at[v->measure] = (size_t)code;
	value = v->d->value[dataset_cell(v->d, v->at)];
	return isfinite(value) && value >= 0 ? value : NAN;
}

static double share_of(struct view *v)
{
	double share = value_of(v, v->pct);

	return share > 100 ? 100 : share;
}

static bool any_value(struct view *v)
{
	for (size_t i = 0; i < v->d->dim[v->outcome].count; i++) {
		v->at[v->outcome] = i;
		if (!isnan(value_of(v, v->n)) || !isnan(value_of(v, v->pct)))
			return true;
	}
	return false;
}

/* False when the dataset has no outcomes, no measure, or a dimension nobody chose in: its first
 * category would be taken for the whole. Of several periods the last published one is shown. */
static bool look(struct view *v, const struct dataset *d, int by)
{
	int time = dataset_dim_index(d, "time");

	*v = (struct view){ .d = d, .measure = dataset_dim_index(d, "measure"),
		.outcome = dataset_dim_index(d, "outcome") };
	v->n = dataset_code_index(d, v->measure, "n");
	v->pct = dataset_code_index(d, v->measure, "pct");
	if (v->outcome < 0 || (v->n < 0 && v->pct < 0) || !d->value)
		return false;
	for (int i = 0; i < (int)d->dims; i++)
		if (i != v->measure && i != v->outcome && i != by && i != time && d->dim[i].count != 1)
			return false;
	if (time < 0 || time == by)
		return true;
	v->at[time] = d->dim[time].count - 1;
	while (v->at[time] && !any_value(v))
		v->at[time]--;
	return true;
}

struct words { char text[WORDS]; };

static struct words percent(double share)
{
	struct words w;

	if (share > 0 && share < 0.5)
		snprintf(w.text, sizeof w.text, "%s", _("moins de 1 %"));
	else
		snprintf(w.text, sizeof w.text, _("%d %%"), (int)lround(share));
	return w;
}

/* The value in words; `few`: the count behind it is too small to mean more. */
static struct words shown(double share, double n)
{
	struct words w;

	if (isnan(share))
		snprintf(w.text, sizeof w.text, "%s", _("non publié"));
	else if (n <= FEW)
		snprintf(w.text, sizeof w.text, "%s", _("0 à 5 personnes"));
	else
		return percent(share);
	return w;
}

/* The same for where `v` stands. What the noise can move by points is said to be about so much. */
static struct words shown_at(struct view *v)
{
	double n = value_of(v, v->n), share = share_of(v);
	struct words exact = shown(share, n), w;

	if (isnan(share) || n <= FEW || v->d->status[dataset_cell(v->d, v->at)] != 'u')
		return exact;
	snprintf(w.text, sizeof w.text, _("environ %s"), exact.text);
	return w;
}

static bool is_few(const struct chart_row *row)
{
	return !strcmp(row->shown, _("0 à 5 personnes"));
}

/* In points, between what is shown: 39 % and 31 % are 8 points apart whatever the decimals say. */
static int gap(double high, double low)
{
	return (int)(lround(high) - lround(low));
}

static struct words points(int n)
{
	struct words w;

	snprintf(w.text, sizeof w.text, NN_("%d point", "%d points", n), n);
	return w;
}

static void add_month(char *out, size_t room, const char *month)
{
	snprintf(out, room, "%.2s/%.4s", strlen(month) == 7 ? month + 5 : "", month);
}

static void say_source(struct chart *c, const struct dataset *d)
{
	struct text source = TEXT(1024);
	char from[16], to[16];

	c->demonstration = d->demonstration;
	if (d->demonstration)
		text_addf(&source, "%s ", _("Données de démonstration, inventées pour essayer."));
	if (d->from && d->to) {
		add_month(from, sizeof from, d->from);
		add_month(to, sizeof to, d->to);
		text_addf(&source, _("Observatoire, du %s au %s. Participants volontaires, pas un échantillon."),
			from, to);
	} else {
		text_add(&source, _("Observatoire. Participants volontaires, pas un échantillon."));
	}
	c->source = text_take(&source);
}

static void say_base(struct chart *c, long base)
{
	struct text words = TEXT(256);
	char number[WORDS];

	if (base < 0)
		return;
	i18n_number(number, sizeof number, (double)base, 0);
	text_addf(&words, NN_("%s participant", "%s participants", base), number);
	c->base = text_take(&words);
}

/* How sure, in plain words. Twice the standard error of a gap between shares near a half is about
 * 200 points over the root of the number of answers: said only where it is wide. */
static void say_sure(struct text *told, long base)
{
	if (base >= 0 && base < SMALL)
		text_addf(told, " %s", _("Peu de participants encore : quelques réponses de plus changeraient ces "
			"chiffres."));
	else if (base >= SMALL && base < MIDDLING)
		text_addf(told, _(" Avec si peu de participants, un écart de moins de %d points peut venir "
			"du hasard."), (int)ceil(200 / sqrt((double)base)));
}

static struct chart *begin(enum chart_kind kind, const struct dataset *d, const char *title)
{
	struct chart *c = chart_new(kind, title && *title ? title : NULL);

	say_source(c, d);
	say_base(c, d->base);
	return c;
}

/* Ends a chart: what it tells, or nothing at all when no row has a value. */
static struct chart *end(struct chart *c, struct text *told)
{
	bool any = false;

	for (size_t i = 0; i < c->count && !any; i++)
		any = c->row[i].value > 0;
	if (any)
		chart_tell(c, "%s", text_string(told));
	text_free(told);
	if (any)
		return c;
	chart_free(c);
	return NULL;
}

/* The largest row but `not`; count of rows when there is none. */
static size_t largest(const struct chart *c, size_t not)
{
	size_t best = c->count;

	for (size_t i = 0; i < c->count; i++)
		if (i != not && !isnan(c->row[i].value)
				&& (best == c->count || c->row[i].value > c->row[best].value))
			best = i;
	return best;
}

static void tell_question(const struct chart *c, bool multi, struct text *told)
{
	size_t first = largest(c, c->count), second = largest(c, first);
	const struct chart_row *a, *b;

	if (first == c->count)
		return;
	a = &c->row[first];
	if (second == c->count) {
		text_addf(told, _("Une seule réponse est publiée : « %s », %s."), a->label, a->shown);
		return;
	}
	b = &c->row[second];
	if (!strcmp(a->shown, b->shown))
		text_addf(told, _("Deux réponses arrivent ensemble en tête : « %s » et « %s », %s chacune."),
			a->label, b->label, a->shown);
	else if (gap(a->value, b->value) > 0 && !is_few(b))
		text_addf(told, _("Réponse la plus fréquente : « %s », %s. Ensuite : « %s », %s, soit %s de moins."),
			a->label, a->shown, b->label, b->shown, points(gap(a->value, b->value)).text);
	else
		text_addf(told, _("Réponse la plus fréquente : « %s », %s. Ensuite : « %s », %s."), a->label,
			a->shown, b->label, b->shown);
	if (multi)
		text_addf(told, " %s", _("Plusieurs réponses étaient possibles : ensemble, elles peuvent dépasser "
			"100 %."));
}

struct chart *chart_of_question(const struct dataset *d)
{
	struct text told = TEXT(0);
	struct chart *c;
	struct view v;

	if (!look(&v, d, -1))
		return NULL;
	c = begin(CHART_BARS, d, _(d->label));
	for (size_t i = 0; i < d->dim[v.outcome].count; i++) {
		double share;

		v.at[v.outcome] = i;
		share = share_of(&v);
		chart_add(c, _(d->dim[v.outcome].name[i]), share, shown_at(&v).text, false);
	}
	tell_question(c, d->multi, &told);
	say_sure(&told, d->base);
	return end(c, &told);
}

/* What a split is told from: its rows, and how many people stand behind each. */
struct split {
	const struct chart *chart;
	const char *outcome;
	bool time;
	bool *left_out;            /* "not said" is shown, and never called the largest group */
	double *people;            /* NAN: not known */
	size_t hidden;
};

static void tell_groups(const struct split *s, const struct chart_row *high,
	const struct chart_row *low, struct text *told)
{
	if (high == low)
		text_addf(told, _("« %s » : un seul groupe est publié, %s, %s."), s->outcome, high->label,
			high->shown);
	else if (!strcmp(high->shown, low->shown))
		text_addf(told, _("« %s » : les groupes publiés se ressemblent, %s."), s->outcome, high->shown);
	else
		text_addf(told, _("« %s » : la plus grande part est celle du groupe %s, %s, la plus petite celle du "
			"groupe %s, %s."), s->outcome, high->label, high->shown, low->label, low->shown);
	if (strcmp(high->shown, low->shown) && !is_few(low))
		text_addf(told, _(" L'écart est de %s."), points(gap(high->value, low->value)).text);
}

static void tell_time(const struct split *s, const struct chart_row *first,
	const struct chart_row *last, struct text *told)
{
	int more = is_few(first) || is_few(last) ? 0 : gap(last->value, first->value);

	text_addf(told, _("« %s » : "), s->outcome);
	if (first == last)
		text_addf(told, _("%s, %s, seule période publiée."), first->label, first->shown);
	else if (!more)
		text_addf(told, _("%s, %s, et %s, %s."), first->label, first->shown, last->label,
			last->shown);
	else
		text_addf(told, more > 0 ? _("%s, %s, puis %s, %s, soit %s de plus.")
			: _("%s, %s, puis %s, %s, soit %s de moins."), first->label, first->shown,
			last->label, last->shown, points(abs(more)).text);
}

static void tell_split(const struct split *s, struct text *told)
{
	size_t none = s->chart->count, first = none, last = none, high = none, low = none;
	const struct chart_row *row = s->chart->row;

	for (size_t i = 0; i < none; i++) {
		if (isnan(row[i].value) || s->left_out[i])
			continue;
		first = first == none ? i : first;
		last = i;
		if (high == none || row[i].value > row[high].value)
			high = i;
		if (low == none || row[i].value < row[low].value)
			low = i;
	}
	if (first == none) {
		text_addf(told, _("« %s » : aucun groupe n'est publié, hormis les réponses sans précision."),
			s->outcome);
		return;
	}
	if (s->time)
		tell_time(s, &row[first], &row[last], told);
	else
		tell_groups(s, &row[high], &row[low], told);
	if (s->hidden && s->time)
		text_addf(told, NN_(" %zu période n'est pas publiée : trop peu de réponses.",
			" %zu périodes ne sont pas publiées : trop peu de réponses.", s->hidden), s->hidden);
	else if (s->hidden)
		text_addf(told, NN_(" %zu groupe n'est pas publié : trop peu de réponses.",
			" %zu groupes ne sont pas publiés : trop peu de réponses.", s->hidden), s->hidden);
	if (!s->time && high != low && (s->people[high] < SMALL || s->people[low] < SMALL))
		text_addf(told, " %s", _("L'un de ces groupes compte moins de cent personnes : son chiffre peut "
			"beaucoup bouger."));
}

static void add_groups(struct chart *c, struct view *v, int by, struct split *s)
{
	const struct dataset_dim *dim = &v->d->dim[by];

	for (size_t i = 0; i < dim->count; i++) {
		double share, n;

		v->at[by] = i;
		share = share_of(v);
		n = value_of(v, v->n);
		s->people[i] = share > 0 ? n * 100 / share : NAN;
		s->left_out[i] = !strcmp(dim->code[i], "na");
		s->hidden += isnan(share) ? 1 : 0;
		chart_add(c, _(dim->name[i]), share, shown_at(v).text, false);
	}
}

/* Those who did not say come after those who did. */
static void unsaid_last(struct chart *c, const struct dataset_dim *dim)
{
	struct chart_row unsaid = c->row[0];

	if (strcmp(dim->code[0], "na"))
		return;
	memmove(c->row, c->row + 1, (c->count - 1) * sizeof *c->row);
	c->row[c->count - 1] = unsaid;
}

struct chart *chart_of_split(const struct dataset *d, const char *by, const char *outcome)
{
	int dim = dataset_dim_index(d, by), code;
	struct text title = TEXT(1024), told = TEXT(0);
	struct split s = { .time = !strcmp(by, "time") };
	struct chart *c;
	struct view v;

	if (dim < 0 || !look(&v, d, dim) || dim == v.outcome || dim == v.measure)
		return NULL;
	code = dataset_code_index(d, v.outcome, outcome);
	if (code < 0)
		return NULL;
	v.at[v.outcome] = (size_t)code;
	s.outcome = _(d->dim[v.outcome].name[code]);
	text_addf(&title, _("%s : part de « %s »"), d->label ? _(d->label) : "", s.outcome);
	s.chart = c = begin(CHART_BARS, d, d->label && *d->label ? text_string(&title) : s.outcome);
	text_free(&title);
	s.people = mem_array(d->dim[dim].count, sizeof *s.people);
	s.left_out = mem_array(d->dim[dim].count, sizeof *s.left_out);
	add_groups(c, &v, dim, &s);
	tell_split(&s, &told);
	unsaid_last(c, &d->dim[dim]);
	free(s.people);
	free(s.left_out);
	return end(c, &told);
}

/* The published weight of each bin of five points, NAN: not published. False: a code is no bin. */
static bool read_bins(struct view *v, double *bin, double *total)
{
	const struct dataset_dim *dim = &v->d->dim[v->outcome];

	*total = 0;
	for (size_t i = 0; i < BINS; i++)
		bin[i] = NAN;
	for (size_t i = 0; i < dim->count; i++) {
		size_t digits = strspn(dim->code[i], "0123456789");
		long low = strtol(dim->code[i], NULL, 10);
		double weight;

		if (!digits || digits > 3 || dim->code[i][digits] || low > 100 || low % BIN_POINTS)
			return false;
		v->at[v->outcome] = i;
		weight = v->n >= 0 ? value_of(v, v->n) : share_of(v);
		bin[low / BIN_POINTS] = weight;
		*total += isnan(weight) ? 0 : weight;
	}
	return *total > 0;
}

static int percentile(const double *bin, double total, int score)
{
	double below = 0;
	int own = score / BIN_POINTS;

	for (int i = 0; i <= own; i++)
		if (!isnan(bin[i]))
			below += i < own ? bin[i] : bin[i] / 2;
	return 5 * (int)lround(100 * below / total / 5);
}

static int median(const double *bin, double total)
{
	double before = 0;

	for (int i = 0; i < BINS; i++) {
		double weight = isnan(bin[i]) ? 0 : bin[i];

		if (weight > 0 && before + weight >= total / 2)
			return i * BIN_POINTS + (int)lround(BIN_POINTS * (total / 2 - before) / weight);
		before += weight;
	}
	return 100;
}

static void tell_scores(const struct chart *c, int score, int rank, struct text *told)
{
	size_t most = largest(c, c->count);

	if (score >= 0 && rank < 0)
		text_addf(told, _("Votre score est %d. Il y a trop peu de participants pour vous situer parmi eux."),
			score);
	else if (score >= 0 && rank >= 100)
		text_addf(told, _("Votre score, %d, est parmi les 5 %% les plus hauts."), score);
	else if (score >= 0 && rank <= 0)
		text_addf(told, _("Votre score, %d, est parmi les 5 %% les plus bas."), score);
	else if (score >= 0)
		text_addf(told, _("Votre score, %d, fait mieux qu'environ %d %% des participants."), score, rank);
	if (most < c->count)
		text_addf(told, "%s%s", score >= 0 ? " " : "", _("Les scores les plus fréquents : "));
	if (most < c->count)
		text_addf(told, "%s, %s.", c->row[most].label, c->row[most].shown);
}

static void add_rows(struct chart *c, const struct view *v, const double *bin, double total,
	int score)
{
	for (int row = 0; row < ROWS; row++) {
		int low = row * ROW_POINTS / BIN_POINTS;
		double sum = NAN;
		struct words label;

		for (int i = low; i < BINS && i < low + ROW_POINTS / BIN_POINTS; i++)
			if (!isnan(bin[i]))
				sum = (isnan(sum) ? 0 : sum) + bin[i];
		if (row == ROWS - 1)
			snprintf(label.text, sizeof label.text, "%d", row * ROW_POINTS);
		else
			snprintf(label.text, sizeof label.text, _("%d à %d"), row * ROW_POINTS,
				row * ROW_POINTS + ROW_POINTS - 1);
		chart_add(c, label.text, 100 * sum / total,
			shown(100 * sum / total, v->n >= 0 ? sum : NAN).text,
			score >= 0 && score / ROW_POINTS == row);
	}
}

static bool too_few(const struct view *v, double total)
{
	return v->d->base >= 0 ? v->d->base < SMALL : v->n < 0 || total < SMALL;
}

int chart_percentile(const struct dataset *d, int score)
{
	double bin[BINS], total;
	struct view v;

	return look(&v, d, -1) && read_bins(&v, bin, &total) && !too_few(&v, total)
		? percentile(bin, total, score) : -1;
}

struct chart *chart_of_scores(const struct dataset *d, int score)
{
	struct text told = TEXT(0);
	double bin[BINS], total;
	struct chart *c;
	struct view v;
	bool few;

	if (!look(&v, d, -1) || !read_bins(&v, bin, &total))
		return NULL;
	score = score > 100 ? 100 : score;
	few = too_few(&v, total);
	c = begin(CHART_HISTOGRAM, d, _(d->label));
	add_rows(c, &v, bin, total, score);
	tell_scores(c, score, score < 0 || few ? -1 : percentile(bin, total, score), &told);
	if (!few && score < 0)
		text_addf(&told, _(" La moitié des participants ont moins de %d environ."), median(bin, total));
	if (few && score < 0)
		say_sure(&told, d->base);
	else if (!few && d->base < MIDDLING)
		text_addf(&told, " %s", _("Moins de mille participants : cette répartition peut encore bouger."));
	return end(c, &told);
}
