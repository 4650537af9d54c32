/* Keys on the screen stage -> the draft, or a command. */
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include "tui/stage/screen.h"

#include <curses.h>
#include <limits.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf.h"
#include "tui/stage/tty.h"

enum { KEY_NOTHING = -1, KEY_BACK_ALONE = -2, KEY_LETTER = -3, SHOWN_MAX = 512 };
enum { ESCAPE = 27, TAB = 9, RETURN = 13, LINEFEED = 10, CTRL_L = 12, CTRL_U = 21, CTRL_W = 23 };

/* What a key did. */
enum did { DID_NOTHING, DID_FOCUS, DID_CHANGE, DID_ANSWER, DID_COMMAND };

/* After Esc: a sequence that ncurses does not know is swallowed whole and does nothing; Esc counts
 * as "back" only when nothing follows it at once. */
static int after_escape(struct stage *s)
{
	wint_t c;

	if (get_wch(&c) == ERR && (tty_wait(s, true, 30) != TTY_INPUT || get_wch(&c) == ERR))
		return KEY_BACK_ALONE;
	if (c == '[' || c == 'O')
		while (get_wch(&c) != ERR || (tty_wait(s, true, 30) == TTY_INPUT && get_wch(&c) != ERR))
			if (c >= '@' && c <= '~' && c != '[')
				break;
	return KEY_NOTHING;
}

/* We never ask for the mouse, but what is typed or pasted may look like one: ncurses knows its
 * beginning and leaves the rest, "0;10;10M" or three bytes, as if typed. */
static int after_mouse(struct stage *s)
{
	wint_t c = 0;
	bool numbers = true;

	for (size_t i = 0; i < 32 && (numbers || i < 3); i++) {
		if (get_wch(&c) == ERR && (tty_wait(s, true, 30) != TTY_INPUT || get_wch(&c) == ERR))
			break;
		numbers = numbers && ((c >= '0' && c <= '9') || c == ';');
		if (!numbers && i > 0 && (c == 'M' || c == 'm'))
			break;
	}
	return KEY_NOTHING;
}

/* The next key, KEY_NOTHING when there is none for now. `*wide` is set for a character. By getch()
 * and not get_wch(), which loses a letter whose bytes come in two times, as on a slow line. */
static int next_key(struct stage *s, wint_t *c, bool *wide)
{
	static mbstate_t half;
	wchar_t letter = 0;
	int key;

	*wide = false;
	while ((key = getch()) != ERR) {
		char byte = (char)key;
		size_t n;

		*c = (wint_t)key;
		if (key == KEY_MOUSE)
			return after_mouse(s);
		if (key >= KEY_MIN)
			return key;
		if (key == ESCAPE)
			return after_escape(s);
		n = mbrtowc(&letter, &byte, 1, &half);
		if (n == (size_t)-1)
			half = (mbstate_t){ 0 };
		if (n != (size_t)-1 && n != (size_t)-2)
			break;
	}
	*c = (wint_t)letter;
	if (key == ERR)
		return KEY_NOTHING;
	*wide = letter >= ' ' && letter != 127;
	/* Curses numbers its keys among the letters: U+0153, œ, is also KEY_PPAGE. */
	return *wide && letter > 126 ? KEY_LETTER : key;
}

static bool ticked(const struct draft *d, size_t option, size_t *at)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->at[i] == option) {
			*at = i;
			return true;
		}
	return false;
}

/* Ticks or unticks; in an order, puts last or takes away. */
static void toggle(struct draft *d, size_t option)
{
	size_t at;

	if (ticked(d, option, &at)) {
		memmove(&d->at[at], &d->at[at + 1], d->count - at - 1);
		d->count--;
	} else if (d->count < sizeof d->at) {
		d->at[d->count++] = (unsigned char)option;
	}
}

static enum did enter(const struct want *want, size_t shown)
{
	struct draft *d = want->draft;
	const struct stage_choice *c = want->choice;
	size_t at;

