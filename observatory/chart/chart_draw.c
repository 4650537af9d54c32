/* The picture. Two ways: labels in a column and bars beside them when every label fits in half of
 * the width and a bar keeps room to be read; else each label on lines of its own, its bar below. */
#include <math.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"

enum { BAR_MIN = 8, INDENT = 2, LABEL_MAX = 1 << 12 };

struct picture {
	const struct chart *chart;
	struct canvas *canvas;     /* NULL: only to know the height */
	size_t width, label, bar;  /* cells; label 0: labels stand above */
	double max;
	bool ascii;
};

/* As it will be drawn: an ellipsis is three cells in ASCII, so nothing is measured before this. */
static struct text drawn(const struct picture *p, const char *string)
{
	struct text out = TEXT(LABEL_MAX);

	if (p->ascii)
		utf_ascii(&out, string);
	else
		text_add(&out, string);
	return out;
}

static size_t cells_of(const struct picture *p, const char *string)
{
	struct text t = drawn(p, string);
	size_t cells = utf_cells(text_string(&t));

	text_free(&t);
	return cells;
}

static void add_you(const struct picture *p, struct text *out)
{
	text_addf(out, p->ascii ? " <- %s" : " ◀ %s", _("vous"));
}

/* What stands at the bar's end: the value, and the person's mark when there is a label column. */
static struct text tail_of(const struct picture *p, const struct chart_row *row, bool marked)
{
	struct text tail = drawn(p, row->shown);

	if (row->you && marked)
		add_you(p, &tail);
	return tail;
}

static double top_of(const struct chart *c)
{
	double max = 0;

	for (size_t i = 0; i < c->count; i++)
		if (isfinite(c->row[i].value) && c->row[i].value > max)
			max = c->row[i].value;
	return c->max > 0 ? c->max : max;
}

static bool has_bar(const struct picture *p, const struct chart_row *row)
{
	return isfinite(row->value) && row->value > 0 && p->max > 0;
}

static double part_of(const struct picture *p, const struct chart_row *row)
{
	return row->value < p->max ? row->value / p->max : 1;
}

/* The longest full bar, in `room` cells, that leaves every row the place of what stands at its end:
 * a short bar with long words must not shorten all the others. 0 when something does not fit. */
static size_t longest_bar(const struct picture *p, size_t room, bool marked)
{
	size_t longest = room;

	for (size_t i = 0; i < p->chart->count; i++) {
		const struct chart_row *row = &p->chart->row[i];
		struct text tail = tail_of(p, row, marked);
		size_t cells = utf_cells(text_string(&tail));
		double fits = room > cells + 1 ? (double)(room - cells - 1) : 0;

		text_free(&tail);
		if (!has_bar(p, row) ? cells > room : fits < 1)
			return 0;
		if (has_bar(p, row) && fits / part_of(p, row) < (double)longest)
			longest = (size_t)(fits / part_of(p, row));
	}
	return longest;
}

static void measure(struct picture *p)
{
	size_t label = 1;

	p->max = top_of(p->chart);
	for (size_t i = 0; i < p->chart->count; i++) {
		size_t cells = cells_of(p, p->chart->row[i].label);

		label = cells > label ? cells : label;
	}
	p->label = label <= p->width / 2 ? label : 0;
	p->bar = p->label ? longest_bar(p, p->width - label - 1, true) : 0;
	if (p->bar >= BAR_MIN)
		return;
	p->label = 0;
	p->bar = longest_bar(p, p->width - INDENT, false);
	p->bar = p->bar ? p->bar : 1;
}

/* Cut with an ellipsis at a cluster, when there is no room for all. */
static void put_cut(const struct picture *p, size_t x, size_t y, enum ink ink, const char *string)
{
	const char *dots = p->ascii ? "..." : "…";
	size_t room = p->width > x ? p->width - x : 0, keep = utf_cells(dots);
	struct text cut = TEXT(LABEL_MAX);

	if (utf_cells(string) > room) {
		text_add_bytes(&cut, string, utf_fit(string, room > keep ? room - keep : 0));
		text_add(&cut, dots);
		string = text_string(&cut);
	}
	if (room)
		canvas_text(p->canvas, x, y, ink, string);
	text_free(&cut);
}

