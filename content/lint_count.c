#include "base/i18n.h"
#include "base/text.h"
#include "content/lint.h"
#include "content/lint_words.h"
#include "content/po.h"

static size_t spaced(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text != ' ' && (text[1] == ' ' || !text[1]);
	return count;
}

/* How many children the list `inner` of each child of `outer` has, in all. */
static size_t deep(const struct node *root, const char *outer, const char *inner)
{
	const struct node *list = node_get(root, outer);
	size_t count = 0;

	for (size_t i = 0; list && i < list->count; i++)
		count += node_count(&list->child[i], inner);
	return count;
}

enum { ITEMS, THEMES, FICHES, DAYS, SCENES, CHOICES, ENDINGS, SENDS, FACTS, REFERENCE, LETTERS,
	GLOSSARY, LESSONS, BENCHES, WORDS, KINDS };

static size_t sends(const struct node *root)
{
	const struct node *scenes = node_get(root, "scenes");
	size_t count = 0;

	for (size_t i = 0; scenes && i < scenes->count; i++)
		count += deep(&scenes->child[i], "choices", "sends");
	return count;
}

static void count_source(const struct source *s, struct lint_count *count)
{
	count[ITEMS].count += node_count(&s->root, "items");
	count[THEMES].count += s->kind == &quiz_theme_kind;
	count[FICHES].count += s->kind == &fiche_kind;
	count[DAYS].count += s->kind == &day_kind;
	count[SCENES].count += node_count(&s->root, "scenes");
	count[CHOICES].count += deep(&s->root, "scenes", "choices");
	count[ENDINGS].count += node_count(&s->root, "endings");
	count[SENDS].count += sends(&s->root);
	count[FACTS].count += s->kind == &facts_kind ? node_count(&s->root, "facts") : 0;
	count[REFERENCE].count += node_count(&s->root, "rows");
	count[LETTERS].count += s->kind == &letter_kind;
	count[GLOSSARY].count += s->kind == &glossary_kind ? node_count(&s->root, "words") : 0;
	count[LESSONS].count += s->kind == &lesson_kind;
	count[BENCHES].count += s->kind == &bench_kind;
}

static size_t translated(const struct words *w, const char *language)
{
	struct po *po = words_translation(language);
	size_t count = 0;

	for (size_t i = 0; po && i < w->count; i++)
		count += w->word[i].first == w->word[i].rank && *po_find(po, w->word[i].text);
	po_close(po);
	return count;
}

void lint_json(const struct lint *lint, struct text *out)
{
	struct lint_count count[KINDS] = { { "items", 0 }, { "themes", 0 }, { "fiches", 0 },
		{ "days", 0 },
		{ "scenes", 0 }, { "choices", 0 }, { "endings", 0 }, { "sends", 0 }, { "facts", 0 },
		{ "reference", 0 }, { "letters", 0 }, { "glossary", 0 }, { "lessons", 0 },
		{ "benches", 0 }, { "words", 0 } };
	size_t languages;
	const struct language *language = i18n_languages(&languages);
	struct corpus corpus;
	struct words w;

	corpus_open(&corpus);
	words_open(&w, &corpus);
	for (size_t i = 0; i < corpus.count; i++)
		count_source(&corpus.source[i], count);
	for (size_t i = 0; i < w.count; i++)
		count[WORDS].count += w.word[i].first == w.word[i].rank ? spaced(w.word[i].text) : 0;
	text_addf(out, "{\"problems\":%zu", lint->problems);
	for (size_t i = 0; i < KINDS; i++)
		text_addf(out, ",\"%s\":%zu", count[i].kind, count[i].count);
	text_add(out, ",\"languages\":{");
	for (size_t i = 0; i < languages; i++) {
		text_add(out, i ? "," : "");
		text_add_json(out, language[i].code);
		text_addf(out, ":%zu", strcmp(language[i].code, "fr") ? translated(&w, language[i].code) : w.distinct);
	}
	text_add(out, "}}");
	words_close(&w);
	corpus_close(&corpus);
}
