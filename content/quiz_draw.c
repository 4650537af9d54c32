/* Drawing by trial: themes and items are shuffled and dealt, and the hand that breaks fewest
 * rules is kept, the first that breaks none at once. Every good hand is as likely as another,
 * which building one by rule is not. */
#include "base/clock.h"
#include "base/mem.h"
#include "content/quiz.h"

enum { RUN_MAX = 64, TRIALS = 400, KINDS = QUIZ_HABIT + 1 };

struct draw {
	const struct quiz_bank *bank;
	struct chance chance;
	enum quiz_form form;
	size_t wanted;
	size_t allowed;                    /* items that this form may ask */
	unsigned kinds;                    /* bits of the kinds among them */
	const struct quiz_item *hand[RUN_MAX];
	size_t count;
};

static bool allowed(const struct draw *d, const struct quiz_item *item)
{
	return d->form == QUIZ_FULL || (item->kind != QUIZ_ORDER && item->level <= 2);
}

static void survey(struct draw *d)
{
	for (unsigned t = 0; t < d->bank->themes_count; t++)
		for (unsigned k = 0; k < d->bank->theme[t]->items_count; k++)
			if (allowed(d, &d->bank->theme[t]->items[k])) {
				d->allowed++;
				d->kinds |= 1u << d->bank->theme[t]->items[k].kind;
			}
	d->wanted = d->form == QUIZ_FULL ? d->bank->run : d->bank->express;
	if (d->wanted > d->allowed)
		d->wanted = d->allowed;
}

/* Up to `share` more items of a theme, none twice. */
static void deal_theme(struct draw *d, const struct quiz_theme *theme, size_t share)
{
	size_t *order = mem_array(theme->items_count, sizeof *order);

	for (size_t i = 0; i < theme->items_count; i++)
		order[i] = i;
	chance_shuffle(&d->chance, order, theme->items_count);
	for (size_t i = 0; i < theme->items_count && share && d->count < d->wanted; i++) {
		const struct quiz_item *item = &theme->items[order[i]];
		bool there = !allowed(d, item);

		for (size_t k = 0; k < d->count && !there; k++)
			there = d->hand[k] == item;
		if (!there) {
			d->hand[d->count++] = item;
			share--;
		}
	}
	free(order);
}

/* The same number from each theme; what does not divide, or what a small theme lacks, goes round
 * in a shuffled order. */
static void deal(struct draw *d)
{
	size_t themes = d->bank->themes_count, *order = mem_array(themes, sizeof *order);

	for (size_t i = 0; i < themes; i++)
		order[i] = i;
	chance_shuffle(&d->chance, order, themes);
	d->count = 0;
	for (size_t i = 0; i < themes; i++)
		deal_theme(d, d->bank->theme[order[i]], d->wanted / themes);
	for (size_t i = 0; d->count < d->wanted; i = (i + 1) % themes)
		deal_theme(d, d->bank->theme[order[i]], 1);
	free(order);
}

static size_t lack(size_t has, size_t needs)
{
	return has < needs ? needs - has : 0;
}

/* How many rules of quiz.h this hand breaks. */
static size_t broken(const struct draw *d)
{
	size_t presence = 0, habits = 0, third = (d->count + 2) / 3, faults = 0;
	unsigned kinds = 0;

	for (size_t i = 0; i < d->count; i++) {
		presence += d->hand[i]->gauge == QUIZ_PRESENCE;
		habits += d->hand[i]->kind == QUIZ_HABIT;
		kinds |= 1u << d->hand[i]->kind;
	}
	for (unsigned k = 0; k < KINDS && d->form == QUIZ_FULL; k++)
		faults += (d->kinds & ~kinds) >> k & 1;
	return faults + lack(presence, third) + lack(d->count - presence, third) + lack(third, habits);
}

/* By level; within a level as dealt, but shuffled again so that themes do not come in blocks. */
static void rise(struct draw *d)
{
	size_t order[RUN_MAX], at = 0;
	const struct quiz_item *dealt[RUN_MAX];

	for (size_t i = 0; i < d->count; i++) {
		order[i] = i;
		dealt[i] = d->hand[i];
	}
	chance_shuffle(&d->chance, order, d->count);
	for (unsigned level = 0; level <= 3; level++)
		for (size_t i = 0; i < d->count; i++)
			if (dealt[order[i]]->level == level)
				d->hand[at++] = dealt[order[i]];
}

size_t quiz_draw(const struct quiz_bank *bank, enum quiz_form form, unsigned long seed,
	const struct quiz_item **picked)
{
	struct draw d = { .bank = bank, .form = form };
	const struct quiz_item *best[RUN_MAX];
	size_t least = SIZE_MAX;

	chance_seed(&d.chance, seed ^ (uint64_t)bank->version << 32 ^ (uint64_t)form << 48);
	survey(&d);
	for (unsigned trial = 0; trial < TRIALS && least; trial++) {
		size_t faults;

		deal(&d);
		faults = broken(&d);
		if (faults < least) {
			least = faults;
			memcpy(best, d.hand, sizeof best);
		}
	}
	memcpy(d.hand, best, sizeof best);
	rise(&d);
	if (d.count)
		memcpy(picked, d.hand, d.count * sizeof *picked);
	return d.count;
}
