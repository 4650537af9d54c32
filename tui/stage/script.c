/* The stage for tests and bug reports: answers in, transcript out. It says exactly what the voice
 * stage says, never wrapped, each answer on a line that begins with "> ". */
#include <stdio.h>

#include "base/mem.h"
#include "tui/stage/lines.h"
#include "tui/stage/tty.h"

struct script {
	struct lines lines;
	char *answers, *at;
};

static void script_clear(struct stage *s, const struct scene *scene)
{
	struct script *script = s->self;

	lines_scene(&script->lines, scene);
}

static void script_show(struct stage *s, const struct block *block)
{
	struct script *script = s->self;

	lines_block(&script->lines, block);
}

static void flush(struct script *script)
{
	fwrite(text_string(&script->lines.out), 1, script->lines.out.bytes, stdout);
	fflush(stdout);
	text_clear(&script->lines.out);
}

/* The next answer, comments skipped; NULL at the end. An empty line is an answer: Enter. */
static char *next_answer(struct script *script, size_t *bytes)
{
	while (*script->at) {
		char *line = script->at;
		size_t n = strcspn(line, "\n");

		script->at += n + (line[n] == '\n');
		if (line[0] == '#')
			continue;
		*bytes = n;
		return line;
	}
	return NULL;
}

static void script_read(struct stage *s, const struct scene *scene, const struct want *want,
	struct got *got)
{
	struct script *script = s->self;
	struct text prompt = TEXT(1024);
	size_t bytes = 0;
	char *line;

	(void)scene;
	lines_want(&script->lines, want);
	if (want->kind == WANT_DONE) {
		flush(script);
		while (!want->done(want->data))
			if (tty_wait(s, false, 1000) == TTY_STOP) {
				got->kind = GOT_GONE;
				return;
			}
		got->kind = GOT_TAKEN;
		return;
	}
	lines_prompt(&script->lines, want, &prompt);
	line = next_answer(script, &bytes);
	text_addf(&script->lines.out, "%s\n", text_string(&prompt));
	if (line)
		text_addf(&script->lines.out, "> %.*s\n", (int)bytes, line);
	flush(script);
	if (line)
		lines_take(want, line, bytes, got);
	else
		got->kind = GOT_GONE;
	text_free(&prompt);
}

static void script_close(struct stage *s)
{
	struct script *script = s->self;

	flush(script);
	text_free(&script->lines.out);
	free(script->answers);
	free(script);
	s->self = NULL;
}

const struct stage_ops script_ops = { "script", script_clear, script_show, script_read,
	script_close };

struct stage *stage_open_script(const char *answers, const struct stage_options *options)
{
	struct stage *s = mem_alloc(sizeof *s);
	struct script *script = mem_alloc(sizeof *script);

	tty_open();
	s->options = *options;
	s->news = TEXT(1 << 14);
	snprintf(s->theme, sizeof s->theme, "%s", options->theme ? options->theme : "dark");
	script->answers = script->at = mem_dup(answers);
	script->lines.out = TEXT(1 << 20);
	script->lines.ascii = options->ascii;
	s->self = script;
	s->ops = &script_ops;
	return s;
}
