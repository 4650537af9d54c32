#include "observatory/client/client.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/client/protocol.h"
#include "observatory/dataset/dataset.h"

/* The helper has its own limits; ours is for a helper that says nothing at all. */
enum { PATIENCE_MS = FETCH_WHOLE_MS + 5000, URL_MAX_BYTES = 1024 };

struct ask {
	unsigned ticket;
	bool put;
	char *path;
	int64_t until;             /* clock_ms() */
	struct client_reply reply;
};
struct client {
	char *api;                 /* without a final '/'; NULL: off */
	struct error refused;      /* why `api` cannot be asked at all */
	int socket;                /* -1: no helper */
	pid_t helper;
	unsigned last;
	size_t count, room;
	struct ask *ask;
	struct text incoming;
};

struct client *client_open(const char *api)
{
	struct client *c = mem_alloc(sizeof *c);
	size_t n = strlen(api);

	c->socket = -1;
	c->incoming = TEXT(FETCH_BODY_MAX + 2 * FETCH_LINE_MAX);
	if (!strcmp(api, "off"))
		return c;
	while (n && api[n - 1] == '/')
		n--;
	c->api = mem_dup_bytes(api, n);
	if ((strncmp(c->api, "http://", 7) && strncmp(c->api, "https://", 8)) || n > URL_MAX_BYTES
			|| strcspn(c->api, " \t\r\n\"'<>\\?#@") < n || !utf_is_clean(c->api))
		error_set(&c->refused, ERROR_USAGE, _("L'adresse de l'Observatoire doit commencer par http:// ou "
			"https://, sans espace ni signe spécial. Vérifiez --api ou MESDATAS_API."));
	return c;
}

static void stop_helper(struct client *c)
{
	if (c->socket < 0)
		return;
	close(c->socket);
	c->socket = -1;
	kill(c->helper, SIGTERM);
	while (waitpid(c->helper, NULL, 0) < 0 && errno == EINTR)
		continue;
	text_clear(&c->incoming);
}

void client_close(struct client *c)
{
	if (!c)
		return;
	stop_helper(c);
	for (size_t i = 0; i < c->count; i++) {
		free(c->ask[i].path);
		free(c->ask[i].reply.body);
	}
	free(c->ask);
	free(c->api);
	text_free(&c->incoming);
	free(c);
}

bool client_online(const struct client *c)
{
	return c->api != NULL;
}

const char *client_api(const struct client *c)
{
	return c->api ? c->api : "off";
}

static struct ask *find(const struct client *c, unsigned ticket)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->ask[i].ticket == ticket)
			return &c->ask[i];
	return NULL;
}

/* No answer worth showing: the copy that came with the program, when there is one, and why. */
static void fall_back(struct ask *a)
{
	struct error why = a->reply.why;

	free(a->reply.body);
	a->reply = (struct client_reply){ .status = a->reply.status };
	if (!a->put) {
		int status = a->reply.status;

		client_snapshot(a->path, &a->reply);
		a->reply.status = status;
	}
	if (a->reply.state != CLIENT_SNAPSHOT) {
		a->reply.state = CLIENT_FAILED;
		error_set(&why, ERROR_NETWORK, _("Sans réseau, ce chiffre n'est pas dans la copie livrée."));
	}
	a->reply.why = why;
}

static bool start_helper(struct client *c, struct error *why)
{
	const char *path = place_helper("mesdatas-fetch", why);
	char name[] = "mesdatas-fetch", *argv[] = { name, c->api, NULL };
	posix_spawn_file_actions_t actions;
	int pair[2], failed;

	if (!path)
		return false;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return error_set(why, ERROR_SYSTEM, _("Le programme de réseau n'a pas démarré : %s."),
			strerror(errno));
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pair[1], STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1 /* O_WRONLY */, 0);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
	failed = posix_spawn(&c->helper, path, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(pair[1]);
	if (failed) {
		close(pair[0]);
		return error_set(why, ERROR_SYSTEM, _("Le programme de réseau n'a pas démarré : %s."),
			strerror(failed));
	}
	c->socket = pair[0];
	return true;
}