/* Draws the bar from x and what stands at its end. */
static void draw_bar(const struct picture *p, const struct chart_row *row, size_t x, size_t y)
{
	struct text tail = tail_of(p, row, p->label > 0);
	size_t eighths, least = p->ascii ? 4 : 1, used;

	if (has_bar(p, row)) {
		eighths = (size_t)lround(part_of(p, row) * (double)(p->bar * 8));
		eighths = eighths < least ? least : eighths;
		used = p->ascii ? (eighths + 4) / 8 : (eighths + 7) / 8;
		canvas_bar(p->canvas, x, y, eighths, row->you ? INK_YOU : INK_BAR);
		x += used + 1;
	}
	put_cut(p, x, y, row->you ? INK_YOU : INK_STRONG, text_string(&tail));
	text_free(&tail);
}

static size_t draw_beside(const struct picture *p, const struct chart_row *row, size_t y)
{
	struct text label = drawn(p, row->label);
	size_t x = p->chart->kind == CHART_HISTOGRAM ? p->label - utf_cells(text_string(&label)) : 0;

	if (p->canvas) {
		canvas_text(p->canvas, x, y, row->you ? INK_YOU : INK_PLAIN, text_string(&label));
		draw_bar(p, row, p->label + 1, y);
	}
	text_free(&label);
	return 1;
}

static size_t draw_above(const struct picture *p, const struct chart_row *row, size_t y)
{
	struct text label = drawn(p, row->label), line = TEXT(LABEL_MAX);
	const char *at;
	size_t n, next, lines = 0;

	if (row->you)
		add_you(p, &label);
	at = text_string(&label);
	while ((n = utf_line(at, p->width, &next), next)) {
		text_clear(&line);
		text_add_bytes(&line, at, n);
		if (p->canvas)
			canvas_text(p->canvas, 0, y + lines, row->you ? INK_YOU : INK_PLAIN,
				text_string(&line));
		lines++;
		at += next;
	}
	if (p->canvas)
		draw_bar(p, row, INDENT, y + lines);
	text_free(&label);
	text_free(&line);
	return lines + 1;
}

/* Has this receiver a line of its own already? */
static bool drawn_before(const struct chart *c, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (!strcmp(c->row[i].shown, c->row[row].shown))
			return true;
	return false;
}

/* The device, then a branch for each receiver, once, with what kind of receiver it is. */
static size_t draw_flow(const struct picture *p, size_t y)
{
	static const enum ink ink[LANES] = { [LANE_SERVICE] = INK_BAR, [LANE_THIRD] = INK_WARN,
		[LANE_PEOPLE] = INK_GOOD, [LANE_PUBLIC] = INK_WARN, [LANE_THIEF] = INK_WARN };
	const struct chart *c = p->chart;
	size_t from = y, last = c->count, x;

	while (last > 0 && drawn_before(c, last - 1))
		last--;
	if (p->canvas)
		canvas_text(p->canvas, 0, y, INK_STRONG, c->from);
	y++;
	for (size_t i = 0; i < c->count; i++) {
		enum chart_lane lane = (enum chart_lane)c->row[i].value;
		struct text kind = TEXT(LABEL_MAX);

		if (drawn_before(c, i))
			continue;
		if (p->canvas) {
			x = INDENT + canvas_text(p->canvas, INDENT, y, INK_SOFT, p->ascii ? "|-> "
				: i + 1 == last ? "└─▶ " : "├─▶ ");
			x += canvas_text(p->canvas, x, y, ink[lane], c->row[i].shown);
			text_addf(&kind, p->ascii ? " - %s" : " · %s", _(chart_lane(lane)));
			if (x + cells_of(p, text_string(&kind)) <= p->width)
				canvas_text(p->canvas, x, y, INK_SOFT, text_string(&kind));
			text_free(&kind);
		}
		y++;
	}
	return y - from;
}

static size_t draw(struct picture *p, size_t y)
{
	size_t from = y;

	if (p->width < 4)
		return 0;
	if (p->chart->kind == CHART_FLOW)
		return draw_flow(p, y);
	measure(p);
	for (size_t i = 0; i < p->chart->count; i++)
		y += p->label ? draw_beside(p, &p->chart->row[i], y) : draw_above(p, &p->chart->row[i], y);
	return y - from;
}

/* ASCII can need a line more, or less: room for both. */
size_t chart_height(const struct chart *c, size_t width)
{
	struct picture p = { .chart = c, .width = width };
	size_t utf8 = draw(&p, 0), ascii;

	p.ascii = true;
	ascii = draw(&p, 0);
	return ascii > utf8 ? ascii : utf8;
}

size_t chart_draw(const struct chart *c, struct canvas *canvas, size_t y)
{
	struct picture p = { .chart = c, .canvas = canvas, .width = canvas->width,
		.ascii = canvas->ascii };

	return draw(&p, y);
}
