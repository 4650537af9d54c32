#include "observatory/server/exchange.h"

#include <microhttpd.h>
#include <netinet/in.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "observatory/server/door.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/observatory.h"
#include "observatory/server/problem.h"
#include "observatory/server/query.h"
#include "observatory/server/ready.h"
#include "observatory/server/routes.h"
#include "observatory/server/source.h"

enum {
	CONNECTIONS = 1000, IDLE_S = 30,
	MEMORY = 32 << 10,            /* of a connection; wiped after each request: 64 cost 2 us more */
	BODY_MS = 60000,              /* a body that drips longer is cut */
	BODY_DROPPED_MAX = 8 << 20,   /* read and thrown away so that a 413 can be heard */
	BODIES_MAX = 128 << 20        /* held by all uploads together */
};

/* One request. Born before its headers are read, because only then is its target still raw. */
struct exchange {
	struct server *server;
	struct door door;
	char *target;
	const char *raw;              /* in libmicrohttpd's own buffer: never read after the headers */
	size_t raw_bytes;
	bool begun, too_large, too_many;
	size_t dropped;
	struct text body;
	int64_t began;
};

static void *on_target(void *arg, const char *target, struct MHD_Connection *connection)
{
	struct exchange *x = mem_alloc(sizeof *x);

	(void)connection;
	x->server = arg;
	x->raw = target;
	x->raw_bytes = strlen(target);
	x->target = mem_dup_bytes(target, x->raw_bytes > QUERY_TARGET_MAX ? QUERY_TARGET_MAX + 1
		: x->raw_bytes);
	x->body = TEXT(ROUTES_BODY_MAX);
	x->began = clock_ms();
	x->server->under_way++;
	return x;
}

static void on_end(void *arg, struct MHD_Connection *connection, void **context,
	enum MHD_RequestTerminationCode how)
{
	struct server *server = arg;
	struct exchange *x = *context;

	(void)connection;
	(void)how;
	if (!x)
		return;
	server->under_way--;
	server->held -= x->body.bytes;
	text_free(&x->body);
	free(x->target);
	free(x);
	*context = NULL;
}

static void add_headers(struct MHD_Response *r, const struct reply *reply, const char *method)
{
	MHD_add_response_header(r, "X-Content-Type-Options", "nosniff");
	MHD_add_response_header(r, "Cache-Control",
		reply->cache_control ? reply->cache_control : "no-store");
	MHD_add_response_header(r, "Vary", "Accept, Accept-Language");
	if (reply->status != 204 && reply->status != 304)
		MHD_add_response_header(r, "Content-Type", reply->content_type);
	if (*reply->etag)
		MHD_add_response_header(r, "ETag", reply->etag);
	if (reply->allow)
		MHD_add_response_header(r, "Allow", reply->allow);
	if (!strcmp(method, "GET") || !strcmp(method, "HEAD"))
		MHD_add_response_header(r, "Access-Control-Allow-Origin", "*");
	if (reply->status == 503)
		MHD_add_response_header(r, "Retry-After", "30");
}

static struct MHD_Response *response_of(struct reply *reply, const char *method, bool last)
{
	size_t n = reply->body.bytes;
	char *body = text_take(&reply->body);
	struct MHD_Response *r = MHD_create_response_from_buffer(n, body, MHD_RESPMEM_MUST_FREE);

	if (!r) {
		free(body);
		return NULL;
	}
	add_headers(r, reply, method);
	if (last)
		MHD_add_response_header(r, "Connection", "close");
	return r;
}

/* `words`: a msgid without any format. */
static enum MHD_Result refuse(struct exchange *x, struct MHD_Connection *connection,
	enum problem problem, const char *words)
{
	const char *language = negotiate_language(x->door.language);
	const char *before = negotiate_speak(language);
	struct reply reply = { 0 };
	struct MHD_Response *r;
	enum MHD_Result done;

	problem_answer(&reply, language, problem, "%s", _(words));
	negotiate_speak(before);
	r = response_of(&reply, "", true);
	done = r ? MHD_queue_response(connection, (unsigned)reply.status, r) : MHD_NO;
	if (r)
		MHD_destroy_response(r);
	return done;
}

/* A NUL cuts the target we were shown; but the version lies in the same buffer, right behind the
 * true end of the target. Found by probe in 0.9.75, where nothing else tells. */
static bool hides_nul(const struct exchange *x, const char *version)
{
	return version != x->raw + x->raw_bytes + 1;
}

