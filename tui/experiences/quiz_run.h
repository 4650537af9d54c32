/* quiz_run.h - a run of the quiz, shared by its scenes: quiz.c (the way through), quiz_ask.c
 * (questions and what is said of the answers), quiz_result.c (score, the others), contribute.c
 * (the offer). */
#ifndef TUI_EXPERIENCES_QUIZ_RUN_H
#define TUI_EXPERIENCES_QUIZ_RUN_H
#include "content/quiz.h"
#include "content/score.h"
#include "tui/program.h"

enum step_kind { STEP_ASK, STEP_TELL, STEP_ASK_AGAIN, STEP_TELL_AGAIN };
struct step { enum step_kind kind; unsigned char item; };
enum { RUN_ITEMS_MAX = 64, RUN_STEPS_MAX = 4 * RUN_ITEMS_MAX };

struct quiz_run {
	struct program *program;
	struct quiz_bank *bank;
	enum quiz_form form;
	unsigned long seed;
	size_t count;                                  /* items of the run */
	const struct quiz_item *item[RUN_ITEMS_MAX];
	struct quiz_answer answer[RUN_ITEMS_MAX];
	/* Order on the screen -> option of the file. */
	unsigned char shown[RUN_ITEMS_MAX][QUIZ_OPTIONS_MAX];
	bool again_right[RUN_ITEMS_MAX];
	struct step step[RUN_STEPS_MAX];
	size_t steps, at;
	unsigned scores;                               /* the client's ticket, 0: not asked */
	char session[37];                              /* kept, so that trying again counts once */
	bool contributed;
};

void quiz_run_free(struct quiz_run *);

/* Scenes; their data is the run. */
stage_scene_fn quiz_ask_scene, quiz_tell_scene, quiz_again_scene, quiz_again_told_scene;
stage_scene_fn quiz_score_scene, quiz_others_scene;
/* The offer to the Observatory: who you are (each skippable), the exact bytes, the receipt. */
enum stage_reply contribute_run(struct quiz_run *);
#endif
