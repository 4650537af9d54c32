/* What is here: /v1, the contract, and whether we are alive. */
#include "base/error.h"
#include "base/i18n.h"
#include "base/place.h"
#include "observatory/secrecy/secrecy.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/route.h"

#define LICENCE "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
enum { OPENAPI_MAX = 1 << 20, YEAR_FIRST = 2015 };

static void add_named(struct text *out, const char *before, const char *value)
{
	text_add(out, before);
	text_add_json(out, value);
}

static void add_month(struct text *out, const char *before, int month)
{
	text_addf(out, "%s\"%04d-%02d\"", before, YEAR_FIRST + month / 12, month % 12 + 1);
}

static void add_counts(struct text *out, const struct observatory_counts *counts, size_t questions)
{
	text_addf(out, ",\"counts\":{\"questions\":%zu,\"sessions\":%ld,\"answers\":%ld}", questions,
		counts->sessions, counts->answers);
	text_addf(out, ",\"release\":{\"number\":%u,\"closed\":", counts->release);
	if (*counts->closed)
		text_add_json(out, counts->closed);
	else
		text_add(out, "null");
	text_add(out, "},\"months\":");
	if (counts->from < 0) {
		text_add(out, "null");
		return;
	}
	add_month(out, "{\"from\":", counts->from);
	add_month(out, ",\"to\":", counts->to);
	text_add(out, "}");
}

static void add_quiz(struct text *out, const struct quiz_bank *bank)
{
	add_named(out, ",\"quizzes\":[{\"id\":", bank->id);
	add_named(out, ",\"title\":", _(bank->title));
	text_addf(out, ",\"version\":%u,\"forms\":[\"full\",\"express\"],\"themes\":[", bank->version);
	for (unsigned t = 0; t < bank->themes_count; t++) {
		add_named(out, t ? ",{\"id\":" : "{\"id\":", bank->theme[t]->theme);
		add_named(out, ",\"title\":", _(bank->theme[t]->title));
		text_add(out, "}");
	}
	text_add(out, "]}]");
}

static void add_dimensions(struct text *out)
{
	text_add(out, ",\"dimensions\":[");
	for (int d = 0; d < PEOPLE_DIMS; d++) {
		size_t count;
		const struct people_code *code = people_codes((enum people_dim)d, &count);

		add_named(out, d ? ",{\"id\":" : "{\"id\":", people_dim_id((enum people_dim)d));
		add_named(out, ",\"label\":", _(people_dim_label((enum people_dim)d)));
		for (size_t i = 0; i < count; i++) {
			add_named(out, i ? ",{\"code\":" : ",\"codes\":[{\"code\":", code[i].code);
			add_named(out, ",\"label\":", _(code[i].label));
			text_add(out, "}");
		}
		text_add(out, "]}");
	}
	text_add(out, "]");
}

static void add_links(struct text *out)
{
	static const struct { const char *rel, *href; } link[] = {
		{ "questions", "/v1/questions" }, { "question", "/v1/questions/{id}" },
		{ "statistic", "/v1/statistics/{id}{?by,age,gender,geo,from,to,format,lang}" },
		{ "scores", "/v1/scores/{quiz}{?form,version,score,format,lang}" },
		{ "batch", "/v1/batches/{uuid}" }, { "service-desc", "/openapi.yaml" },
	};

	for (size_t i = 0; i < sizeof link / sizeof *link; i++)
		text_addf(out, "%s{\"rel\":\"%s\",\"href\":\"%s\",\"templated\":%s}",
			i ? "," : ",\"links\":[", link[i].rel, link[i].href,
			strchr(link[i].href, '{') ? "true" : "false");
	text_add(out, "]");
}

bool about_render(struct call *call)
{
	const struct catalogue *catalogue = observatory_catalogue(call->of);
	struct text *out = &call->reply->body;

	add_named(out, "{\"name\":", _("L'Observatoire de Mes Datas et Moi"));
	add_named(out, ",\"version\":", VERSION);
	text_addf(out, ",\"demonstration\":%s", call->counts.demonstration ? "true" : "false");
	add_named(out, ",\"note\":", call->counts.demonstration
		? _("Données de démonstration, inventées pour essayer : elles ne disent rien de personne.")
		: _("Des participants volontaires, pas un échantillon : leurs réponses ne sont pas celles "
			"de toute la population."));
	text_add(out, ",\"licence\":{\"id\":\"etalab-2.0\",\"name\":\"Licence Ouverte 2.0\",\"href\":\""
		LICENCE "\"}");
	add_counts(out, &call->counts, catalogue->count);
	add_quiz(out, catalogue->bank);
	add_dimensions(out);
	text_addf(out, ",\"secrecy\":{\"method\":\"cell key\",\"D\":%d,\"V\":%d,\"js\":%d,"
		"\"threshold\":%d,\"gate\":%d,\"sources\":%d,\"filters\":%d}", SECRECY_D, SECRECY_V,
		SECRECY_JS, SECRECY_K, SECRECY_GATE, SECRECY_SOURCES, SECRECY_FILTERS);
	add_links(out);
	text_add(out, "}\n");
	return true;
}

/* Beside the content where it is installed, in share/ in the tree it comes from. */
bool openapi_render(struct call *call)
{
	static const char *const place[] = { "/../share/openapi.yaml", "/../openapi.yaml" };
	static struct text contract;

	for (size_t i = 0; i < sizeof place / sizeof *place && !contract.bytes; i++) {
		struct text path = TEXT(8192);

		text_addf(&path, "%s%s", place_content(), place[i]);
		if (!place_read(text_string(&path), OPENAPI_MAX, &contract, NULL))
			text_clear(&contract);
		text_free(&path);
	}
	if (!contract.bytes) {
		problem_answer(call->reply, call->language, PROBLEM_PLACE,
			N_("La description de l'interface n'est pas installée ici."));
		return false;
	}
	call->reply->content_type = "application/yaml";
	return text_add_bytes(&call->reply->body, contract.at, contract.bytes);
}

bool health_render(struct call *call)
{
	call->reply->content_type = negotiate_media(FORMAT_TEXT);
	return text_add(&call->reply->body, "ok\n");
}