	if (!shown)
		return DID_NOTHING;
	if (c->mode != CHOOSE_ORDER || d->count == c->count)
		return DID_ANSWER;
	if (!ticked(d, d->focus, &at))
		toggle(d, d->focus);
	/* The last one has only one place left. */
	if (d->count + 1 == c->count)
		for (size_t i = 0; i < c->count; i++)
			if (!ticked(d, i, &at)) {
				toggle(d, i);
				break;
			}
	return DID_CHANGE;
}

static void move_focus(const struct want *want, const size_t *index, size_t shown, long step)
{
	struct draft *d = want->draft;
	long at = 0;

	for (size_t i = 0; i < shown; i++)
		if (index[i] == d->focus)
			at = (long)i;
	at += step;
	if (at < 0)
		at = 0;
	if (at >= (long)shown)
		at = (long)shown - 1;
	if (shown)
		d->focus = index[at];
}

/* By a digit or the space bar: places, and never answers, so that one can look at the whole. */
static enum did place_one(const struct want *want, size_t shown)
{
	return want->draft->count == want->choice->count ? DID_NOTHING : enter(want, shown);
}

/* The bytes of a letter typed; 0 when it is one that may not be shown. */
static size_t letter_bytes(wint_t c, char bytes[static MB_LEN_MAX + 1])
{
	mbstate_t state = { 0 };
	size_t n = wcrtomb(bytes, (wchar_t)c, &state);

	if (n == (size_t)-1)
		return 0;
	bytes[n] = 0;
	return utf_is_clean(bytes) ? n : 0;
}

static enum did filter_key(const struct want *want, int key, wint_t c, bool wide)
{
	struct text *filter = &want->draft->filter;
	char bytes[MB_LEN_MAX + 1];
	size_t n, index[SHOWN_MAX];

	if (key == KEY_BACK_ALONE) {
		text_clear(filter);
		want->draft->filtering = false;
		return DID_CHANGE;
	}
	if ((key == KEY_BACKSPACE || key == 127 || key == 8) && filter->bytes) {
		size_t cut = 0, at = 0, cells;

		while (at < filter->bytes) {
			cut = at;
			at += utf_step(filter->at + at, &cells);
		}
		text_cut(filter, cut);
	} else if (wide && filter->bytes < 60 && (n = letter_bytes(c, bytes))) {
		text_add_bytes(filter, bytes, n);
	} else {
		return DID_NOTHING;
	}
	n = layout_options(want, index, SHOWN_MAX);
	move_focus(want, index, n, 0);
	return DID_CHANGE;
}

static enum did digit_key(const struct want *want, size_t number, const size_t *index, size_t shown)
{
	bool there = false;

	for (size_t i = 0; i < shown; i++)
		there = there || index[i] == number - 1;
	if (!there)
		return DID_NOTHING;
	want->draft->focus = number - 1;
	if (want->choice->mode == CHOOSE_SEVERAL) {
		toggle(want->draft, number - 1);
		return DID_CHANGE;
	}
	if (want->choice->mode == CHOOSE_ORDER)
		return place_one(want, shown);
	return want->choice->count > 9 ? DID_FOCUS : DID_ANSWER;
}

static enum did pick_key(struct screen *sc, const struct want *want, int key, wint_t c, bool wide)
{
	size_t *index = mem_array(SHOWN_MAX, sizeof *index);
	size_t shown = layout_options(want, index, SHOWN_MAX);
	long page = (long)screen_room(sc) / 2;
	enum did did = DID_FOCUS;

