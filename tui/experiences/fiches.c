/* The practical sheets: why, three gestures, how to check, and what to read next. */
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "content/fiche.h"
#include "tui/experiences/library.h"

enum { STALE_MONTHS = 12, SEE_MAX = 8, WORDS_MAX = 4,
	DEPTH_MAX = 8 /* sheets opened one from another */ };

/* A sheet being read. */
struct reading {
	struct fiche *fiche;
	const char *see[SEE_MAX];
	const struct glossary_word *word[WORDS_MAX];
	size_t sees, words;
	size_t picked;             /* at its end: 0 to close it, then what to read, then words */
};

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
	const struct fiche *f = ((struct reading *)data)->fiche;
	char where[80];

	snprintf(where, sizeof where, NN_("%u minute", "%u minutes", f->minutes), f->minutes);
	stage_scene(s, _(f->title), where);
	library_say(s, f->why, f->why_count);
	stage_say(s, SAY_HEADING, _("Trois gestes"));
	say_gestures(s, f);
	return stage_page(s);
}

static enum stage_reply check_scene(struct stage *s, void *data)
{
	struct reading *r = data;
	const struct fiche *f = r->fiche;
	struct stage_option option[1 + SEE_MAX + WORDS_MAX];
	char id[WORDS_MAX][120]; /* a word may be called as a sheet is */
	struct stage_choice choice = { .prompt = _("Et ensuite ?"), .option = option, .preset = 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	option[choice.count++] = (struct stage_option){ .id = "fin",
		.label = _("Refermer cette fiche") };
	for (size_t i = 0; i < r->sees; i++)
		option[choice.count++] = (struct stage_option){ .id = r->see[i],
			.label = _(fiche_entry(r->see[i])->title), .heading = i ? NULL : _("Lire aussi") };
	for (size_t i = 0; i < r->words; i++) {
		snprintf(id[i], sizeof id[i], "glossaire-%s", r->word[i]->id);
		option[choice.count++] = (struct stage_option){ .id = id[i], .label = _(r->word[i]->word),
			.heading = i ? NULL : _("Les mots du sujet") };
	}
	stage_scene(s, _(f->title), _("vérifier, aller plus loin"));
	stage_say(s, SAY_HEADING, _("Pour vérifier que cela marche"));
	library_say(s, f->check, f->check_count);
	stage_say(s, SAY_HEADING, _("Pour aller plus loin"));
	library_say(s, f->further, f->further_count);
	for (unsigned i = 0; i < f->links_count; i++)
		stage_sayf(s, SAY_ASIDE, _("%s : %s"), _(f->links[i].label), f->links[i].url);
	say_verified(s, f);
	reply = choice.count > 1 ? stage_choose(s, &choice, &pick) : stage_page(s);
	if (reply == STAGE_OK)
		r->picked = choice.count > 1 ? pick.index : 0;
	return reply;
}

static enum stage_reply pages(struct stage *s, struct reading *r)
{
	static stage_scene_fn *const page[] = { why_scene, check_scene };
	size_t at = 0;

	while (at < sizeof page / sizeof *page) {
		enum stage_reply reply = stage_play(s, page[at], r);

		if (reply == STAGE_OK)
			at++;
		else if (reply == STAGE_BACK && at)
			at--;
		else
			return reply;
	}
	return STAGE_OK;
}

static bool explains(const struct glossary_word *word, const char *fiche)
{
	for (unsigned i = 0; i < word->see_count; i++)
		if (!strcmp(word->see[i], fiche))
			return true;
	return false;
}

static void find_next(struct reading *r, const struct glossary *glossary, unsigned depth)
{
	const struct fiche *f = r->fiche;

	for (unsigned i = 0; i < f->see_count && r->sees < SEE_MAX && depth < DEPTH_MAX; i++)
		if (fiche_entry(f->see[i]))
			r->see[r->sees++] = f->see[i];
	for (unsigned i = 0; glossary && i < glossary->words_count && r->words < WORDS_MAX; i++)
		if (explains(&glossary->words[i], f->id))
			r->word[r->words++] = &glossary->words[i];
}

static enum stage_reply read_fiche(struct stage *s, const char *id,
	const struct glossary *glossary, unsigned depth)
{
	struct error why = { 0 };
	struct reading r = { .fiche = fiche_open(id, &why) };
	enum stage_reply reply;

	if (!r.fiche)
		return stage_play(s, library_trouble, why.text);
	find_next(&r, glossary, depth);
	reply = pages(s, &r);
	while (reply == STAGE_OK && r.picked) {
		if (r.picked <= r.sees)
			reply = read_fiche(s, r.see[r.picked - 1], glossary, depth + 1);
		else
			reply = library_word(s, r.word[r.picked - 1 - r.sees], false);
		if (reply == STAGE_QUIT || reply == STAGE_GONE)
			break;
		reply = stage_play(s, check_scene, &r);
		if (reply == STAGE_BACK)
			reply = pages(s, &r);
	}
	fiche_close(r.fiche);
	return reply;
}

enum stage_reply library_fiche(struct stage *s, const char *id)
{
	/* Without it a sheet has no words to explain, that is all. */
	struct glossary *glossary = glossary_open(NULL);
	enum stage_reply reply = read_fiche(s, id, glossary, 0);

	glossary_close(glossary);
	return reply;
}

/* --- All of them ----------------------------------------------------------------------------- */

static const char *level(unsigned part)
{
	return part <= 1 ? _("Pour commencer") : _("Pour aller plus loin");
}

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	const struct fiche_entry **picked = data;
	size_t count;
	const struct fiche_entry *entry = fiche_index(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct library_row *row = mem_array(count, sizeof *row);
	struct stage_choice choice = { .prompt = _("Quelle fiche ouvrir ?"), .option = option,
		.count = count };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		row[i] = (struct library_row){ entry[i].level > 1 ? 2 : 1, _(entry[i].title), i };
	library_sort(row, count);
	for (size_t i = 0; i < count; i++) {
		const struct fiche_entry *e = &entry[row[i].index];

		option[i] = (struct stage_option){ .id = e->id, .label = row[i].label, .hint = _(e->pitch),
			.heading = !i || row[i].part != row[i - 1].part ? level(row[i].part) : NULL };
		if (e == *picked)
			choice.preset = i + 1;
	}
	stage_scene(s, _("Les fiches"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		*picked = &entry[row[pick.index].index];
	free(option);
	free(row);
	return reply;
}

enum stage_reply library_fiches(struct stage *s, void *data)
{
	const struct fiche_entry *picked = NULL;
	enum stage_reply reply;

	(void)data;
	do {
		reply = stage_play(s, shelf_scene, &picked);
		if (reply != STAGE_OK)
			return reply;
		reply = library_fiche(s, picked->id);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}
