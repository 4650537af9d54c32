#include "observatory/server/routes.h"

#include <stdarg.h>

#include "base/error.h"
#include "base/i18n.h"
#include "observatory/server/cache.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/route.h"

#define READS "GET, HEAD, OPTIONS"
#define WRITES "PUT, OPTIONS"
enum freshness {
	FRESH_NEVER,       /* no-store */
	FRESH_LIVE,        /* asked again each time */
	FRESH_FIXED,       /* the same for as long as the program runs */
	FRESH_RELEASE      /* the same until the next release: kept ready */
};
static const char *const cache_control[] = {
	[FRESH_NEVER] = "no-store", [FRESH_LIVE] = "no-cache",
	[FRESH_FIXED] = "public, max-age=300", [FRESH_RELEASE] = "public, max-age=300",
};

struct route {
	const char *path;              /* a '{' is one segment */
	const char *allow;
	enum freshness freshness;
	bool formats;                  /* Accept and ?format= choose */
	const char *params[8];
	bool (*read)(struct call *);   /* NULL: nothing to read */
	bool (*render)(struct call *);
};
static const struct route routes[] = {
	{ "/v1", READS, FRESH_LIVE, false, { "lang" }, NULL, about_render },
	{ "/v1/questions", READS, FRESH_RELEASE, false, { "theme", "lang" }, questions_read,
		questions_render },
	{ "/v1/questions/{", READS, FRESH_RELEASE, false, { "lang" }, question_read, question_render },
	{ "/v1/statistics/{", READS, FRESH_RELEASE, true, { "by", "age", "gender", "geo", "from", "to",
		"format", "lang" }, statistics_read, statistics_render },
	{ "/v1/scores/{", READS, FRESH_RELEASE, true, { "form", "version", "score", "format", "lang" },
		scores_read, scores_render },
	{ "/v1/batches/{", WRITES, FRESH_NEVER, false, { NULL }, batch_read, batch_render },
	{ "/openapi.yaml", READS, FRESH_FIXED, false, { NULL }, NULL, openapi_render },
	{ "/healthz", READS, FRESH_NEVER, false, { NULL }, NULL, health_render },
};
enum { ROUTES = sizeof routes / sizeof *routes, PARAMS = sizeof routes->params / sizeof(char *) };

void call_key(struct call *call, const char *format, ...)
{
	size_t used = strlen(call->key), room = sizeof call->key - used;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(call->key + used, room, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= room)
		BUG("the key of a reply is too long: %s", call->key);
}

void call_unknown(struct call *call, const char *parameter, const char *value)
{
	problem_answer(call->reply, call->language, PROBLEM_CODE,
		N_("« %s » ne peut pas valoir « %s ». Les valeurs possibles sont dans « allowed »."), parameter,
		value);
}

/* The route of a path; *segment: where what stands for {} begins. */
static const struct route *find_route(const char *path, const char **segment)
{
	for (size_t i = 0; i < ROUTES; i++) {
		size_t n = strcspn(routes[i].path, "{");

		*segment = "";
		if (!routes[i].path[n] && !strcmp(path, routes[i].path))
			return &routes[i];
		if (!routes[i].path[n] || strncmp(path, routes[i].path, n))
			continue;
		*segment = path + n;
		if (**segment && !strchr(*segment, '/'))
			return &routes[i];
	}
	return NULL;
}

static bool refuse_query(struct call *call, enum query_fault fault)
{
	switch (fault) {
	case QUERY_GOOD:
		return false;
	case QUERY_LONG:
		problem_answer(call->reply, call->language, PROBLEM_TARGET,
			N_("Une adresse fait au plus %d octets."), QUERY_TARGET_MAX);
		return true;
	case QUERY_REPEATED:
		problem_answer(call->reply, call->language, PROBLEM_REPEATED,
			N_("« %s » est donné deux fois : gardez-en un seul."), call->query.fault);
		return true;
	case QUERY_MANY:
		problem_answer(call->reply, call->language, PROBLEM_PARAMETER,
			N_("Une adresse a au plus %d paramètres."), QUERY_PARAMS);
		return true;
	default:
		problem_answer(call->reply, call->language, PROBLEM_REQUEST,
			N_("L'adresse contient un caractère interdit, ou un signe %% mal suivi."));
		return true;
	}
}

static bool known_params(struct call *call, const struct route *route)
{
	for (size_t i = 0; i < call->query.count; i++) {
		const char *name = call->query.param[i].name;
		size_t k = 0;

		while (k < PARAMS && route->params[k] && strcmp(route->params[k], name))
			k++;
		if (k < PARAMS && route->params[k])
			continue;
		problem_answer(call->reply, call->language, PROBLEM_PARAMETER,
			N_("Le paramètre « %s » n'existe pas à cette adresse."), name);
		for (k = 0; k < PARAMS && route->params[k]; k++)
			problem_allow(call->reply, route->params[k]);
		return false;
	}
	return true;
}

