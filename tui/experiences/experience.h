/* experience.h - one experience = one file and one row of the table (table.c). */
#ifndef TUI_EXPERIENCES_EXPERIENCE_H
#define TUI_EXPERIENCES_EXPERIENCE_H
#include <stddef.h>
#include "content/day.h"
#include "tui/program.h"

struct experience {
	const char *command, *alias;  /* on the command line; alias may be NULL */
	const char *heading;          /* msgid: the part of the home page; NULL: not on the home page */
	const char *title, *pitch;    /* msgids */
	unsigned minutes;             /* 0: no time said */
	/* What the pitch says when it counts something; NULL: the pitch as it is. */
	const char *(*counted)(char *out, size_t room);
	bool prints;                  /* knows --format: then it runs without a stage */
	enum stage_reply (*run)(struct program *);
};
const struct experience *experience_table(size_t *count);
const struct experience *experience_find(const char *command); /* or NULL */

enum stage_reply home_run(struct program *);
enum stage_reply quiz_run(struct program *);
enum stage_reply day_run(struct program *);
enum stage_reply explorer_run(struct program *);
enum stage_reply library_run(struct program *);
enum stage_reply lesson_run(struct program *);

/* Who says so: the sources of these facts, each once. Nothing when there is none. */
void say_sources(struct stage *, char *const *facts, unsigned count);
void sources_list(struct text *out, char *const *facts, unsigned count); /* the same as words */

/* A workbench, which comes back to where it was opened. */
enum stage_reply bench_visit(struct stage *, const char *id);
/* The chart of one question of the Observatory, then back: STAGE_OK. */
enum stage_reply explorer_figure(struct program *, const char *question);

/* The library as a place one visits from anywhere, and the emergency numbers. */
stage_scene_fn library_visit, urgent_scene;
/* One fiche, from its beginning to its end; back at its first page answers STAGE_BACK. */
enum stage_reply library_fiche(struct stage *, const char *id);
#endif
