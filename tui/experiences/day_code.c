/* A code to come back with: which choice in each scene, in as few bits as the story allows, then a
 * checksum over the ids met, so that a code mistyped, of another story, or made before this one was
 * rewritten, is refused instead of leading somewhere else. It is written in Crockford's 32 signs,
 * which have no I, L, O or U to take for another. */
#include "tui/experiences/day_visit.h"

enum { BITS_MAX = 8 * 32, COUNT_BITS = 6, CHECK_BITS = 14 };
static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

struct bits { unsigned char bit[BITS_MAX]; size_t count, at; };

static void put(struct bits *b, unsigned value, unsigned width)
{
	while (width-- && b->count < BITS_MAX)
		b->bit[b->count++] = value >> width & 1;
}

static unsigned take(struct bits *b, unsigned width)
{
	unsigned value = 0;

	while (width--)
		value = value << 1 | (b->at < b->count ? b->bit[b->at] : 0), b->at++;
	return value;
}

static unsigned width_of(const struct day_scene *scene)
{
	unsigned width = 1;

	while (1u << width < scene->choices_count)
		width++;
	return width;
}

/* FNV-1a over the story's id and those of the choices. */
static unsigned check_of(const struct visit *v)
{
	uint32_t hash = 2166136261u;

	for (const char *c = v->story->id; *c; c++)
		hash = (hash ^ (unsigned char)*c) * 16777619u;
	for (size_t i = 0; i < v->state.count; i++)
		for (const char *c = visit_choice(v, i)->id; *c; c++)
			hash = (hash ^ (unsigned char)*c) * 16777619u;
	return (hash ^ hash >> CHECK_BITS) & ((1u << CHECK_BITS) - 1);
}

void visit_code(const struct visit *v, char out[static VISIT_CODE_ROOM])
{
	struct bits b = { 0 };
	size_t n = 0;

	put(&b, (unsigned)v->state.count, COUNT_BITS);
	for (size_t i = 0; i < v->state.count; i++)
		put(&b, v->state.step[i].choice, width_of(&v->story->scenes[v->state.step[i].scene]));
	put(&b, check_of(v), CHECK_BITS);
	while (b.count % 5)
		put(&b, 0, 1);
	for (size_t i = 0; b.at < b.count && n + 2 < VISIT_CODE_ROOM; i++) {
		if (i && i % 4 == 0)
			out[n++] = '-';
		out[n++] = signs[take(&b, 5)];
	}
	out[n] = 0;
}

/* The sign meant: small letters, and those that are taken for a figure. -1: none. */
static int sign_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	at = c ? strchr(signs, c) : NULL;
	return at ? (int)(at - signs) : -1;
}

bool visit_resume(struct visit *v, const char *code)
{
	struct bits b = { 0 };
	unsigned steps;

	for (; *code; code++) {
		int sign = sign_of(*code);

		if (sign >= 0)
			put(&b, (unsigned)sign, 5);
		else if (!strchr(" -", *code))
			return false;
	}
	v->scene = day_scene(v->story, v->story->start);
	v->state = (struct day_state){ 0 };
	v->depth = 0;
	for (steps = take(&b, COUNT_BITS); steps && v->scene; steps--) {
		unsigned index = take(&b, width_of(v->scene));
		const struct day_choice *choice = &v->scene->choices[index];

		if (index >= v->scene->choices_count
				|| !day_holds(v->story, &v->state, choice->when, choice->when_count))
			return false;
		visit_take(v, choice);
	}
	if (steps || b.count < b.at + CHECK_BITS || take(&b, CHECK_BITS) != check_of(v))
		return false;
	return b.count - b.at < 5 && !take(&b, (unsigned)(b.count - b.at));
}
