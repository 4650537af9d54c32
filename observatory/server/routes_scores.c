/* The distribution of scores of a quiz, and where one of them stands in it. */
#include "base/error.h"
#include "base/i18n.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/route.h"

static bool read_form(struct call *call, enum quiz_form *form)
{
	const char *said = query_value(&call->query, "form");

	*form = said && !strcmp(said, "express") ? QUIZ_EXPRESS : QUIZ_FULL;
	if (!said || *form == QUIZ_EXPRESS || !strcmp(said, "full"))
		return true;
	call_unknown(call, "form", said);
	problem_allow(call->reply, "full");
	problem_allow(call->reply, "express");
	return false;
}

/* Scores of another version are not comparable: they are another question, or none. */
static bool read_version(struct call *call, const struct quiz_bank *bank)
{
	const char *said = query_value(&call->query, "version");
	char only[16];

	snprintf(only, sizeof only, "%u", bank->version);
	if (!said || !strcmp(said, only))
		return true;
	call_unknown(call, "version", said);
	problem_allow(call->reply, only);
	return false;
}

static bool read_score(struct call *call)
{
	const char *said = query_value(&call->query, "score");
	size_t n = said ? strlen(said) : 0;

	if (!said)
		return true;
	if (n && n <= 3 && strspn(said, "0123456789") == n)
		call->score = (int)strtol(said, NULL, 10);
	if (call->score < 0 || call->score > 100) {
		problem_answer(call->reply, call->language, PROBLEM_CODE,
			N_("« score » est un nombre entier de 0 à 100."));
		return false;
	}
	if (call->format == FORMAT_JSON)
		return true;
	problem_answer(call->reply, call->language, PROBLEM_FORMAT,
		N_("La place d'un score ne se donne qu'en JSON."));
	problem_allow(call->reply, negotiate_media(FORMAT_JSON));
	return false;
}

bool scores_read(struct call *call)
{
	const struct catalogue *catalogue = observatory_catalogue(call->of);
	enum quiz_form form;
	char id[128];

	if (strcmp(call->segment, catalogue->bank->id)) {
		problem_answer(call->reply, call->language, PROBLEM_PLACE,
			N_("Le test « %s » n'existe pas ici. Ceux qui existent sont dans /v1."), call->segment);
		return false;
	}
	if (!read_form(call, &form) || !read_version(call, catalogue->bank) || !read_score(call))
		return false;
	catalogue_score_id(id, sizeof id, catalogue->bank->id, form, catalogue->bank->version);
	call->wanted = (struct statistic_query){ .by = BY_NOTHING, .filter = { -1, -1, -1 }, .from = -1,
		.to = -1, .question = catalogue_find(catalogue, id) };
	if (!call->wanted.question)
		BUG("%s is not in the catalogue", id);
	call_key(call, "%s?%d", id, call->score);
	return true;
}

static bool place_render(struct call *call)
{
	struct error why = { 0 };
	struct dataset *d = observatory_statistic(call->of, &call->wanted, &why);
	struct text *out = &call->reply->body;
	int percentile;

	if (!d) {
		problem_answer(call->reply, call->language, PROBLEM_BUSY, "%s", why.text);
		return false;
	}
	percentile = chart_percentile(d, call->score);
	text_addf(out, "{\"score\":%d,\"percentile\":", call->score);
	if (percentile < 0)
		text_add(out, "null");
	else
		text_addf(out, "%d", percentile);
	if (d->base < 0)
		text_add(out, ",\"base\":null");
	else
		text_addf(out, ",\"base\":%ld", d->base);
	text_addf(out, ",\"demonstration\":%s}\n", d->demonstration ? "true" : "false");
	dataset_free(d);
	return true;
}

bool scores_render(struct call *call)
{
	return call->score == CALL_SCORE_NONE ? call_dataset(call) : place_render(call);
}
