/* The Observatory's explorer: pick a question, see its chart, split it by age, gender or region.
 * The same without a stage: `mesdatas observatory ID --by age --format csv`. */
#include <math.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/catalogue/catalogue.h"
#include "observatory/catalogue/people.h"
#include "observatory/chart/chart.h"
#include "observatory/client/client.h"
#include "observatory/dataset/dataset.h"
#include "tui/experiences/experience.h"

struct view {
	struct program *program;
	struct catalogue *catalogue;
	const struct question *question;
	size_t picked;             /* in the list of questions */
	bool started;
	int by;                    /* enum people_dim, -1: none */
	unsigned ticket;
	bool visited;              /* opened from elsewhere, for one question: back goes there */
};

static void ask_server(struct view *v)
{
	struct text path = TEXT(512);

	if (v->ticket)
		client_forget(v->program->client, v->ticket);
	text_addf(&path, "/v1/statistics/%s", v->question->id);
	if (v->by >= 0)
		text_addf(&path, "?by=%s", people_dim_id((enum people_dim)v->by));
	v->ticket = client_get(v->program->client, text_string(&path));
	text_free(&path);
}

static const char *theme_title(const struct view *v, const char *theme)
{
	for (unsigned i = 0; i < v->catalogue->bank->themes_count; i++)
		if (!strcmp(v->catalogue->bank->theme[i]->theme, theme))
			return _(v->catalogue->bank->theme[i]->title);
	return _("Les scores");
}

static const char *preview(size_t index, void *data)
{
	const struct view *v = data;

	return _(v->catalogue->question[index].prompt);
}

static enum stage_reply list_scene(struct stage *s, void *data)
{
	struct view *v = data;
	const struct catalogue *c = v->catalogue;
	struct stage_option *option = mem_array(c->count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Quelle question ?"), .option = option,
		.count = c->count, .preset = v->started ? v->picked + 1 : 0, .preview = preview,
		.data = v };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < c->count; i++) {
		const struct question *q = &c->question[i];

		option[i] = (struct stage_option){ .id = q->id, .label = _(q->label) };
		if (!i || strcmp(q->theme, c->question[i - 1].theme))
			option[i].heading = theme_title(v, q->theme);
	}
	stage_scene(s, _("L'Observatoire"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		v->picked = pick.index;
		v->started = true;
		v->question = &c->question[pick.index];
		v->by = -1;
		ask_server(v);
	}
	free(option);
	return reply;
}

static bool is_answered(void *data)
{
	const struct view *v = data;

	return client_reply(v->program->client, v->ticket)->state != CLIENT_WAITING;
}

/* The people who gave an outcome, whatever the dataset is split by. */
static double people(const struct dataset *d, size_t outcome_at, size_t outcome)
{
	int measure = dataset_dim_index(d, "measure"), n = dataset_code_index(d, measure, "n");
	double sum = 0;

	for (size_t cell = 0; cell < d->cells; cell++) {
		size_t left = cell, at[DATASET_DIMS_MAX];

		for (size_t i = d->dims; i-- > 0; left /= d->dim[i].count)
			at[i] = left % d->dim[i].count;
		if (at[outcome_at] == outcome && at[measure] == (size_t)n && !isnan(d->value[cell]))
			sum += d->value[cell];
	}
	return sum;
}

/* The outcome most people gave: what a split shows first. */
static size_t leading(const struct dataset *d)
{
	int outcome = dataset_dim_index(d, "outcome"), measure = dataset_dim_index(d, "measure");
	size_t best = 0;

	if (outcome < 0 || measure < 0 || dataset_code_index(d, measure, "n") < 0)
		return 0;
	for (size_t i = 1; i < d->dim[outcome].count; i++)
		if (people(d, (size_t)outcome, i) > people(d, (size_t)outcome, best))
			best = i;
	return best;
}

static struct chart *chart_of(const struct view *v, const struct dataset *d)
{
	int outcome = dataset_dim_index(d, "outcome");

