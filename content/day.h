/* day.h - a day of data: scenes, conditions, state and endings (content/day/, one file a chapter),
 * and the small engine that plays one. No interface here: the experience asks, the engine answers.
 *
 * Conditions (all must hold): "flag", "!flag", "prudence>=3", "prudence<=1", "presence>=2",
 * "presence<=0", "sends>=5", "sends<=2". */
#ifndef CONTENT_DAY_H
#define CONTENT_DAY_H
#include <stdbool.h>
#include <stddef.h>
#include "content/fiche.h"

/* Who receives: the service meant to be used, another firm that was not, people chosen, anybody at
 * all, a thief. */
enum day_kind { DAY_SERVICE, DAY_THIRD, DAY_PEOPLE, DAY_PUBLIC, DAY_THIEF, DAY_KINDS };
struct day_actor { char *id, *label; enum day_kind kind; };
struct day_send { char *what, *to, *why, *keep, *right, *fiche; };
struct day_choice {
	char *id, *label;
	char **when;
	unsigned when_count;
	char **set;
	unsigned set_count;
	int prudence, presence;
	struct paragraph *outcome;
	unsigned outcome_count;
	struct day_send *sends;
	unsigned sends_count;
	char *echo;                /* NULL, or what else could be done: told at the end of the day */
	char *next;                /* a scene id, or "end" */
};
struct day_scene {
	char *id, *time, *title;
	char *tool;                /* NULL, or the workbench where the person tries the real thing */
	char *figure;              /* NULL, or the quiz item that asks everybody the same */
	struct paragraph *text;
	unsigned text_count;
	char *question;
	struct day_choice *choices;
	unsigned choices_count;
};
struct day_ending {
	char *id, *title;
	char **when;
	unsigned when_count;
	struct paragraph *text;
	unsigned text_count;
};
struct day_story {
	char *id, *name, *title, *pitch, *start;
	unsigned minutes;
	struct day_actor *actors;
	unsigned actors_count;
	struct day_scene *scenes;
	unsigned scenes_count;
	struct day_ending *endings;
	unsigned endings_count;
};

/* Every day there is, from the generated index: choosing one reads no file. */
struct day_entry { const char *id, *name, *pitch; unsigned minutes; };
const struct day_entry *day_index(size_t *count);
struct day_story *day_open(const char *id, struct error *why);
/* The same from any file: a teacher's own chapter, the preview. */
struct day_story *day_open_file(const char *path, struct error *why);
void day_close(struct day_story *);
const struct day_scene *day_scene(const struct day_story *, const char *id); /* or NULL */
const struct day_actor *day_actor(const struct day_story *, const char *id); /* or NULL */

/* Where a run stands. Plain data: copy it to come back to a scene. */
enum { DAY_STEPS_MAX = 128 };
struct day_step { unsigned short scene, choice; };
struct day_state {
	int prudence, presence;
	unsigned sends;
	size_t count;              /* steps taken */
	struct day_step step[DAY_STEPS_MAX];
};
bool day_holds(const struct day_story *, const struct day_state *, char **when, unsigned count);
bool day_flag(const struct day_story *, const struct day_state *, const char *flag);
/* Plays choice `choice` of `scene`: the state moves; returns the next scene, NULL at the end. */
const struct day_scene *day_take(const struct day_story *, struct day_state *,
	const struct day_scene *, const struct day_choice *);
const struct day_ending *day_ending(const struct day_story *, const struct day_state *);
#endif
