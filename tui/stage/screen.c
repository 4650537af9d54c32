/* The stage for eyes: ncurses. What was said is kept in the scene and laid out again at every
 * change; ncurses sends only what differs. Drawing is here, keys are in screen_read.c. */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include "tui/stage/screen.h"

#include <curses.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf.h"
#include "tui/stage/tty.h"

enum { COLUMN = 66, CHART = 90, WIDE = 100, SIDE_X = 74, LEAST_WIDTH = 20, LEAST_HEIGHT = 6 };

static bool screen_small(const struct screen *sc)
{
	return sc->width < LEAST_WIDTH || sc->height < LEAST_HEIGHT;
}

/* Header, rule, body, rule, footer; the reader theme has no rules, a low screen neither. */
static size_t furniture(const struct screen *sc)
{
	return sc->theme->reader || sc->height < 12 ? 2 : 4;
}

size_t screen_room(const struct screen *sc)
{
	size_t taken = furniture(sc);

	return sc->height > taken ? sc->height - taken : 1;
}

static void set_look(const struct screen *sc, enum look look, bool reverse)
{
	struct look_row row = sc->theme->look[look];
	attr_t attr = A_NORMAL;
	short pair = sc->colours && row.colour >= 0 ? (short)(row.colour + 1) : 0;

	if (row.flags & LOOK_BOLD)
		attr |= A_BOLD;
	if (row.flags & LOOK_REVERSE)
		attr |= A_REVERSE;
	if (row.flags & LOOK_UNDERLINE)
		attr |= A_UNDERLINE;
	if (row.flags & LOOK_DIM && sc->sixteen)
		attr |= A_DIM;
	if (reverse)
		attr |= A_REVERSE;
	attr_set(attr, pair, NULL);
}

/* Writes clipped text; what this terminal cannot write is transliterated. Returns the next
 * column. */
static size_t put(const struct stage *s, size_t y, size_t x, const char *text)
{
	const struct screen *sc = s->self;
	struct text ascii = TEXT(1 << 14);
	size_t n;

	if (x >= sc->width || y >= sc->height)
		return x;
	if (s->options.ascii) {
		utf_ascii(&ascii, text);
		text = text_string(&ascii);
	}
	n = utf_fit(text, sc->width - x);
	mvaddnstr((int)y, (int)x, text, (int)n);
	if (n) {
		int cy, cx;

		getyx(stdscr, cy, cx);
		x = (size_t)cy == y ? (size_t)cx : sc->width;
	}
	text_free(&ascii);
	return x;
}

static void draw_rule(const struct stage *s, size_t y)
{
	const struct screen *sc = s->self;
	size_t margin = sc->layout.margin ? 1 : 0;

	set_look(sc, LOOK_RULE, false);
	for (size_t x = margin; x + margin < sc->width; x++)
		if (s->options.ascii)
			mvaddch((int)y, (int)x, '-');
		else
			mvaddstr((int)y, (int)x, "─");
}

/* Where one is, then how to reach the voice, the language and the help: as much as fits, the
 * place first. */
static void draw_header(const struct stage *s, const struct scene *scene)
{
	const struct screen *sc = s->self;
	struct text left = TEXT(1024), right[3] = { TEXT(256), TEXT(256), TEXT(256) };
	const char *dot = s->options.ascii ? "-" : "·";
	size_t margin = sc->theme->reader ? 0 : 1, used;

	text_add(&left, scene->title ? scene->title : "Mes Datas et Moi");
	if (scene->where)
		text_addf(&left, "%s%s %s", sc->theme->reader ? "" : " ", sc->theme->reader ? "," : dot,
			scene->where);
	if (scene->where && utf_cells(text_string(&left)) + 2 * margin + 3 > sc->width) {
		text_clear(&left);
		text_add(&left, scene->where);
	}
	set_look(sc, LOOK_HEADER, false);
	put(s, 0, margin, text_string(&left));
	used = margin + utf_cells(text_string(&left)) + 2;
	text_addf(&right[0], "v %s %s %s %s ? %s", _("voix"), dot, i18n_language(), dot, _("aide"));
	text_addf(&right[1], "v %s", _("voix"));
	text_add(&right[2], "v");
	set_look(sc, LOOK_FOOTER, false);
	for (size_t i = 0; i < 3; i++) {
		size_t cells = utf_cells(text_string(&right[i]));

		if (used + cells + margin <= sc->width) {
			put(s, 0, sc->width - cells - margin, text_string(&right[i]));
			break;
		}
	}
	text_free(&left);
	for (size_t i = 0; i < 3; i++)
		text_free(&right[i]);
}

