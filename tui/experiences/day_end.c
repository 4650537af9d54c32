/* What a day adds up to: its ending, the totals, the gestures that would change most, what
 * everybody answers, what this very program could have noted, and the sheets that go with it. */
#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"
#include "observatory/chart/chart.h"
#include "tui/experiences/day_visit.h"
#include "tui/experiences/experience.h"

enum { SHELF_MAX = 5, ECHOES = 3, FIGURES_MAX = 5 };

static enum stage_reply ending_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	const struct day_ending *e = day_ending(v->story, &v->state);

	stage_scene(s, _(v->story->title), _("minuit"));
	stage_say(s, SAY_HEADING, _(e->title));
	visit_say(s, v, e->text, e->text_count);
	return stage_page(s);
}

static struct chart *totals(const struct visit *v)
{
	struct chart *c = chart_new(CHART_BARS, NULL);
	unsigned count[DAY_KINDS], total = visit_count(v, count), elsewhere;
	char shown[24];

	elsewhere = count[DAY_THIRD] + count[DAY_PUBLIC] + count[DAY_THIEF];
	for (int k = 0; k < DAY_KINDS; k++)
		if (count[k]) {
			snprintf(shown, sizeof shown, "%u", count[k]);
			chart_add(c, _(chart_lane((enum chart_lane)k)), count[k], shown, false);
		}
	chart_tell(c, NN_("En une journée, %u donnée est partie. Vers un tiers, un inconnu ou tout le monde : %u.",
		"En une journée, %u données sont parties. Vers un tiers, un inconnu ou tout le monde : %u.", total),
		total, elsewhere);
	return c;
}

/* What weighs in a gesture: what leaves, and twice what leaves to somebody who was not asked. */
static int weight(const struct visit *v, const struct day_choice *c)
{
	int sum = 0;

	for (unsigned i = 0; i < c->sends_count; i++) {
		enum day_kind kind = day_actor(v->story, c->sends[i].to)->kind;

		sum += kind == DAY_THIRD || kind == DAY_PUBLIC || kind == DAY_THIEF ? 2 : 1;
	}
	return sum - c->prudence;
}

static size_t heaviest(const struct visit *v, const struct day_choice **out)
{
	size_t count = 0;

	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *c = visit_choice(v, i);
		size_t at = count;

		if (!c->echo)
			continue;
		while (at && weight(v, out[at - 1]) < weight(v, c))
			at--;
		if (at == ECHOES)
			continue;
		count += count < ECHOES;
		memmove(&out[at + 1], &out[at], (count - at - 1) * sizeof *out);
		out[at] = c;
	}
	return count;
}

static enum stage_reply totals_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	const struct day_choice *heavy[ECHOES];
	size_t count = heaviest(v, heavy);

	stage_scene(s, _("Votre journée en données"), _(v->story->name));
	stage_show(s, totals(v));
	if (count)
		stage_say(s, SAY_HEADING, NN_("Le geste qui changerait le plus",
			"Les gestes qui changeraient le plus", count));
	else
		stage_say(s, SAY_GOOD, _("Rien à reprendre : cette journée vous ressemble, gardez-la."));
	for (size_t i = 0; i < count; i++)
		stage_sayf(s, SAY_TEXT, "%s\n%s", _(heavy[i]->label), _(heavy[i]->echo));
	return stage_page(s);
}

/* --- What everybody answers ------------------------------------------------------------------ */

struct shelf { struct visit *v; const char *id[SHELF_MAX]; size_t count, picked; };

static size_t figures(const struct visit *v, const struct day_scene **out)
{
	size_t count = 0;

	for (size_t i = 0; i < v->state.count && count < FIGURES_MAX; i++) {
		const struct day_scene *scene = &v->story->scenes[v->state.step[i].scene];
		bool there = !scene->figure;

		for (size_t k = 0; k < count && !there; k++)
			there = !strcmp(out[k]->figure, scene->figure);
		if (!there)
			out[count++] = scene;
	}
	return count;
}

