/* theme.h - meaning -> look. Only the 8 or 16 colours of the person's own palette, so that their
 * terminal's settings hold; meaning is never by colour alone. */
#ifndef TUI_STAGE_THEME_H
#define TUI_STAGE_THEME_H
#include <stdbool.h>
#include <stddef.h>

/* What is drawn: roles of text, inks of charts, furniture of the screen. */
enum look {
	LOOK_TEXT, LOOK_LEAD, LOOK_ASIDE, LOOK_HEADING, LOOK_QUOTE, LOOK_GOOD, LOOK_WARN, LOOK_EXACT,
	LOOK_HEADER, LOOK_RULE, LOOK_FOOTER, LOOK_FOCUS, LOOK_BAR, LOOK_BAR_SECOND, LOOK_YOU, LOOKS
};
enum { LOOK_BOLD = 1, LOOK_REVERSE = 2, LOOK_UNDERLINE = 4, LOOK_DIM = 8 };
/* colour: 0..7, -1: the terminal's own. */
struct look_row { signed char colour; unsigned char flags; };
struct theme {
	const char *id, *name;    /* name: msgid */
	bool reader;              /* no bar, no rule, no column: the cursor is the focus */
	struct look_row look[LOOKS];
};
const struct theme *theme_table(size_t *count);
const struct theme *theme_find(const char *id); /* NULL when unknown */
#endif
