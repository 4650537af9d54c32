/* Facilitator's sheets, page by page: what to prepare, the steps and their minutes, what to
 * debate. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/experiences/lesson_sheet.h"
#include "tui/experiences/library.h"

struct teaching { struct lesson *lesson; unsigned page; };

/* --- Page by page ----------------------------------------------------------------------------- */

static enum stage_reply goals_scene(struct stage *s, void *data)
{
	const struct lesson *l = ((struct teaching *)data)->lesson;

	stage_scene(s, _(l->title), _("avant l'atelier"));
	stage_say(s, SAY_LEAD, _(l->pitch));
	stage_say(s, SAY_HEADING, _("Ce que l'on vise"));
	library_say(s, l->goals, l->goals_count);
	stage_say(s, SAY_HEADING, _("À préparer"));
	library_say(s, l->before, l->before_count);
	return stage_page(s);
}

static enum stage_reply step_scene(struct stage *s, void *data)
{
	const struct teaching *t = data;
	const struct lesson_step *step = &t->lesson->steps[t->page - 1];
	unsigned from = lesson_minute(t->lesson, t->page - 1);
	char where[120];

	snprintf(where, sizeof where, _("étape %u sur %u"), t->page, t->lesson->steps_count);
	stage_scene(s, _(t->lesson->title), where);
	stage_say(s, SAY_LEAD, _(step->title));
	stage_sayf(s, SAY_ASIDE, NN_("%u minute : de %u à %u.", "%u minutes : de %u à %u.",
		step->minutes), step->minutes, from, from + step->minutes);
	library_say(s, step->text, step->text_count);
	return stage_page(s);
}

static enum stage_reply debate_scene(struct stage *s, void *data)
{
	const struct lesson *l = ((struct teaching *)data)->lesson;

	stage_scene(s, _(l->title), _("débattre"));
	stage_say(s, SAY_LEAD, _("Des questions sans bonne réponse, pour quand le silence s'installe."));
	library_say(s, l->debate, l->debate_count);
	return stage_page(s);
}

static enum stage_reply after_scene(struct stage *s, void *data)
{
	const struct lesson *l = ((struct teaching *)data)->lesson;

	stage_scene(s, _(l->title), _("après l'atelier"));
	library_say(s, l->after, l->after_count);
	return stage_page(s);
}

static enum stage_reply questions_scene(struct stage *s, void *data)
{
	const struct lesson *l = ((struct teaching *)data)->lesson;

	stage_scene(s, _(l->title), _("les questions d'avant et d'après"));
	stage_say(s, SAY_LEAD, _("Les mêmes au début et à la fin, sur des papiers sans nom."));
	for (unsigned i = 0; i < l->questions_count; i++) {
		struct text line = TEXT(4096);

		text_add(&line, _(l->questions[i].prompt));
		for (unsigned k = 0; k < l->questions[i].options_count; k++)
			text_addf(&line, "\n%u. %s", k + 1, _(l->questions[i].options[k].label));
		stage_say(s, SAY_TEXT, text_string(&line));
		text_free(&line);
	}
	return stage_page(s);
}

static enum stage_reply teach(struct stage *s, struct teaching *t)
{
	static stage_scene_fn *const last[] = { debate_scene, after_scene, questions_scene };
	unsigned steps = t->lesson->steps_count, pages = steps + 1 + sizeof last / sizeof *last;

	while (t->page < pages) {
		stage_scene_fn *scene = !t->page ? goals_scene : t->page <= steps ? step_scene
			: last[t->page - steps - 1];
		enum stage_reply reply = stage_play(s, scene, t);

		if (reply == STAGE_OK)
			t->page++;
		else if (reply == STAGE_BACK && t->page)
			t->page--;
		else
			return reply;
	}
	return STAGE_OK;
}

/* --- On standard output ---------------------------------------------------------------------- */

static bool known(const char *id)
{
	size_t count;
	const struct lesson_entry *entry = lesson_index(&count);

	for (size_t i = 0; i < count; i++)
		if (!strcmp(entry[i].id, id))
			return true;
	return false;
}

static bool print(const struct program *p, struct text *out, struct error *why)
{
	size_t count;
	const struct lesson_entry *entry = lesson_index(&count);
	const char *id = p->argc > 0 ? p->argv[0] : NULL;
	struct lesson *l;

	if (strcmp(p->format, "text"))
		return error_set(why, ERROR_USAGE, _("Un atelier s'imprime en texte : --format text."));
	if (!id) {
		for (size_t i = 0; i < count; i++)
			text_addf(out, "%-14s %s\n", entry[i].id, _(entry[i].title));
		return true;
	}
	if (!known(id))
		return error_set(why, ERROR_USAGE,
			_("L'atelier « %s » n'existe pas. La liste : mesdatas lesson --format text."), id);
	l = lesson_open(id, why);
	if (!l)
		return false;
	lesson_print(l, out);
	lesson_close(l);
	return true;
}

static int print_out(const struct program *p)
{
	struct text out = TEXT(1 << 18);
	struct error why = { 0 };
	bool right = print(p, &out, &why);

	if (right)
		fputs(text_string(&out), stdout);
	else
		fprintf(stderr, "%s\n", why.text);
	text_free(&out);
	return right ? 0 : why.code == ERROR_USAGE ? 2 : 1;
}

/* --- Choosing one ----------------------------------------------------------------------------- */

static enum stage_reply list_scene(struct stage *s, void *data)
{
	size_t *at = data, count;
	const struct lesson_entry *entry = lesson_index(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Combien de temps avez-vous ?"), .option = option,
		.count = count, .preset = *at + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = entry[i].id, .label = _(entry[i].title),
			.hint = _(entry[i].pitch) };
	stage_scene(s, _("Préparer un atelier"), NULL);
	stage_say(s, SAY_ASIDE, _("Pour imprimer une fiche : mesdatas lesson ATELIER --format text."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		*at = pick.index;
	free(option);
	return reply;
}

static enum stage_reply visit(struct program *p, const char *id)
{
	struct error why = { 0 };
	struct teaching t = { .lesson = lesson_open(id, &why) };
	enum stage_reply reply;

	if (!t.lesson) {
		p->status = 1;
		return stage_play(p->stage, library_trouble, why.text);
	}
	reply = teach(p->stage, &t);
	lesson_close(t.lesson);
	if (reply == STAGE_OK)
		p->finished = true;
	return reply;
}

enum stage_reply lesson_run(struct program *p)
{
	size_t at = 0, count;
	const struct lesson_entry *entry = lesson_index(&count);
	enum stage_reply reply = STAGE_BACK;
	struct text news = TEXT(1024);

	if (p->format) {
		p->status = print_out(p);
		return STAGE_OK;
	}
	if (!count)
		return stage_play(p->stage, library_trouble, (char *)_("Les ateliers manquent : réinstallez le programme."));
	if (p->argc > 0 && known(p->argv[0])) {
		reply = visit(p, p->argv[0]);
	} else if (p->argc > 0) {
		text_addf(&news, _("L'atelier « %s » n'existe pas. Ceux qui existent sont ici."), p->argv[0]);
		stage_news(p->stage, text_string(&news));
	}
	text_free(&news);
	while (reply == STAGE_BACK) {
		reply = stage_play(p->stage, list_scene, &at);
		if (reply != STAGE_OK)
			return reply;
		reply = visit(p, entry[at].id);
	}
	return reply;
}
