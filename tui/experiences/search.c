/* Searching the library by words: sheets, letters, workbenches and words of the glossary, in one
 * list, the nearest first. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/search.h"
#include "tui/experiences/library.h"
#include "tui/experiences/library_index.h"

enum { HITS = 80, SHOWN_MAX = 12 /* what ears can follow */, NEAR_MAX = 6 };
#define FAR 0.4 /* of the best score: what is below would be noise */

static const struct { const char *prefix, *heading; size_t most; } kinds[THING_KINDS] = {
	[THING_FICHE] = { "", N_("Les fiches"), 5 },
	[THING_LETTER] = { "lettre-", N_("Les lettres"), 2 },
	[THING_BENCH] = { "etabli-", N_("L'établi"), 2 },
	[THING_WORD] = { "glossaire-", N_("Le glossaire"), 3 },
};

struct quest {
	struct text words;
	struct library_index index;
	size_t picked;             /* a place in the list + 1; 0: none */
	bool urgent, again;
};

/* --- Asking ----------------------------------------------------------------------------------- */

static const char *check_words(const char *line, void *data)
{
	(void)data;
	return *line ? NULL : _("Un mot suffit.");
}

static enum stage_reply ask_scene(struct stage *s, void *data)
{
	struct quest *q = data;
	struct stage_question question = { .prompt = _("Que cherchez-vous ?"), .max_chars = 200,
		.check = check_words };

	stage_scene(s, _("Chercher"), NULL);
	stage_say(s, SAY_ASIDE, _("Avec vos mots, comme ils viennent : « on a volé mon compte », « photo », « cnil »."));
	return stage_ask(s, &question, &q->words);
}

/* --- What was found --------------------------------------------------------------------------- */

struct shown {
	const struct thing *thing[SHOWN_MAX];
	struct stage_option option[SHOWN_MAX + 2];
	char id[SHOWN_MAX][140];
	size_t count;              /* things; the options after them open none */
};

static const struct thing *thing_of(const struct quest *q, const struct search_hit *hit)
{
	return &q->index.thing[strtoul(hit->id, NULL, 10)];
}

/* One kind, at most so many, those far behind the first left out. */
static void show_kind(const struct quest *q, struct shown *shown, const struct search_hit *hit,
	size_t hits, enum thing_kind kind)
{
	size_t begun = shown->count;

	for (size_t i = 0; i < hits && shown->count - begun < kinds[kind].most; i++) {
		const struct thing *t = thing_of(q, &hit[i]);
		size_t at = shown->count;

		if (t->kind != kind || at == SHOWN_MAX || hit[i].score < hit[0].score * FAR)
			continue;
		snprintf(shown->id[at], sizeof shown->id[at], "%s%s", kinds[kind].prefix, t->id);
		shown->thing[at] = t;
		shown->option[at] = (struct stage_option){ .id = shown->id[at], .label = t->label,
			.hint = t->hint, .heading = at == begun ? _(kinds[kind].heading) : NULL };
		shown->count++;
	}
}

/* The kind of the nearest thing comes first. */
static void show_hits(struct quest *q, struct shown *shown)
{
	struct search_hit hit[HITS];
	size_t hits = search_find(q->index.search, text_string(&q->words), hit, HITS);
	bool done[THING_KINDS] = { false };

	for (size_t i = 0; i < hits; i++) {
		enum thing_kind kind = thing_of(q, &hit[i])->kind;

		if (!done[kind])
			show_kind(q, shown, hit, hits, kind);
		done[kind] = true;
	}
}

/* After what was found: other words, or somebody to talk to, whatever was looked for. */
static size_t add_others(struct stage_option *option, size_t found)
{
	option[0] = (struct stage_option){ .id = "autre", .label = _("Chercher d'autres mots"),
		.heading = found ? _("Autre chose") : NULL };
	option[1] = (struct stage_option){ .id = "urgences", .label = _("Les numéros d'aide") };
	return 2;
}

