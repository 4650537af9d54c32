#include "observatory/catalogue/catalogue.h"

#include "base/i18n.h"
#include "base/mem.h"

#define QUIZ "reseaux"
enum { BINS = 21, BIN_POINTS = 5, ALMOST = 50 /* merit */ };
enum { ORDER_EXACT, ORDER_ALMOST, ORDER_OTHER };
enum { ESTIMATE_EXACT, ESTIMATE_NEAR, ESTIMATE_LOW, ESTIMATE_HIGH };

struct named { const char *id, *label; };
static const struct named order_outcomes[] = {
	[ORDER_EXACT] = { "exact", N_("Le bon ordre") },
	[ORDER_ALMOST] = { "almost", N_("Presque le bon ordre") },
	[ORDER_OTHER] = { "other", N_("Un autre ordre") },
};
static const struct named estimate_outcomes[] = {
	[ESTIMATE_EXACT] = { "exact", N_("Estimation juste") },
	[ESTIMATE_NEAR] = { "near", N_("Estimation proche") },
	[ESTIMATE_LOW] = { "low", N_("Estimation trop basse") },
	[ESTIMATE_HIGH] = { "high", N_("Estimation trop haute") },
};
static const struct named bins[BINS] = {
	{ "0", N_("0 à 4") }, { "5", N_("5 à 9") }, { "10", N_("10 à 14") }, { "15", N_("15 à 19") },
	{ "20", N_("20 à 24") }, { "25", N_("25 à 29") }, { "30", N_("30 à 34") },
	{ "35", N_("35 à 39") }, { "40", N_("40 à 44") }, { "45", N_("45 à 49") },
	{ "50", N_("50 à 54") }, { "55", N_("55 à 59") }, { "60", N_("60 à 64") },
	{ "65", N_("65 à 69") }, { "70", N_("70 à 74") }, { "75", N_("75 à 79") },
	{ "80", N_("80 à 84") }, { "85", N_("85 à 89") }, { "90", N_("90 à 94") },
	{ "95", N_("95 à 99") }, { "100", "100" },
};
static const char *const form_id[] = { [QUIZ_FULL] = "full", [QUIZ_EXPRESS] = "express" };
static const char *const form_label[] = {
	[QUIZ_FULL] = N_("Les scores, test complet"), [QUIZ_EXPRESS] = N_("Les scores, test express"),
};

void catalogue_score_id(char *out, size_t room, const char *quiz, enum quiz_form form,
	unsigned version)
{
	snprintf(out, room, "score-%s-%s-v%u", quiz, form_id[form], version);
}

static void add_outcome(struct question *q, const char *id, const char *label)
{
	q->outcome[q->outcomes++] = (struct outcome){ mem_dup(id), mem_dup(label) };
}

static void add_named(struct question *q, const struct named *named, size_t count)
{
	q->outcome = mem_array(count, sizeof *q->outcome);
	for (size_t i = 0; i < count; i++)
		add_outcome(q, named[i].id, named[i].label);
}

static void fill_item(struct question *q, const struct quiz_item *item, const char *theme)
{
	q->id = mem_dup(item->id);
	q->label = mem_dup(item->brief);
	q->prompt = mem_dup(item->prompt);
	q->theme = mem_dup(theme);
	q->multi = item->kind == QUIZ_SEVERAL;
	q->item = item;
	if (item->kind == QUIZ_ORDER) {
		add_named(q, order_outcomes, sizeof order_outcomes / sizeof *order_outcomes);
	} else if (item->kind == QUIZ_ESTIMATE) {
		add_named(q, estimate_outcomes, sizeof estimate_outcomes / sizeof *estimate_outcomes);
	} else {
		q->outcome = mem_array(item->options_count, sizeof *q->outcome);
		for (unsigned i = 0; i < item->options_count; i++)
			add_outcome(q, item->options[i].id, item->options[i].label);
	}
}

static void fill_score(struct question *q, const struct quiz_bank *bank, enum quiz_form form)
{
	char id[128];

	catalogue_score_id(id, sizeof id, bank->id, form, bank->version);
	q->id = mem_dup(id);
	q->label = mem_dup(form_label[form]);
	q->prompt = mem_dup(N_("Comment se répartissent les scores ?"));
	q->theme = mem_dup("");
	q->score = true;
	add_named(q, bins, BINS);
}

struct catalogue *catalogue_open(struct error *why)
{
	struct quiz_bank *bank = quiz_open(QUIZ, why);
	struct catalogue *c;
	size_t count = 2;

	if (!bank)
		return NULL;
	c = mem_alloc(sizeof *c);
	c->bank = bank;
	for (unsigned t = 0; t < bank->themes_count; t++)
		count += bank->theme[t]->items_count;
	c->question = mem_array(count, sizeof *c->question);
	for (unsigned t = 0; t < bank->themes_count; t++)
		for (unsigned i = 0; i < bank->theme[t]->items_count; i++)
			fill_item(&c->question[c->count++], &bank->theme[t]->items[i],
				bank->theme[t]->theme);
	fill_score(&c->question[c->count++], bank, QUIZ_FULL);
	fill_score(&c->question[c->count++], bank, QUIZ_EXPRESS);
	for (size_t i = 0; i < c->count; i++)
		c->question[i].version = bank->version;
	return c;
}

void catalogue_close(struct catalogue *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->count; i++) {
		struct question *q = &c->question[i];

		for (size_t k = 0; k < q->outcomes; k++) {
			free(q->outcome[k].id);
			free(q->outcome[k].label);
		}
		free(q->outcome);
		free(q->id);
		free(q->label);
		free(q->prompt);
		free(q->theme);
	}
	free(c->question);
	quiz_close(c->bank);
	free(c);
}

const struct question *catalogue_find(const struct catalogue *c, const char *id)
{
	for (size_t i = 0; i < c->count; i++)
		if (!strcmp(c->question[i].id, id))
			return &c->question[i];
	return NULL;
}

size_t catalogue_index(const struct catalogue *c, const struct question *q)
{
	return (size_t)(q - c->question);
}

static unsigned estimate_outcome(const struct quiz_estimate *e, int number)
{
	long gap = (long)number - e->right;

	if (labs(gap) <= e->close)
		return ESTIMATE_EXACT;
	if (labs(gap) <= e->near)
		return ESTIMATE_NEAR;
	return gap < 0 ? ESTIMATE_LOW : ESTIMATE_HIGH;
}

unsigned catalogue_outcomes(const struct question *q, const struct quiz_answer *answer)
{
	int merit;

	if (!answer->given)
		return 0;
	if (!q->item) /* a score, given as a number */
		return answer->number < 0 || answer->number > 100 ? 0
			: 1u << answer->number / BIN_POINTS;
	switch (q->item->kind) {
	case QUIZ_ORDER:
		merit = score_merit(q->item, answer);
		return 1u << (merit == 100 ? ORDER_EXACT : merit >= ALMOST ? ORDER_ALMOST : ORDER_OTHER);
	case QUIZ_ESTIMATE:
		return 1u << estimate_outcome(q->item->estimate, answer->number);
	default:
		return answer->ticked & ((1u << q->outcomes) - 1);
	}
}
