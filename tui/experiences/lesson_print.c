/* A facilitator's sheet as plain text, for a printer: each part under its heading, each source
 * once, at the end. */
#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "content/fact.h"
#include "tui/experiences/lesson_sheet.h"

enum { PRINT_CELLS = 78 };

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
		size_t next, n = utf_line(text, PRINT_CELLS - margin, &next), word = n;

		/* The name of an option stays on one line: "--express" is typed as it is read. */
		while (word && text[word - 1] == '-')
			word--;
		if (word && word < n && next == n && text[word - 1] == ' ') {
			n = word - 1;
			next = word;
		}
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

/* Each source once, at the end of the sheet. */
static void gather_sources(struct text *out, const struct paragraph *p, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		for (unsigned k = 0; k < p[i].facts_count; k++) {
			const struct fact_entry *e = fact_entry(p[i].facts[k]);

			if (!e || strstr(text_string(out), e->source))
				continue;
			text_addf(out, "%s%s", out->bytes ? P_("entre deux sources", " ; ") : "", e->source);
			if (*e->year && !strstr(e->source, e->year))
				text_addf(out, ", %s", e->year);
		}
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
	struct text sources = TEXT(1 << 14);

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
	gather_sources(&sources, l->goals, l->goals_count);
	gather_sources(&sources, l->before, l->before_count);
	for (unsigned i = 0; i < l->steps_count; i++)
		gather_sources(&sources, l->steps[i].text, l->steps[i].text_count);
	gather_sources(&sources, l->after, l->after_count);
	if (sources.bytes) {
		struct text line = TEXT(1 << 14);

		text_add(out, "\n");
		text_addf(&line, _("Sources : %s."), text_string(&sources));
		print_text(out, "", text_string(&line));
		text_free(&line);
	}
	text_free(&sources);
}