/* Small enough for the socket's own buffer, so it never waits for the helper. */
static bool hand_over(struct client *c, const struct text *request, struct error *why)
{
	const char *at = text_string(request);
	size_t left = request->bytes;

	while (left) {
		ssize_t n = send(c->socket, at, left, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return error_set(why, ERROR_SYSTEM, _("Le programme de réseau s'est arrêté."));
		at += n;
		left -= (size_t)n;
	}
	return true;
}

static unsigned ask(struct client *c, bool put, const char *path, const struct text *body)
{
	struct text request = TEXT(FETCH_SEND_MAX);
	struct error why = { 0 };
	struct ask *a;
	bool sent = c->api && !c->refused.code;

	c->ask = mem_grow(c->ask, &c->room, c->count + 1, sizeof *c->ask);
	a = &c->ask[c->count++];
	*a = (struct ask){ .ticket = ++c->last, .put = put, .path = mem_dup(path),
		.until = clock_ms() + PATIENCE_MS };
	if (!c->api)
		error_set(&why, ERROR_NETWORK, _("Le réseau n'est pas utilisé."));
	else if (c->refused.code)
		why = c->refused;
	text_addf(&request, "%u %s %zu %s\n", a->ticket, put ? "PUT" : "GET", body ? body->bytes : 0,
		path);
	if (body)
		text_add_bytes(&request, text_string(body), body->bytes);
	if (sent && (request.full || (body && body->full) || strlen(path) >= FETCH_LINE_MAX / 2))
		sent = error_set(&why, ERROR_USAGE, _("La demande est trop longue pour être envoyée."));
	sent = sent && (c->socket >= 0 || start_helper(c, &why)) && hand_over(c, &request, &why);
	if (!sent) {
		a->reply.why = why;
		fall_back(a);
	}
	text_free(&request);
	return c->last;
}

unsigned client_get(struct client *c, const char *path)
{
	return ask(c, false, path, NULL);
}

unsigned client_put(struct client *c, const char *path, const char *body, size_t bytes)
{
	struct text copy = TEXT(FETCH_SEND_MAX);
	unsigned ticket;

	text_add_bytes(&copy, body, bytes);
	ticket = ask(c, true, path, &copy);
	text_free(&copy);
	return ticket;
}

const struct client_reply *client_reply(const struct client *c, unsigned ticket)
{
	static const struct client_reply unknown = { .state = CLIENT_FAILED };
	const struct ask *a = find(c, ticket);

	return a ? &a->reply : &unknown;
}

void client_forget(struct client *c, unsigned ticket)
{
	struct ask *a = find(c, ticket);

	if (!a)
		return;
	free(a->path);
	free(a->reply.body);
	*a = c->ask[--c->count];
}

/* What a `detail` says, made harmless; a sentence of ours when it says nothing. */
static bool refused(const json_t *of, int status, struct error *why)
{
	const char *detail = json_string_value(json_object_get(of, "detail"));
	struct text clean = TEXT(400);

	if (detail)
		utf_clean(&clean, detail, strlen(detail));
	if (detail && !clean.full && clean.bytes)
		error_set(why, ERROR_REFUSED, _("L'Observatoire a refusé : %s"), text_string(&clean));
	else
		error_set(why, ERROR_REFUSED, _("L'Observatoire a répondu par une erreur (%d)."), status);
	text_free(&clean);
	return false;
}

static json_t *parsed(const struct client_reply *reply)
{
	return json_loadb(reply->body ? reply->body : "", reply->bytes, 0, NULL);
}

/* A portal, an incident page, another program on that port: 200 is not yet an answer. */
static bool is_sense(struct ask *a)
{
	struct dataset *d;

	if (a->reply.status < 200 || a->reply.status > 299) {
		json_t *problem = parsed(&a->reply);

		refused(problem, a->reply.status, &a->reply.why);
		json_decref(problem);
		return false;
	}
	if (a->put || (strncmp(a->path, "/v1/statistics/", 15) && strncmp(a->path, "/v1/scores/", 11)))
		return true;
	d = dataset_read_json(a->reply.body, a->reply.bytes, &a->reply.why);
	dataset_free(d);
	return d != NULL;
}

static void say_fault(enum fetch_fault fault, struct error *why)
{
	static const char *const sentence[FETCH_FAULTS] = {
		[FETCH_UNREACHABLE] = N_("L'Observatoire ne répond pas à cette adresse."),
		[FETCH_LATE] = N_("L'Observatoire n'a pas répondu à temps."),
		[FETCH_TOO_BIG] = N_("La réponse est trop grande pour être vraie : elle a été laissée de côté."),
		[FETCH_UNTRUSTED] = N_("Le certificat de cette adresse n'est pas le bon : rien n'a été échangé."),
	};

	error_set(why, ERROR_NETWORK, "%s", _(sentence[fault]));
}

static void settle(struct client *c, unsigned ticket, int status, int fault, const char *body,
	size_t n)
{
	struct ask *a = find(c, ticket);

	if (!a || a->reply.state != CLIENT_WAITING)
		return; /* forgotten, or answered by our own patience meanwhile */
	a->reply.status = status;
	if (fault) {
		say_fault(fault > FETCH_FINE && fault < FETCH_FAULTS ? (enum fetch_fault)fault
			: FETCH_UNREACHABLE, &a->reply.why);
		fall_back(a);
		return;
	}
	a->reply.body = mem_dup_bytes(body, n);
	a->reply.bytes = n;
	if (is_sense(a))
		a->reply.state = CLIENT_LIVE;
	else
		fall_back(a);
}

static void fall_back_all(struct client *c, enum fetch_fault fault)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->ask[i].reply.state == CLIENT_WAITING)
			settle(c, c->ask[i].ticket, 0, (int)fault, NULL, 0);
}

