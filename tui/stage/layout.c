#include "tui/stage/layout.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"
#include "tui/stage/parse.h"

enum { OPTIONS_MAX = 512, TAIL_GAP = 2 };

static struct line *add_line(struct layout *l)
{
	l->line = mem_grow(l->line, &l->room, l->count + 1, sizeof *l->line);
	l->line[l->count] = (struct line){ 0 };
	return &l->line[l->count++];
}

static void blank(struct layout *l)
{
	if (l->count && (l->line[l->count - 1].text || l->line[l->count - 1].canvas))
		add_line(l);
}

/* A run of text wrapped from column x; every line gets this look and option. */
static void wrap(struct layout *l, enum look look, const char *text, size_t x, size_t option)
{
	size_t room = l->width > x + 4 ? l->width - x : 4;

	while (*text) {
		size_t next, n = utf_line(text, room, &next);
		struct line *line = add_line(l);

		line->text = mem_dup_bytes(text, n);
		line->x = line->focus_x = l->margin + x;
		line->look = look;
		line->option = option;
		if (!next)
			break;
		text += next;
	}
}

void layout_text(struct layout *l, enum look look, const char *text, size_t x)
{
	wrap(l, look, text, x, 0);
}

static void add_chart(struct layout *l, const struct chart *chart)
{
	struct canvas *canvas;
	size_t height;

	if (chart->title)
		wrap(l, LOOK_HEADING, chart->title, 0, 0);
	wrap(l, LOOK_LEAD, chart->told, 0, 0);
	blank(l);
	if (l->reader || l->canvases == sizeof l->canvas / sizeof *l->canvas) {
		for (size_t i = 0; i < chart->count; i++) {
			struct text row = TEXT(1024);

			text_addf(&row, chart->row[i].you ? _("%s : %s, vous êtes là.")
				: _("%s : %s."),
				chart->row[i].label, chart->row[i].shown);
			wrap(l, LOOK_TEXT, text_string(&row), 0, 0);
			text_free(&row);
		}
	} else {
		height = chart_height(chart, l->full);
		canvas = mem_alloc(sizeof *canvas);
		canvas_init(canvas, l->full, height, l->ascii);
		height = chart_draw(chart, canvas, 0);
		l->canvas[l->canvases++] = canvas;
		for (size_t row = 0; row < height; row++) {
			struct line *line = add_line(l);

			line->canvas = canvas;
			line->row = row;
			line->x = l->margin;
		}
	}
	blank(l);
	if (chart->base)
		wrap(l, LOOK_ASIDE, chart->base, 0, 0);
	if (chart->source)
		wrap(l, LOOK_ASIDE, chart->source, 0, 0);
}

static enum look look_of(enum stage_role role)
{
	static const enum look look[] = { [SAY_TEXT] = LOOK_TEXT, [SAY_LEAD] = LOOK_LEAD,
		[SAY_ASIDE] = LOOK_ASIDE, [SAY_HEADING] = LOOK_HEADING, [SAY_QUOTE] = LOOK_QUOTE,
		[SAY_GOOD] = LOOK_GOOD, [SAY_WARN] = LOOK_WARN, [SAY_EXACT] = LOOK_EXACT,
		[SAY_SOURCE] = LOOK_ASIDE };

	return look[role];
}

static void add_block(struct layout *l, const struct block *b)
{
	if (b->chart)
		add_chart(l, b->chart);
	else
		wrap(l, look_of(b->role), b->text, b->role == SAY_QUOTE ? 2 : 0, 0);
}

size_t layout_options(const struct want *want, size_t *index, size_t room)
{
	size_t count = 0;

	if (want->draft->filter.bytes)
		return parse_filter(want->choice, text_string(&want->draft->filter), index, room);
	for (; count < want->choice->count && count < room; count++)
		index[count] = count;
	return count;
}

static size_t rank_of(const struct draft *draft, size_t option)
{
	for (size_t i = 0; i < draft->count; i++)
		if (draft->at[i] == option)
			return i + 1;
	return 0;
}

/* What stands before the label: its number, and its state in words or brackets. */
static void mark(const struct layout *l, const struct want *want, size_t option, struct text *out)
{
	size_t rank = rank_of(want->draft, option);
	enum stage_mode mode = want->choice->mode;

	if (l->reader) {
		if (mode == CHOOSE_SEVERAL && rank)
			text_add(out, _("coché, "));
		else if (mode == CHOOSE_ORDER && rank)
			text_addf(out, _("en position %zu, "), rank);
		return;
	}
	text_addf(out, want->choice->count > 9 ? "%2zu  " : "%zu  ", option + 1);
	if (mode == CHOOSE_SEVERAL)
		text_add(out, rank ? "[x] " : "[ ] ");
	else if (mode == CHOOSE_ORDER && rank)
		text_addf(out, "[%zu] ", rank);
	else if (mode == CHOOSE_ORDER)
		text_add(out, "[ ] ");
}

/* What joins the parts of an option: no comma after a mark that is said already. */
static const char *comma(const char *before)
{
	size_t n = strlen(before);

	return n && strchr(".?!:", before[n - 1]) ? " " : ", ";
}