/* Is the first option, or the field, in view? Otherwise the person is still reading above it. */
static bool at_choice(const struct want *want)
{
	return want->draft->place == PLACE_ANSWER;
}

/* The keys that work now, most useful first, as many as fit. */
static void draw_footer(const struct stage *s, const struct want *want)
{
	const struct screen *sc = s->self;
	const char *part[10];
	size_t parts = 0, margin = sc->theme->reader ? 0 : 1, x = margin, rows;
	const struct key_row *row = key_table(&rows);
	bool words = s->options.ascii || sc->theme->reader;
	const char *dot = s->options.ascii || sc->theme->reader ? ", " : " · ";

	if (!at_choice(want) || want->kind == WANT_PAGE) {
		part[parts++] = _("Entrée suite");
	} else if (want->kind == WANT_LINE) {
		part[parts++] = _("Entrée valider");
		part[parts++] = _("Échap retour");
	} else if (want->kind == WANT_PICK) {
		if (want->choice->mode == CHOOSE_SEVERAL)
			part[parts++] = _("espace cocher");
		else if (want->choice->mode == CHOOSE_ORDER)
			part[parts++] = _("espace placer");
		else
			part[parts++] = words ? _("flèches choisir") : _("↑↓ choisir");
		part[parts++] = _("Entrée valider");
		if (want->choice->count > 9)
			part[parts++] = _("/ filtrer");
	}
	set_look(sc, LOOK_FOOTER, false);
	for (size_t i = 0; i < parts + rows; i++) {
		struct text item = TEXT(256);

		if (i < parts)
			text_add(&item, part[i]);
		else if (row[i - parts].brief && want->kind != WANT_LINE)
			text_addf(&item, "%c %s", row[i - parts].key, _(row[i - parts].brief));
		if (x + utf_cells(text_string(&item)) + 3 >= sc->width)
			i = parts + rows; /* what comes after is less useful: stop */
		else if (item.bytes) {
			if (x > margin)
				x = put(s, sc->height - 1, x, dot);
			x = put(s, sc->height - 1, x, text_string(&item));
		}
		text_free(&item);
	}
}

static void draw_cells(const struct stage *s, size_t y, const struct line *line)
{
	static const enum look ink[] = { [INK_PLAIN] = LOOK_TEXT, [INK_SOFT] = LOOK_ASIDE,
		[INK_STRONG] = LOOK_LEAD, [INK_BAR] = LOOK_BAR, [INK_BAR_SECOND] = LOOK_BAR_SECOND,
		[INK_YOU] = LOOK_YOU, [INK_GOOD] = LOOK_GOOD, [INK_WARN] = LOOK_WARN };
	const struct screen *sc = s->self;
	const struct canvas *c = line->canvas;

	for (size_t x = 0; x < c->width && line->x + x < sc->width; x++) {
		const struct canvas_cell *cell = &c->cell[line->row * c->width + x];

		if (!cell->glyph[0])
			continue;
		set_look(sc, ink[cell->ink], false);
		mvaddstr((int)y, (int)(line->x + x), cell->glyph);
	}
}

static void draw_line(const struct stage *s, size_t y, const struct line *line, bool focused)
{
	const struct screen *sc = s->self;

	if (line->canvas) {
		draw_cells(s, y, line);
	} else if (line->text && focused && !sc->theme->reader) {
		size_t before = line->focus_x - line->x, n = utf_fit(line->text, before);
		struct text mark = TEXT(256);

		text_add_bytes(&mark, line->text, n);
		set_look(sc, line->look, false);
		put(s, y, line->x, text_string(&mark));
		text_free(&mark);
		set_look(sc, LOOK_FOCUS, false);
		put(s, y, line->focus_x, line->text + n);
	} else if (line->text) {
		set_look(sc, line->look, false);
		put(s, y, line->x, line->text);
	}
	if (line->tail && line->tail_x) {
		set_look(sc, LOOK_ASIDE, false);
		put(s, y, line->tail_x, line->tail);
	}
}

