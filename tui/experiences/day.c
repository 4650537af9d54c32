/* Une journée de données: whose day, and the way through it, there and back. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/experiences/day_visit.h"
#include "tui/experiences/experience.h"

/* Back goes to the scene before, with the state it began with; before the first, STAGE_BACK. */
static enum stage_reply through(struct stage *s, struct visit *v)
{
	for (;;) {
		bool over = !v->scene;
		enum stage_reply reply = over ? visit_end(s, v) : visit_live(s, v);

		if (reply != STAGE_BACK && (over || reply != STAGE_OK))
			return reply;
		if (reply == STAGE_BACK && !v->depth)
			return STAGE_BACK;
		if (reply == STAGE_BACK)
			visit_undo(v);
	}
}

static enum stage_reply intro_scene(struct stage *s, void *data)
{
	const struct visit *v = data;
	char where[80];

	snprintf(where, sizeof where, NN_("%u minute", "%u minutes", v->story->minutes),
		v->story->minutes);
	stage_scene(s, _(v->story->title), where);
	stage_say(s, SAY_LEAD, _(v->story->pitch));
	stage_say(s, SAY_TEXT, _("À chaque geste, vous verrez ce qui part, vers qui, et pourquoi. Il n'y a ni "
		"piège ni note : juste une journée."));
	return stage_page(s);
}

static enum stage_reply leave_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	char code[VISIT_CODE_ROOM];

	visit_code(v, code);
	stage_scene(s, _(v->story->title), _("pour revenir"));
	stage_say(s, SAY_TEXT, _("Vous pourrez reprendre à cet endroit, sur n'importe quelle machine, avec ce code. Il ne "
		"contient que des choix du personnage, rien de vous."));
	stage_say(s, SAY_EXACT, code);
	stage_sayf(s, SAY_ASIDE, "mesdatas day --resume %s", code);
	return stage_page(s);
}

static enum stage_reply trouble_scene(struct stage *s, void *data)
{
	stage_scene(s, _("Une journée de données"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

/* From where the visit is; `intro` first when it is at its beginning. */
static enum stage_reply spend(struct program *p, struct visit *v)
{
	enum stage_reply reply = STAGE_OK;
	bool resumed = v->state.count > 0;

	do {
		if (!resumed)
			reply = stage_play(p->stage, intro_scene, v);
		resumed = false;
		if (reply == STAGE_OK)
			reply = through(p->stage, v);
		else
			break;
	} while (reply == STAGE_BACK);
	if (reply == STAGE_QUIT && v->scene && v->state.count)
		stage_play(p->stage, leave_scene, v);
	p->finished = reply == STAGE_OK;
	return reply;
}

static void begin(struct visit *v, struct program *p, struct day_story *story)
{
	*v = (struct visit){ .program = p, .story = story,
		.scene = day_scene(story, story->start) };
}

static enum stage_reply spend_with(struct program *p, const char *id)
{
	struct visit *v = mem_alloc(sizeof *v);
	struct error why = { 0 };
	struct day_story *story = day_open(id, &why);
	enum stage_reply reply;

	if (story) {
		begin(v, p, story);
		reply = spend(p, v);
	} else {
		p->status = 1;
		reply = stage_play(p->stage, trouble_scene, why.text);
	}
	day_close(story);
	free(v);
	return reply;
}

/* The story a code belongs to, opened, with the visit where the code left it; NULL when there is
 * none. */
static struct day_story *story_of(struct visit *v, struct program *p, const char *code)
{
	size_t count;
	const struct day_entry *day = day_index(&count);

	for (size_t i = 0; i < count; i++) {
		struct day_story *story = day_open(day[i].id, NULL);

		if (!story)
			continue;
		begin(v, p, story);
		if (visit_resume(v, code))
			return story;
		day_close(story);
	}
	return NULL;
}

static const char *no_such_code(void)
{
	return _("Ce code ne mène à aucune journée. Vérifiez-le, signe par signe : il n'a ni I, ni L, ni O, ni U.");
}

static const char *check_code(const char *line, void *data)
{
	struct visit *v = mem_alloc(sizeof *v);
	struct day_story *story = *line ? story_of(v, data, line) : NULL;

	day_close(story);
	free(v);
	return story ? NULL : no_such_code();
}

struct resume { struct program *program; struct text code; };

static enum stage_reply code_scene(struct stage *s, void *data)
{
	struct resume *resume = data;
	struct stage_question question = { .prompt = _("Quel est votre code ?"), .max_chars = 60,
		.check = check_code, .data = resume->program };

	stage_scene(s, _("Une journée de données"), _("reprendre"));
	return stage_ask(s, &question, &resume->code);
}

static enum stage_reply spend_from(struct program *p, const char *code)
{
	struct visit *v = mem_alloc(sizeof *v);
	struct day_story *story = story_of(v, p, code);
	enum stage_reply reply;

	if (story) {
		reply = spend(p, v);
	} else {
		p->status = 2;
		reply = stage_play(p->stage, trouble_scene, (void *)(uintptr_t)no_such_code());
	}
	day_close(story);
	free(v);
	return reply;
}

static enum stage_reply ask_code(struct program *p)
{
	struct resume resume = { .program = p, .code = TEXT(1024) };
	enum stage_reply reply = stage_play(p->stage, code_scene, &resume);

	if (reply == STAGE_OK)
		reply = spend_from(p, text_string(&resume.code));
	text_free(&resume.code);
	return reply;
}

struct cast { size_t picked; bool started; };

static enum stage_reply cast_scene(struct stage *s, void *data)
{
	struct cast *cast = data;
	size_t count;
	const struct day_entry *day = day_index(&count);
	struct stage_option *option = mem_array(count + 1, sizeof *option);
	struct stage_choice choice = { .prompt = _("De qui voulez-vous vivre la journée ?"),
		.option = option, .count = count + 1, .preset = cast->started ? cast->picked + 1 : 0 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = day[i].id, .label = _(day[i].name),
			.hint = _(day[i].pitch) };
	option[count] = (struct stage_option){ .id = "code",
		.label = _("J'ai un code pour reprendre") };
	stage_scene(s, _("Une journée de données"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		cast->picked = pick.index;
		cast->started = true;
	}
	free(option);
	return reply;
}

static bool there_is(const char *id)
{
	size_t count;
	const struct day_entry *day = day_index(&count);

	for (size_t i = 0; i < count; i++)
		if (!strcmp(day[i].id, id))
			return true;
	return false;
}

enum stage_reply day_run(struct program *p)
{
	struct cast cast = { 0 };
	struct text words = TEXT(256);
	size_t count;
	const struct day_entry *day = day_index(&count);
	enum stage_reply reply;

	if (p->preview)
		return visit_preview(p, p->preview);
	if (p->resume)
		return spend_from(p, p->resume);
	if (p->argc > 0 && there_is(p->argv[0]))
		return spend_with(p, p->argv[0]);
	if (p->argc > 0) {
		text_addf(&words, _("Le personnage « %s » n'existe pas. Voici qui vous pouvez suivre."),
			p->argv[0]);
		stage_news(p->stage, text_string(&words));
		text_free(&words);
	}
	do {
		reply = stage_play(p->stage, cast_scene, &cast);
		if (reply != STAGE_OK)
			return reply;
		reply = cast.picked == count ? ask_code(p) : spend_with(p, day[cast.picked].id);
	} while (reply == STAGE_BACK);
	return reply;
}