	if (v->question->score)
		return chart_of_scores(d, -1);
	if (v->by < 0)
		return chart_of_question(d);
	return chart_of_split(d, people_dim_id((enum people_dim)v->by),
		outcome < 0 ? "" : d->dim[outcome].code[leading(d)]);
}

static void show_figures(struct stage *s, struct view *v, const struct client_reply *reply)
{
	struct error why = { 0 };
	struct dataset *d = reply->state == CLIENT_FAILED ? NULL : client_dataset(reply, &why);
	struct chart *chart = NULL;

	if (reply->state == CLIENT_SNAPSHOT)
		stage_say(s, SAY_ASIDE, _("Sans réseau, voici la copie livrée avec le programme."));
	if (d)
		chart = chart_of(v, d);
	if (chart && v->by < 0) { /* the scene has that title already */
		free(chart->title);
		chart->title = NULL;
	}
	if (chart)
		stage_show(s, chart);
	else
		stage_say(s, SAY_TEXT, d ? _("Trop peu de réponses pour publier : personne ne doit pouvoir s'y "
			"reconnaître.") : reply->why.text[0] ? reply->why.text : why.text);
	dataset_free(d);
}

static enum stage_reply chart_scene(struct stage *s, void *data)
{
	struct view *v = data;
	struct stage_option option[PEOPLE_DIMS + 2];
	char label[PEOPLE_DIMS][120];
	int dim_of[PEOPLE_DIMS + 2];
	struct stage_choice choice = { .prompt = _("Regarder autrement ?"), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;

	if (!is_answered(v)) {
		stage_scene(s, _("L'Observatoire"), _(v->question->label));
		reply = stage_await(s, _("J'interroge l'Observatoire."), is_answered, v);
		if (reply != STAGE_OK)
			return reply;
	}
	stage_scene(s, _("L'Observatoire"), _(v->question->label));
	stage_say(s, SAY_QUOTE, _(v->question->prompt));
	show_figures(s, v, client_reply(v->program->client, v->ticket));
	option[choice.count] = (struct stage_option){ .id = "autre",
		.label = v->visited ? _("Continuer") : _("Une autre question") };
	dim_of[choice.count++] = -2;
	for (int i = 0; i < PEOPLE_DIMS && !v->question->score; i++) {
		const char *id = people_dim_id((enum people_dim)i);

		if (i == v->by)
			continue;
		snprintf(label[i], sizeof label[i], _("Selon %s"), _(people_dim_label((enum people_dim)i)));
		option[choice.count] = (struct stage_option){ .id = id, .label = label[i] };
		dim_of[choice.count++] = i;
	}
	if (v->by >= 0) {
		option[choice.count] = (struct stage_option){ .id = "tous",
			.label = _("Tout le monde ensemble") };
		dim_of[choice.count++] = -1;
	}
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK && dim_of[pick.index] == -2)
		return STAGE_BACK;
	if (reply == STAGE_OK) {
		v->by = dim_of[pick.index];
		ask_server(v);
	}
	return reply;
}

static enum stage_reply explore(struct view *v, bool listed)
{
	struct stage *s = v->program->stage;
	enum stage_reply reply = STAGE_OK;

	for (;;) {
		if (!listed)
			reply = stage_play(s, list_scene, v);
		listed = false;
		if (reply != STAGE_OK)
			return reply;
		do
			reply = stage_play(s, chart_scene, v);
		while (reply == STAGE_OK);
		if (reply != STAGE_BACK)
			return reply;
	}
}

