#include "content/lint.h"

#include <limits.h>

#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"
#include "content/lint_inside.h"

/* The rules of one file, and of one file alone. */
static void check(const struct corpus *corpus, struct source *s)
{
	lint_links(corpus, s);
	lint_figures(corpus, s);
	lint_story(s);
	lint_rules(corpus, s);
	lint_topics(corpus, s);
	if (s->kind != &facts_kind)
		lint_ear(s);
}

static void print(struct lint *lint, struct source *s)
{
	faults_sort(&s->faults);
	for (size_t i = 0; i < s->faults.count; i++)
		text_addf(lint->out, "%s:%zu: %s\n", s->shown, s->faults.fault[i].line, s->faults.fault[i].text);
	lint->problems += s->faults.count;
}

/* The source of this path if it is one of ours, else one more. */
static struct source *wanted(struct corpus *corpus, const char *only)
{
	char asked[PATH_MAX], ours[PATH_MAX];
	bool real = realpath(only, asked);

	for (size_t i = 0; real && i < corpus->count; i++)
		if (realpath(corpus->source[i].path, ours) && !strcmp(asked, ours))
			return &corpus->source[i];
	return corpus_add(corpus, only, only);
}

bool lint_run(struct lint *lint, const char *only)
{
	struct corpus corpus;
	struct source *alone;

	lint->problems = 0;
	corpus_open(&corpus);
	if (only) {
		alone = wanted(&corpus, only);
		check(&corpus, alone);
		print(lint, alone);
		corpus_close(&corpus);
		return !lint->problems;
	}
	if (!corpus.count) {
		text_addf(lint->out, _("%s:1: Il n'y a aucun contenu dans ce dossier.\n"), place_content());
		lint->problems = 1;
	}
	for (size_t i = 0; i < corpus.count; i++)
		check(&corpus, &corpus.source[i]);
	lint_orphans(&corpus);
	lint_translations(&corpus);
	lint_uncovered(&corpus);
	for (size_t i = 0; i < corpus.count; i++)
		print(lint, &corpus.source[i]);
	corpus_close(&corpus);
	return !lint->problems;
}
