/* One question, and what is said of the answer: why it is right, why the others are not, the
 * clue. */
#include "base/i18n.h"
#include "base/text.h"
#include "tui/experiences/experience.h"
#include "tui/experiences/quiz_run.h"

static const struct quiz_item *current(const struct quiz_run *run, size_t *index)
{
	*index = run->step[run->at].item;
	return run->item[*index];
}

static void title(const struct quiz_run *run, struct stage *s, size_t index)
{
	char where[80];

	snprintf(where, sizeof where, _("question %zu sur %zu"), index + 1, run->count);
	stage_scene(s, _(run->bank->title), where);
}

/* The answer of an earlier pass, by places on the screen. */
static void given_before(const struct quiz_run *run, size_t index, struct stage_pick *pick)
{
	const struct quiz_answer *answer = &run->answer[index];
	const struct quiz_item *item = run->item[index];

	*pick = (struct stage_pick){ 0 };
	for (unsigned k = 0; answer->given && k < item->options_count; k++)
		for (unsigned char i = 0; i < item->options_count; i++)
			if (item->kind == QUIZ_ORDER ? run->shown[index][i] == answer->order[k]
					: i == k && answer->ticked & 1u << run->shown[index][i])
				pick->at[pick->count++] = i;
}

static enum stage_reply ask_options(struct stage *s, struct quiz_run *run, size_t index)
{
	const struct quiz_item *item = run->item[index];
	struct quiz_answer *answer = &run->answer[index];
	struct stage_option option[QUIZ_OPTIONS_MAX];
	struct stage_choice choice = { .prompt = _(item->prompt), .option = option,
		.count = item->options_count,
		.mode = item->kind == QUIZ_SEVERAL ? CHOOSE_SEVERAL
			: item->kind == QUIZ_ORDER ? CHOOSE_ORDER : CHOOSE_ONE };
	struct stage_pick pick, before;
	enum stage_reply reply;

	for (size_t i = 0; i < choice.count; i++) {
		const struct quiz_option *o = &item->options[run->shown[index][i]];

		option[i] = (struct stage_option){ .id = o->id, .label = _(o->label) };
	}
	given_before(run, index, &before);
	if (answer->given && choice.mode == CHOOSE_ONE)
		choice.preset = before.at[0] + 1u;
	else if (answer->given)
		choice.chosen = &before;
	reply = stage_choose(s, &choice, &pick);
	if (reply != STAGE_OK)
		return reply;
	*answer = (struct quiz_answer){ .given = true };
	if (choice.mode == CHOOSE_ONE)
		answer->ticked = 1u << run->shown[index][pick.index];
	for (size_t i = 0; i < pick.count && choice.mode != CHOOSE_ONE; i++) {
		answer->order[i] = run->shown[index][pick.at[i]];
		answer->ticked |= 1u << run->shown[index][pick.at[i]];
	}
	return STAGE_OK;
}

static const char *check_number(const char *line, void *data)
{
	static char complaint[160];
	const struct quiz_estimate *e = data;
	char *end;
	long n = strtol(line, &end, 10);

	while (*end == ' ' || *end == '%')
		end++;
	if (*line && !*end && n >= e->min && n <= e->max)
		return NULL;
	snprintf(complaint, sizeof complaint, _("Il faut un nombre entier, de %d à %d."), e->min,
		e->max);
	return complaint;
}

static enum stage_reply ask_number(struct stage *s, struct quiz_run *run, size_t index)
{
	const struct quiz_item *item = run->item[index];
	struct text line = TEXT(256);
	struct stage_question question = { .prompt = _(item->prompt), .unit = _(item->estimate->unit),
		.max_chars = 12, .check = check_number, .data = item->estimate };
	enum stage_reply reply = stage_ask(s, &question, &line);

	if (reply == STAGE_OK)
		run->answer[index] = (struct quiz_answer){ .given = true,
			.number = (int)strtol(text_string(&line), NULL, 10) };
	text_free(&line);
	return reply;
}

enum stage_reply quiz_ask_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	size_t index;
	const struct quiz_item *item = current(run, &index);

	title(run, s, index);
	stage_say(s, SAY_ASIDE, _(run->bank->theme[quiz_theme_of(run->bank, item)]->title));
	return item->kind == QUIZ_ESTIMATE ? ask_number(s, run, index) : ask_options(s, run, index);
}

static void tell_option(struct stage *s, const struct quiz_option *o, bool chosen)
{
	const char *label = _(o->label);
	bool quotes = strstr(label, "«") || strstr(label, "“"); /* said already: not twice */

	if (chosen)
		stage_sayf(s, SAY_TEXT, quotes ? _("Votre réponse, %s : %s")
			: _("Votre réponse, « %s » : %s"), label, _(o->why));
	else
		stage_sayf(s, o->points == 4 ? SAY_GOOD : SAY_TEXT, quotes ? _("%s : %s")
			: _("« %s » : %s"), label, _(o->why));
}

