#include "observatory/server/demo.h"

#include <math.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "observatory/server/inside.h"

enum { HANDS = 512, RUN_MAX = 64, FORMS = 2, FULL_PERCENT = 70, SKIP_PERCENT = 2, SOURCES = 3 };
enum { MONTH_FIRST = 9 /* October 2015 */, YEAR_ZERO = 2015, QUARTER = 3 };

/* Out of 1000; regions by population, one person in seven does not say. */
static const unsigned gender_weight[] = { 150, 450, 380, 20 };
static const unsigned region_weight[] = { 150, 158, 32, 35, 41, 74, 70, 49, 44, 78, 77, 104, 66, 4,
	5, 4, 3, 11, 3 };
enum { REGIONS = sizeof region_weight / sizeof *region_weight };
static const double season[] = { 1.3, 1.1, 1, .9, .9, .8, .5, .4, 1.2, 1.3, 1.2, .9 };

struct hand { const struct quiz_item *item[RUN_MAX]; size_t question[RUN_MAX], count; };
struct demo {
	struct observatory *o;
	struct chance chance;
	struct odds *odds;                 /* by question */
	struct hand *hand;                 /* HANDS full ones, then HANDS express */
	size_t score[FORMS];               /* the questions of scores */
	int months;                        /* from MONTH_FIRST to this one */
	double *until;                     /* by month: share of the sessions until then */
};

static int pick(struct chance *c, const unsigned *weight, size_t count, unsigned all)
{
	unsigned at = chance_below(c, all), i = 0;

	while (i + 1 < count && at >= weight[i])
		at -= weight[i++];
	return (int)i;
}

/* A launch in 2015, a peak when the results came out in January 2018, quieter years, a second
 * life. */
static double liveliness(int month)
{
	int year = YEAR_ZERO + month / 12;

	if (month == 36)
		return 3;
	return (year < 2016 ? 2.2 : year < 2018 ? 1.6 : year < 2025 ? .6 : 1.3) * season[month % 12];
}

static void plan_months(struct demo *d)
{
	struct day today = day_today();
	double sum = 0;

	d->months = (today.year - YEAR_ZERO) * 12 + today.month - MONTH_FIRST;
	if (d->months < 1)
		d->months = 1;
	d->until = mem_array((size_t)d->months, sizeof *d->until);
	for (int m = 0; m < d->months; m++)
		d->until[m] = sum += liveliness(MONTH_FIRST + m);
	for (int m = 0; m < d->months; m++)
		d->until[m] /= sum;
}

/* Real draws, made once: a hand is dealt to many. */
static void deal(struct demo *d)
{
	const struct catalogue *c = d->o->catalogue;
	char id[128];

	d->hand = mem_array(FORMS * HANDS, sizeof *d->hand);
	for (int f = 0; f < FORMS; f++) {
		for (int i = 0; i < HANDS; i++) {
			struct hand *h = &d->hand[f * HANDS + i];

			h->count = quiz_draw(c->bank, (enum quiz_form)f, chance_next(&d->chance), h->item);
			for (size_t k = 0; k < h->count; k++)
				h->question[k] = catalogue_index(c, catalogue_find(c, h->item[k]->id));
		}
		catalogue_score_id(id, sizeof id, c->bank->id, (enum quiz_form)f, c->bank->version);
		d->score[f] = catalogue_index(c, catalogue_find(c, id));
	}
}

static bool prepare(struct demo *d, uint64_t seed, struct error *why)
{
	const struct catalogue *c = d->o->catalogue;
	struct reference *r = reference_open(why);

	if (!r)
		return false;
	d->odds = mem_array(c->count, sizeof *d->odds);
	for (size_t q = 0; q < c->count; q++)
		if (c->question[q].item)
			odds_make(&d->odds[q], &c->question[q], seed, r);
	reference_close(r);
	chance_seed(&d->chance, seed);
	plan_months(d);
	deal(d);
	return true;
}

/* Before 15, the region is not asked. */
static uint32_t somebody(struct demo *d, int month, int *age)
{
	int gender = pick(&d->chance, gender_weight, 4, 1000);
	int region = pick(&d->chance, region_weight, REGIONS, 1000);

	*age = pick(&d->chance, demo_age_weight, DEMO_AGES, 100);
	if (*age == 1)
		region = PEOPLE_UNKNOWN;
	month += MONTH_FIRST;
	return store_dims(YEAR_ZERO + month / 12, month % 12 + 1, *age, gender, region);
}

