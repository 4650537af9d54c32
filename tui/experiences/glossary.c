/* The glossary: a word, an image for it, and the sheets to read. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/experiences/library.h"

enum { SEE_MAX = 8 };

struct meaning {
	const struct glossary_word *word;
	const char *see[SEE_MAX];
	size_t sees, picked;       /* 0: another word, then the sheets */
};

static enum stage_reply word_scene(struct stage *s, void *data)
{
	struct meaning *m = data;
	struct stage_option option[SEE_MAX + 1];
	struct stage_choice choice = { .prompt = _("Et ensuite ?"), .option = option, .preset = 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	option[choice.count++] = (struct stage_option){ .id = "revenir", .label = _("Revenir") };
	for (size_t i = 0; i < m->sees; i++)
		option[choice.count++] = (struct stage_option){ .id = m->see[i],
			.label = _(fiche_entry(m->see[i])->title),
			.heading = i ? NULL : _("Les fiches à lire") };
	stage_scene(s, _("Le glossaire"), _(m->word->word));
	stage_say(s, SAY_LEAD, _(m->word->says));
	reply = choice.count > 1 ? stage_choose(s, &choice, &pick) : stage_page(s);
	if (reply == STAGE_OK)
		m->picked = choice.count > 1 ? pick.index : 0;
	return reply;
}

enum stage_reply library_word(struct stage *s, const struct glossary_word *word, bool fiches)
{
	struct meaning m = { .word = word };
	enum stage_reply reply;

	for (unsigned i = 0; fiches && i < word->see_count && m.sees < SEE_MAX; i++)
		if (fiche_entry(word->see[i]))
			m.see[m.sees++] = word->see[i];
	do {
		reply = stage_play(s, word_scene, &m);
		if (reply != STAGE_OK || !m.picked)
			return reply;
		reply = library_fiche(s, m.see[m.picked - 1]);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}

struct words { struct glossary *glossary; const struct glossary_word *picked; };

static enum stage_reply words_scene(struct stage *s, void *data)
{
	struct words *w = data;
	size_t count = w->glossary->words_count;
	const struct glossary_word *word = w->glossary->words;
	struct stage_option *option = mem_array(count, sizeof *option);
	struct library_row *row = mem_array(count, sizeof *row);
	struct stage_choice choice = { .prompt = _("Quel mot ?"), .option = option, .count = count };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		row[i] = (struct library_row){ 0, _(word[i].word), i };
	library_sort(row, count);
	for (size_t i = 0; i < count; i++) {
		option[i] = (struct stage_option){ .id = word[row[i].index].id, .label = row[i].label };
		if (&word[row[i].index] == w->picked)
			choice.preset = i + 1;
	}
	stage_scene(s, _("Le glossaire"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		w->picked = &word[row[pick.index].index];
	free(option);
	free(row);
	return reply;
}

enum stage_reply library_glossary(struct stage *s, void *data)
{
	struct error why = { 0 };
	struct words w = { .glossary = glossary_open(&why) };
	enum stage_reply reply;

	(void)data;
	if (!w.glossary)
		return stage_play(s, library_trouble, why.text);
	do {
		reply = stage_play(s, words_scene, &w);
		if (reply == STAGE_OK)
			reply = library_word(s, w.picked, true);
		else
			break;
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	glossary_close(w.glossary);
	return reply;
}
