/* The subjects that people ask about, one a line (content/topics.tsv: id, then its French name):
 * each has a fiche, and fiches name no other. Without the file, nothing is asked. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "content/lint_inside.h"

static const char file[] = "topics.tsv";

static void take(struct node *topics, size_t *room, const char *id, size_t line)
{
	topics->child = mem_grow(topics->child, room, topics->count + 1, sizeof *topics->child);
	topics->child[topics->count++] = (struct node){ .kind = NODE_TEXT, .line = line,
		.text = mem_dup_bytes(id, strcspn(id, "\t\n")) };
}

void topics_read(struct corpus *c)
{
	struct text path = TEXT(8192), bytes = TEXT(READER_BYTES_MAX + 1);
	size_t room = 0, line = 0;

	c->topics = (struct node){ .kind = NODE_LIST };
	text_addf(&path, "%s/%s", place_content(), file);
	if (place_read(text_string(&path), READER_BYTES_MAX, &bytes, NULL))
		for (const char *at = text_string(&bytes); *at;) {
			size_t n = strcspn(at, "\n");

			if (line++ || strncmp(at, "id\t", 3))
				take(&c->topics, &room, at, line);
			at += n + (at[n] == '\n');
		}
	text_free(&path);
	text_free(&bytes);
}

static bool has(const struct node *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->child[i].text, id))
			return true;
	return false;
}

void lint_topics(const struct corpus *c, struct source *s)
{
	const struct node *topics = node_get(&s->root, "topics");

	if (!s->fits || s->kind != &fiche_kind || !c->topics.count)
		return;
	for (size_t i = 0; i < topics->count; i++)
		if (!has(&c->topics, topics->child[i].text))
			fault_add(&s->faults, topics->child[i].line, _("Le sujet « %s » n'est pas dans content/%s."),
				topics->child[i].text, file);
}

static bool is_covered(const struct corpus *c, const char *topic)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->source[i].fits && c->source[i].kind == &fiche_kind
				&& has(node_get(&c->source[i].root, "topics"), topic))
			return true;
	return false;
}

void lint_uncovered(struct corpus *c)
{
	struct source s = { .name = mem_dup("topics"), .shown = mem_dup("content/topics.tsv"),
		.path = mem_dup(file) };

	for (size_t i = 0; i < c->topics.count; i++) {
		const struct node *topic = &c->topics.child[i];
		bool twice = false;

		for (size_t k = 0; k < i; k++)
			twice |= !strcmp(c->topics.child[k].text, topic->text);
		if (!schema_is_id(topic->text))
			fault_add(&s.faults, topic->line,
				_("L'identifiant « %.80s » ne convient pas : minuscules sans accent, chiffres et traits d'union."), topic->text);
		else if (twice)
			fault_add(&s.faults, topic->line,
				_("L'identifiant « %s » sert deux fois : choisissez-en un autre."), topic->text);
		else if (!is_covered(c, topic->text))
			fault_add(&s.faults, topic->line,
				_("Aucune fiche ne traite le sujet « %s »."), topic->text);
	}
	c->source = mem_grow(c->source, &c->room, c->count + 1, sizeof *c->source);
	c->source[c->count++] = s;
}
