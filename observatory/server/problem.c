#include "observatory/server/problem.h"

#include <stdarg.h>

#include "base/i18n.h"
#include "base/utf.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/routes.h"

static const struct { int status; const char *type, *title; } problems[] = {
	[PROBLEM_REQUEST] = { 400, "malformed-request", N_("Demande mal formée") },
	[PROBLEM_PARAMETER] = { 400, "unknown-parameter", N_("Paramètre inconnu") },
	[PROBLEM_REPEATED] = { 400, "repeated-parameter", N_("Paramètre répété") },
	[PROBLEM_CODE] = { 400, "unknown-code", N_("Valeur inconnue") },
	[PROBLEM_FILTERS] = { 400, "too-many-filters", N_("Trop de filtres") },
	[PROBLEM_BATCH] = { 400, "malformed-batch", N_("Envoi mal formé") },
	[PROBLEM_PLACE] = { 404, "not-found", N_("Rien à cette adresse") },
	[PROBLEM_METHOD] = { 405, "method-not-allowed", N_("Méthode refusée ici") },
	[PROBLEM_FORMAT] = { 406, "not-acceptable", N_("Format non proposé") },
	[PROBLEM_SIZE] = { 413, "too-large", N_("Envoi trop grand") },
	[PROBLEM_TARGET] = { 414, "address-too-long", N_("Adresse trop longue") },
	[PROBLEM_MEDIA] = { 415, "unsupported-media-type", N_("Type de contenu refusé") },
	[PROBLEM_OTHER_BYTES] = { 422, "batch-already-sent", N_("Envoi déjà reçu, différent") },
	[PROBLEM_BUSY] = { 503, "unavailable", N_("Momentanément impossible") },
};

void problem_answer(struct reply *reply, const char *language, enum problem kind,
	const char *format, ...)
{
	const char *before = negotiate_speak(language);
	struct text detail = TEXT(8192), clean = TEXT(16384);
	va_list args;

	va_start(args, format);
	text_addv(&detail, _(format), args);
	va_end(args);
	utf_clean(&clean, text_string(&detail), detail.bytes);
	reply->status = problems[kind].status;
	reply->content_type = "application/problem+json";
	reply->cache_control = NULL;
	reply->etag[0] = 0;
	text_clear(&reply->body);
	text_addf(&reply->body, "{\"type\":\"/problems/%s\",\"title\":", problems[kind].type);
	text_add_json(&reply->body, _(problems[kind].title));
	text_addf(&reply->body, ",\"status\":%d,\"detail\":", problems[kind].status);
	text_add_json(&reply->body, text_string(&clean));
	text_add(&reply->body, "}");
	text_free(&detail);
	text_free(&clean);
	negotiate_speak(before);
}

/* Before any code the body ends with the quote of `detail`; after one, with the end of a list. */
void problem_allow(struct reply *reply, const char *code)
{
	struct text *body = &reply->body;

	if (body->bytes < 2)
		return;
	if (body->at[body->bytes - 2] == ']') {
		text_cut(body, body->bytes - 2);
		text_add(body, ",");
	} else {
		text_cut(body, body->bytes - 1);
		text_add(body, ",\"allowed\":[");
	}
	text_add_json(body, code);
	text_add(body, "]}");
}