static enum MHD_Result on_headers(struct exchange *x, struct MHD_Connection *connection,
	const char *version)
{
	const char *fault = door_look(&x->door, connection, version);

	if (!fault && hides_nul(x, version))
		fault = N_("L'adresse contient un caractère interdit.");
	if (fault)
		return refuse(x, connection, PROBLEM_REQUEST, fault);
	if (x->door.length > ROUTES_BODY_MAX)
		return refuse(x, connection, PROBLEM_SIZE,
			N_("Un envoi fait au plus 1 Mio : coupez-le en plusieurs."));
	return MHD_YES;
}

/* No reply can be queued in the middle of a body: what is too much is thrown away up to its end,
 * and a body that never ends is cut without a word. */
static enum MHD_Result on_body(struct exchange *x, const char *bytes, size_t n)
{
	if (clock_ms() - x->began > BODY_MS)
		return MHD_NO;
	x->too_large = x->too_large || x->body.bytes + n > ROUTES_BODY_MAX;
	x->too_many = x->too_many || x->server->held + n > BODIES_MAX;
	if (x->too_large || x->too_many) {
		x->server->held -= x->body.bytes;
		text_free(&x->body);
		x->dropped += n;
		return x->dropped > BODY_DROPPED_MAX ? MHD_NO : MHD_YES;
	}
	text_add_bytes(&x->body, bytes, n);
	x->server->held += n;
	return MHD_YES;
}

/* Which of 64 sources: the keys must exist before. When they cannot, the batch fails too. */
static unsigned source(const struct exchange *x, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection,
		MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct sockaddr *address = info ? info->client_addr : NULL;
	const struct secrecy *secrecy = observatory_secrecy(x->server->of);

	if (!address || !observatory_ready(x->server->of, NULL))
		return 0;
	if (address->sa_family == AF_INET6)
		return source_of(secrecy, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
	return source_of(secrecy, &((const struct sockaddr_in *)address)->sin_addr, 4);
}

static enum MHD_Result answer(struct server *s, struct MHD_Connection *connection,
	const struct request *request)
{
	struct observatory_counts counts;
	struct MHD_Response *r;
	enum MHD_Result done;
	struct reply reply;
	bool small;

	observatory_count(s->of, &counts);
	r = s->stopping ? NULL : ready_find(s->ready, request, counts.release);
	if (r)
		return MHD_queue_response(connection, MHD_HTTP_OK, r);
	routes_answer(s->of, request, &reply);
	if (reply.status >= 500)
		fprintf(stderr, "%d %s\n", reply.status, text_string(&reply.body));
	small = reply.body.bytes <= READY_BODY_MAX;
	r = response_of(&reply, request->method, s->stopping);
	if (!r)
		return MHD_NO;
	done = MHD_queue_response(connection, (unsigned)reply.status, r);
	if (!small || s->stopping || !ready_keep(s->ready, request, &reply, counts.release, r))
		MHD_destroy_response(r);
	return done;
}

static enum MHD_Result on_whole(struct exchange *x, struct MHD_Connection *connection,
	const char *method)
{
	struct request request = {
		.method = method, .target = x->target, .accept = x->door.accept,
		.language = x->door.language, .content_type = x->door.content_type,
		.if_none_match = x->door.if_none_match, .body = text_string(&x->body),
		.bytes = x->body.bytes,
	};

	if (x->too_large)
		return refuse(x, connection, PROBLEM_SIZE,
			N_("Un envoi fait au plus 1 Mio : coupez-le en plusieurs."));
	if (x->too_many)
		return refuse(x, connection, PROBLEM_BUSY,
			N_("Trop d'envois arrivent à la fois : recommencez dans un instant."));
	if (!strcmp(method, "PUT"))
		request.source = source(x, connection);
	return answer(x->server, connection, &request);
}

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *bytes, size_t *n, void **context)
{
	struct exchange *x = *context;

	(void)arg;
	(void)url;
	if (!x->begun) {
		x->begun = true;
		return on_headers(x, connection, version);
	}
	if (*n) {
		size_t read = *n;

		*n = 0;
		return on_body(x, bytes, read);
	}
	return on_whole(x, connection, method);
}

bool exchange_start(struct server *s, int listening)
{
	s->ready = ready_new();
	s->daemon = MHD_start_daemon(MHD_USE_EPOLL, 0, NULL, NULL, on_request, s,
		MHD_OPTION_LISTEN_SOCKET, listening, MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
		MHD_OPTION_NOTIFY_COMPLETED, on_end, s, MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MEMORY, MHD_OPTION_END);
	return s->daemon != NULL;
}

void exchange_stop(struct server *s)
{
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	ready_free(s->ready);
}