static void one_session(struct demo *d, int month)
{
	static const unsigned skills[] = { 25, 50, 25 };
	struct observatory *o = d->o;
	int form = chance_below(&d->chance, 100) < FULL_PERCENT ? QUIZ_FULL : QUIZ_EXPRESS, age;
	const struct hand *h = &d->hand[form * HANDS + (int)chance_below(&d->chance, HANDS)];
	int skill = pick(&d->chance, skills, DEMO_SKILLS, 100);
	struct quiz_answer answer[RUN_MAX] = { 0 }, total = { .given = true };
	struct passage p = { .dims = somebody(d, month, &age), .epoch = o->release + 1 };
	struct score score;
	char id[32];

	snprintf(id, sizeof id, "demo-%ld", o->sessions++);
	p.key = secrecy_record_key(&o->secrecy, id);
	p.source = chance_below(&d->chance, SOURCES);
	for (size_t i = 0; i < h->count; i++) {
		const struct question *q = &o->catalogue->question[h->question[i]];

		if (chance_below(&d->chance, 100) < SKIP_PERCENT)
			continue;
		odds_answer(q, d->odds[h->question[i]].p[skill][age], &d->chance, &answer[i]);
		o->answers += tally_answer(&o->tally[h->question[i]], q, &answer[i], &p);
	}
	score_run(&score, h->item, answer, h->count);
	total.number = score.total;
	tally_answer(&o->tally[d->score[form]], &o->catalogue->question[d->score[form]], &total, &p);
}

/* The bank says how long a run is; about so many sessions give so many answers. */
static long sessions_for(const struct demo *d, long answers)
{
	double full = (double)d->hand[0].count, express = (double)d->hand[HANDS].count;
	double each = (full * FULL_PERCENT + express * (100 - FULL_PERCENT)) / 100
		* (100 - SKIP_PERCENT) / 100;

	return each > 0 ? lround((double)answers / each) : 0;
}

static void live(struct demo *d, long answers)
{
	long sessions = sessions_for(d, answers);

	for (int m = 0; m < d->months; m++) {
		while (d->o->sessions < lround((double)sessions * d->until[m]))
			one_session(d, m);
		if (((m + MONTH_FIRST) % QUARTER == QUARTER - 1 || m == d->months - 1)
				&& release_slices(d->o, d->o->release + 1))
			d->o->release++;
	}
	release_compact(d->o, false, NULL);
}

static bool save(struct observatory *o, uint64_t seed, struct error *why)
{
	char mark[17], number[24];

	observatory_fingerprint(&o->secrecy, mark);
	snprintf(number, sizeof number, "%llu", (unsigned long long)seed);
	if (!store_begin(o->store, why) || !store_meta_set(o->store, "demonstration", "1", why)
			|| !store_meta_set(o->store, "seed", number, why)
			|| !store_meta_set(o->store, "keys", mark, why))
		return false;
	for (size_t q = 0; q < o->catalogue->count; q++)
		if (!observatory_save(o, q, &o->tally[q], why))
			return false;
	return observatory_save_counts(o, why) && store_commit(o->store, why);
}

/* What was made up and could not be written is forgotten: the store is still empty. */
static void forget(struct observatory *o)
{
	store_rollback(o->store);
	tally_free(o->tally, o->catalogue->count);
	o->tally = tally_new(o->catalogue->count);
	o->sessions = o->answers = 0;
	o->release = 0;
	o->closed[0] = 0;
	o->keyed = o->demonstration = false;
}

bool observatory_demo(struct observatory *o, long answers, uint64_t seed, struct error *why)
{
	struct demo d = { .o = o };
	bool good;

	if (o->sessions || o->release)
		return error_set(why, ERROR_USAGE, _("Cette base contient déjà des réponses : donnez un autre "
			"fichier aux données de démonstration."));
	o->demonstration = o->keyed = true;
	secrecy_demo(&o->secrecy, seed);
	good = prepare(&d, seed, why);
	if (good) {
		live(&d, answers);
		if (o->release)
			release_stamp(o);
		good = save(o, seed, why);
	}
	if (good)
		observatory_count_months(o);
	else
		forget(o);
	free(d.odds);
	free(d.hand);
	free(d.until);
	return good;
}
