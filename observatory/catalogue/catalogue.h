/* catalogue.h - every question that can be answered and counted, taken from the bank of content/,
 * in one shape: a question has outcomes, an answer is one or more of them.
 *   single, habit  outcome = option
 *   several        outcome = each option ticked ("multi": shares of respondents, past 100 %)
 *   order          "exact", "almost" (merit >= 50), "other"
 *   estimate       "exact" (within close), "near", "low", "high"
 *   score          one question a quiz, form and version: 21 bins of 5 points ("0" to "100") */
#ifndef OBSERVATORY_CATALOGUE_H
#define OBSERVATORY_CATALOGUE_H
#include <stdbool.h>
#include <stddef.h>
#include "content/quiz.h"
#include "content/score.h"

struct outcome { char *id, *label; };              /* label: msgid, or digits */
struct question {
	char *id, *label, *prompt, *theme;         /* theme: id, "" for scores */
	bool multi, score;
	unsigned version;
	const struct quiz_item *item;              /* NULL for scores */
	struct outcome *outcome;
	size_t outcomes;
};
struct catalogue {
	struct quiz_bank *bank;                    /* owned */
	struct question *question;
	size_t count;
};

struct catalogue *catalogue_open(struct error *why);
void catalogue_close(struct catalogue *);
const struct question *catalogue_find(const struct catalogue *, const char *id); /* or NULL */
size_t catalogue_index(const struct catalogue *, const struct question *);
/* "score-reseaux-full-v1": the score question of a quiz, form and version. */
void catalogue_score_id(char *out, size_t room, const char *quiz, enum quiz_form, unsigned version);
/* The outcomes of an answer as bits; 0 when not given. */
unsigned catalogue_outcomes(const struct question *, const struct quiz_answer *);
#endif
