/* The stage for ears and fingers, pipes and TERM=dumb: plain lines, one prompt, nothing that
 * moves a cursor. A terminal gets readline's editing; a pipe gets plain lines. */
#include <errno.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/stage/lines.h"
#include "tui/stage/tty.h"

struct voice {
	struct lines lines;
	bool typing;              /* a terminal: readline */
	bool ended;               /* standard input is at its end */
	struct text pending;      /* pipe: bytes read, not yet lines */
};

/* readline's callback has no data pointer: one line, one terminal, one place for it. */
static char *typed_line;
static bool typed_end, remembered;

/* Choices can be called back by the arrows; what is written in a field is nobody's later on. */
static void on_line(char *line)
{
	typed_line = line;
	typed_end = !line;
	rl_callback_handler_remove();
	if (line && *line && remembered)
		add_history(line);
}

static void flush(struct voice *v)
{
	const char *at = text_string(&v->lines.out);
	size_t left = v->lines.out.bytes;

	while (left) {
		ssize_t n = write(STDOUT_FILENO, at, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) { /* a closed pipe: nobody listens */
			v->ended = true;
			break;
		}
		at += n;
		left -= (size_t)n;
	}
	text_clear(&v->lines.out);
}

static void measure(struct voice *v)
{
	struct winsize size;

	v->lines.width = 0;
	if (!v->typing || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return;
	if (size.ws_col > 20)
		v->lines.width = size.ws_col - 1u;
	else if (size.ws_col) /* readline reads past its own line on a screen of one column */
		rl_set_screen_size(24, 80);
}

static void voice_clear(struct stage *s, const struct scene *scene)
{
	struct voice *v = s->self;

	measure(v);
	lines_scene(&v->lines, scene);
}

static void voice_show(struct stage *s, const struct block *block)
{
	struct voice *v = s->self;

	lines_block(&v->lines, block);
}

/* One line from a pipe or a file; the last one may lack its end. False at the end. */
static bool pipe_line(struct stage *s, struct voice *v, struct text *line)
{
	for (;;) {
		const char *at = text_string(&v->pending), *end = memchr(at, '\n', v->pending.bytes);
		char bytes[4096];
		ssize_t n;

		if (end || (v->ended && v->pending.bytes)) {
			size_t length = end ? (size_t)(end - at) : v->pending.bytes;
			struct text rest = TEXT(1 << 20);

			text_add_bytes(line, at, length);
			if (end)
				text_add_bytes(&rest, end + 1, v->pending.bytes - length - 1);
			text_free(&v->pending);
			v->pending = rest;
			return true;
		}
		if (v->ended)
			return false;
		switch (tty_wait(s, true, -1)) {
		case TTY_STOP:
			return false;
		case TTY_INPUT:
			n = read(STDIN_FILENO, bytes, sizeof bytes);
			if (n > 0)
				text_add_bytes(&v->pending, bytes, (size_t)n);
			else if (n == 0 || errno != EINTR)
				v->ended = true;
			break;
		default:
			break;
		}
	}
}

static bool terminal_line(struct stage *s, const char *prompt, struct text *line)
{
	typed_line = NULL;
	typed_end = false;
	rl_callback_handler_install(prompt, on_line);
	while (!typed_line && !typed_end) {
		enum tty_event event = tty_wait(s, true, -1);

		if (event == TTY_STOP) {
			rl_callback_handler_remove();
			return false;
		}
		if (event == TTY_INPUT)
			rl_callback_read_char();
	}
	if (typed_end)
		return false;
	text_add(line, typed_line);
	explicit_bzero(typed_line, strlen(typed_line));
	if (rl_line_buffer) /* readline keeps its own copy, which may be a password */
		explicit_bzero(rl_line_buffer, strlen(rl_line_buffer));
	free(typed_line);
	typed_line = NULL;
	return true;
}

static void await_done(struct stage *s, const struct want *want, struct got *got)
{
	got->kind = GOT_TAKEN;
	while (!want->done(want->data))
		if (tty_wait(s, false, 30000) == TTY_STOP) {
			got->kind = GOT_GONE;
			return;
		}
}

static void voice_read(struct stage *s, const struct scene *scene, const struct want *want,
	struct got *got)
{
	struct voice *v = s->self;
	struct text prompt = TEXT(1024), line = TEXT(1 << 20);
	bool there;

	(void)scene;
	measure(v);
	lines_want(&v->lines, want);
	lines_prompt(&v->lines, want, &prompt);
	if (!v->typing)
		text_add(&v->lines.out, text_string(&prompt));
	flush(v);
	if (want->kind == WANT_DONE) {
		await_done(s, want, got);
		text_free(&prompt);
		return;
	}
	remembered = want->kind == WANT_PICK;
	there = v->typing ? terminal_line(s, text_string(&prompt), &line) : pipe_line(s, v, &line);
	if (!v->typing) /* what was typed is not echoed: the transcript keeps its line ends */
		text_add(&v->lines.out, "\n");
	if (there)
		lines_take(want, text_string(&line), line.bytes, got);
	else
		got->kind = GOT_GONE;
	text_free(&prompt);
	text_wipe(&line);
}

static void voice_close(struct stage *s)
{
	struct voice *v = s->self;

	flush(v);
	if (v->typing)
		rl_callback_handler_remove();
	text_free(&v->lines.out);
	text_free(&v->pending);
	free(v);
	s->self = NULL;
}

const struct stage_ops voice_ops = { "voice", voice_clear, voice_show, voice_read, voice_close };

bool voice_open(struct stage *s)
{
	struct voice *v = mem_alloc(sizeof *v);

	if (!tty_open()) {
		free(v);
		return false;
	}
	v->typing = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	v->lines.ascii = s->options.ascii;
	v->lines.out = TEXT(1 << 20);
	v->pending = TEXT(1 << 20);
	if (v->typing) {
		/* "dumb": readline then never moves the cursor by itself; pasted text brings no marks. */
		rl_terminal_name = "dumb";
		rl_readline_name = "mesdatas";
		rl_catch_signals = 0;
		rl_catch_sigwinch = 0;
		rl_variable_bind("enable-bracketed-paste", "off");
		rl_variable_bind("horizontal-scroll-mode", "off");
		rl_variable_bind("blink-matching-paren", "off");
		using_history();
	}
	s->self = v;
	s->ops = &voice_ops;
	lines_say(&v->lines, _("Version parlée. Tapez aide pour les commandes."));
	return true;
}

struct stage *stage_open_voice(const struct stage_options *options)
{
	struct stage *s = mem_alloc(sizeof *s);

	s->options = *options;
	s->news = TEXT(1 << 14);
	snprintf(s->theme, sizeof s->theme, "%s", options->theme ? options->theme : "dark");
	if (voice_open(s))
		return s;
	free(s);
	return NULL;
}