static bool take_replies(struct client *c)
{
	for (;;) {
		const char *at = text_string(&c->incoming), *end = memchr(at, '\n', c->incoming.bytes);
		unsigned ticket;
		int status, fault;
		size_t n, head;

		if (!end)
			return c->incoming.bytes < FETCH_LINE_MAX;
		head = (size_t)(end - at) + 1;
		if (sscanf(at, "%u %d %d %zu", &ticket, &status, &fault, &n) != 4 || n > FETCH_BODY_MAX)
			return false;
		if (c->incoming.bytes < head + n)
			return true;
		settle(c, ticket, status, fault, at + head, n);
		memmove(c->incoming.at, c->incoming.at + head + n, c->incoming.bytes - head - n);
		text_cut(&c->incoming, c->incoming.bytes - head - n);
	}
}

int client_fd(const struct client *c)
{
	return c->socket;
}

void client_ready(struct client *c)
{
	char bytes[16384];
	ssize_t n = 0;

	if (c->socket < 0)
		return;
	while ((n = recv(c->socket, bytes, sizeof bytes, MSG_DONTWAIT)) > 0)
		if (!text_add_bytes(&c->incoming, bytes, (size_t)n) || !take_replies(c)) {
			n = 0;
			break;
		}
	if (n == 0) {
		stop_helper(c);
		fall_back_all(c, FETCH_UNREACHABLE);
	}
}

int client_tick(struct client *c)
{
	int64_t now = clock_ms(), next = -1;

	for (size_t i = 0; i < c->count; i++) {
		struct ask *a = &c->ask[i];

		if (a->reply.state != CLIENT_WAITING)
			continue;
		if (a->until <= now) {
			settle(c, a->ticket, 0, FETCH_LATE, NULL, 0);
			next = 0; /* somebody waits for this one */
		} else if (next < 0 || a->until - now < next) {
			next = a->until - now;
		}
	}
	return (int)next;
}

const struct client_reply *client_wait(struct client *c, unsigned ticket)
{
	while (client_reply(c, ticket)->state == CLIENT_WAITING) {
		struct pollfd waiting = { .fd = c->socket, .events = POLLIN };

		if (poll(&waiting, 1, client_tick(c)) > 0)
			client_ready(c);
	}
	return client_reply(c, ticket);
}

struct dataset *client_dataset(const struct client_reply *reply, struct error *why)
{
	if (reply->state != CLIENT_LIVE && reply->state != CLIENT_SNAPSHOT) {
		error_set(why, ERROR_NETWORK, "%s", reply->why.text);
		return NULL;
	}
	return dataset_read_json(reply->body, reply->bytes, why);
}

bool client_receipt(const struct client_reply *reply, bool *demonstration, struct error *why)
{
	json_t *root = reply->state == CLIENT_LIVE ? parsed(reply) : NULL;
	json_int_t counted = json_integer_value(json_object_get(root, "accepted"))
		+ json_integer_value(json_object_get(root, "duplicates"));
	const json_t *rejected = json_array_get(json_object_get(root, "rejected"), 0);
	bool good = counted > 0;

	*demonstration = json_is_true(json_object_get(root, "demonstration"));
	if (reply->state != CLIENT_LIVE)
		error_set(why, ERROR_NETWORK, "%s", reply->why.text);
	else if (!good && rejected)
		refused(rejected, reply->status, why);
	else if (!good)
		error_set(why, ERROR_NETWORK, _("Ce qui répond à cette adresse n'est pas l'Observatoire."));
	json_decref(root);
	return good;
}
