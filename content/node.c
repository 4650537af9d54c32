#include "content/node.h"

#include <yaml.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf.h"
#include "content/fault.h"

enum { KEYS_MAX = 64 };

struct parse {
	yaml_parser_t parser;
	struct faults *faults;
	size_t nodes;
	size_t quote, unquote;     /* lines of the last quoted text that ran over several */
};

/* libyaml says what it met in English; authors read what to do in French. */
static const char *explained(const char *problem)
{
	static const struct { const char *problem, *sentence; } row[] = {
		{ "mapping values are not allowed", N_("Cette ligne est trop à droite : alignez-la sur ses voisines. Ou bien un texte contient « : » : mettez-le entre guillemets droits.") },
		{ "could not find expected ':'", N_("Après une clé viennent « : » et une espace, comme « level: 1 ». Ou bien il manque un guillemet plus haut.") },
		{ "did not find expected key", N_("Cette ligne, ou celle d'avant, est décalée : alignez-la sur ses voisines. Ou bien un texte contient un guillemet droit : écrivez « et » à la place.") },
		{ "did not find expected '-'", N_("Cette ligne n'est pas alignée avec ses voisines : comptez les espaces du début. Un tiret est suivi d'une espace, puis d'une clé, comme « - id: ».") },
		{ "unexpected end of stream", N_("Le fichier s'arrête au milieu d'un texte : il manque un guillemet droit.") },
		{ "unexpected document indicator", N_("Un texte commencé plus haut n'est pas fini : il manque un guillemet droit.") },
		{ "did not find expected ',' or", N_("Il manque une virgule ou un crochet fermant dans cette liste.") },
		{ "cannot start any token", N_("Un caractère ne convient pas ici : une tabulation, peut-être. Mettez des espaces, ou des guillemets droits.") },
		{ "unknown escape", N_("La barre « \\ » a un sens en YAML : écrivez-la deux fois.") },
		{ "undefined alias", N_("Les ancres et les renvois (& et *) ne sont pas permis : écrivez le texte en entier.") },
	};

	for (size_t i = 0; problem && i < sizeof row / sizeof *row; i++)
		if (strstr(problem, row[i].problem))
			return _(row[i].sentence);
	return _("Ce n'est pas du YAML : regardez les guillemets, les « : » et l'alignement de cette ligne. Une condition comme « !photo » se met entre guillemets droits.");
}

static bool refuse(struct parse *p, size_t line, const char *sentence)
{
	fault_add(p->faults, line, "%s", sentence);
	return false;
}

static bool next(struct parse *p, yaml_event_t *event)
{
	size_t line;

	if (yaml_parser_parse(&p->parser, event))
		return true;
	line = p->parser.problem_mark.line + 1;
	/* A quote that does not close: where it opened helps more than where libyaml lost its way; a
	 * key without its colon likewise. */
	if (p->parser.context && strstr(p->parser.context, "quoted scalar"))
		line = p->parser.context_mark.line + 1;
	else if (p->unquote && line <= p->unquote + 1)
		return refuse(p, p->quote, _("Il manque un guillemet droit à la fin de ce texte."));
	else if (p->parser.context && p->parser.problem
			&& strstr(p->parser.problem, "could not find expected ':'"))
		line = p->parser.context_mark.line + 1;
	return refuse(p, line, explained(p->parser.problem));
}

static bool is_plain_event(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return !event->data.scalar.anchor && !event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return !event->data.sequence_start.anchor && !event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return !event->data.mapping_start.anchor && !event->data.mapping_start.tag;
	default:
		return false;
	}
}

static bool take_text(struct parse *p, const yaml_event_t *event, struct node *node)
{
	const char *value = (const char *)event->data.scalar.value;

	if (strlen(value) != event->data.scalar.length || !utf_is_clean(value))
		return refuse(p, node->line, _("Ce texte contient un caractère de contrôle, invisible : retirez-le."));
	node->text = mem_dup(value);
	node->quoted = event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	node->one_line = event->start_mark.line == event->end_mark.line && !strchr(value, '\n');
	if (node->quoted && !node->one_line) {
		p->quote = event->start_mark.line + 1;
		p->unquote = event->end_mark.line + 1;
	}
	return true;
}

static bool value(struct parse *p, const yaml_event_t *event, struct node *node, int depth);

static bool list(struct parse *p, struct node *node, int depth)
{
	yaml_event_t event;
	size_t room = 0;
	bool right = true, ended = false;

	while (right && !ended) {
		if (!next(p, &event))
			return false;
		ended = event.type == YAML_SEQUENCE_END_EVENT;
		if (!ended) {
			node->child = mem_grow(node->child, &room, node->count + 1, sizeof *node->child);
			right = value(p, &event, &node->child[node->count++], depth + 1);
		}
		yaml_event_delete(&event);
	}
	return right;
}

/* The key is moved into the child, whose value the next event brings. */
static bool take_key(struct parse *p, const yaml_event_t *event, struct node *node,
	struct node *child)
{
	const char *key = (const char *)event->data.scalar.value;

