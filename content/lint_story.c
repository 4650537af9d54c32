/* Plays every way through a day. A story goes forward, so its states are finite; two that differ
 * only by what no later condition looks at are one, which keeps them few. */
#include "base/i18n.h"
#include "base/mem.h"
#include "content/day_when.h"
#include "content/lint_inside.h"

enum { FLAGS_MAX = 64, STATES_MAX = 1 << 20, CHOICES_MAX = 16 };

struct at {
	size_t scene;              /* scenes_count: the end */
	int number[4];             /* by enum day_subject */
	uint64_t flags;            /* bit: index in `flag` */
};
/* What matters from a scene on. */
struct alive { uint64_t flags; bool number[4]; };
struct story {
	struct faults *faults;
	const struct node *scenes, *endings;
	const char *flag[FLAGS_MAX];
	size_t flags;
	struct alive *alive;       /* by scene, and the end */
	struct at *state;
	size_t count, room;
	size_t *slot, slots;       /* hash table: index in `state`, from 1 */
	bool *offered, *ended;     /* choices (scene * 16 + choice) and endings that were reached */
};

static size_t flag_index(struct story *s, const char *flag)
{
	size_t i = 0;

	while (i < s->flags && strcmp(s->flag[i], flag))
		i++;
	if (i == s->flags && i < FLAGS_MAX)
		s->flag[s->flags++] = flag;
	return i;
}

static void look(struct story *s, const struct node *owner, struct alive *alive)
{
	const struct node *when = node_get(owner, "when");
	struct day_when w;

	for (size_t i = 0; when && i < when->count; i++) {
		if (!day_when_read(when->child[i].text, &w))
			continue;
		alive->number[w.subject] = true;
		if (w.subject == DAY_FLAG && flag_index(s, w.flag) < FLAGS_MAX)
			alive->flags |= (uint64_t)1 << flag_index(s, w.flag);
	}
}

static void find_alive(struct story *s)
{
	struct alive now = { 0 };

	for (size_t i = 0; i < s->endings->count; i++)
		look(s, &s->endings->child[i], &now);
	s->alive[s->scenes->count] = now;
	for (size_t i = s->scenes->count; i-- > 0;) {
		const struct node *choices = node_get(&s->scenes->child[i], "choices");

		for (size_t k = 0; k < choices->count; k++)
			look(s, &choices->child[k], &now);
		s->alive[i] = now;
	}
}

static bool holds(struct story *s, const struct at *at, const struct node *owner)
{
	const struct node *when = node_get(owner, "when");
	struct day_when w;

	for (size_t i = 0; when && i < when->count; i++) {
		bool set;

		if (!day_when_read(when->child[i].text, &w))
			return false;
		set = w.subject == DAY_FLAG && flag_index(s, w.flag) < FLAGS_MAX
			&& at->flags >> flag_index(s, w.flag) & 1;
		if (!day_when_holds(&w, at->number, set))
			return false;
	}
	return true;
}

static size_t scene_index(const struct story *s, const char *id)
{
	size_t i = 0;

	while (i < s->scenes->count && strcmp(node_text(&s->scenes->child[i], "id"), id))
		i++;
	return i;
}

static size_t hash(const struct at *at)
{
	uint64_t h = at->flags * 0x9e3779b97f4a7c15u ^ at->scene;

	for (int i = 1; i < 4; i++)
		h = (h ^ (uint64_t)(unsigned)at->number[i]) * 0x9e3779b97f4a7c15u;
	return (size_t)(h >> 32);
}

static bool same(const struct at *a, const struct at *b)
{
	return a->scene == b->scene && a->flags == b->flags
		&& !memcmp(a->number, b->number, sizeof a->number);
}

static void put(struct story *s, size_t state)
{
	size_t at = hash(&s->state[state]) & (s->slots - 1);

	while (s->slot[at])
		at = (at + 1) & (s->slots - 1);
	s->slot[at] = state + 1;
}

/* Adds a state that was not met yet, without what nothing looks at any more. */
static void meet(struct story *s, struct at at)
{
	const struct alive *alive = &s->alive[at.scene];
	size_t k;

	at.flags &= alive->flags;
	for (int i = 0; i < 4; i++)
		if (!alive->number[i])
			at.number[i] = 0;
	for (k = hash(&at) & (s->slots - 1); s->slot[k]; k = (k + 1) & (s->slots - 1))
		if (same(&s->state[s->slot[k] - 1], &at))
			return;
	s->state = mem_grow(s->state, &s->room, s->count + 1, sizeof *s->state);
	s->state[s->count++] = at;
	if (2 * s->count < s->slots) {
		put(s, s->count - 1);
		return;
	}
	free(s->slot);
	s->slots *= 2;
	s->slot = mem_array(s->slots, sizeof *s->slot);
	for (size_t i = 0; i < s->count; i++)
		put(s, i);
}

static struct at after(struct story *s, struct at at, const struct node *choice)
{
	const struct node *set = node_get(choice, "set");

	for (size_t i = 0; set && i < set->count; i++) {
		size_t k = 0;

		while (k < s->flags && strcmp(s->flag[k], set->child[i].text))
			k++;
		if (k < s->flags)
			at.flags |= (uint64_t)1 << k;
	}
	at.number[DAY_PRUDENCE] += node_int(choice, "prudence");
	at.number[DAY_PRESENCE] += node_int(choice, "presence");
	at.number[DAY_SENDS] += (int)node_count(choice, "sends");
	at.scene = scene_index(s, node_text(choice, "next"));
	return at;
}