static void tell_verdict(struct stage *s, const struct quiz_item *item, int merit)
{
	if (item->kind == QUIZ_HABIT)
		stage_say(s, SAY_LEAD, _("C'est noté."));
	else if (merit == 100)
		stage_say(s, SAY_GOOD, _("Oui, c'est cela."));
	else if (merit > 0)
		stage_say(s, SAY_GOOD, _("Presque."));
	else
		stage_say(s, SAY_LEAD, _("Pas tout à fait, et vous n'êtes pas les seuls à le croire."));
}

static void tell_order(struct stage *s, const struct quiz_item *item)
{
	struct text line = TEXT(4096);

	text_add(&line, _("Le bon ordre :"));
	for (unsigned i = 0; i < item->options_count; i++)
		text_addf(&line, "\n%u. %s", i + 1, _(item->options[i].label));
	stage_say(s, SAY_TEXT, text_string(&line));
	text_free(&line);
}

static void tell_estimate(struct stage *s, const struct quiz_item *item,
	const struct quiz_answer *answer)
{
	const struct quiz_estimate *e = item->estimate;

	stage_sayf(s, SAY_LEAD, _("La réponse : %d %s. Vous disiez : %d."), e->right, _(e->unit),
		answer->number);
	if (answer->number < e->right - e->close)
		stage_say(s, SAY_TEXT, _(e->low));
	else if (answer->number > e->right + e->close)
		stage_say(s, SAY_TEXT, _(e->high));
}

/* Single and several: the right ones first, then why each other is not. */
static void tell_options(struct stage *s, const struct quiz_item *item,
	const struct quiz_answer *answer, int merit)
{
	for (unsigned i = 0; i < item->options_count; i++)
		if (item->options[i].points == 4 && (merit < 100 || item->kind == QUIZ_SEVERAL))
			tell_option(s, &item->options[i], false);
	stage_say(s, SAY_TEXT, _(item->why));
	for (unsigned i = 0; i < item->options_count; i++)
		if (item->options[i].points != 4 && answer->ticked & 1u << i)
			tell_option(s, &item->options[i], true);
	for (unsigned i = 0; i < item->options_count; i++)
		if (item->options[i].points != 4 && !(answer->ticked & 1u << i))
			tell_option(s, &item->options[i], false);
}

enum stage_reply quiz_tell_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	size_t index;
	const struct quiz_item *item = current(run, &index);
	const struct quiz_answer *answer = &run->answer[index];
	int merit = score_merit(item, answer);

	title(run, s, index);
	tell_verdict(s, item, merit);
	if (item->kind == QUIZ_HABIT) {
		for (unsigned i = 0; i < item->options_count; i++)
			if (answer->ticked & 1u << i)
				stage_say(s, SAY_TEXT, _(item->options[i].why));
		stage_say(s, SAY_TEXT, _(item->why));
	} else if (item->kind == QUIZ_ORDER) {
		tell_order(s, item);
		stage_say(s, SAY_TEXT, _(item->why));
	} else if (item->kind == QUIZ_ESTIMATE) {
		tell_estimate(s, item, answer);
		stage_say(s, SAY_TEXT, _(item->why));
	} else {
		tell_options(s, item, answer, merit);
	}
	stage_say(s, SAY_QUOTE, _(item->clue));
	say_sources(s, item->facts, item->facts_count);
	return stage_page(s);
}

enum stage_reply quiz_again_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	size_t index;
	const struct quiz_again *again = current(run, &index)->again;
	struct stage_option option[QUIZ_OPTIONS_MAX];
	struct stage_choice choice = { .prompt = _(again->prompt), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;

	for (unsigned i = 0; i < again->options_count && i < QUIZ_OPTIONS_MAX; i++) {
		unsigned from = (unsigned)((i + run->seed) % again->options_count);

		option[choice.count++] = (struct stage_option){ .id = again->options[from].id,
			.label = _(again->options[from].label) };
	}
	stage_scene(s, _(run->bank->title), _("une idée revient"));
	stage_say(s, SAY_ASIDE, _("Une idée de tout à l'heure, autrement dite. Elle ne change pas le score."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		run->again_right[index] = again->options[(pick.index + run->seed) % again->options_count]
			.verdict == QUIZ_RIGHT;
	return reply;
}

enum stage_reply quiz_again_told_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	size_t index;
	const struct quiz_again *again = current(run, &index)->again;

	stage_scene(s, _(run->bank->title), _("une idée revient"));
	stage_say(s, run->again_right[index] ? SAY_GOOD : SAY_LEAD,
		run->again_right[index] ? _("Oui. Cette idée est à vous.")
			: _("Elle est coriace, celle-là."));
	for (unsigned i = 0; i < again->options_count; i++)
		if (again->options[i].verdict == QUIZ_RIGHT && !run->again_right[index])
			stage_sayf(s, SAY_TEXT, _("La bonne réponse : « %s »."), _(again->options[i].label));
	stage_say(s, SAY_TEXT, _(again->why));
	return stage_page(s);
}
