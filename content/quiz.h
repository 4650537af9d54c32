/* quiz.h - the bank of questions of a quiz, as its authors wrote it (content/quizzes/, French).
 *
 * Strings are French msgids: pass them to _() when they are shown. A bank is read when the quiz
 * opens and freed when it closes; items, options and strings belong to the bank. */
#ifndef CONTENT_QUIZ_H
#define CONTENT_QUIZ_H
#include <stdbool.h>
#include <stddef.h>

struct error;

enum quiz_kind { QUIZ_SINGLE, QUIZ_SEVERAL, QUIZ_ORDER, QUIZ_ESTIMATE, QUIZ_HABIT };
enum quiz_gauge { QUIZ_PRUDENCE, QUIZ_PRESENCE };
enum quiz_verdict { QUIZ_WRONG, QUIZ_RIGHT };
enum { QUIZ_OPTIONS_MAX = 5 };

struct quiz_option {
	char *id, *label;
	unsigned points;           /* 0..4; QUIZ_SEVERAL: 4 = to be ticked; QUIZ_ORDER: 0 */
	char *why;                 /* why it is right, or is not, or what this habit brings and costs */
};
struct quiz_estimate {
	int min, max, right, close, near; /* distances from `right`: full points, half points */
	char *unit, *low, *high;
};
struct quiz_again_option { char *id, *label; enum quiz_verdict verdict; };
struct quiz_again {                /* the same idea in other words, for later */
	char *prompt;
	struct quiz_again_option *options;
	unsigned options_count;
	char *why;
};
struct quiz_item {
	char *id, *brief;          /* brief: its name in the Observatory ("short" in the file) */
	unsigned level;            /* 1..3 */
	enum quiz_kind kind;
	enum quiz_gauge gauge;
	char *prompt;
	struct quiz_option *options; /* QUIZ_ORDER: in the right order. NULL for QUIZ_ESTIMATE */
	unsigned options_count;
	struct quiz_estimate *estimate; /* NULL but for QUIZ_ESTIMATE */
	char *why, *clue, *fiche;
	char **facts;
	unsigned facts_count;
	struct quiz_again *again;  /* NULL for QUIZ_HABIT */
};
struct quiz_theme {
	char *theme, *title;
	struct quiz_item *items;
	unsigned items_count;
};
struct quiz_bank {
	char *id, *title, *pitch;
	unsigned version;          /* raised when a change makes scores incomparable */
	unsigned run, express;     /* questions in a full run, in an express one */
	char **themes;
	unsigned themes_count;
	struct quiz_theme **theme; /* themes_count of them, in the order of `themes` */
};

/* Reads content/quizzes/<id>.yaml and its themes. NULL and *why on failure. */
struct quiz_bank *quiz_open(const char *id, struct error *why);
void quiz_close(struct quiz_bank *);
const struct quiz_item *quiz_find(const struct quiz_bank *, const char *item_id); /* or NULL */
size_t quiz_theme_of(const struct quiz_bank *, const struct quiz_item *);         /* index */

enum quiz_form { QUIZ_FULL, QUIZ_EXPRESS };
/* Draws the items of a run: deterministic for a seed and a version. At least a third measures each
 * gauge, at most a third are habits, levels rise. Full: the same number from each theme, at least
 * one of each kind. Express: no order question, levels 1 and 2. Fills `picked` (room for
 * bank->run) and returns how many. */
size_t quiz_draw(const struct quiz_bank *, enum quiz_form, unsigned long seed,
	const struct quiz_item **picked);
#endif
