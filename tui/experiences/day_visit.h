/* day_visit.h - a day being lived, shared by its scenes: day.c (who, and the way through),
 * day_scene.c (a scene and its consequences), day_end.c (what the day adds up to), day_code.c (a
 * code to come back with), day_preview.c (an author's file). */
#ifndef TUI_EXPERIENCES_DAY_VISIT_H
#define TUI_EXPERIENCES_DAY_VISIT_H
#include "base/error.h"
#include "content/day.h"
#include "tui/program.h"

struct visit {
	struct program *program;
	struct day_story *story;
	const struct day_scene *scene;             /* NULL: the day is over */
	struct day_state state;
	const struct day_choice *choice;           /* the last one, to tell its consequences */
	bool to_bench;                             /* the person wants to try the scene's tool */
	struct preview *preview;                   /* an author's file being written; NULL */
	bool stale;                                /* that file has changed: read it before going on */
	bool forgotten;                            /* what could be noted was shown, and is gone */
	/* The way back: each scene with the state it began with. */
	struct { const struct day_scene *scene; struct day_state state; } trail[DAY_STEPS_MAX];
	size_t depth;
};

/* The choice taken at a step, from the numbers the state keeps. */
const struct day_choice *visit_choice(const struct visit *, size_t step);
/* How much left for each kind of receiver (by enum day_kind); returns the total. */
unsigned visit_count(const struct visit *, unsigned count[static DAY_KINDS]);
/* Paragraphs whose conditions hold, each followed by its sources. */
void visit_say(struct stage *, const struct visit *, const struct paragraph *, unsigned count);
/* Goes on with `choice` of the scene: state, trail, next scene. */
void visit_take(struct visit *, const struct day_choice *);

/* Goes back to the scene before; visit->depth must not be 0. */
void visit_undo(struct visit *);

/* One scene and its consequences. STAGE_OK: the story has moved on. */
enum stage_reply visit_live(struct stage *, struct visit *);
/* After the last scene: ending, totals, what would change most, the others, what this program could
 * have kept, sheets. */
enum stage_reply visit_end(struct stage *, struct visit *);

/* day_preview.c: `mesdatas day --preview FILE`. */
enum stage_reply visit_preview(struct program *, const char *path);
bool visit_changed(const struct visit *);

enum { VISIT_CODE_ROOM = 64 };
/* "K7QF-2M9T-XA4C": the character and the choices, nothing about the person. */
void visit_code(const struct visit *, char out[static VISIT_CODE_ROOM]);
/* Takes the choices of a code over, for the story that is open. False when it is not one of this
 * story, or was mistyped. */
bool visit_resume(struct visit *, const char *code);
#endif
