/* The score, line by line, and you among the others. */
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/chart/chart.h"
#include "observatory/client/client.h"
#include "observatory/dataset/dataset.h"
#include "tui/experiences/quiz_run.h"

enum { COMPARABLE = 100 /* participants below which a percentile would mean nothing */ };

static void say_lines(struct stage *s, const struct quiz_run *run, const struct score *score)
{
	struct text lines = TEXT(1 << 12);

	for (unsigned t = 0; t < run->bank->themes_count; t++) {
		int points = 0, worth = 0;

		for (size_t i = 0; i < run->count; i++)
			if (quiz_theme_of(run->bank, run->item[i]) == t) {
				points += score->line[i];
				worth += score->worth[i];
			}
		if (worth)
			text_addf(&lines, _("%s : %d sur %d.\n"), _(run->bank->theme[t]->title), points, worth);
	}
	text_addf(&lines, _("En tout : %d sur 100."), score->total);
	stage_say(s, SAY_TEXT, text_string(&lines));
	text_free(&lines);
}

/* Doing nothing is prudent and absent, showing everything present and exposed: the words go with
 * the pair, not with the total. */
static const char *portrait(const struct score *score)
{
	bool prudent = score->prudence >= 60, present = score->presence >= 60;

	if (prudent && present)
		return _("Prudent et présent : vous choisissez ce que l'on trouve de vous.");
	if (prudent)
		return _("Prudent, mais discret : à force de silence, ce sont les autres qui parlent de vous.");
	if (present)
		return _("Présent et généreux : quelques verrous de plus, et la maison sera à vous.");
	return _("En chemin : trois gestes bien choisis changent déjà beaucoup.");
}

static void show_gauges(struct stage *s, const struct score *score)
{
	struct chart *chart = chart_new(CHART_BARS, NULL);
	char shown[40];

	chart->max = 100;
	if (score->prudence >= 0) {
		snprintf(shown, sizeof shown, _("%d sur 100"), score->prudence);
		chart_add(chart, _("Prudence"), score->prudence, shown, false);
	}
	if (score->presence >= 0) {
		snprintf(shown, sizeof shown, _("%d sur 100"), score->presence);
		chart_add(chart, _("Présence"), score->presence, shown, false);
	}
	chart_tell(chart, _("Prudence %d sur 100, présence %d sur 100. %s"),
		score->prudence < 0 ? 0 : score->prudence, score->presence < 0 ? 0 : score->presence,
		portrait(score));
	stage_show(s, chart);
}

enum stage_reply quiz_score_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	struct score score;

	score_run(&score, run->item, run->answer, run->count);
	stage_scene(s, _("Votre score"), _(run->bank->title));
	stage_sayf(s, SAY_LEAD, _("%d sur 100."), score.total);
	show_gauges(s, &score);
	say_lines(s, run, &score);
	return stage_page(s);
}

struct answered { struct client *client; unsigned ticket; };

static bool is_answered(void *data)
{
	const struct answered *a = data;

	return client_reply(a->client, a->ticket)->state != CLIENT_WAITING;
}

static enum stage_reply others_missing(struct stage *s, const struct error *why)
{
	stage_scene(s, _("Vous parmi les autres"), NULL);
	stage_say(s, SAY_TEXT, _("La comparaison n'est pas disponible pour le moment. Votre score, lui, est "
		"bien là."));
	stage_say(s, SAY_ASIDE, why->text);
	return stage_page(s);
}

static struct dataset *bundled(struct quiz_run *run)
{
	struct client_reply reply;
	struct dataset *d = NULL;
	const char *path = run->form == QUIZ_FULL ? "/v1/scores/reseaux?form=full"
		: "/v1/scores/reseaux?form=express";

	if (client_snapshot(path, &reply)) {
		d = client_dataset(&reply, NULL);
		free(reply.body);
	}
	return d;
}

static enum stage_reply show_others(struct stage *s, struct quiz_run *run, struct dataset *d,
	const struct client_reply *reply)
{
	struct score score;
	bool few = d->base < COMPARABLE;

	score_run(&score, run->item, run->answer, run->count);
	stage_scene(s, _("Vous parmi les autres"), _(run->bank->title));
	if (few) {
		stage_sayf(s, SAY_TEXT, _("L'Observatoire compte moins de %d participants à ce test : trop peu "
			"pour comparer. Voici, à la place, la série de référence livrée avec le programme."),
			COMPARABLE);
		dataset_free(d);
		d = bundled(run);
	} else if (reply->state == CLIENT_SNAPSHOT) {
		stage_say(s, SAY_ASIDE, _("Sans réseau, voici la copie livrée avec le programme."));
	}
	if (d)
		stage_show(s, chart_of_scores(d, score.total));
	dataset_free(d);
	return stage_page(s);
}

enum stage_reply quiz_others_scene(struct stage *s, void *data)
{
	struct quiz_run *run = data;
	struct client *client = run->program->client;
	struct answered answered = { client, run->scores };
	const struct client_reply *reply;
	struct error why = { 0 };
	struct dataset *d;

	if (!is_answered(&answered)) {
		enum stage_reply waited;

		stage_scene(s, _("Vous parmi les autres"), NULL);
		waited = stage_await(s, _("J'interroge l'Observatoire."), is_answered, &answered);
		if (waited != STAGE_OK)
			return waited;
	}
	reply = client_reply(client, run->scores);
	d = reply->state == CLIENT_FAILED ? NULL : client_dataset(reply, &why);
	if (!d)
		return others_missing(s, reply->why.text[0] ? &reply->why : &why);
	return show_others(s, run, d, reply);
}