/* A line of air under the rule where there is room for it. */
static size_t body_y(const struct screen *sc)
{
	size_t top = furniture(sc) == 4 ? 2 : 1;

	return !sc->theme->reader && sc->layout.count + 2 < screen_room(sc) ? top + 1 : top;
}

/* Words on the rules where the text goes on out of view. */
static void draw_more(const struct stage *s, const struct draft *d)
{
	const struct screen *sc = s->self;
	const char *up = s->options.ascii ? _(" suite en haut ") : _(" ↑ suite ");
	const char *down = s->options.ascii ? _(" suite en bas ") : _(" ↓ suite ");

	if (furniture(sc) != 4)
		return;
	set_look(sc, LOOK_FOOTER, false);
	if (d->top && sc->width > 30)
		put(s, 1, sc->width - utf_cells(up) - 4, up);
	if (d->top + screen_room(sc) < sc->layout.count && sc->width > 30)
		put(s, sc->height - 2, sc->width - utf_cells(down) - 4, down);
}

/* The line where reading ends and answering begins; count when there is nothing to answer. */
static size_t choice_line(const struct layout *l)
{
	if (l->field)
		return l->field - 1;
	for (size_t i = 0; i < l->count; i++)
		if (l->line[i].option)
			return i;
	return l->count;
}

/* A text longer than the screen is read from its top first; then the focus is kept in view. */
static void keep_in_view(struct screen *sc, const struct want *want)
{
	struct draft *d = want->draft;
	size_t room = screen_room(sc), count = sc->layout.count, last = count > room ? count - room : 0;
	size_t line = choice_line(&sc->layout), end;

	if (d->top > last)
		d->top = last;
	/* A page has only its end to answer: after a change of size one may be above it again. */
	if (want->kind == WANT_PAGE)
		d->place = d->top >= last ? PLACE_ANSWER : PLACE_READING;
	else if (d->place == PLACE_UNKNOWN)
		d->place = line < room || count <= room ? PLACE_ANSWER : PLACE_READING;
	else if (d->place == PLACE_READING && (line < d->top + room || d->top == last))
		d->place = PLACE_ANSWER;
	if (d->place == PLACE_READING || line >= count)
		return;
	end = line + 1;
	if (want->kind == WANT_PICK) {
		line = layout_line_of(&sc->layout, d->focus);
		for (end = line; end < count && sc->layout.line[end].option == d->focus + 1;)
			end++;
		while (end < count && !sc->layout.line[end].option && sc->layout.line[end].text
				&& sc->layout.line[end].look == LOOK_ASIDE)
			end++; /* its hint */
		if (end > line + room)
			end = line + room;
	}
	if (line < count && line < d->top)
		d->top = line;
	else if (end > d->top + room)
		d->top = end - room;
}

/* Where the person types; the line scrolls sideways so that the caret is always in view. */
static void draw_field(const struct stage *s, size_t y, const struct line *line,
	const struct draft *draft)
{
	const struct screen *sc = s->self;
	const char *typed = text_string(&draft->line);
	size_t room = sc->width > sc->layout.field_x + 12 ? sc->width - sc->layout.field_x - 12 : 4;
	size_t from = 0, x;
	struct text before = TEXT(1 << 16), seen = TEXT(1 << 12);

	text_add_bytes(&before, typed, sc->caret);
	while (utf_cells(text_string(&before) + from) > room)
		from += utf_step(text_string(&before) + from, &x);
	text_add_bytes(&seen, typed + from, utf_fit(typed + from, room));
	set_look(sc, LOOK_LEAD, false);
	x = put(s, y, sc->layout.field_x, text_string(&seen));
	if (line->tail)
		put(s, y, x + 1, line->tail);
	move((int)y, (int)(sc->layout.field_x + utf_cells(text_string(&before) + from)));
	text_free(&before);
	text_free(&seen);
}