	if (key == KEY_DOWN || (key == TAB && !want->draft->filtering))
		move_focus(want, index, shown, 1);
	else if (key == KEY_UP || key == KEY_BTAB)
		move_focus(want, index, shown, -1);
	else if (key == KEY_NPAGE)
		move_focus(want, index, shown, page);
	else if (key == KEY_PPAGE)
		move_focus(want, index, shown, -page);
	else if (key == KEY_HOME)
		move_focus(want, index, shown, -100000);
	else if (key == KEY_END)
		move_focus(want, index, shown, 100000);
	else if (key == RETURN || key == LINEFEED || key == KEY_ENTER)
		did = enter(want, shown);
	else if (want->draft->filtering)
		did = filter_key(want, key, c, wide);
	else if (wide && c == ' ' && want->choice->mode == CHOOSE_SEVERAL) {
		toggle(want->draft, want->draft->focus);
		did = DID_CHANGE;
	} else if (wide && c == ' ') {
		did = want->choice->mode == CHOOSE_ORDER ? place_one(want, shown) : enter(want, shown);
	} else if ((key == KEY_BACKSPACE || key == 127 || key == 8) && want->draft->count) {
		want->draft->count--;
		did = DID_CHANGE;
	} else if (wide && c >= '1' && c <= '9') {
		did = digit_key(want, (size_t)(c - '0'), index, shown);
	} else if (wide && c == '/') {
		want->draft->filtering = true;
		did = DID_CHANGE;
	} else {
		did = DID_NOTHING;
	}
	free(index);
	return did;
}

static size_t step_back(const char *line, size_t caret)
{
	size_t at = 0, before = 0, cells;

	while (at < caret) {
		before = at;
		at += utf_step(line + at, &cells);
	}
	return before;
}

static void splice(struct text *line, size_t at, size_t cut, const char *bytes, size_t n)
{
	struct text made = TEXT(1 << 16);

	text_add_bytes(&made, text_string(line), at);
	text_add_bytes(&made, bytes, n);
	text_add(&made, text_string(line) + at + cut);
	text_wipe(line);
	*line = made;
}

static enum did line_key(struct screen *sc, const struct want *want, int key, wint_t c, bool wide)
{
	struct text *line = &want->draft->line;
	size_t max = want->question->max_chars ? want->question->max_chars : 200, cells, before;
	char bytes[MB_LEN_MAX + 1];

	if (key == RETURN || key == LINEFEED || key == KEY_ENTER)
		return DID_ANSWER;
	before = step_back(text_string(line), sc->caret);
	if (key == KEY_BACKSPACE || key == 127 || key == 8) {
		splice(line, before, sc->caret - before, "", 0);
		sc->caret = before;
	} else if (key == KEY_LEFT) {
		sc->caret = before;
	} else if (key == KEY_RIGHT) {
		sc->caret += utf_step(text_string(line) + sc->caret, &cells);
	} else if (key == KEY_HOME) {
		sc->caret = 0;
	} else if (key == KEY_END) {
		sc->caret = line->bytes;
	} else if (key == CTRL_U || key == CTRL_W) {
		splice(line, 0, sc->caret, "", 0);
		sc->caret = 0;
	} else if (wide && utf_chars(text_string(line)) < max) {
		size_t n = letter_bytes(c, bytes);

		if (!n)
			return DID_NOTHING;
		splice(line, sc->caret, 0, bytes, n);
		sc->caret += n;
	} else {
		return DID_NOTHING;
	}
	return DID_CHANGE;
}

/* Reading a text longer than the screen: whatever goes on, goes a page on. */
static enum did reading_key(struct screen *sc, const struct want *want, int key, wint_t c)
{
	struct draft *d = want->draft;
	size_t page = screen_room(sc) > 2 ? screen_room(sc) - 1 : 1;

	if (key == KEY_UP || key == KEY_PPAGE)
		d->top = d->top > page ? d->top - page : 0;
	else if (key == RETURN || key == LINEFEED || key == KEY_ENTER || key == KEY_DOWN
			|| key == KEY_NPAGE || c == ' ')
		d->top += page;
	else
		return DID_NOTHING;
	return DID_CHANGE;
}

static size_t first_shown(const struct want *want)
{
	size_t first = 0;

	layout_options(want, &first, 1);
	return first;
}

/* Going back up to read again: from the answer to the page above. */
static bool reads_above(struct screen *sc, const struct want *want, int key)
{
	struct draft *d = want->draft;

	if (key != KEY_PPAGE || !d->top || (want->kind == WANT_PICK && d->focus != first_shown(want)))
		return false;
	d->top = d->top > screen_room(sc) ? d->top - screen_room(sc) : 0;
	d->place = PLACE_READING;
	return true;
}

