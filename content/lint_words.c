/* What is read, seen from the translator's side: every French text once, its translations, the
 * template. */
#include "content/lint_words.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "content/letter_field.h"
#include "content/po.h"

static void take(void *data, const struct visited *v)
{
	struct words *w = data;

	w->word = mem_grow(w->word, &w->room, w->count + 1, sizeof *w->word);
	w->word[w->count] = (struct word){ .text = v->node->text, .path = mem_dup(v->path),
		.source = v->source, .line = v->node->line, .rank = w->count };
	w->count++;
}

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : x->rank < y->rank ? -1 : x->rank > y->rank;
}

static int by_first(const void *a, const void *b)
{
	const struct word *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return x->rank < y->rank ? -1 : x->rank > y->rank;
}

void words_open(struct words *w, const struct corpus *corpus)
{
	*w = (struct words){ 0 };
	for (size_t i = 0; i < corpus->count; i++)
		texts_visit(&corpus->source[i], take, w);
	if (!w->count)
		return;
	qsort(w->word, w->count, sizeof *w->word, by_text);
	for (size_t i = 0; i < w->count; i++) {
		bool again = i && !strcmp(w->word[i].text, w->word[i - 1].text);

		w->word[i].first = again ? w->word[i - 1].first : w->word[i].rank;
		w->distinct += !again;
	}
	qsort(w->word, w->count, sizeof *w->word, by_first);
}

void words_close(struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->word[i].path);
	free(w->word);
	*w = (struct words){ 0 };
}

struct po *words_translation(const char *language)
{
	struct text path = TEXT(8192);
	struct po *po;

	text_addf(&path, "%s/../locale/%s.po", place_content(), language);
	po = po_open(text_string(&path), NULL);
	text_free(&path);
	return po;
}

/* Every figure of `a` is in `b`, as often; the first that is not goes to `figure`. */
static bool figures_inside(const char *a, const char *b, char figure[static 32])
{
	char found[32];

	for (const char *at = a; figure_next(&at, false, figure);) {
		size_t wanted = 0, there = 0;

		for (const char *in = a; figure_next(&in, false, found);)
			wanted += !strcmp(found, figure);
		for (const char *in = b; figure_next(&in, false, found);)
			there += !strcmp(found, figure);
		if (there < wanted)
			return false;
	}
	return true;
}

/* Every field of a letter that `a` names, `b` names; else `*missing` is it, in `a`. */
static bool fields_inside(const char *a, const char *b, const char **missing, size_t *bytes)
{
	for (const char *at = a; (at = letter_field_next(at, bytes)); at += *bytes + 2) {
		const char *in = b;
		size_t n;

		while ((in = letter_field_next(in, &n)) && (n != *bytes || memcmp(in, at, n + 1)))
			in += n + 2;
		*missing = at;
		if (!in)
			return false;
	}
	return true;
}

static void compare_fields(struct source *s, const struct word *w, const char *translation,
	const char *language)
{
	const char *field;
	size_t bytes;

	if (!fields_inside(w->text, translation, &field, &bytes))
		fault_add(&s->faults, w->line, _("Le champ %.*s manque dans la traduction (%s)."), (int)bytes + 2, field,
			language);
	else if (!fields_inside(translation, w->text, &field, &bytes))
		fault_add(&s->faults, w->line, _("La traduction (%s) nomme le champ %.*s, que le français ne nomme pas."),
			language, (int)bytes + 2, field);
}

static void compare(struct source *s, const struct word *w, const char *translation,
	const char *language)
{
	char figure[32];

	if (!*translation)
		fault_add(&s->faults, w->line, _("Ce texte n'est pas traduit (%s) : « %.*s »."), language,
			(int)(strlen(w->text) > 60 ? strcspn(w->text + 50, " ") + 50 : strlen(w->text)),
				w->text);
	else if (!figures_inside(w->text, translation, figure))
		fault_add(&s->faults, w->line, _("Le nombre %s manque dans la traduction (%s)."), figure, language);
	else if (!figures_inside(translation, w->text, figure))
		fault_add(&s->faults, w->line, _("La traduction (%s) dit le nombre %s, que le français ne dit pas."), language,
			figure);
	else
		compare_fields(s, w, translation, language);
}

void lint_translations(struct corpus *corpus)
{
	size_t languages;
	const struct language *language = i18n_languages(&languages);
	struct words w;

	words_open(&w, corpus);
	for (size_t l = 0; l < languages; l++) {
		struct po *po = strcmp(language[l].code, "fr") ? words_translation(language[l].code) : NULL;

		for (size_t i = 0; po && i < w.count; i++)
			if (w.word[i].first == w.word[i].rank)
				compare(&corpus->source[w.word[i].source - corpus->source], &w.word[i],
					po_find(po, w.word[i].text), language[l].code);
		po_close(po);
	}
	words_close(&w);
}