/* ?lang= wins over Accept-Language. */
static bool read_language(struct call *call)
{
	const char *said = query_value(&call->query, "lang");
	size_t count;
	const struct language *known = i18n_languages(&count);

	if (!said)
		return true;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(known[i].code, said)) {
			call->language = known[i].code;
			return true;
		}
	call_unknown(call, "lang", said);
	for (size_t i = 0; i < count; i++)
		problem_allow(call->reply, known[i].code);
	return false;
}

/* ?format= wins over Accept. */
static bool read_format(struct call *call, const struct route *route)
{
	const char *said = query_value(&call->query, "format");

	call->format = FORMAT_JSON;
	if (!route->formats)
		return true;
	call->format = said ? negotiate_named(said) : negotiate_format(call->request->accept);
	if (call->format >= 0)
		return true;
	if (said)
		call_unknown(call, "format", said);
	else
		problem_answer(call->reply, call->language, PROBLEM_FORMAT,
			N_("Aucun des formats demandés n'est proposé ici. Ceux de « allowed » le sont."));
	for (int f = 0; f < FORMATS; f++)
		problem_allow(call->reply, said ? negotiate_name((enum format)f)
			: negotiate_media((enum format)f));
	return false;
}

/* One Observatory a process, one thread: its ready replies, emptied when a release is closed. */
static struct cache *ready(const struct observatory_counts *counts)
{
	static struct cache *cache;
	static struct observatory_counts of;

	if (!cache)
		cache = cache_new();
	if (of.release != counts->release || of.demonstration != counts->demonstration
			|| strcmp(of.closed, counts->closed)) {
		cache_clear(cache);
		of = *counts;
	}
	return cache;
}

/* The tag is of the bytes themselves, so that a change of words changes it too; the release is
 * there for people who read it. */
static void tag(struct reply *reply, unsigned release)
{
	uint64_t hash = cache_hash(0, reply->content_type, strlen(reply->content_type));

	hash = cache_hash(hash, VERSION, sizeof VERSION);
	hash = cache_hash(hash, text_string(&reply->body), reply->body.bytes);
	snprintf(reply->etag, sizeof reply->etag, "\"r%u-%016llx\"", release, (unsigned long long)hash);
}

static bool copy_ready(struct reply *reply, const struct reply *kept)
{
	struct text body = reply->body;

	if (!kept)
		return false;
	*reply = *kept;
	reply->body = body;
	text_add_bytes(&reply->body, text_string(&kept->body), kept->body.bytes);
	return true;
}

static bool render(struct call *call, const struct route *route)
{
	struct reply *reply = call->reply;
	const char *before = negotiate_speak(call->language);
	bool good = route->render(call);

	negotiate_speak(before);
	if (!good || reply->status != 200)
		return false;
	reply->cache_control = cache_control[route->freshness];
	if (route->freshness != FRESH_NEVER)
		tag(reply, call->counts.release);
	return true;
}

static void answer_route(struct call *call, const struct route *route)
{
	struct reply *reply = call->reply;
	bool keep = route->freshness == FRESH_RELEASE;
	struct cache *cache;

	observatory_count(call->of, &call->counts);
	if (!known_params(call, route) || !read_language(call) || !read_format(call, route))
		return;
	call_key(call, "%s%d%s", call->language, call->format, route->path);
	if (route->read && !route->read(call))
		return;
	cache = ready(&call->counts);
	if (!keep || !copy_ready(reply, cache_find(cache, call->key))) {
		if (!render(call, route))
			return;
		if (keep)
			cache_keep(cache, call->key, reply);
	}
	if (*reply->etag && negotiate_etag(call->request->if_none_match, reply->etag)) {
		reply->status = 304;
		text_clear(&reply->body);
	}
}

static bool method_allowed(const char *method, const char *allow)
{
	size_t n = strlen(method);

	for (const char *at = allow; *at; at += strspn(at, ", ")) {
		size_t word = strcspn(at, ", ");

		if (word == n && !strncmp(at, method, n))
			return true;
		at += word;
	}
	return false;
}

void routes_answer(struct observatory *of, const struct request *request, struct reply *reply)
{
	struct call call = { .of = of, .request = request, .reply = reply, .score = CALL_SCORE_NONE };
	enum query_fault fault = query_read(&call.query, request->target);
	bool options = !strcmp(request->method, "OPTIONS");
	const struct route *route;

	*reply = (struct reply){ .status = 200, .content_type = negotiate_media(FORMAT_JSON) };
	call.language = negotiate_language(request->language);
	if (refuse_query(&call, fault))
		return;
	route = find_route(call.query.path, &call.segment);
	if (!route && !(options && !strcmp(call.query.path, "*"))) {
		problem_answer(reply, call.language, PROBLEM_PLACE,
			N_("Il n'y a rien à cette adresse. Partez de /v1, qui dit ce qu'il y a."));
	} else if (options) {
		reply->status = 204;
		reply->allow = route ? route->allow : "GET, HEAD, PUT, OPTIONS";
	} else if (!method_allowed(request->method, route->allow)) {
		problem_answer(reply, call.language, PROBLEM_METHOD,
			N_("Cette méthode n'est pas acceptée à cette adresse."));
		reply->allow = route->allow;
	} else {
		answer_route(&call, route);
	}
}

void reply_free(struct reply *reply)
{
	text_free(&reply->body);
}
