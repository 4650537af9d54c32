/* A facilitator's sheet as plain text, for a printer: each part under its heading, each source
 * once, at the end. */
#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "tui/experiences/experience.h"
#include "tui/experiences/lesson_sheet.h"

enum { PRINT_CELLS = 78, GATHERED_MAX = 200 };

unsigned lesson_minute(const struct lesson *l, unsigned step)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < step; i++)
		sum += l->steps[i].minutes;
	return sum;
}

static void print_line(struct text *out, const char *line)
{
	if (i18n_utf8())
		text_add(out, line);
	else
		utf_ascii(out, line);
	text_add(out, "\n");
}

/* Wrapped; `mark` begins the first line, the others stand under its text. */
static void print_text(struct text *out, const char *mark, const char *text)
{
	size_t margin = utf_cells(mark);
	bool first = true;

	while (*text) {
		struct text line = TEXT(4096);
		size_t next, n = utf_line(text, PRINT_CELLS - margin, &next);

		text_addf(&line, "%*s%.*s", first ? 0 : (int)margin, first ? mark : "", (int)n, text);
		print_line(out, text_string(&line));
		text_free(&line);
		if (!next)
			break;
		text += next;
		first = false;
	}
}

static void print_heading(struct text *out, const char *heading, char rule)
{
	text_add(out, "\n");
	print_text(out, "", heading);
	for (size_t i = utf_cells(heading); i > 0; i--)
		text_add_bytes(out, &rule, 1);
	text_add(out, "\n");
}

static void print_paragraphs(struct text *out, const char *heading, const char *mark,
	const struct paragraph *p, unsigned count)
{
	if (!count)
		return;
	if (heading)
		print_heading(out, heading, '-');
	for (unsigned i = 0; i < count; i++)
		print_text(out, mark, _(p[i].text));
}

/* The facts of a sheet, borrowed: their sources are named once, at its end. */
struct gathered { char *fact[GATHERED_MAX]; unsigned count; };

static void gather(struct gathered *g, const struct paragraph *p, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		for (unsigned k = 0; k < p[i].facts_count && g->count < GATHERED_MAX; k++)
			g->fact[g->count++] = p[i].facts[k];
}

static void print_sources(struct text *out, const struct lesson *l)
{
	struct text sources = TEXT(1 << 14), line = TEXT(1 << 14);
	struct gathered g = { .count = 0 };

	gather(&g, l->goals, l->goals_count);
	gather(&g, l->before, l->before_count);
	for (unsigned i = 0; i < l->steps_count; i++)
		gather(&g, l->steps[i].text, l->steps[i].text_count);
	gather(&g, l->debate, l->debate_count);
	gather(&g, l->after, l->after_count);
	sources_list(&sources, g.fact, g.count);
	if (sources.bytes) {
		text_addf(&line, _("Sources : %s."), text_string(&sources));
		text_add(out, "\n");
		print_text(out, "", text_string(&line));
	}
	text_free(&sources);
	text_free(&line);
}

static void print_steps(struct text *out, const struct lesson *l)
{
	for (unsigned i = 0; i < l->steps_count; i++) {
		const struct lesson_step *step = &l->steps[i];
		unsigned from = lesson_minute(l, i);
		struct text heading = TEXT(1024);

		text_addf(&heading, NN_("%u. %s (%u minute : de %u à %u)",
			"%u. %s (%u minutes : de %u à %u)", step->minutes), i + 1, _(step->title), step->minutes, from, from + step->minutes);
		print_heading(out, text_string(&heading), '-');
		print_paragraphs(out, NULL, "", step->text, step->text_count);
		text_free(&heading);
	}
}

static void print_questions(struct text *out, const struct lesson *l)
{
	if (l->questions_count)
		print_heading(out, _("Les questions d'avant et d'après"), '-');
	for (unsigned i = 0; i < l->questions_count; i++) {
		print_text(out, "", _(l->questions[i].prompt));
		for (unsigned k = 0; k < l->questions[i].options_count; k++) {
			char mark[16];

			snprintf(mark, sizeof mark, "  %u. ", k + 1);
			print_text(out, mark, _(l->questions[i].options[k].label));
		}
	}
}

void lesson_print(const struct lesson *l, struct text *out)
{
	print_text(out, "", _(l->title));
	for (size_t i = utf_cells(_(l->title)); i > 0; i--)
		text_add(out, "=");
	text_add(out, "\n");
	print_text(out, "", _(l->pitch));
	print_paragraphs(out, _("Ce que l'on vise"), "- ", l->goals, l->goals_count);
	print_paragraphs(out, _("À préparer"), "- ", l->before, l->before_count);
	print_steps(out, l);
	print_paragraphs(out, _("À débattre"), "- ", l->debate, l->debate_count);
	print_paragraphs(out, _("Après l'atelier"), "- ", l->after, l->after_count);
	print_questions(out, l);
	print_sources(out, l);
}
