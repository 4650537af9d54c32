/* Une journée de données: a story lived gesture by gesture, and what left at each of them. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/day.h"
#include "tui/experiences/experience.h"

enum { STORY_FICHES = 4 };

struct visit {
	struct day_story *story;
	const struct day_scene *scene;
	struct day_state state;
	/* What was chosen last, to tell its consequences. */
	const struct day_choice *choice;
	/* The way back: each scene with the state it began with. */
	struct { const struct day_scene *scene; struct day_state state; } trail[DAY_STEPS_MAX];
	size_t depth;
};

/* The choice taken at a step, from the numbers the state keeps. */
static const struct day_choice *taken(const struct visit *v, size_t step)
{
	const struct day_step *at = &v->state.step[step];

	return &v->story->scenes[at->scene].choices[at->choice];
}

static void say_paragraphs(struct stage *s, const struct visit *v, const struct paragraph *p,
	unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (day_holds(v->story, &v->state, p[i].when, p[i].when_count)) {
			stage_say(s, SAY_TEXT, _(p[i].text));
			say_sources(s, p[i].facts, p[i].facts_count);
		}
}

/* The tally: how much left so far, to whom, most first. */
static void tally(const struct visit *v, struct text *out)
{
	unsigned *count = mem_array(v->story->actors_count, sizeof *count);
	unsigned total = 0, most = 0;

	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *c = taken(v, i);

		for (unsigned k = 0; k < c->sends_count; k++)
			for (unsigned a = 0; a < v->story->actors_count; a++)
				if (!strcmp(v->story->actors[a].id, c->sends[k].to)) {
					count[a]++;
					total++;
					most = count[a] > most ? count[a] : most;
				}
	}
	if (total)
		text_addf(out, NN_("%u donnée est partie.", "%u données sont parties.", total), total);
	else
		text_add(out, _("Rien n'est encore parti."));
	for (; most; most--)
		for (unsigned a = 0; a < v->story->actors_count; a++)
			if (count[a] == most)
				text_addf(out, _("\n%u vers %s"), most, _(v->story->actors[a].label));
	free(count);
}

static void show_tally(struct stage *s, const struct visit *v)
{
	struct text lines = TEXT(1 << 14);
	char title[120];

	snprintf(title, sizeof title, _("Les données de %s"), v->story->name);
	tally(v, &lines);
	stage_side(s, title, text_string(&lines));
	text_free(&lines);
}

static enum stage_reply scene_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	struct stage_option option[16];
	const struct day_choice *open[16];
	struct stage_choice choice = { .prompt = _(v->scene->question), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;
	char where[160];

	snprintf(where, sizeof where, "%s, %s", _(v->scene->time), _(v->scene->title));
	stage_scene(s, _(v->story->title), where);
	show_tally(s, v);
	say_paragraphs(s, v, v->scene->text, v->scene->text_count);
	for (unsigned i = 0; i < v->scene->choices_count && choice.count < 16; i++) {
		const struct day_choice *c = &v->scene->choices[i];

		if (!day_holds(v->story, &v->state, c->when, c->when_count))
			continue;
		open[choice.count] = c;
		option[choice.count++] = (struct stage_option){ .id = c->id, .label = _(c->label) };
	}
	if (!choice.count)
		BUG("scene '%s' has no choice left", v->scene->id);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		v->choice = open[pick.index];
	return reply;
}

static void say_send(struct stage *s, const struct visit *v, const struct day_send *send)
{
	const struct day_actor *actor = day_actor(v->story, send->to);
	struct text line = TEXT(4096);

	text_addf(&line, _("%s, vers %s."), _(send->what), actor ? _(actor->label) : send->to);
	stage_say(s, SAY_LEAD, text_string(&line));
	text_clear(&line);
	text_addf(&line, _("Pourquoi : %s\nCombien de temps : %s\nVotre droit : %s"), _(send->why),
		_(send->keep), _(send->right));
	stage_say(s, SAY_QUOTE, text_string(&line));
	text_free(&line);
}

/* After the choice: the state has moved, so that the tally beside already counts it. */
static enum stage_reply outcome_scene(struct stage *s, void *data)
{
	struct visit *v = data;

	stage_scene(s, _(v->story->title), _(v->choice->label));
	show_tally(s, v);
	say_paragraphs(s, v, v->choice->outcome, v->choice->outcome_count);
	if (v->choice->sends_count)
		stage_say(s, SAY_HEADING, NN_("Ce qui vient de partir", "Ce qui vient de partir",
			v->choice->sends_count));
	else
		stage_say(s, SAY_GOOD, _("Rien n'est parti."));
	for (unsigned i = 0; i < v->choice->sends_count; i++)
		say_send(s, v, &v->choice->sends[i]);
	return stage_page(s);
}

static enum stage_reply ending_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	const struct day_ending *e = day_ending(v->story, &v->state);
	struct text lines = TEXT(1 << 14);

	stage_scene(s, _(v->story->title), _(e->title));
	stage_say(s, SAY_HEADING, _(e->title));
	say_paragraphs(s, v, e->text, e->text_count);
	tally(v, &lines);
	stage_say(s, SAY_LEAD, text_string(&lines));
	text_free(&lines);
	return stage_page(s);
}

struct shelf { struct visit *v; const char *id[STORY_FICHES]; size_t picked; };

