#include "observatory/chart/chart.h"

#include <stdarg.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

enum { TOLD_MAX = 1 << 12, PRINT_WIDTH_MIN = 20 };

struct chart *chart_new(enum chart_kind kind, const char *title)
{
	struct chart *c = mem_alloc(sizeof *c);

	c->kind = kind;
	c->title = mem_dup(title);
	c->told = mem_dup("");
	return c;
}

void chart_add(struct chart *c, const char *label, double value, const char *shown, bool you)
{
	c->row = mem_grow(c->row, &c->room, c->count + 1, sizeof *c->row);
	c->row[c->count++] = (struct chart_row){ .label = mem_dup(label),
		.shown = mem_dup(shown ? shown : ""), .value = value, .you = you };
}

void chart_tell(struct chart *c, const char *format, ...)
{
	struct text told = TEXT(TOLD_MAX);
	va_list args;

	va_start(args, format);
	text_addv(&told, format, args);
	va_end(args);
	free(c->told);
	c->told = text_take(&told);
}

void chart_free(struct chart *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->count; i++) {
		free(c->row[i].label);
		free(c->row[i].shown);
	}
	free(c->row);
	free(c->title);
	free(c->told);
	free(c->source);
	free(c->base);
	free(c->from);
	free(c);
}

/* A paragraph, wrapped. */
static void add_paragraph(struct text *out, const char *string, size_t width, bool ascii)
{
	struct text line = TEXT(TOLD_MAX);
	size_t next, n;

	/* Broken first, for the French rules hang on the guillemets. */
	while (string && (n = utf_line(string, width, &next), next)) {
		text_clear(&line);
		text_add_bytes(&line, string, n);
		if (ascii)
			utf_ascii(out, text_string(&line));
		else
			text_add(out, text_string(&line));
		text_add(out, "\n");
		string += next;
	}
	text_free(&line);
}

void chart_print(const struct chart *c, size_t width, bool ascii, struct text *out)
{
	struct canvas canvas;

	if (width < PRINT_WIDTH_MIN)
		width = PRINT_WIDTH_MIN;
	add_paragraph(out, c->title, width, ascii);
	if (c->title && *c->title)
		text_add(out, "\n");
	add_paragraph(out, c->told, width, ascii);
	if (*c->told)
		text_add(out, "\n");
	canvas_init(&canvas, width, chart_height(c, width), ascii);
	canvas.height = chart_draw(c, &canvas, 0);
	canvas_print(&canvas, out);
	canvas_free(&canvas);
	if (c->base || c->source)
		text_add(out, "\n");
	add_paragraph(out, c->base, width, ascii);
	add_paragraph(out, c->source, width, ascii);
}
