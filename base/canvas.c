#include "base/canvas.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

void canvas_init(struct canvas *c, size_t width, size_t height, bool ascii)
{
	*c = (struct canvas){ .width = width, .height = height, .ascii = ascii };
	c->cell = mem_array(width * height, sizeof *c->cell);
}

void canvas_free(struct canvas *c)
{
	free(c->cell);
	c->cell = NULL;
}

static void put(struct canvas *c, size_t x, size_t y, enum ink ink, const char *glyph, size_t n)
{
	struct canvas_cell *cell;

	if (x >= c->width || y >= c->height)
		return;
	cell = &c->cell[y * c->width + x];
	memset(cell->glyph, 0, sizeof cell->glyph);
	memcpy(cell->glyph, glyph, n < sizeof cell->glyph ? n : 0);
	cell->ink = (unsigned char)ink;
}

size_t canvas_text(struct canvas *c, size_t x, size_t y, enum ink ink, const char *string)
{
	struct text ascii = TEXT(1 << 14);
	size_t used = 0, room = x < c->width ? c->width - x : 0, cells, n;

	if (c->ascii) {
		utf_ascii(&ascii, string);
		string = text_string(&ascii);
	}
	while ((n = utf_step(string, &cells)) && used + cells <= room) {
		put(c, x + used, y, ink, string, n);
		if (cells == 2)
			put(c, x + used + 1, y, ink, "", 0);
		used += cells;
		string += n;
	}
	text_free(&ascii);
	return used;
}

void canvas_bar(struct canvas *c, size_t x, size_t y, size_t eighths, enum ink ink)
{
	static const char *const part[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };

	if (c->ascii) {
		for (size_t i = 0; i < (eighths + 4) / 8; i++)
			put(c, x + i, y, ink, "#", 1);
		return;
	}
	for (; eighths >= 8; eighths -= 8)
		put(c, x++, y, ink, "█", strlen("█"));
	if (eighths)
		put(c, x, y, ink, part[eighths], strlen(part[eighths]));
}

void canvas_print(const struct canvas *c, struct text *out)
{
	for (size_t y = 0; y < c->height; y++) {
		const struct canvas_cell *row = &c->cell[y * c->width];
		size_t end = c->width, cells;

		while (end && (!row[end - 1].glyph[0] || !strcmp(row[end - 1].glyph, " ")))
			end--;
		for (size_t x = 0; x < end; x++) {
			text_add(out, row[x].glyph[0] ? row[x].glyph : " ");
			if (row[x].glyph[0] && utf_step(row[x].glyph, &cells) && cells == 2)
				x++;
		}
		text_add(out, "\n");
	}
}
