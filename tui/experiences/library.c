/* The library: practical sheets, one key from anywhere, back to the very same place. */
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/fiche.h"
#include "tui/experiences/experience.h"

enum { STALE_MONTHS = 12 };

static void say_paragraphs(struct stage *s, const struct paragraph *p, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		stage_say(s, SAY_TEXT, _(p[i].text));
		say_sources(s, p[i].facts, p[i].facts_count);
	}
}

static void say_gestures(struct stage *s, const struct fiche *f)
{
	for (unsigned i = 0; i < f->gestures_count; i++) {
		stage_sayf(s, SAY_TEXT, "%u. %s", i + 1, _(f->gestures[i].text));
		say_sources(s, f->gestures[i].facts, f->gestures[i].facts_count);
	}
}

static void say_verified(struct stage *s, const struct fiche *f)
{
	struct day day;

	if (!day_parse(f->verified, &day))
		return;
	if (day_age_months(day, day_today()) >= STALE_MONTHS)
		stage_sayf(s, SAY_WARN, _("Vérifiée le %02d/%02d/%d : plus d'un an. Les menus ont pu changer."),
			day.mday, day.month, day.year);
	else
		stage_sayf(s, SAY_ASIDE, _("Vérifiée le %02d/%02d/%d."), day.mday, day.month, day.year);
}

static enum stage_reply why_scene(struct stage *s, void *data)
{
	const struct fiche *f = data;
	char where[80];

	snprintf(where, sizeof where, NN_("%u minute", "%u minutes", f->minutes), f->minutes);
	stage_scene(s, _(f->title), where);
	say_paragraphs(s, f->why, f->why_count);
	stage_say(s, SAY_HEADING, _("Trois gestes"));
	say_gestures(s, f);
	return stage_page(s);
}

static enum stage_reply check_scene(struct stage *s, void *data)
{
	const struct fiche *f = data;

	stage_scene(s, _(f->title), _("vérifier, aller plus loin"));
	stage_say(s, SAY_HEADING, _("Pour vérifier que cela marche"));
	say_paragraphs(s, f->check, f->check_count);
	stage_say(s, SAY_HEADING, _("Pour aller plus loin"));
	say_paragraphs(s, f->further, f->further_count);
	for (unsigned i = 0; i < f->links_count; i++)
		stage_sayf(s, SAY_ASIDE, _("%s : %s"), _(f->links[i].label), f->links[i].url);
	say_verified(s, f);
	return stage_page(s);
}

static enum stage_reply missing_scene(struct stage *s, void *data)
{
	stage_scene(s, _("La médiathèque"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

enum stage_reply library_fiche(struct stage *s, const char *id)
{
	static stage_scene_fn *const page[] = { why_scene, check_scene };
	struct error why = { 0 };
	struct fiche *f = fiche_open(id, &why);
	enum stage_reply reply = STAGE_OK;
	size_t at = 0;

	if (!f)
		return stage_play(s, missing_scene, why.text);
	while (at < sizeof page / sizeof *page) {
		reply = stage_play(s, page[at], f);
		if (reply == STAGE_OK)
			at++;
		else if (reply == STAGE_BACK && at)
			at--;
		else
			break;
	}
	fiche_close(f);
	return reply;
}

struct shelf { size_t picked; bool started; };

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	size_t count;
	const struct fiche_entry *entry = fiche_index(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Quelle fiche ouvrir ?"), .option = option,
		.count = count, .preset = shelf->started ? shelf->picked + 1 : 0 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = entry[i].id, .label = _(entry[i].title),
			.hint = _(entry[i].pitch) };
	stage_scene(s, _("La médiathèque"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		shelf->picked = pick.index;
		shelf->started = true;
	}
	free(option);
	return reply;
}

enum stage_reply library_visit(struct stage *s, void *data)
{
	struct shelf shelf = { 0 };
	size_t count;
	const struct fiche_entry *entry = fiche_index(&count);

	(void)data;
	for (;;) {
		enum stage_reply reply = stage_play(s, shelf_scene, &shelf);

		if (reply != STAGE_OK)
			return reply;
		reply = library_fiche(s, entry[shelf.picked].id);
		if (reply == STAGE_GONE || reply == STAGE_QUIT)
			return reply;
	}
}

enum stage_reply library_run(struct program *p)
{
	struct text words = TEXT(256);
	enum stage_reply reply;

	if (p->argc > 0 && !fiche_entry(p->argv[0])) {
		text_addf(&words, _("La fiche « %s » n'existe pas. Voici celles qui existent."), p->argv[0]);
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
