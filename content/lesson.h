/* lesson.h - a facilitator's sheet (content/lessons/, one file each): what to prepare, the steps
 * and their minutes, questions to debate, the same three questions before and after. */
#ifndef CONTENT_LESSON_H
#define CONTENT_LESSON_H
#include "content/fiche.h"

struct lesson_step {
	unsigned minutes;
	char *title;
	struct paragraph *text;
	unsigned text_count;
};
struct lesson_option { char *id, *label; };
struct lesson_question {
	char *id, *prompt;
	struct lesson_option *options;
	unsigned options_count;
};
struct lesson {
	char *id, *title, *pitch;
	unsigned minutes;          /* the sum of the steps' (lint checks it) */
	struct paragraph *goals, *before, *debate, *after;
	unsigned goals_count, before_count, debate_count, after_count;
	struct lesson_step *steps;
	unsigned steps_count;
	struct lesson_question *questions;
	unsigned questions_count;
};

struct lesson *lesson_open(const char *id, struct error *why);
void lesson_close(struct lesson *);

struct lesson_entry { const char *id, *title, *pitch; unsigned minutes; };
/* From the generated index, shortest first. */
const struct lesson_entry *lesson_index(size_t *count);
#endif