static enum stage_reply figures_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	const struct day_scene *scene[FIGURES_MAX];
	struct stage_option option[FIGURES_MAX + 1];
	char label[FIGURES_MAX][160];
	size_t count = figures(shelf->v, scene);
	struct stage_choice choice = { .prompt = _("Que répondent les autres ?"), .option = option,
		.count = count + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	choice.preset = shelf->picked < count ? shelf->picked + 1 : count + 1;
	for (size_t i = 0; i < count; i++) {
		shelf->id[i] = scene[i]->figure;
		snprintf(label[i], sizeof label[i], "%s, %s", _(scene[i]->time), _(scene[i]->title));
		option[i] = (struct stage_option){ .id = scene[i]->figure, .label = label[i] };
	}
	option[count] = (struct stage_option){ .id = "suite", .label = _("Continuer") };
	shelf->count = count;
	stage_scene(s, _("Votre journée en données"), _("et les autres"));
	stage_say(s, SAY_TEXT, _("Des participants du test ont répondu à des questions proches de ce que vous venez de "
		"vivre. Leurs réponses sont à l'Observatoire."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		shelf->picked = pick.index;
	return reply;
}

static enum stage_reply figures_run(struct stage *s, struct visit *v)
{
	struct shelf shelf = { .v = v };
	const struct day_scene *scene[FIGURES_MAX];
	enum stage_reply reply;

	if (!figures(v, scene))
		return STAGE_OK;
	for (;;) {
		reply = stage_play(s, figures_scene, &shelf);
		if (reply != STAGE_OK || shelf.picked == shelf.count)
			return reply;
		reply = explorer_figure(v->program, shelf.id[shelf.picked]);
		if (reply == STAGE_GONE || reply == STAGE_QUIT)
			return reply;
		shelf.picked++;
	}
}

/* --- What this program could have kept -------------------------------------------------------- */

static enum stage_reply noted_scene(struct stage *s, void *data)
{
	struct stage_trace t = *stage_trace(s);
	struct text line = TEXT(2048);

	(void)data;
	stage_scene(s, _("Et nous ?"), _("ce que ce programme a pu voir de vous"));
	stage_say(s, SAY_TEXT, _("Pendant que vous suiviez cette journée, ce programme aurait pu tout noter. Voici ce "
		"qu'il a vu passer, comme n'importe quelle application."));
	text_addf(&line, NN_("Réponses : %u.", "Réponses : %u.", t.answers), t.answers);
	text_addf(&line, _("\nHésitations, entre deux choix : %u."), t.moves);
	text_addf(&line, _("\nRetours en arrière : %u."), t.backs);
	if (t.longest_ms >= 1000)
		text_addf(&line, NN_("\nL'endroit où vous êtes resté le plus longtemps : %s, %d seconde.",
			"\nL'endroit où vous êtes resté le plus longtemps : %s, %d secondes.",
			t.longest_ms / 1000), t.longest, (int)(t.longest_ms / 1000));
	else
		text_add(&line, _("\nAucune réponse n'a pris plus d'une seconde : vous lisez très vite, ou vous êtes une "
			"machine."));
	stage_say(s, SAY_EXACT, text_string(&line));
	text_free(&line);
	stage_say(s, SAY_TEXT, _("Avec cela, un autre dirait : pressé ou réfléchi, sûr ou hésitant, et sur quel sujet. Ici, "
		"c'est resté dans la mémoire de cette machine. À la page suivante, nous l'effaçons devant vous."));
	return stage_page(s);
}

static enum stage_reply forgotten_scene(struct stage *s, void *data)
{
	struct visit *v = data;
	const struct stage_trace *t;

	stage_forget(s);
	v->forgotten = true;
	t = stage_trace(s);
	stage_scene(s, _("Et nous ?"), _("effacé"));
	stage_sayf(s, SAY_EXACT, _("Réponses : %u.\nHésitations : %u.\nRetours : %u.\nTemps passé : %d."), t->answers,
		t->moves, t->backs, (int)t->total_ms);
	stage_say(s, SAY_GOOD, _("Il ne reste rien. C'est ainsi que cela devrait finir, plus souvent."));
	return stage_page(s);
}

/* --- Sheets, and a written trace for those who ask -------------------------------------------- */

static size_t sheets(const struct visit *v, const char **id)
{
	size_t count = 0;

	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *c = visit_choice(v, i);

		for (unsigned k = 0; k < c->sends_count && count < SHELF_MAX; k++) {
			bool there = !fiche_entry(c->sends[k].fiche);

			for (size_t n = 0; n < count && !there; n++)
				there = !strcmp(id[n], c->sends[k].fiche);
			if (!there)
				id[count++] = c->sends[k].fiche;
		}
	}
	return count;
}

enum { SHELF_KEEP = SHELF_MAX, SHELF_DONE = SHELF_MAX + 1 };

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	struct stage_option option[SHELF_MAX + 2];
	struct stage_choice choice = { .prompt = _("Et maintenant ?"), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;

	shelf->count = choice.count = sheets(shelf->v, shelf->id);
	for (size_t i = 0; i < choice.count; i++)
		option[i] = (struct stage_option){ .id = shelf->id[i],
			.label = _(fiche_entry(shelf->id[i])->title),
			.hint = _(fiche_entry(shelf->id[i])->pitch) };
	option[choice.count++] = (struct stage_option){ .id = "garder",
		.label = _("Garder cette journée par écrit") };
	option[choice.count++] = (struct stage_option){ .id = "fin", .label = _("Terminer") };
	choice.preset = shelf->picked < shelf->count ? shelf->picked + 1 : choice.count;
	stage_scene(s, _(shelf->v->story->title), _("pour la suite"));
	stage_say(s, SAY_TEXT, _("Ces fiches répondent à ce que vous venez de vivre."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		shelf->picked = pick.index == choice.count - 1 ? SHELF_DONE
			: pick.index == choice.count - 2 ? SHELF_KEEP : pick.index;
	return reply;
}

static void transcribe(const struct visit *v, struct text *out)
{
	const struct day_ending *e = day_ending(v->story, &v->state);

	text_addf(out, "%s\n\n", _(v->story->title));
	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_scene *scene = &v->story->scenes[v->state.step[i].scene];
		const struct day_choice *c = visit_choice(v, i);

		text_addf(out, "%s, %s\n", _(scene->time), _(scene->title));
		text_addf(out, "  %s\n", _(c->label));
		for (unsigned k = 0; k < c->sends_count; k++)
			text_addf(out, _("    %s, vers %s\n"), _(c->sends[k].what),
				_(day_actor(v->story, c->sends[k].to)->label));
	}
	text_addf(out, "\n%s\n", _(e->title));
}

static const char *check_path(const char *line, void *data)
{
	(void)data;
	return *line ? NULL : _("Donnez un nom de fichier, par exemple ~/journee.txt.");
}

static enum stage_reply keep_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	struct stage_question question = { .prompt = _("Dans quel fichier ?"),
		.preset = "~/journee.txt", .check = check_path };
	struct text path = TEXT(1024), words = TEXT(1 << 16), said = TEXT(2048);
	struct error why = { 0 };
	enum stage_reply reply;

	stage_scene(s, _(shelf->v->story->title), _("par écrit"));
	stage_say(s, SAY_TEXT, _("Le fichier dira les gestes choisis et ce qui est parti. Rien de vous : la journée est celle "
		"d'un personnage. Entrée seule : ~/journee.txt."));
	reply = stage_ask(s, &question, &path);
	if (reply == STAGE_OK) {
		transcribe(shelf->v, &words);
		if (place_write(text_string(&path), &words, &why))
			text_addf(&said, _("C'est écrit dans %s."), text_string(&path));
		stage_news(s, said.bytes ? text_string(&said) : why.text);
	}
	text_free(&path);
	text_free(&words);
	text_free(&said);
	return reply;
}

static enum stage_reply shelf_run(struct stage *s, struct visit *v)
{
	struct shelf shelf = { .v = v };
	enum stage_reply reply;

	for (;;) {
		reply = stage_play(s, shelf_scene, &shelf);
		if (reply != STAGE_OK || shelf.picked == SHELF_DONE)
			return reply;
		reply = shelf.picked == SHELF_KEEP ? stage_play(s, keep_scene, &shelf)
			: library_fiche(s, shelf.id[shelf.picked]);
		if (reply == STAGE_GONE || reply == STAGE_QUIT)
			return reply;
		shelf.picked++; /* the next one is offered first */
	}
}

enum { ENDING, TOTALS, FIGURES, NOTED, FORGOTTEN, SHELF, DONE };

static int before_noted(const struct visit *v)
{
	const struct day_scene *scene[FIGURES_MAX];

	return figures(v, scene) ? FIGURES : TOTALS;
}

enum stage_reply visit_end(struct stage *s, struct visit *v)
{
	int at = ENDING;

	while (at < DONE) {
		enum stage_reply reply = at == FIGURES ? figures_run(s, v) : at == SHELF ? shelf_run(s, v)
			: stage_play(s, at == ENDING ? ending_scene : at == TOTALS ? totals_scene
				: at == NOTED ? noted_scene : forgotten_scene, v);

		if (reply == STAGE_OK)
			at = at == FIGURES && v->forgotten ? SHELF : at + 1;
		else if (reply == STAGE_BACK && at > ENDING)
			at = at >= NOTED ? before_noted(v) : at - 1; /* what was forgotten is not shown again */
		else
			return reply;
	}
	return STAGE_OK;
}
