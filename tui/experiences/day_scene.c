/* A scene of a day: what happens, what can be done, and what leaves when it is done. */
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/chart/chart.h"
#include "tui/experiences/day_visit.h"
#include "tui/experiences/experience.h"

enum { CHOICES_MAX = 16 };

const struct day_choice *visit_choice(const struct visit *v, size_t step)
{
	const struct day_step *at = &v->state.step[step];

	return &v->story->scenes[at->scene].choices[at->choice];
}

unsigned visit_count(const struct visit *v, unsigned count[static DAY_KINDS])
{
	unsigned total = 0;

	memset(count, 0, DAY_KINDS * sizeof *count);
	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *c = visit_choice(v, i);

		for (unsigned k = 0; k < c->sends_count; k++, total++)
			count[day_actor(v->story, c->sends[k].to)->kind]++;
	}
	return total;
}

void visit_say(struct stage *s, const struct visit *v, const struct paragraph *p, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (day_holds(v->story, &v->state, p[i].when, p[i].when_count)) {
			stage_say(s, SAY_TEXT, _(p[i].text));
			say_sources(s, p[i].facts, p[i].facts_count);
		}
}

void visit_take(struct visit *v, const struct day_choice *choice)
{
	v->to_bench = false;
	v->trail[v->depth].scene = v->scene;
	v->trail[v->depth++].state = v->state;
	v->scene = day_take(v->story, &v->state, v->scene, choice);
	if (v->depth == DAY_STEPS_MAX)
		v->scene = NULL;
}

void visit_undo(struct visit *v)
{
	v->depth--;
	v->scene = v->trail[v->depth].scene;
	v->state = v->trail[v->depth].state;
}

/* The tally beside: how much left so far, to whom, most first, and the code to come back with. */
static void show_tally(struct stage *s, const struct visit *v)
{
	struct text lines = TEXT(1 << 14);
	unsigned count[DAY_KINDS], total = visit_count(v, count), most = 0;
	char title[120], code[VISIT_CODE_ROOM];

	for (int k = 0; k < DAY_KINDS; k++)
		most = count[k] > most ? count[k] : most;
	if (total)
		text_addf(&lines, NN_("%u donnée est partie.", "%u données sont parties.", total), total);
	else
		text_add(&lines, _("Rien n'est encore parti."));
	for (; most; most--)
		for (int k = 0; k < DAY_KINDS; k++)
			if (count[k] == most)
				text_addf(&lines, _("\n%u vers %s."), most, _(chart_lane((enum chart_lane)k)));
	visit_code(v, code);
	if (v->state.count && !v->preview)
		text_addf(&lines, _("\nPour revenir ici plus tard, ce code : %s"), code);
	snprintf(title, sizeof title, _("Les données de %s"), _(v->story->name));
	stage_side(s, title, text_string(&lines));
	text_free(&lines);
}

static bool any_holds(const struct visit *v)
{
	for (unsigned i = 0; i < v->scene->choices_count; i++) {
		const struct day_choice *c = &v->scene->choices[i];

		if (day_holds(v->story, &v->state, c->when, c->when_count))
			return true;
	}
	return false;
}

static enum stage_reply scene_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	struct stage_option option[CHOICES_MAX + 1];
	const struct day_choice *open[CHOICES_MAX];
	struct stage_choice choice = { .prompt = _(v->scene->question), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;
	char where[160];
	size_t choices;
	bool all;

	v->stale = visit_changed(v);
	if (v->stale)
		return STAGE_OK;
	snprintf(where, sizeof where, "%s, %s", _(v->scene->time), _(v->scene->title));
	stage_scene(s, _(v->story->title), where);
	show_tally(s, v);
	visit_say(s, v, v->scene->text, v->scene->text_count);
	/* An author's unfinished file may leave no way on: its preview then shows every choice. */
	all = v->preview && !any_holds(v);
	for (unsigned i = 0; i < v->scene->choices_count && choice.count < CHOICES_MAX; i++) {
		const struct day_choice *c = &v->scene->choices[i];

		if (!all && !day_holds(v->story, &v->state, c->when, c->when_count))
			continue;
		if (c == v->choice)
			choice.preset = choice.count + 1; /* taken before one came back */
		open[choice.count] = c;
		option[choice.count++] = (struct stage_option){ .id = c->id, .label = _(c->label) };
	}
	choices = choice.count;
	if (!choices)
		BUG("scene '%s' has no choice left", v->scene->id);
	if (v->scene->tool)
		option[choice.count++] = (struct stage_option){ .id = "essayer",
			.label = _("Essayer pour de vrai, puis revenir ici") };
	if (v->to_bench)
		choice.preset = choice.count;
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		v->to_bench = pick.index == choices;
		v->choice = v->to_bench ? NULL : open[pick.index];
	}
	return reply;
}

static struct chart *flow(const struct visit *v)
{
	char from[120];
	struct chart *chart;

	snprintf(from, sizeof from, _("Le téléphone de %s"), _(v->story->name));
	chart = chart_flow(from);
	for (unsigned i = 0; i < v->choice->sends_count; i++) {
		const struct day_actor *to = day_actor(v->story, v->choice->sends[i].to);

		chart_flow_add(chart, _(v->choice->sends[i].what), _(to->label), (enum chart_lane)to->kind);
	}
	chart_flow_tell(chart);
	return chart;
}

static void say_send(struct stage *s, const struct visit *v, const struct day_send *send)
{
	struct text line = TEXT(4096);

	if (v->choice->sends_count > 1)
		text_addf(&line, "%s\n", _(send->what));
	text_addf(&line, _("Pourquoi : %s\nCombien de temps : %s\nVotre droit : %s"), _(send->why),
		_(send->keep), _(send->right));
	stage_say(s, SAY_QUOTE, text_string(&line));
	text_free(&line);
}

/* After the choice: the state has moved, so that the tally beside already counts it. */
static enum stage_reply outcome_scene(struct stage *s, void *data)
{
	struct visit *v = data;

	v->stale = visit_changed(v);
	if (v->stale)
		return STAGE_BACK;
	stage_scene(s, _(v->story->title), _(v->choice->label));
	show_tally(s, v);
	visit_say(s, v, v->choice->outcome, v->choice->outcome_count);
	if (v->choice->sends_count) {
		stage_say(s, SAY_HEADING, _("Ce qui vient de partir"));
		stage_show(s, flow(v));
	} else {
		stage_say(s, SAY_GOOD, _("Rien n'est parti."));
	}
	for (unsigned i = 0; i < v->choice->sends_count; i++)
		say_send(s, v, &v->choice->sends[i]);
	return stage_page(s);
}

enum stage_reply visit_live(struct stage *s, struct visit *v)
{
	enum stage_reply reply;

	for (;;) {
		reply = stage_play(s, scene_scene, v);
		if (v->stale)
			return STAGE_OK;
		if (reply == STAGE_OK && v->to_bench) {
			reply = bench_visit(s, v->scene->tool);
			if (reply == STAGE_GONE || reply == STAGE_QUIT)
				return reply;
			continue;
		}
		if (reply != STAGE_OK)
			return reply;
		visit_take(v, v->choice);
		reply = stage_play(s, outcome_scene, v);
		if (reply != STAGE_BACK)
			return reply;
		visit_undo(v);
		if (v->stale)
			return STAGE_OK;
	}
}