static enum stage_reply trouble_scene(struct stage *s, void *data)
{
	stage_scene(s, _("L'Observatoire"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

enum stage_reply explorer_figure(struct program *p, const char *question)
{
	struct view v = { .program = p, .by = -1, .visited = true };
	struct error why = { 0 };
	enum stage_reply reply = STAGE_OK;

	v.catalogue = catalogue_open(&why);
	v.question = v.catalogue ? catalogue_find(v.catalogue, question) : NULL;
	if (!v.question)
		error_set(&why, ERROR_MISSING, _("La question « %s » n'existe pas."), question);
	if (v.question)
		ask_server(&v);
	else
		reply = stage_play(p->stage, trouble_scene, why.text);
	while (v.question && reply == STAGE_OK)
		reply = stage_play(p->stage, chart_scene, &v);
	if (v.ticket)
		client_forget(p->client, v.ticket);
	catalogue_close(v.catalogue);
	return reply == STAGE_BACK ? STAGE_OK : reply;
}

/* Without a stage: one question, on standard output. */
static int print_question(struct view *v)
{
	const struct program *p = v->program;
	const struct client_reply *reply;
	struct error why = { 0 };
	struct text out = TEXT(1 << 20);
	struct dataset *d;
	struct chart *chart;

	ask_server(v);
	reply = client_wait(p->client, v->ticket);
	d = reply->state == CLIENT_FAILED ? NULL : client_dataset(reply, &why);
	if (!d) {
		fprintf(stderr, "%s\n", reply->why.text[0] ? reply->why.text : why.text);
		return 1;
	}
	if (reply->state == CLIENT_SNAPSHOT)
		fprintf(stderr, "%s\n", _("Sans réseau, voici la copie livrée avec le programme."));
	if (!strcmp(p->format, "csv"))
		dataset_write_csv(d, &out);
	else if (!strcmp(p->format, "json"))
		dataset_write_json(d, &out);
	else if ((chart = chart_of(v, d))) {
		chart_print(chart, 78, !i18n_utf8(), &out);
		chart_free(chart);
	} else {
		text_addf(&out, "%s\n", _("Trop peu de réponses pour publier : personne ne doit pouvoir s'y "
			"reconnaître."));
	}
	fputs(text_string(&out), stdout);
	text_free(&out);
	dataset_free(d);
	return 0;
}

/* The question named on the command line: its id, or words of its title; NULL and a sentence. */
static const struct question *named(const struct view *v, const char *words, struct error *why)
{
	const struct question *q = catalogue_find(v->catalogue, words);

	for (size_t i = 0; !q && i < v->catalogue->count; i++)
		if (strstr(v->catalogue->question[i].id, words))
			q = &v->catalogue->question[i];
	if (!q)
		error_set(why, ERROR_USAGE, _("La question « %s » n'existe pas. La liste : mesdatas observatory."),
			words);
	return q;
}

enum stage_reply explorer_run(struct program *p)
{
	struct view *v = mem_alloc(sizeof *v);
	struct error why = { 0 };
	enum stage_reply reply = STAGE_OK;

	v->program = p;
	v->by = -1;
	v->catalogue = catalogue_open(&why);
	if (p->by && people_dim_find(p->by) < 0)
		error_set(&why, ERROR_USAGE, _("--by attend age, gender ou geo, pas « %s »."), p->by);
	if (v->catalogue && !why.code && p->argc > 0)
		v->question = named(v, p->argv[0], &why);
	if (why.code) {
		p->status = why.code == ERROR_USAGE ? 2 : 1;
		if (p->stage)
			reply = stage_play(p->stage, trouble_scene, why.text);
		else
			fprintf(stderr, "%s\n", why.text);
	} else if (p->format && !v->question) {
		fprintf(stderr, "%s\n", _("--format attend une question : mesdatas observatory QUESTION."));
		p->status = 2;
	} else {
		v->by = p->by ? people_dim_find(p->by) : -1;
		if (p->format)
			p->status = print_question(v);
		else if (v->question)
			ask_server(v);
		if (!p->format)
			reply = explore(v, v->question != NULL);
		p->finished = true;
	}
	if (v->ticket)
		client_forget(p->client, v->ticket);
	catalogue_close(v->catalogue);
	free(v);
	return reply;
}