static enum stage_reply results_scene(struct stage *s, void *data)
{
	struct quest *q = data;
	struct shown *shown = mem_alloc(sizeof *shown);
	struct stage_choice choice = { .prompt = _("Qu'ouvrir ?"), .option = shown->option };
	struct stage_pick pick;
	enum stage_reply reply;

	library_index_make(&q->index);
	show_hits(q, shown);
	for (size_t i = 0; i < shown->count; i++)
		if (shown->thing[i] - q->index.thing + 1 == (ptrdiff_t)q->picked)
			choice.preset = i + 1;
	choice.count = shown->count;
	choice.count += add_others(&shown->option[choice.count], shown->count);
	stage_scene(s, _("Chercher"), NULL); /* the words are no title: titles stay in the trace */
	stage_say(s, SAY_QUOTE, text_string(&q->words));
	if (shown->count)
		stage_sayf(s, SAY_TEXT, NN_("%zu réponse.",
			"%zu réponses, les plus proches d'abord.", shown->count), shown->count);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		q->again = pick.index == shown->count;
		q->urgent = pick.index == shown->count + 1;
		q->picked = pick.index < shown->count
			? (size_t)(shown->thing[pick.index] - q->index.thing) + 1 : 0;
	}
	free(shown);
	return reply;
}

/* Nothing was found: words that look like these, ready to be looked for. */
static enum stage_reply nothing_scene(struct stage *s, void *data)
{
	struct quest *q = data;
	const char *near[NEAR_MAX];
	struct stage_option option[NEAR_MAX + 2];
	struct stage_choice choice = { .prompt = _("Et maintenant ?"), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;
	size_t count;

	library_index_make(&q->index);
	count = search_near(q->index.search, text_string(&q->words), near, NEAR_MAX);
	for (size_t i = 0; i < count; i++)
		option[choice.count++] = (struct stage_option){ .id = near[i], .label = near[i],
			.heading = i ? NULL : _("Des mots qui ressemblent") };
	choice.count += add_others(&option[choice.count], count);
	stage_scene(s, _("Chercher"), NULL); /* the words are no title: titles stay in the trace */
	stage_say(s, SAY_QUOTE, text_string(&q->words));
	stage_say(s, SAY_TEXT, _("Rien ne porte ces mots ici. Un mot plus court, ou plus simple, aide souvent."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		q->picked = 0;
		q->again = pick.index == count;
		q->urgent = pick.index == count + 1;
		if (pick.index < count) {
			text_clear(&q->words);
			text_add(&q->words, near[pick.index]);
		}
	}
	return reply;
}

/* --- The way through -------------------------------------------------------------------------- */

static enum stage_reply open_thing(struct stage *s, const struct thing *t)
{
	switch (t->kind) {
	case THING_LETTER: return library_letter(s, t->id);
	case THING_BENCH: return bench_visit(s, t->id);
	case THING_WORD: return library_word(s, t->word, true);
	default: return library_fiche(s, t->id);
	}
}

/* From the words to what they find, as long as these words last. */
static enum stage_reply look(struct stage *s, struct quest *q)
{
	enum stage_reply reply;

	q->picked = 0;
	do {
		struct search_hit hit;

		library_index_make(&q->index);
		reply = stage_play(s, search_find(q->index.search, text_string(&q->words), &hit, 1)
			? results_scene : nothing_scene, q);
		if (reply != STAGE_OK || q->again)
			return reply;
		if (q->urgent)
			reply = stage_play(s, urgent_scene, NULL);
		else if (q->picked)
			reply = open_thing(s, &q->index.thing[q->picked - 1]);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}

enum stage_reply library_search(struct stage *s, void *data)
{
	struct quest q = { .words = TEXT(1 << 12) };
	enum stage_reply reply;

	(void)data;
	do {
		reply = stage_play(s, ask_scene, &q);
		if (reply != STAGE_OK)
			break;
		reply = look(s, &q);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	library_index_free(&q.index);
	text_wipe(&q.words);
	return reply;
}