static size_t story_fiches(const struct visit *v, const char **id)
{
	size_t count = 0;

	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *c = taken(v, i);

		for (unsigned k = 0; k < c->sends_count && count < STORY_FICHES; k++) {
			bool there = !fiche_entry(c->sends[k].fiche);

			for (size_t n = 0; n < count && !there; n++)
				there = !strcmp(id[n], c->sends[k].fiche);
			if (!there)
				id[count++] = c->sends[k].fiche;
		}
	}
	return count;
}

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	struct stage_option option[STORY_FICHES + 1];
	size_t count = story_fiches(shelf->v, shelf->id);
	struct stage_choice choice = { .prompt = _("Et maintenant ?"), .option = option,
		.count = count + 1, .preset = shelf->picked + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = shelf->id[i],
			.label = _(fiche_entry(shelf->id[i])->title),
			.hint = _(fiche_entry(shelf->id[i])->pitch) };
	option[count] = (struct stage_option){ .id = "fin", .label = _("Terminer") };
	if (choice.preset > choice.count)
		choice.preset = choice.count;
	stage_scene(s, _(shelf->v->story->title), _("pour la suite"));
	stage_say(s, SAY_TEXT, _("Ces fiches répondent à ce que vous venez de vivre."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		shelf->picked = pick.index == count ? STORY_FICHES : pick.index;
	return reply;
}

static enum stage_reply shelf_run(struct stage *s, struct visit *v)
{
	struct shelf shelf = { .v = v };
	enum stage_reply reply;

	do {
		reply = stage_play(s, shelf_scene, &shelf);
		if (reply != STAGE_OK || shelf.picked == STORY_FICHES)
			return reply;
		reply = library_fiche(s, shelf.id[shelf.picked]);
		shelf.picked++; /* the next one is offered first */
	} while (reply != STAGE_GONE && reply != STAGE_QUIT);
	return reply;
}

/* One scene and its consequences. STAGE_OK: the story has moved on. */
static enum stage_reply live(struct stage *s, struct visit *v)
{
	struct day_state before = v->state;
	const struct day_scene *scene = v->scene, *next;
	enum stage_reply reply;

	do {
		reply = stage_play(s, scene_scene, v);
		if (reply != STAGE_OK)
			return reply;
		next = day_take(v->story, &v->state, scene, v->choice);
		reply = stage_play(s, outcome_scene, v);
		if (reply == STAGE_BACK)
			v->state = before;
	} while (reply == STAGE_BACK);
	v->trail[v->depth].scene = scene;
	v->trail[v->depth++].state = before;
	v->scene = next;
	return reply;
}

static enum stage_reply through(struct stage *s, struct visit *v)
{
	enum stage_reply reply = STAGE_OK;

	while (reply == STAGE_OK || reply == STAGE_BACK) {
		if (v->scene && v->depth < DAY_STEPS_MAX) {
			reply = live(s, v);
		} else {
			reply = stage_play(s, ending_scene, v);
			if (reply == STAGE_OK)
				return shelf_run(s, v);
		}
		if (reply == STAGE_BACK && !v->depth)
			return STAGE_BACK;
		if (reply == STAGE_BACK) {
			v->scene = v->trail[--v->depth].scene;
			v->state = v->trail[v->depth].state;
		}
	}
	return reply;
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
		"piège ni note : juste une matinée."));
	return stage_page(s);
}

static enum stage_reply trouble_scene(struct stage *s, void *data)
{
	stage_scene(s, _("Une journée de données"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

/* One character's day. STAGE_OK: lived to its end. */
static enum stage_reply spend(struct program *p, const char *id)
{
	struct visit *v = mem_alloc(sizeof *v);
	struct error why = { 0 };
	enum stage_reply reply = STAGE_BACK;

	v->story = day_open(id, &why);
	if (!v->story) {
		reply = stage_play(p->stage, trouble_scene, why.text);
		p->status = 1;
	}
	while (v->story) {
		v->scene = day_scene(v->story, v->story->start);
		v->state = (struct day_state){ 0 };
		v->depth = 0;
		reply = stage_play(p->stage, intro_scene, v);
		if (reply != STAGE_OK)
			break;
		reply = through(p->stage, v);
		if (reply != STAGE_BACK)
			break;
	}
	p->finished = v->story && reply == STAGE_OK;
	day_close(v->story);
	free(v);
	return reply;
}

struct cast { size_t picked; bool started; };

static enum stage_reply cast_scene(struct stage *s, void *data)
{
	struct cast *cast = data;
	size_t count;
	const struct day_entry *day = day_index(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("De qui voulez-vous vivre la journée ?"),
		.option = option, .count = count, .preset = cast->started ? cast->picked + 1 : 0 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = day[i].id, .label = _(day[i].name),
			.hint = _(day[i].pitch) };
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
	bool alone = count == 1;

	if (p->argc > 0 && there_is(p->argv[0]))
		return spend(p, p->argv[0]);
	if (p->argc > 0) {
		text_addf(&words, _("Le personnage « %s » n'existe pas. Voici qui vous pouvez suivre."),
			p->argv[0]);
		stage_news(p->stage, text_string(&words));
		text_free(&words);
		alone = false;
	}
	for (;;) {
		enum stage_reply reply = alone ? STAGE_OK : stage_play(p->stage, cast_scene, &cast);

		if (reply == STAGE_OK)
			reply = spend(p, day[cast.picked].id);
		else
			return reply;
		if (reply != STAGE_BACK || alone)
			return reply;
	}
}
