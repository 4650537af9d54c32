#include <math.h>

#include "observatory/catalogue/people.h"
#include "observatory/server/demo.h"

/* "Not said" first; out of 100. */
const unsigned demo_age_weight[DEMO_AGES] = { 15, 9, 12, 22, 18, 13, 8, 3 };

enum { ORDER_EXACT, ORDER_ALMOST };
enum { ESTIMATE_EXACT, ESTIMATE_NEAR, ESTIMATE_LOW, ESTIMATE_HIGH };

static uint64_t mix(uint64_t seed, const char *id)
{
	uint64_t hash = seed ^ 0xcbf29ce484222325u;

	for (; *id; id++)
		hash = (hash ^ (unsigned char)*id) * 0x100000001b3u;
	return hash;
}

static double between(struct chance *c, double low, double high)
{
	return low + (high - low) * chance_unit(c);
}

/* From -1, the youngest, to 1; nothing when the age was not said. */
static double age_slope(int age)
{
	return age ? (age - 4) / 3.0 : 0;
}

/* Weight of each outcome for an average person, before ages and skills; *good is the one that grows
 * with skill (-1: none). */
static void first_weights(double w[QUIZ_OPTIONS_MAX], const struct question *q, struct chance *c,
	int *good)
{
	static const double right[] = { .61, .61, .55, .49 };  /* by level */
	static const double order[] = { .38, .34, .28 }, estimate[] = { .22, .26, .31, .21 };
	double share = right[q->item->level < 4 ? q->item->level : 3] + between(c, -.04, .04);

	*good = 0;
	for (size_t i = 0; i < q->outcomes; i++) {
		const struct quiz_option *o = q->item->options ? &q->item->options[i] : NULL;

		switch (q->item->kind) {
		case QUIZ_ORDER:
			w[i] = order[i] * between(c, .85, 1.15);
			break;
		case QUIZ_ESTIMATE:
			w[i] = estimate[i] * between(c, .85, 1.15);
			break;
		case QUIZ_HABIT:
			w[i] = between(c, .5, 1.5) * (.6 + .15 * o->points);
			*good = -1;
			break;
		case QUIZ_SEVERAL:
			w[i] = o->points ? share + between(c, -.08, .12) : between(c, .14, .34);
			break;
		case QUIZ_SINGLE:
			w[i] = between(c, .5, 1.5) * (1 + .5 * o->points);
			if (o->points == 4)
				*good = (int)i;
			break;
		}
	}
	if (q->item->kind == QUIZ_SINGLE) {
		double others = 0;

		for (size_t i = 0; i < q->outcomes; i++)
			others += (int)i == *good ? 0 : w[i];
		w[*good] = others * share / (1 - share);
	}
}

static double clamp(double p)
{
	return p < .01 ? .01 : p > .99 ? .99 : p;
}

/* The share of an outcome, over everybody, of those whose age is said or not. */
static double overall(const struct odds *o, size_t outcome)
{
	static const double skill_weight[DEMO_SKILLS] = { .25, .5, .25 };
	double sum = 0;

	for (int s = 0; s < DEMO_SKILLS; s++)
		for (int a = 0; a < DEMO_AGES; a++)
			sum += skill_weight[s] * demo_age_weight[a] / 100 * o->p[s][a][outcome];
	return sum;
}

static void pin(struct odds *o, const struct question *q, size_t outcome, int age, double share)
{
	for (int s = 0; s < DEMO_SKILLS; s++) {
		double *p = o->p[s][age], left = 1 - p[outcome];

		for (size_t i = 0; i < q->outcomes && !q->multi && left > 0; i++)
			if (i != outcome)
				p[i] *= (1 - share) / left;
		p[outcome] = share;
	}
}

