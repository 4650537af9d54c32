/* Workbenches: the real thing on the table, to try with one's own hands. Each comes back to where
 * it was opened. */
#include "base/error.h"
#include "base/i18n.h"
#include "tui/experiences/library.h"

enum { LINES_MAX = 16 };

struct bench_visit { const struct bench *bench; struct stage_pick pick; };

static enum stage_reply look_scene(struct stage *s, void *data)
{
	struct bench_visit *v = data;
	const struct bench *b = v->bench;
	struct stage_option option[LINES_MAX];
	struct stage_choice choice = { .prompt = _(b->prompt), .option = option,
		.mode = CHOOSE_SEVERAL, .chosen = &v->pick };
	struct stage_pick pick;
	enum stage_reply reply;

	stage_scene(s, _("L'établi"), _(b->title));
	library_say(s, b->text, b->text_count);
	for (unsigned i = 0; i < b->lines_count && i < LINES_MAX; i++)
		option[choice.count++] = (struct stage_option){ .id = b->lines[i].id,
			.label = _(b->lines[i].label) };
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		v->pick = pick;
	return reply;
}

static bool picked(const struct stage_pick *pick, unsigned line)
{
	for (size_t i = 0; i < pick->count; i++)
		if (pick->at[i] == line)
			return true;
	return false;
}

/* What was seen, then what was not, then what was right to leave alone. */
static enum stage_reply told_scene(struct stage *s, void *data)
{
	const struct bench_visit *v = data;
	const struct bench *b = v->bench;
	unsigned odd = 0, seen = 0;

	for (unsigned i = 0; i < b->lines_count; i++) {
		odd += b->lines[i].verdict == BENCH_ODD;
		seen += b->lines[i].verdict == BENCH_ODD && picked(&v->pick, i);
	}
	stage_scene(s, _("L'établi"), _(b->title));
	stage_sayf(s, SAY_LEAD, NN_("%u ligne étonnante ici. Vues : %u.",
		"%u lignes étonnantes ici. Vues : %u.", odd), odd, seen);
	for (int pass = 0; pass < 3; pass++)
		for (unsigned i = 0; i < b->lines_count; i++) {
			const struct bench_line *line = &b->lines[i];
			bool is_odd = line->verdict == BENCH_ODD, was = picked(&v->pick, i);

			if (pass != (is_odd && was ? 0 : is_odd ? 1 : 2))
				continue;
			stage_sayf(s, pass == 0 ? SAY_GOOD : SAY_TEXT, "%s\n%s", _(line->label), _(line->why));
			say_sources(s, line->facts, line->facts_count);
		}
	stage_say(s, SAY_QUOTE, _(b->outro));
	return stage_page(s);
}

enum stage_reply bench_visit(struct stage *s, const char *id)
{
	struct error why = { 0 };
	struct bench *b;
	struct bench_visit v = { 0 };
	enum stage_reply reply;

	if (!strcmp(id, BENCH_PASSWORD))
		return library_password(s);
	v.bench = b = bench_open(id, &why);
	if (!b)
		return stage_play(s, library_trouble, why.text);
	do {
		reply = stage_play(s, look_scene, &v);
		if (reply == STAGE_OK)
			reply = stage_play(s, told_scene, &v);
		else
			break;
	} while (reply == STAGE_BACK);
	bench_close(b);
	return reply;
}

bool library_bench(size_t index, struct bench_entry *out)
{
	size_t count;
	const struct bench_entry *bench = bench_index(&count);

	if (!index)
		*out = (struct bench_entry){ BENCH_PASSWORD, _("Un mot de passe à l'épreuve"),
			_("Combien de temps tiendrait-il ?"), "mot-de-passe" };
	else if (index <= count)
		*out = (struct bench_entry){ bench[index - 1].id, _(bench[index - 1].title),
			_(bench[index - 1].pitch), bench[index - 1].fiche };
	return index <= count;
}
