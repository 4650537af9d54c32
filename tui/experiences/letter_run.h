/* letter_run.h - a letter being written, shared by its scenes: letter_ask.c (a question a field,
 * the words put together), letters.c (the way through, saving). */
#ifndef TUI_EXPERIENCES_LETTER_RUN_H
#define TUI_EXPERIENCES_LETTER_RUN_H
#include "base/error.h"
#include "base/text.h"
#include "content/letter.h"
#include "tui/stage/stage.h"

enum { LETTER_FIELDS_MAX = 16 };
enum letter_after { AFTER_SAVE, AFTER_AGAIN, AFTER_FICHE, AFTER_END };

struct letter_run {
	struct letter *letter;
	struct text value[LETTER_FIELDS_MAX];
	unsigned at;               /* the field being asked; their count: all are filled in */
	enum letter_after after;
	struct text path;
	struct error why;          /* the last writing failed: said above the question */
};

/* Asks for the field `at`; its data is the run. */
stage_scene_fn letter_field_scene;
/* The letter as it stands. Wipe `out` before freeing it. */
void letter_compose(const struct letter_run *, struct text *out);
#endif
