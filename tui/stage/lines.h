/* lines.h - a scene as plain lines: what the voice and script stages have in common. Append only:
 * no cursor, no colour, no box; charts are their sentence, choices are numbered. */
#ifndef TUI_STAGE_LINES_H
#define TUI_STAGE_LINES_H
#include "tui/stage/inside.h"

struct lines {
	struct text out;          /* what is to be written */
	size_t width;             /* cells, 0: never wrap (a pipe) */
	bool ascii;
	bool hinted;              /* the first prompt's help was said */
	bool fielded;             /* what works in a field was said */
	bool detailed;            /* the way to the detail of a chart was said */
	unsigned prompts;         /* complaints said in a row: no prompt is twice the same */
};
void lines_scene(struct lines *, const struct scene *);
void lines_block(struct lines *, const struct block *);
/* The choices or the question before the prompt, once; then the prompt itself, one line, alone. */
void lines_want(struct lines *, const struct want *);
void lines_prompt(struct lines *, const struct want *, struct text *prompt);
/* One line typed -> got: a command, or the line. Cleaned. */
void lines_take(const struct want *, const char *line, size_t bytes, struct got *);
void lines_say(struct lines *, const char *text); /* wrapped, then a line end */
#endif