	child->key_line = child->line = event->start_mark.line + 1;
	if (event->type != YAML_SCALAR_EVENT || !is_plain_event(event) || !utf_is_clean(key)
			|| strlen(key) != event->data.scalar.length)
		return refuse(p, child->key_line, _("Une clé est un simple mot, suivi de « : »."));
	if (node->count >= KEYS_MAX)
		return refuse(p, child->key_line, _("Trop de clés au même endroit."));
	if (node_get(node, key)) {
		fault_add(p->faults, child->key_line, _("La clé « %s » est écrite deux fois : effacez-en une, ou regardez l'alignement."), key);
		return false;
	}
	child->key = mem_dup(key);
	return true;
}

static bool map(struct parse *p, struct node *node, int depth)
{
	yaml_event_t event;
	size_t room = 0;
	bool right = true, ended = false;

	while (right && !ended) {
		if (!next(p, &event))
			return false;
		ended = event.type == YAML_MAPPING_END_EVENT;
		if (!ended) {
			struct node child = { 0 };
			size_t key_line;

			right = take_key(p, &event, node, &child);
			key_line = child.key_line;
			node->child = mem_grow(node->child, &room, node->count + 1, sizeof *node->child);
			node->child[node->count++] = child;
			yaml_event_delete(&event);
			if (!right || !next(p, &event))
				return false;
			right = value(p, &event, &node->child[node->count - 1], depth + 1);
			node->child[node->count - 1].key_line = key_line;
		}
		yaml_event_delete(&event);
	}
	return right;
}

static bool value(struct parse *p, const yaml_event_t *event, struct node *node, int depth)
{
	node->line = event->start_mark.line + 1;
	if (!is_plain_event(event))
		return refuse(p, node->line,
			_("Les ancres, les renvois et les types (&, * et !) ne sont pas permis : écrivez le texte en entier, entre guillemets droits."));
	if (depth > NODE_DEPTH_MAX)
		return refuse(p, node->line, _("Trop de niveaux : des listes dans des listes, sans fin."));
	if (++p->nodes > NODES_MAX)
		return refuse(p, node->line, _("Trop de lignes pour un seul fichier."));
	if (event->type == YAML_SCALAR_EVENT)
		return take_text(p, event, node);
	node->kind = event->type == YAML_MAPPING_START_EVENT ? NODE_MAP : NODE_LIST;
	return node->kind == NODE_MAP ? map(p, node, depth) : list(p, node, depth);
}

/* The line of the first byte that no content file may hold, 0 when there is none. */
static size_t bad_byte_line(const char *bytes, size_t n)
{
	size_t line = 1;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == '\n')
			line++;
		else if ((c < ' ' && !(c == '\r' && i + 1 < n && bytes[i + 1] == '\n')) || c == 0x7f)
			return line;
	}
	return 0;
}

static size_t invalid_line(const char *bytes, size_t n)
{
	size_t line = 1, start = 0;

	for (size_t i = 0; i < n; i++)
		if (bytes[i] == '\n') {
			if (!utf_valid(bytes + start, i - start))
				return line;
			line++;
			start = i + 1;
		}
	return line;
}

static bool document(struct parse *p, struct node *root)
{
	yaml_event_t event;
	bool right;

	for (;;) {
		if (!next(p, &event))
			return false;
		if (event.type == YAML_STREAM_END_EVENT) {
			yaml_event_delete(&event);
			return refuse(p, 1, _("Le fichier est vide."));
		}
		if (event.type != YAML_STREAM_START_EVENT && event.type != YAML_DOCUMENT_START_EVENT)
			break;
		yaml_event_delete(&event);
	}
	right = value(p, &event, root, 0);
	yaml_event_delete(&event);
	while (right) {
		bool end;

		if (!next(p, &event))
			return false;
		end = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT)
			right = refuse(p, event.start_mark.line + 1, _("Un seul document par fichier : retirez la ligne « --- »."));
		yaml_event_delete(&event);
		if (end)
			break;
	}
	return right;
}

bool node_read(struct node *root, const char *bytes, size_t n, struct faults *faults)
{
	struct parse p = { .faults = faults };
	size_t line;
	bool right;

	*root = (struct node){ .line = 1 };
	if (!utf_valid(bytes, n))
		return refuse(&p, invalid_line(bytes, n), _("Cette ligne n'est pas en UTF-8 : enregistrez le fichier en UTF-8."));
	line = bad_byte_line(bytes, n);
	if (line)
		return refuse(&p, line, _("Cette ligne contient une tabulation ou un caractère de contrôle : mettez des espaces."));
	if (!yaml_parser_initialize(&p.parser))
		return refuse(&p, 1, _("Il n'y a plus assez de mémoire pour continuer."));
	yaml_parser_set_input_string(&p.parser, (const unsigned char *)bytes, n);
	right = document(&p, root);
	yaml_parser_delete(&p.parser);
	return right;
}

void node_free(struct node *node)
{
	for (size_t i = 0; i < node->count; i++)
		node_free(&node->child[i]);
	free(node->child);
	free(node->key);
	free(node->text);
	*node = (struct node){ 0 };
}

const struct node *node_get(const struct node *map, const char *key)
{
	for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
		if (map->child[i].key && !strcmp(map->child[i].key, key))
			return &map->child[i];
	return NULL;
}

const char *node_text(const struct node *map, const char *key)
{
	const struct node *found = node_get(map, key);

	return found && found->text ? found->text : "";
}

int node_int(const struct node *map, const char *key)
{
	return (int)strtol(node_text(map, key), NULL, 10);
}

size_t node_count(const struct node *map, const char *key)
{
	const struct node *found = node_get(map, key);

	return found ? found->count : 0;
}
