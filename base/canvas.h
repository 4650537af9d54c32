/* canvas.h - a grid of cells to draw a picture on: charts, exhibits. It knows no terminal: the
 * screen stage copies it with its own attributes, the server prints it as text. Drawing outside
 * is clipped. A cell holds one grapheme cluster; a wide one takes two cells. */
#ifndef BASE_CANVAS_H
#define BASE_CANVAS_H
#include <stdbool.h>
#include <stddef.h>

struct text;

enum ink { /* meaning; a theme gives it a look, mono terminals may show them all alike */
	INK_PLAIN, INK_SOFT, INK_STRONG, INK_BAR, INK_BAR_SECOND, INK_YOU, INK_GOOD, INK_WARN
};

struct canvas_cell {
	char glyph[16]; /* UTF-8, "" = blank, or the right half of a wide one */
	unsigned char ink;
};

struct canvas {
	size_t width, height; /* cells */
	bool ascii;           /* draw with ASCII only: bars use '#', axes '|' and '-' */
	struct canvas_cell *cell;    /* width * height, row by row */
};

void canvas_init(struct canvas *, size_t width, size_t height, bool ascii);
void canvas_free(struct canvas *);
/* Returns the columns used: whole clusters, up to the edge. */
size_t canvas_text(struct canvas *, size_t x, size_t y, enum ink, const char *string);
/* A horizontal bar of `eighths` eighths of a cell from x; full blocks and one eighth block, or
 * '#'. */
void canvas_bar(struct canvas *, size_t x, size_t y, size_t eighths, enum ink);
/* The canvas as lines, trailing blanks cut, each ended by '\n'. */
void canvas_print(const struct canvas *, struct text *out);
#endif
