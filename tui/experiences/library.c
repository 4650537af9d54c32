/* The library: sheets, letters, words, workbenches and emergency numbers, one key from anywhere,
 * and back to the very same place. This file is its door. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "content/bench.h"
#include "content/fiche.h"
#include "content/letter.h"
#include "tui/experiences/library.h"

/* --- What the rooms share ------------------------------------------------------------------- */

void library_say(struct stage *s, const struct paragraph *p, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		stage_say(s, SAY_TEXT, _(p[i].text));
		say_sources(s, p[i].facts, p[i].facts_count);
	}
}

enum stage_reply library_trouble(struct stage *s, void *data)
{
	stage_scene(s, _("La médiathèque"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

struct sorted { char *key; struct library_row row; };

static int by_label(const void *a, const void *b)
{
	const struct sorted *one = a, *other = b;

	if (one->row.part != other->row.part)
		return one->row.part < other->row.part ? -1 : 1;
	return strcmp(one->key, other->key);
}

void library_sort(struct library_row *row, size_t count)
{
	struct sorted *sorted = mem_array(count, sizeof *sorted);

	for (size_t i = 0; i < count; i++) {
		struct text key = TEXT(1024);

		utf_fold(&key, row[i].label);
		sorted[i] = (struct sorted){ text_take(&key), row[i] };
	}
	qsort(sorted, count, sizeof *sorted, by_label);
	for (size_t i = 0; i < count; i++) {
		row[i] = sorted[i].row;
		free(sorted[i].key);
	}
	free(sorted);
}

/* --- Workbenches ---------------------------------------------------------------------------- */

enum { BENCHES_MAX = 40 };

static enum stage_reply benches_scene(struct stage *s, void *data)
{
	size_t *at = data;
	struct stage_option option[BENCHES_MAX];
	struct stage_choice choice = { .prompt = _("Que voulez-vous essayer ?"), .option = option,
		.preset = *at + 1 };
	struct bench_entry e;
	struct stage_pick pick;
	enum stage_reply reply;

	for (; choice.count < BENCHES_MAX && library_bench(choice.count, &e); choice.count++)
		option[choice.count] = (struct stage_option){ .id = e.id, .label = e.title,
			.hint = e.pitch };
	stage_scene(s, _("L'établi"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		*at = pick.index;
	return reply;
}

static enum stage_reply benches(struct stage *s, void *data)
{
	size_t at = 0;
	struct bench_entry e;
	enum stage_reply reply;

	(void)data;
	do {
		reply = stage_play(s, benches_scene, &at);
		if (reply != STAGE_OK)
			return reply;
		library_bench(at, &e);
		reply = bench_visit(s, e.id);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}

/* --- The door ------------------------------------------------------------------------------- */

static const struct room {
	const char *id, *label, *hint;
	stage_scene_fn *visit;
} rooms[] = {
	{ "chercher", N_("Chercher par mots"), N_("Avec vos mots, fautes comprises"), library_search },
	{ "fiches", N_("Les fiches"), NULL, library_fiches },
	{ "lettres", N_("Les lettres"), NULL, library_letters },
	{ "glossaire", N_("Le glossaire"), N_("Les mots du numérique, expliqués"), library_glossary },
	{ "etabli", N_("L'établi"), N_("Des choses à essayer soi-même"), benches },
	{ "urgences", N_("Les numéros d'aide"), N_("Gratuits, et quelqu'un répond"), urgent_scene },
};
enum { ROOMS = sizeof rooms / sizeof *rooms };

static const char *hint(const struct room *room, char *out, size_t space)
{
	size_t count;

	if (room->visit == library_fiches) {
		fiche_index(&count);
		snprintf(out, space, NN_("%zu fiche pratique, trois gestes chacune",
			"%zu fiches pratiques, trois gestes chacune", count), count);
	} else if (room->visit == library_letters) {
		letter_index(&count);
		snprintf(out, space, NN_("%zu lettre à remplir", "%zu lettres à remplir", count), count);
	} else {
		return _(room->hint);
	}
	return out;
}

static enum stage_reply door_scene(struct stage *s, void *data)
{
	size_t *at = data;
	struct stage_option option[ROOMS];
	char counted[ROOMS][120];
	struct stage_choice choice = { .prompt = _("Où allons-nous ?"), .option = option,
		.count = ROOMS, .preset = *at + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < ROOMS; i++)
		option[i] = (struct stage_option){ .id = rooms[i].id, .label = _(rooms[i].label),
			.hint = hint(&rooms[i], counted[i], sizeof counted[i]) };
	stage_scene(s, _("La médiathèque"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		*at = pick.index;
	return reply;
}

enum stage_reply library_visit(struct stage *s, void *data)
{
	size_t at = 0;
	enum stage_reply reply;

	(void)data;
	do {
		reply = stage_play(s, door_scene, &at);
		if (reply != STAGE_OK)
			return reply;
		reply = stage_play(s, rooms[at].visit, NULL);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}

enum stage_reply library_run(struct program *p)
{
	struct text words = TEXT(256);
	enum stage_reply reply;

	if (p->argc > 0 && !fiche_entry(p->argv[0])) {
		text_addf(&words, _("La fiche « %s » n'existe pas. Celles qui existent sont ici."), p->argv[0]);
		stage_news(p->stage, text_string(&words));
	}
	text_free(&words);
	if (p->argc > 0 && fiche_entry(p->argv[0])) {
		reply = library_fiche(p->stage, p->argv[0]);
		if (reply == STAGE_OK)
			p->finished = true;
		if (reply != STAGE_BACK)
			return reply;
	}
	reply = library_visit(p->stage, NULL);
	p->finished = reply == STAGE_BACK || reply == STAGE_QUIT;
	return reply;
}

enum stage_reply urgent_scene(struct stage *s, void *data)
{
	(void)data;
	stage_scene(s, _("Numéros d'aide"), NULL);
	stage_say(s, SAY_LEAD, _("Gratuits, et quelqu'un répond vraiment."));
	stage_say(s, SAY_TEXT, _("3018 : violences numériques, harcèlement, images volées. De 9 h à 23 h, "
		"tous les jours. Appel, tchat sur 3018.fr, ou application."));
	stage_say(s, SAY_TEXT, _("17Cyber : compte piraté, arnaque, chantage. Jour et nuit sur "
		"17cyber.gouv.fr, avec un policier ou un gendarme."));
	stage_say(s, SAY_TEXT, _("119 : un enfant en danger. 17 ou 112 : en urgence. 114 par SMS pour les "
		"personnes sourdes ou malentendantes."));
	stage_say(s, SAY_TEXT, _("33700 : transférez-y un SMS suspect."));
	return stage_page(s);
}
