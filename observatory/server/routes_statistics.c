/* Figures: a question's, split and filtered, as JSON-stat, CSV or a chart in text. */
#include "base/error.h"
#include "base/i18n.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"
#include "observatory/secrecy/secrecy.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/route.h"

enum { CHART_WIDTH = 78, YEAR_FIRST = 2015, YEAR_LAST = 2199 };

static bool find_question(struct call *call)
{
	call->wanted = (struct statistic_query){ .by = BY_NOTHING, .filter = { -1, -1, -1 }, .from = -1,
		.to = -1 };
	call->wanted.question = catalogue_find(observatory_catalogue(call->of), call->segment);
	if (call->wanted.question)
		return true;
	problem_answer(call->reply, call->language, PROBLEM_PLACE,
		N_("La question « %s » n'existe pas. Leur liste est à /v1/questions."), call->segment);
	return false;
}

static bool read_by(struct call *call)
{
	const char *by = query_value(&call->query, "by");

	if (!by)
		return true;
	call->wanted.by = !strcmp(by, "time") ? BY_MONTH : people_dim_find(by);
	if (call->wanted.by >= 0)
		return true;
	call_unknown(call, "by", by);
	for (int d = 0; d < PEOPLE_DIMS; d++)
		problem_allow(call->reply, people_dim_id((enum people_dim)d));
	problem_allow(call->reply, "time");
	return false;
}

static bool read_filters(struct call *call)
{
	for (int d = 0; d < PEOPLE_DIMS; d++) {
		const char *id = people_dim_id((enum people_dim)d), *code = query_value(&call->query, id);
		const struct people_code *known;
		size_t count;

		if (!code)
			continue;
		if (call->wanted.by == d) {
			problem_answer(call->reply, call->language, PROBLEM_CODE,
				N_("La réponse est déjà répartie selon « %s » : retirez ce filtre, ou « by »."), id);
			return false;
		}
		call->wanted.filter[d] = people_index((enum people_dim)d, code);
		if (call->wanted.filter[d] >= 0)
			continue;
		call_unknown(call, id, code);
		known = people_codes((enum people_dim)d, &count);
		for (size_t i = 0; i < count; i++)
			problem_allow(call->reply, known[i].code);
		return false;
	}
	return true;
}

/* "2026-11" as months since 2015-01; -1 when it is none. */
static int month_of(const char *said)
{
	int year, month;

	if (strlen(said) != 7 || strspn(said, "0123456789") != 4 || said[4] != '-'
			|| strspn(said + 5, "0123456789") != 2)
		return -1;
	year = (int)strtol(said, NULL, 10);
	month = (int)strtol(said + 5, NULL, 10);
	if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12)
		return -1;
	return (year - YEAR_FIRST) * 12 + month - 1;
}

static bool read_month(struct call *call, const char *name, int *out)
{
	const char *said = query_value(&call->query, name);

	if (!said)
		return true;
	*out = month_of(said);
	if (*out >= 0)
		return true;
	problem_answer(call->reply, call->language, PROBLEM_CODE,
		N_("« %s » est un mois depuis 2015-01, qui s'écrit comme 2026-11."), name);
	return false;
}

static bool read_period(struct call *call)
{
	struct statistic_query *w = &call->wanted;

	if (!read_month(call, "from", &w->from) || !read_month(call, "to", &w->to))
		return false;
	if (w->from < 0 && w->to < 0)
		return true;
	if (w->from >= 0 && w->to >= 0 && w->from > w->to) {
		problem_answer(call->reply, call->language, PROBLEM_CODE,
			N_("Le mois de début vient après le mois de fin : échangez-les."));
		return false;
	}
	if (w->by != BY_NOTHING && w->by != BY_MONTH) {
		problem_answer(call->reply, call->language, PROBLEM_CODE,
			N_("Une période répond mois par mois : « by » vaut alors time, ou s'enlève."));
		problem_allow(call->reply, "time");
		return false;
	}
	w->by = BY_MONTH;
	return true;
}

static bool few_filters(struct call *call)
{
	int filters = call->wanted.by != BY_NOTHING;

	for (int d = 0; d < PEOPLE_DIMS; d++)
		filters += call->wanted.filter[d] >= 0;
	if (filters <= SECRECY_FILTERS)
		return true;
	problem_answer(call->reply, call->language, PROBLEM_FILTERS,
		N_("Au plus %d filtres à la fois, une répartition et une période comptant chacune pour un : "
		"au-delà, on finirait par reconnaître quelqu'un."), SECRECY_FILTERS);
	return false;
}

bool statistics_read(struct call *call)
{
	struct statistic_query *w = &call->wanted;

	if (!find_question(call) || !read_by(call) || !read_filters(call) || !read_period(call)
			|| !few_filters(call))
		return false;
	call_key(call, "%s?%d,%d,%d,%d,%d,%d", w->question->id, w->by, w->filter[0], w->filter[1],
		w->filter[2], w->from, w->to);
	return true;
}

static void print_chart(struct text *out, struct chart *chart)
{
	if (!chart)
		return;
	if (out->bytes)
		text_add(out, "\n");
	chart_print(chart, CHART_WIDTH, false, out);
	chart_free(chart);
}

/* A split is one chart an outcome: who answers so. */
static void write_text(const struct call *call, const struct dataset *d, struct text *out)
{
	const struct question *q = call->wanted.question;
	const char *by = call->wanted.by == BY_MONTH ? "time" : call->wanted.by == BY_NOTHING ? ""
		: people_dim_id((enum people_dim)call->wanted.by);

	if (!*by)
		print_chart(out, q->score ? chart_of_scores(d, -1) : chart_of_question(d));
	for (size_t i = 0; *by && i < q->outcomes; i++)
		print_chart(out, chart_of_split(d, by, q->outcome[i].id));
	if (out->bytes)
		return;
	text_addf(out, "%s\n\n%s\n", _(q->label), _("Rien n'est publié pour l'instant : trop peu de réponses."));
	if (call->counts.demonstration)
		text_addf(out, "%s\n", _("Données de démonstration, inventées pour essayer."));
}

bool call_dataset(struct call *call)
{
	struct error why = { 0 };
	struct dataset *d = observatory_statistic(call->of, &call->wanted, &why);
	struct text *out = &call->reply->body;

	if (!d) {
		problem_answer(call->reply, call->language, why.code == ERROR_USAGE ? PROBLEM_FILTERS
			: PROBLEM_BUSY, "%s", why.text);
		return false;
	}
	call->reply->content_type = negotiate_media((enum format)call->format);
	if (call->format == FORMAT_CSV)
		dataset_write_csv(d, out);
	else if (call->format == FORMAT_TEXT)
		write_text(call, d, out);
	else
		dataset_write_json(d, out);
	dataset_free(d);
	return true;
}

bool statistics_render(struct call *call)
{
	return call_dataset(call);
}
