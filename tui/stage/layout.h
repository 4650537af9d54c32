/* layout.h - a scene and what it waits for, as lines of a given width: made again at every resize
 * and every change, so that nothing else in the program knows a width. No terminal here. */
#ifndef TUI_STAGE_LAYOUT_H
#define TUI_STAGE_LAYOUT_H
#include "base/canvas.h"
#include "tui/stage/inside.h"
#include "tui/stage/theme.h"

struct line {
	char *text;               /* NULL: a row of `canvas`, or blank */
	char *tail;               /* NULL, or a second text at column tail_x */
	size_t x, tail_x;
	enum look look;
	size_t option;            /* index + 1 of the option this line belongs to; 0: none */
	size_t focus_x;           /* where the label starts: the bar and the cursor */
	const struct canvas *canvas;
	size_t row;
};
struct layout {
	struct line *line;
	size_t count, room;
	struct canvas *canvas[16];
	size_t canvases;
	size_t margin, width;     /* of the text column, cells */
	size_t full;              /* what charts and columns of hints may use, >= width */
	size_t field;             /* index + 1 of the line being typed; 0: none */
	size_t field_x;           /* where typing starts */
	bool ascii, reader;
};

/* `l->width`, `full`, `margin`, `ascii`, `reader` are set by the caller; the rest is made. */
void layout_make(struct layout *, const struct scene *, const struct want *);
void layout_text(struct layout *, enum look, const char *text, size_t x);
void layout_free(struct layout *);  /* the lines; the settings stay */
/* Which options are shown, the filter applied; returns how many. */
size_t layout_options(const struct want *, size_t *index, size_t room);
/* The first line of an option, or count when it is not shown. */
size_t layout_line_of(const struct layout *, size_t option);
#endif