/* Ages whose result was printed get it; the others share what is missing for everybody's. */
static void bend(struct odds *o, const struct question *q, size_t outcome,
	const struct reference *r)
{
	const char *id = q->outcome[outcome].id;
	const struct reference_row *row = reference_find(r, q->id, id, "");
	double rest = 0, people = 0;
	bool printed[DEMO_AGES];
	size_t count;
	const struct people_code *age = people_codes(PEOPLE_AGE, &count);

	for (int a = 0; a < DEMO_AGES; a++) {
		const struct reference_row *own = reference_find(r, q->id, id, age[a].code);

		printed[a] = own != NULL;
		if (own)
			pin(o, q, outcome, a, own->percent / 100.0);
		else
			people += demo_age_weight[a] / 100.0;
	}
	if (!row || people <= 0)
		return;
	rest = row->percent / 100.0;
	for (int a = 0; a < DEMO_AGES; a++)
		rest -= printed[a] ? demo_age_weight[a] / 100.0 * o->p[0][a][outcome] : 0;
	for (int a = 0; a < DEMO_AGES; a++)
		if (!printed[a])
			pin(o, q, outcome, a, clamp(rest / people));
	if (fabs(overall(o, outcome) - row->percent / 100.0) > .02)
		fprintf(stderr, "%s/%s: the ages printed contradict the whole\n", q->id, id);
}

void odds_make(struct odds *o, const struct question *q, uint64_t seed, const struct reference *r)
{
	double w[QUIZ_OPTIONS_MAX] = { 0 }, tilt[QUIZ_OPTIONS_MAX];
	struct chance c;
	int good;

	chance_seed(&c, mix(seed, q->id));
	first_weights(w, q, &c, &good);
	for (size_t i = 0; i < q->outcomes; i++)
		tilt[i] = between(&c, -.18, .18);
	for (int s = 0; s < DEMO_SKILLS; s++) {
		for (int a = 0; a < DEMO_AGES; a++) {
			double *p = o->p[s][a], sum = 0;

			for (size_t i = 0; i < q->outcomes; i++) {
				double lift = (int)i == good ? exp(.35 * (s - 1)) : 1;

				if (q->multi && q->item->options[i].points)
					lift = 1 + .15 * (s - 1);
				p[i] = w[i] * (1 + tilt[i] * age_slope(a)) * lift;
				sum += p[i];
			}
			for (size_t i = 0; i < q->outcomes; i++)
				p[i] = q->multi ? clamp(p[i]) : p[i] / sum;
		}
	}
	for (size_t i = 0; i < q->outcomes; i++)
		bend(o, q, i, r);
}

static int number_in(struct chance *c, int low, int high)
{
	return low >= high ? low : low + (int)chance_below(c, (uint32_t)(high - low + 1));
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* A number of that outcome; when the range leaves no room on one side, the nearest that there
 * is. */
static int estimate(const struct quiz_estimate *e, int outcome, struct chance *c)
{
	int low = larger(e->min, e->right - e->near), high = -larger(-e->max, -(e->right + e->near));

	switch (outcome) {
	case ESTIMATE_EXACT:
		return number_in(c, larger(e->min, e->right - e->close),
			-larger(-e->max, -(e->right + e->close)));
	case ESTIMATE_NEAR:
		return chance_below(c, 2) && e->right - e->close - 1 >= e->min
			? number_in(c, low, e->right - e->close - 1)
			: number_in(c, -larger(-e->max, -(e->right + e->close + 1)), high);
	case ESTIMATE_LOW:
		return number_in(c, e->min, larger(e->min, e->right - e->near - 1));
	default:
		return number_in(c, -larger(-e->max, -(e->right + e->near + 1)), e->max);
	}
}

void odds_answer(const struct question *q, const double p[QUIZ_OPTIONS_MAX], struct chance *c,
	struct quiz_answer *a)
{
	unsigned n = q->item->options_count;
	double u = chance_unit(c);
	size_t outcome = 0;

	*a = (struct quiz_answer){ .given = true };
	if (q->multi) {
		for (size_t i = 0; i < q->outcomes; i++)
			a->ticked |= (unsigned)(chance_unit(c) < p[i]) << i;
		return;
	}
	while (outcome + 1 < q->outcomes && u >= p[outcome])
		u -= p[outcome++];
	a->ticked = 1u << outcome;
	if (q->item->kind == QUIZ_ESTIMATE) {
		a->number = estimate(q->item->estimate, (int)outcome, c);
		a->ticked = 0;
	}
	if (q->item->kind != QUIZ_ORDER)
		return;
	a->ticked = 0;
	for (unsigned i = 0; i < n && i < QUIZ_OPTIONS_MAX; i++)
		a->order[i] = (unsigned char)(outcome > ORDER_ALMOST ? n - 1 - i : i);
	if (outcome == ORDER_ALMOST) {
		unsigned k = chance_below(c, n - 1);

		a->order[k] = (unsigned char)(k + 1);
		a->order[k + 1] = (unsigned char)k;
	}
}
