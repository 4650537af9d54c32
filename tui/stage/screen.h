/* screen.h - between the two halves of the ncurses stage: drawing (screen.c) and reading keys
 * (screen_read.c). */
#ifndef TUI_STAGE_SCREEN_H
#define TUI_STAGE_SCREEN_H
#include <stdbool.h>
#include <stddef.h>
#include "tui/stage/inside.h"
#include "tui/stage/layout.h"
#include "tui/stage/theme.h"

struct screen {
	void *terminal;           /* ncurses' SCREEN */
	struct layout layout;     /* the scene */
	struct layout side;       /* the panel beside it, on wide screens */
	const struct theme *theme;
	bool colours, sixteen;
	size_t width, height;     /* cells */
	size_t caret;             /* bytes into the line being typed */
};

size_t screen_room(const struct screen *);             /* lines of the body */
/* Lays out, then draws; the cursor ends on the focus. */
void screen_draw(struct stage *, const struct scene *, const struct want *);
/* Only the focus moved from one option to another: nothing else is drawn again. */
void screen_move_focus(struct stage *, const struct scene *, const struct want *, size_t from);
void screen_size(struct stage *);                      /* after a resize */
void screen_read(struct stage *, const struct scene *, const struct want *, struct got *);
#endif