static enum did handle(struct stage *s, const struct want *want, struct got *got, int key, wint_t c,
	bool wide)
{
	struct screen *sc = s->self;
	enum command command = wide && !want->draft->filtering ? key_command((int)c) : COMMAND_NONE;
	bool choosing = want->draft->place == PLACE_ANSWER;

	if (key == KEY_BACK_ALONE && !want->draft->filtering)
		command = COMMAND_BACK;
	if (want->kind == WANT_LINE && choosing && wide)
		command = !want->draft->line.bytes && (c == '?' || c == '<') ? command : COMMAND_NONE;
	if (command) {
		got->kind = GOT_COMMAND;
		got->command = command;
		return DID_COMMAND;
	}
	if (key == CTRL_L) {
		clearok(stdscr, TRUE);
		return DID_CHANGE;
	}
	if (!choosing)
		return reading_key(sc, want, key, wide ? c : 0);
	if (reads_above(sc, want, key))
		return DID_CHANGE;
	if (want->kind == WANT_PICK)
		return pick_key(sc, want, key, c, wide);
	if (want->kind == WANT_LINE)
		return line_key(sc, want, key, c, wide);
	if (want->kind == WANT_PAGE && (key == RETURN || key == LINEFEED || key == KEY_ENTER
			|| (wide && c == ' ')))
		return DID_ANSWER;
	return DID_NOTHING;
}

/* Everything that was typed since the last look; one drawing for all of it. */
static enum did drain(struct stage *s, const struct scene *scene, const struct want *want,
	struct got *got)
{
	size_t from = want->draft->focus;
	bool changed = false, any = false, wide;
	enum did did = DID_NOTHING;
	wint_t c = 0;

	for (int key; (key = next_key(s, &c, &wide)) != KEY_NOTHING || c;) {
		any = true;
		did = key == KEY_NOTHING ? DID_NOTHING : handle(s, want, got, key, c, wide);
		c = 0;
		if (did == DID_ANSWER || did == DID_COMMAND)
			return did;
		changed = changed || did == DID_CHANGE;
	}
	if (changed)
		screen_draw(s, scene, want);
	else if (want->kind == WANT_PICK && want->draft->focus != from)
		screen_move_focus(s, scene, want, from);
	s->trace.moves += want->draft->focus != from;
	return any ? DID_CHANGE : DID_NOTHING;
}

void screen_read(struct stage *s, const struct scene *scene, const struct want *want,
	struct got *got)
{
	struct screen *sc = s->self;
	unsigned empty = 0;

	got->kind = GOT_TAKEN;
	sc->caret = want->draft->line.bytes;
	screen_draw(s, scene, want);
	while (want->kind != WANT_DONE || !want->done(want->data)) {
		enum tty_event event = tty_wait(s, true, -1);
		enum did did = DID_NOTHING;

		if (event == TTY_STOP) {
			got->kind = GOT_GONE;
			return;
		}
		if (event == TTY_RESIZE) {
			screen_size(s);
			screen_draw(s, scene, want);
		}
		if (event == TTY_INPUT) {
			did = drain(s, scene, want, got);
			/* Readable, but nothing to read, again and again: the terminal is gone. */
			empty = did == DID_NOTHING ? empty + 1 : 0;
			if (empty > 8) {
				got->kind = GOT_GONE;
				return;
			}
		}
		if (s->refresh) {
			s->refresh = false;
			got->kind = GOT_COMMAND;
			got->command = COMMAND_REPEAT;
			return;
		}
		if (did == DID_COMMAND)
			return;
		if (did == DID_ANSWER)
			break;
	}
	if (want->kind == WANT_LINE) {
		const char *line = text_string(&want->draft->line);
		size_t n = strlen(line), from = strspn(line, " ");

		while (n > from && line[n - 1] == ' ')
			n--;
		got->kind = GOT_LINE;
		text_add_bytes(&got->line, line + from, n - from);
	}
}
