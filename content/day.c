#include "content/day.h"

#include "content/day_when.h"
#include "content/schema.h"

bool day_when_read(const char *condition, struct day_when *when)
{
	static const char *const subject[] = { [DAY_PRUDENCE] = "prudence", [DAY_PRESENCE] = "presence",
		[DAY_SENDS] = "sends" };
	char *end;

	*when = (struct day_when){ .subject = DAY_FLAG };
	for (int i = DAY_PRUDENCE; i <= DAY_SENDS; i++) {
		size_t n = strlen(subject[i]);

		if (strncmp(condition, subject[i], n) || (condition[n] != '>' && condition[n] != '<'))
			continue;
		when->subject = (enum day_subject)i;
		when->at_most = condition[n] == '<';
		if (condition[n + 1] != '=' || !condition[n + 2] || strlen(condition + n + 2) > 6)
			return false;
		when->number = (int)strtol(condition + n + 2, &end, 10);
		return !*end && !strchr(" +", condition[n + 2]);
	}
	when->negated = *condition == '!';
	when->flag = condition + when->negated;
	return schema_is_id(when->flag);
}

bool day_when_holds(const struct day_when *when, const int number[static 4], bool set)
{
	if (when->subject == DAY_FLAG)
		return set != when->negated;
	return when->at_most ? number[when->subject] <= when->number
		: number[when->subject] >= when->number;
}

static const struct day_choice *taken(const struct day_story *story, const struct day_step *step)
{
	return &story->scenes[step->scene].choices[step->choice];
}

bool day_flag(const struct day_story *story, const struct day_state *state, const char *flag)
{
	for (size_t i = 0; i < state->count; i++) {
		const struct day_choice *choice = taken(story, &state->step[i]);

		for (unsigned k = 0; k < choice->set_count; k++)
			if (!strcmp(choice->set[k], flag))
				return true;
	}
	return false;
}

bool day_holds(const struct day_story *story, const struct day_state *state, char **when,
	unsigned count)
{
	const int number[] = { 0, state->prudence, state->presence, (int)state->sends };

	for (unsigned i = 0; i < count; i++) {
		struct day_when w;

		if (!day_when_read(when[i], &w) || !day_when_holds(&w, number,
				w.subject == DAY_FLAG && day_flag(story, state, w.flag)))
			return false;
	}
	return true;
}

const struct day_scene *day_scene(const struct day_story *story, const char *id)
{
	for (unsigned i = 0; i < story->scenes_count; i++)
		if (!strcmp(story->scenes[i].id, id))
			return &story->scenes[i];
	return NULL;
}

const struct day_actor *day_actor(const struct day_story *story, const char *id)
{
	for (unsigned i = 0; i < story->actors_count; i++)
		if (!strcmp(story->actors[i].id, id))
			return &story->actors[i];
	return NULL;
}

const struct day_scene *day_take(const struct day_story *story, struct day_state *state,
	const struct day_scene *scene, const struct day_choice *choice)
{
	/* A story that turns in circles ends here rather than never. */
	if (state->count >= DAY_STEPS_MAX)
		return NULL;
	state->step[state->count++] = (struct day_step){ (unsigned short)(scene - story->scenes),
		(unsigned short)(choice - scene->choices) };
	state->prudence += choice->prudence;
	state->presence += choice->presence;
	state->sends += choice->sends_count;
	return day_scene(story, choice->next);
}

const struct day_ending *day_ending(const struct day_story *story, const struct day_state *state)
{
	for (unsigned i = 0; i < story->endings_count; i++)
		if (day_holds(story, state, story->endings[i].when, story->endings[i].when_count))
			return &story->endings[i];
	return &story->endings[story->endings_count - 1];
}
