#include "observatory/server/table.h"

#include "base/mem.h"

static uint64_t key_of(const struct table *t, size_t i)
{
	uint64_t key;

	memcpy(&key, t->at + i * t->bytes, sizeof key);
	return key;
}

/* splitmix64's end: keys are packed fields, whose low bits alone would collide. */
static size_t scatter(uint64_t key)
{
	key = (key ^ (key >> 30)) * 0xbf58476d1ce4e5b9u;
	key = (key ^ (key >> 27)) * 0x94d049bb133111ebu;
	return (size_t)(key ^ (key >> 31));
}

/* The slot that holds the key, or the free one where it would go. */
static size_t probe(const struct table *t, uint64_t key)
{
	size_t mask = t->slots - 1, s = scatter(key) & mask;

	while (t->slot[s] && key_of(t, t->slot[s] - 1) != key)
		s = (s + 1) & mask;
	return s;
}

static void widen(struct table *t)
{
	t->slots = t->slots ? 2 * t->slots : 64;
	free(t->slot);
	t->slot = mem_array(t->slots, sizeof *t->slot);
	for (size_t i = 0; i < t->count; i++)
		t->slot[probe(t, key_of(t, i))] = (uint32_t)i + 1;
}

void *table_find(const struct table *t, uint64_t key)
{
	uint32_t found = t->slots ? t->slot[probe(t, key)] : 0;

	return found ? table_at(t, found - 1) : NULL;
}

void *table_put(struct table *t, uint64_t key)
{
	size_t s;

	if (2 * (t->count + 1) > t->slots)
		widen(t);
	s = probe(t, key);
	if (!t->slot[s]) {
		t->at = mem_grow(t->at, &t->room, t->count + 1, t->bytes);
		memcpy(t->at + t->count * t->bytes, &key, sizeof key);
		t->slot[s] = (uint32_t)++t->count;
	}
	return table_at(t, t->slot[s] - 1);
}

void table_clear(struct table *t)
{
	free(t->at);
	free(t->slot);
	*t = (struct table){ .bytes = t->bytes };
}
