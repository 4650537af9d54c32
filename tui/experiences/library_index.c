#include "tui/experiences/library_index.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/fiche.h"
#include "content/letter.h"
#include "content/search.h"
#include "tui/experiences/library.h"

static void add(struct library_index *l, struct thing thing, const char *words, const char *text)
{
	char name[24];

	l->thing = mem_grow(l->thing, &l->room, l->count + 1, sizeof *l->thing);
	l->thing[l->count] = thing;
	snprintf(name, sizeof name, "%zu", l->count++);
	search_add(l->search, name, thing.label, words, text);
}

/* The search words of a sheet. In French they come with the index; to have them translated, the
 * sheet must be read. */
static void add_words(const struct library_index *l, const char *fiche, struct text *words)
{
	const struct fiche_entry *e = fiche ? fiche_entry(fiche) : NULL;
	struct fiche *f = e && strcmp(l->language, "fr") ? fiche_open(e->id, NULL) : NULL;

	text_addf(words, " %s", e ? e->words : "");
	for (unsigned i = 0; f && i < f->words_count; i++)
		text_addf(words, " %s", _(f->words[i]));
	fiche_close(f);
}

/* A letter or a workbench is found by the words of its sheet too: its own title may be a
 * story's. */
static void add_with_fiche(struct library_index *l, struct thing thing, const char *usual,
	const char *fiche)
{
	struct text words = TEXT(1 << 14);

	text_add(&words, usual);
	add_words(l, fiche, &words);
	add(l, thing, text_string(&words), thing.hint);
	text_free(&words);
}

static void forget(struct library_index *l)
{
	search_free(l->search);
	free(l->thing);
	l->search = NULL;
	l->thing = NULL;
	l->count = l->room = 0;
}

/* The index is in one language: another one when the person changes it. */
void library_index_make(struct library_index *l)
{
	size_t count;
	const struct fiche_entry *fiche;
	const struct letter_entry *letter;
	struct bench_entry bench;

	if (l->search && !strcmp(l->language, i18n_language()))
		return;
	forget(l);
	snprintf(l->language, sizeof l->language, "%s", i18n_language());
	l->search = search_new(l->language);
	if (!l->glossary)
		l->glossary = glossary_open(NULL); /* without it the rest can still be found */
	fiche = fiche_index(&count);
	for (size_t i = 0; i < count; i++)
		add_with_fiche(l, (struct thing){ THING_FICHE, fiche[i].id, _(fiche[i].title),
			_(fiche[i].pitch), NULL }, "", fiche[i].id);
	letter = letter_index(&count);
	for (size_t i = 0; i < count; i++)
		add_with_fiche(l, (struct thing){ THING_LETTER, letter[i].id, _(letter[i].title),
			_(letter[i].pitch), NULL }, _("lettre modèle courrier"), letter[i].fiche);
	for (size_t i = 0; library_bench(i, &bench); i++)
		add_with_fiche(l, (struct thing){ THING_BENCH, bench.id, bench.title, bench.pitch, NULL },
			_("établi essayer"), bench.fiche);
	for (unsigned i = 0; l->glossary && i < l->glossary->words_count; i++) {
		const struct glossary_word *w = &l->glossary->words[i];

		add(l, (struct thing){ THING_WORD, w->id, _(w->word), NULL, w }, NULL, _(w->says));
	}
}

void library_index_free(struct library_index *l)
{
	forget(l);
	glossary_close(l->glossary);
	l->glossary = NULL;
}
