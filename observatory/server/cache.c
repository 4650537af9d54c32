#include "observatory/server/cache.h"

#include "base/mem.h"
#include "observatory/server/routes.h"

enum { WAYS = 4, SETS = CACHE_ENTRIES / WAYS };

struct entry { char *key; struct reply reply; uint64_t born; };
struct cache {
	struct entry entry[SETS][WAYS];
	size_t bytes;
	uint64_t births;
};

uint64_t cache_hash(uint64_t seed, const void *bytes, size_t n)
{
	const unsigned char *at = bytes;
	uint64_t hash = seed ? seed : 0xcbf29ce484222325u;

	while (n--)
		hash = (hash ^ *at++) * 0x100000001b3u;
	return hash;
}

static struct entry *set_of(const struct cache *c, const char *key)
{
	uint64_t hash = cache_hash(0, key, strlen(key));

	return ((struct cache *)(uintptr_t)c)->entry[(hash ^ hash >> 32) % SETS];
}

static size_t weight(const struct entry *e)
{
	return e->key ? strlen(e->key) + e->reply.body.bytes + sizeof *e : 0;
}

static void drop(struct cache *c, struct entry *e)
{
	c->bytes -= weight(e);
	free(e->key);
	reply_free(&e->reply);
	*e = (struct entry){ 0 };
}

struct cache *cache_new(void)
{
	return mem_alloc(sizeof(struct cache));
}

void cache_clear(struct cache *c)
{
	for (size_t s = 0; s < SETS; s++)
		for (size_t w = 0; w < WAYS; w++)
			drop(c, &c->entry[s][w]);
}

void cache_free(struct cache *c)
{
	if (c)
		cache_clear(c);
	free(c);
}

const struct reply *cache_find(const struct cache *c, const char *key)
{
	const struct entry *set = set_of(c, key);

	for (size_t w = 0; w < WAYS; w++)
		if (set[w].key && !strcmp(set[w].key, key))
			return &set[w].reply;
	return NULL;
}

void cache_keep(struct cache *c, const char *key, const struct reply *reply)
{
	struct entry *set = set_of(c, key), *to = set;

	if (cache_find(c, key) || reply->body.full)
		return;
	for (size_t w = 1; w < WAYS; w++)
		if (to->key && (!set[w].key || set[w].born < to->born))
			to = &set[w];
	drop(c, to);
	if (c->bytes + strlen(key) + reply->body.bytes + sizeof *to > CACHE_BYTES)
		cache_clear(c);
	to->key = mem_dup(key);
	to->reply = *reply;
	to->reply.body = TEXT(reply->body.ceiling);
	text_add_bytes(&to->reply.body, text_string(&reply->body), reply->body.bytes);
	to->born = ++c->births;
	c->bytes += weight(to);
}