static void add_option(struct layout *l, const struct want *want, size_t option, size_t place,
	size_t shown, size_t tail_x)
{
	const struct stage_option *o = &want->choice->option[option];
	struct text before = TEXT(256), label = TEXT(1 << 12);
	size_t from = l->count, indent;

	if (o->heading) {
		if (!l->reader)
			blank(l);
		wrap(l, LOOK_HEADING, o->heading, 0, 0);
		from = l->count;
	}
	mark(l, want, option, &before);
	text_add(&label, o->label);
	if (l->reader) {
		if (o->hint)
			text_addf(&label, "%s%s", comma(text_string(&label)), o->hint);
		text_addf(&label, _("%s%zu sur %zu"), comma(text_string(&label)), place, shown);
		text_add(&before, text_string(&label));
		wrap(l, LOOK_TEXT, text_string(&before), 0, option + 1);
	} else {
		indent = utf_cells(text_string(&before)) + 2;
		wrap(l, LOOK_TEXT, o->label, indent, option + 1);
		if (from < l->count) {
			struct line *first = &l->line[from];
			struct text whole = TEXT(1 << 12);

			text_addf(&whole, "%s%s", text_string(&before), first->text);
			free(first->text);
			first->text = text_take(&whole);
			first->x = l->margin + 2;
			if (o->hint && tail_x) {
				first->tail = mem_dup(o->hint);
				first->tail_x = l->margin + tail_x;
			}
		}
		if (o->hint && !tail_x)
			wrap(l, LOOK_ASIDE, o->hint, indent, 0);
	}
	text_free(&before);
	text_free(&label);
}

/* Hints stand in a column of their own when every one of them fits there on its line. */
static size_t tail_column(const struct layout *l, const struct stage_choice *c)
{
	size_t widest = 0, tail = 0, before = c->count > 9 ? 6 : 5;

	for (size_t i = 0; i < c->count; i++) {
		size_t label = utf_cells(c->option[i].label);
		size_t hint = c->option[i].hint ? utf_cells(c->option[i].hint) : 0;

		widest = label > widest ? label : widest;
		tail = hint > tail ? hint : tail;
	}
	if (c->mode != CHOOSE_ONE || !tail || before + widest + TAIL_GAP + tail > l->full)
		return 0;
	return before + widest + TAIL_GAP;
}

static void add_pick(struct layout *l, const struct want *want)
{
	size_t *index = mem_array(OPTIONS_MAX, sizeof *index);
	size_t shown = layout_options(want, index, OPTIONS_MAX);
	size_t tail_x = l->reader ? 0 : tail_column(l, want->choice);

	if (want->choice->prompt && *want->choice->prompt)
		wrap(l, LOOK_LEAD, want->choice->prompt, 0, 0);
	if (want->draft->filtering) {
		struct text line = TEXT(1024);

		text_addf(&line, NN_("/ %s    %zu choix", "/ %s    %zu choix", shown),
			text_string(&want->draft->filter), shown);
		wrap(l, LOOK_ASIDE, text_string(&line), 0, 0);
		text_free(&line);
	}
	if (want->complaint)
		wrap(l, LOOK_WARN, want->complaint, 0, 0);
	if (want->choice->prompt && *want->choice->prompt && !l->reader)
		blank(l);
	for (size_t i = 0; i < shown; i++)
		add_option(l, want, index[i], i + 1, shown, tail_x);
	free(index);
}

static void add_field(struct layout *l, const struct want *want)
{
	const struct stage_question *q = want->question;
	struct line *line;

	wrap(l, LOOK_LEAD, q->prompt, 0, 0);
	if (want->complaint)
		wrap(l, LOOK_WARN, want->complaint, 0, 0);
	blank(l);
	line = add_line(l);
	line->text = mem_dup("> ");
	line->x = l->margin;
	line->look = LOOK_LEAD;
	l->field = l->count;
	l->field_x = l->margin + 2;
	if (q->unit) {
		line->tail = mem_dup(q->unit);
		line->tail_x = 0; /* placed after what is typed */
	}
}

void layout_make(struct layout *l, const struct scene *scene, const struct want *want)
{
	layout_free(l);
	for (size_t i = 0; i < scene->count; i++) {
		if (i && !(scene->block[i - 1].role == scene->block[i].role
				&& scene->block[i].role == SAY_EXACT))
			blank(l);
		add_block(l, &scene->block[i]);
	}
	blank(l);
	if (want->kind == WANT_PICK)
		add_pick(l, want);
	else if (want->kind == WANT_LINE)
		add_field(l, want);
	else if (want->kind == WANT_DONE)
		wrap(l, LOOK_LEAD, want->label, 0, 0);
}

size_t layout_line_of(const struct layout *l, size_t option)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->line[i].option == option + 1)
			return i;
	return l->count;
}

void layout_free(struct layout *l)
{
	for (size_t i = 0; i < l->count; i++) {
		free(l->line[i].text);
		free(l->line[i].tail);
	}
	for (size_t i = 0; i < l->canvases; i++) {
		canvas_free(l->canvas[i]);
		free(l->canvas[i]);
	}
	free(l->line);
	l->line = NULL;
	l->count = l->room = l->canvases = l->field = 0;
}