/* The cursor rests where the person is: the field, the focused option, or the first line to
 * read. */
static void place_cursor(const struct stage *s, const struct want *want)
{
	const struct screen *sc = s->self;
	const struct layout *l = &sc->layout;
	const struct draft *d = want->draft;
	size_t line = d->top, y, x = l->margin;

	if (d->place == PLACE_ANSWER && l->field) {
		draw_field(s, body_y(sc) + l->field - 1 - d->top, &l->line[l->field - 1], d);
		return;
	}
	if (d->place == PLACE_ANSWER && want->kind == WANT_PICK)
		line = layout_line_of(l, d->focus);
	if (line >= l->count)
		line = d->top;
	y = body_y(sc) + line - d->top;
	if (line < l->count && l->line[line].text)
		x = sc->theme->reader ? l->line[line].x : l->line[line].focus_x;
	move((int)y, (int)(x < sc->width ? x : 0));
}

static void choose_widths(struct stage *s, const struct scene *scene, const struct want *want)
{
	struct screen *sc = s->self;
	struct layout *l = &sc->layout;
	bool beside = sc->width >= WIDE && !sc->theme->reader
		&& (scene->side || (want->kind == WANT_PICK && want->choice->preview));

	l->reader = sc->theme->reader;
	l->ascii = s->options.ascii;
	l->margin = l->reader ? 0 : sc->width >= 60 ? 3 : 1;
	l->width = sc->width - l->margin * (l->reader ? 1 : 2);
	l->full = beside ? COLUMN : l->width < CHART ? l->width : CHART;
	if (l->width > COLUMN && !l->reader) /* a reader says line by line: the longer the better */
		l->width = COLUMN;
	sc->side.margin = beside ? SIDE_X : 0;
	sc->side.width = beside ? sc->width - SIDE_X - 2 : 0;
	sc->side.reader = false;
	sc->side.ascii = l->ascii;
}

static void draw_side(const struct stage *s, const struct scene *scene, const struct want *want)
{
	struct screen *sc = s->self;
	const char *text = scene->side, *title = scene->side_title;

	layout_free(&sc->side);
	if (!sc->side.width)
		return;
	if (want->kind == WANT_PICK && want->choice->preview) {
		text = want->choice->preview(want->draft->focus, want->choice->data);
		title = NULL;
	}
	if (title)
		layout_text(&sc->side, LOOK_HEADING, title, 0);
	if (text)
		layout_text(&sc->side, LOOK_TEXT, text, 0);
	for (size_t i = 0; i < sc->side.count && i < screen_room(sc); i++)
		draw_line(s, body_y(sc) + i, &sc->side.line[i], false);
	set_look(sc, LOOK_RULE, false);
	for (size_t y = body_y(sc); y + furniture(sc) / 2 < sc->height; y++)
		if (s->options.ascii)
			mvaddch((int)y, SIDE_X - 3, '|');
		else
			mvaddstr((int)y, SIDE_X - 3, "│");
}

static void apply_theme(struct stage *s)
{
	struct screen *sc = s->self;

	sc->theme = theme_find(s->theme);
	if (!sc->theme)
		sc->theme = theme_find("dark");
	curs_set(sc->theme->reader ? 2 : 1);
}

static void draw_body(const struct stage *s, const struct want *want, bool bar)
{
	const struct screen *sc = s->self;
	const struct layout *l = &sc->layout;
	const struct draft *d = want->draft;

	for (size_t i = d->top; i < l->count && i < d->top + screen_room(sc); i++)
		draw_line(s, body_y(sc) + i - d->top, &l->line[i],
			bar && d->place == PLACE_ANSWER && want->kind == WANT_PICK
				&& l->line[i].option == d->focus + 1);
}

void screen_draw(struct stage *s, const struct scene *scene, const struct want *want)
{
	struct screen *sc = s->self;

	apply_theme(s);
	erase();
	if (screen_small(sc)) {
		attr_set(A_NORMAL, 0, NULL);
		put(s, 0, 0, _("Agrandissez la fenêtre."));
		refresh();
		return;
	}
	choose_widths(s, scene, want);
	layout_make(&sc->layout, scene, want);
	keep_in_view(sc, want);
	draw_header(s, scene);
	if (furniture(sc) == 4) {
		draw_rule(s, 1);
		draw_rule(s, sc->height - 2);
	}
	draw_more(s, want->draft);
	draw_body(s, want, true);
	draw_side(s, scene, want);
	draw_footer(s, want);
	place_cursor(s, want);
	attr_set(A_NORMAL, 0, NULL);
	refresh();
}

