#include "observatory/server/ready.h"

#include <microhttpd.h>

#include "base/mem.h"
#include "observatory/server/cache.h"
#include "observatory/server/routes.h"

enum { SLOTS = 1024, KEY_MAX = 1024 };

struct slot { uint64_t hash; char *key; unsigned release; struct MHD_Response *response; };
struct ready { struct slot slot[SLOTS]; };
struct key { char bytes[KEY_MAX]; size_t n; uint64_t hash; };

/* False when no such request is ever kept. Headers hold no '\n'. */
static bool key_of(struct key *key, const struct request *request)
{
	const char *part[] = { request->target, request->accept, request->language };

	key->n = 0;
	if (*request->if_none_match || request->bytes
			|| (strcmp(request->method, "GET") && strcmp(request->method, "HEAD")))
		return false;
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		size_t n = strlen(part[i]);

		if (key->n + n + 1 > KEY_MAX)
			return false;
		memcpy(key->bytes + key->n, part[i], n);
		key->n += n;
		key->bytes[key->n++] = i < 2 ? '\n' : 0;
	}
	key->hash = cache_hash(0, key->bytes, key->n);
	return true;
}

struct ready *ready_new(void)
{
	return mem_alloc(sizeof(struct ready));
}

static void drop(struct slot *s)
{
	if (s->response)
		MHD_destroy_response(s->response);
	free(s->key);
	*s = (struct slot){ 0 };
}

void ready_free(struct ready *r)
{
	for (size_t i = 0; r && i < SLOTS; i++)
		drop(&r->slot[i]);
	free(r);
}

struct MHD_Response *ready_find(const struct ready *r, const struct request *request,
	unsigned release)
{
	const struct slot *s;
	struct key key;

	if (!key_of(&key, request))
		return NULL;
	s = &r->slot[key.hash % SLOTS];
	if (!s->key || s->hash != key.hash || s->release != release || strcmp(s->key, key.bytes))
		return NULL;
	return s->response;
}

bool ready_keep(struct ready *r, const struct request *request, const struct reply *reply,
	unsigned release, struct MHD_Response *response)
{
	struct slot *s;
	struct key key;

	if (reply->status != 200 || !reply->cache_control || strncmp(reply->cache_control, "public", 6)
			|| !key_of(&key, request))
		return false;
	s = &r->slot[key.hash % SLOTS];
	drop(s);
	*s = (struct slot){ key.hash, mem_dup(key.bytes), release, response };
	return true;
}