static void play(struct story *s, struct at at, bool *stuck)
{
	const struct node *choices;
	bool open = false;

	if (at.scene == s->scenes->count) {
		for (size_t i = 0; i < s->endings->count; i++)
			if (holds(s, &at, &s->endings->child[i])) {
				s->ended[i] = true;
				return;
			}
		return;
	}
	choices = node_get(&s->scenes->child[at.scene], "choices");
	for (size_t k = 0; k < choices->count; k++)
		if (holds(s, &at, &choices->child[k])) {
			open = s->offered[at.scene * CHOICES_MAX + k] = true;
			meet(s, after(s, at, &choices->child[k]));
		}
	stuck[at.scene] |= !open;
}

static bool forward(struct story *s)
{
	bool right = true;

	for (size_t i = 0; i < s->scenes->count; i++) {
		const struct node *choices = node_get(&s->scenes->child[i], "choices");

		for (size_t k = 0; k < choices->count; k++) {
			const struct node *next = node_get(&choices->child[k], "next");

			if (scene_index(s, next->text) > i)
				continue;
			fault_add(s->faults, next->line, _("« next » revient en arrière : une scène se place après celles qui y mènent."));
			right = false;
		}
	}
	return right;
}

static void report(struct story *s, const bool *stuck)
{
	for (size_t i = 0; i < s->scenes->count; i++) {
		const struct node *scene = &s->scenes->child[i], *choices = node_get(scene, "choices");
		bool reached = stuck[i];

		for (size_t k = 0; k < choices->count; k++)
			reached |= s->offered[i * CHOICES_MAX + k];
		if (!reached)
			fault_add(s->faults, scene->line, _("Aucun chemin ne mène à la scène « %s »."),
				node_text(scene, "id"));
		if (stuck[i])
			fault_add(s->faults, scene->line,
				_("On peut arriver à la scène « %s » sans qu'aucun choix ne soit possible."), node_text(scene, "id"));
		for (size_t k = 0; k < choices->count && reached; k++)
			if (!s->offered[i * CHOICES_MAX + k])
				fault_add(s->faults, choices->child[k].line,
					_("Le choix « %s » n'est jamais proposé."),
					node_text(&choices->child[k], "id"));
	}
	for (size_t i = 0; i < s->endings->count; i++)
		if (!s->ended[i])
			fault_add(s->faults, s->endings->child[i].line,
				_("Aucun chemin ne mène à la fin « %s »."),
				node_text(&s->endings->child[i], "id"));
}

static void explore(struct story *s, const char *start)
{
	bool *stuck = mem_array(s->scenes->count, sizeof *stuck);

	meet(s, (struct at){ .scene = scene_index(s, start) });
	for (size_t i = 0; i < s->count && i < STATES_MAX; i++)
		play(s, s->state[i], stuck);
	if (s->count > STATES_MAX)
		fault_add(s->faults, 1, _("Cette journée a trop de chemins pour être vérifiée : moins de conditions, ou plus tôt."));
	else
		report(s, stuck);
	free(stuck);
}

static bool sets(const struct node *node, const char *flag)
{
	const struct node *set = node_get(node, "set");

	for (size_t i = 0; set && i < set->count; i++)
		if (!strcmp(set->child[i].text, flag))
			return true;
	for (size_t i = 0; i < node->count; i++)
		if (sets(&node->child[i], flag))
			return true;
	return false;
}

static void tested_flags(struct source *source, const struct node *node)
{
	const struct node *when = node_get(node, "when");
	struct day_when w;

	for (size_t i = 0; when && i < when->count; i++)
		if (day_when_read(when->child[i].text, &w) && w.subject == DAY_FLAG
				&& !sets(&source->root, w.flag))
			fault_add(&source->faults, when->child[i].line,
				_("Aucun choix ne pose la marque « %s »."), w.flag);
	for (size_t i = 0; i < node->count; i++)
		tested_flags(source, &node->child[i]);
}

void lint_story(struct source *source)
{
	struct story s = { .faults = &source->faults, .scenes = node_get(&source->root, "scenes"),
		.endings = node_get(&source->root, "endings"), .slots = 1024 };
	const char *start = node_text(&source->root, "start");

	if (!source->fits || source->kind != &day_kind)
		return;
	tested_flags(source, &source->root);
	s.alive = mem_array(s.scenes->count + 1, sizeof *s.alive);
	s.slot = mem_array(s.slots, sizeof *s.slot);
	s.offered = mem_array(s.scenes->count * CHOICES_MAX, sizeof *s.offered);
	s.ended = mem_array(s.endings->count, sizeof *s.ended);
	find_alive(&s);
	if (s.flags >= FLAGS_MAX)
		fault_add(s.faults, 1, _("Trop de marques servent de condition : %d au plus."), FLAGS_MAX - 1);
	else if (forward(&s) && scene_index(&s, start) < s.scenes->count)
		explore(&s, start);
	free(s.alive);
	free(s.slot);
	free(s.offered);
	free(s.ended);
	free(s.state);
}