/* Screen readers that follow what is written say the last words they saw change: the old item is
 * put back first and sent, then the new one, so that the new one is what is heard. */
void screen_move_focus(struct stage *s, const struct scene *scene, const struct want *want,
	size_t from)
{
	struct screen *sc = s->self;
	struct draft *d = want->draft;
	size_t top = d->top;

	keep_in_view(sc, want);
	if (d->top != top || (sc->side.width && want->choice->preview)) {
		screen_draw(s, scene, want);
		return;
	}
	if (!sc->theme->reader) {
		for (size_t pass = 0; pass < 2; pass++) {
			size_t option = pass ? d->focus : from;

			for (size_t i = layout_line_of(&sc->layout, option); i < sc->layout.count
					&& sc->layout.line[i].option == option + 1; i++)
				if (i >= d->top && i < d->top + screen_room(sc))
					draw_line(s, body_y(sc) + i - d->top, &sc->layout.line[i], pass);
			if (!pass)
				refresh();
		}
	}
	place_cursor(s, want);
	attr_set(A_NORMAL, 0, NULL);
	refresh();
}

void screen_size(struct stage *s)
{
	struct screen *sc = s->self;
	struct winsize size;

	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_row && size.ws_col)
		resizeterm(size.ws_row > 500 ? 500 : size.ws_row, size.ws_col > 1000 ? 1000 : size.ws_col);
	sc->height = (size_t)LINES;
	sc->width = (size_t)COLS;
}

static void screen_clear(struct stage *s, const struct scene *scene)
{
	(void)s;
	(void)scene;
}

static void screen_show(struct stage *s, const struct block *block)
{
	(void)s;
	(void)block;
}

static void screen_close(struct stage *s)
{
	struct screen *sc = s->self;

	bug_set_hook(NULL);
	endwin();
	delscreen(sc->terminal);
	layout_free(&sc->layout);
	layout_free(&sc->side);
	free(sc);
	s->self = NULL;
}

const struct stage_ops screen_ops = { "screen", screen_clear, screen_show, screen_read,
	screen_close };

static void restore(void)
{
	endwin();
}

static void start_colours(struct stage *s)
{
	struct screen *sc = s->self;
	const char *refused = getenv("NO_COLOR");

	if ((refused && *refused) || !has_colors() || start_color() != OK)
		return;
	use_default_colors();
	for (short i = 0; i < 8; i++)
		init_pair((short)(i + 1), i, -1);
	sc->colours = COLOR_PAIRS > 8;
	sc->sixteen = COLORS >= 16;
}

bool screen_open(struct stage *s)
{
	struct screen *sc;
	SCREEN *terminal;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !tty_open())
		return false;
	set_escdelay(25);
	terminal = newterm(NULL, stdout, stdin);
	if (!terminal)
		return false;
	tty_open(); /* ncurses has put its own handlers: ours again */
	sc = mem_alloc(sizeof *sc);
	sc->terminal = terminal;
	s->self = sc;
	s->ops = &screen_ops;
	bug_set_hook(restore);
	cbreak();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	start_colours(s);
	screen_size(s);
	return true;
}

struct stage *stage_open_screen(const struct stage_options *options)
{
	const char *accessible = getenv("ACCESSIBLE");
	bool reader = accessible && *accessible && strcmp(accessible, "0")
		&& strcmp(accessible, "false");
	struct stage *s = mem_alloc(sizeof *s);

	s->options = *options;
	s->news = TEXT(1 << 14);
	snprintf(s->theme, sizeof s->theme, "%s",
		options->theme ? options->theme : reader ? "reader" : "dark");
	if (screen_open(s))
		return s;
	free(s);
	return NULL;
}

bool stage_theme_known(const char *name)
{
	return theme_find(name) != NULL;
}
