#include "content/schema.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "content/fault.h"
#include "content/node.h"

const struct cyaml_schema_value schema_id = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER | SCHEMA_ID, char, 1, 80) };
const struct cyaml_schema_value schema_word = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER | SCHEMA_TEXT, char, 1, SCHEMA_STRING_MAX) };

static const struct { const char *key; int min, max; } ranges[] = {
	{ "level", 1, 3 }, { "points", 0, 4 }, { "version", 1, 1000 }, { "run", 1, 64 },
	{ "express", 1, 64 }, { "minutes", 1, 120 }, { "percent", 0, 100 }, { "prudence", -2, 2 },
	{ "presence", -2, 2 },
};
enum { NUMBER_MAX = 1000000000 };

bool schema_range(const char *key, int *min, int *max)
{
	for (size_t i = 0; key && i < sizeof ranges / sizeof *ranges; i++)
		if (!strcmp(ranges[i].key, key)) {
			*min = ranges[i].min;
			*max = ranges[i].max;
			return true;
		}
	return false;
}

bool schema_is_id(const char *id)
{
	bool hyphen = true;

	for (const char *at = id; *at; at++) {
		if (*at == '-' && hyphen)
			return false;
		hyphen = *at == '-';
		if (!hyphen && !(*at >= 'a' && *at <= 'z') && !(*at >= '0' && *at <= '9'))
			return false;
	}
	return !hyphen && strlen(id) <= 80;
}

const struct cyaml_schema_value *schema_child(const struct cyaml_schema_value *map, const char *key)
{
	const struct cyaml_schema_field *f = map->type == CYAML_MAPPING ? map->mapping.fields : NULL;

	for (; f && f->key; f++)
		if (key && !strcmp(f->key, key))
			return &f->value;
	return NULL;
}

/* Letters to change, add or remove to go from one word to the other; words over 31 letters are
 * far. */
static size_t distance(const char *a, const char *b)
{
	size_t row[32], n = strlen(b);

	if (n > 31 || strlen(a) > 31)
		return 32;
	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; *a; a++, i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t above = row[j], best = diagonal + (b[j - 1] != *a);

			best = above + 1 < best ? above + 1 : best;
			row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			diagonal = above;
		}
	}
	return row[n];
}

static void unknown_key(const struct cyaml_schema_field *fields, const struct node *child,
	struct faults *faults)
{
	struct text keys = TEXT(1024);
	const char *near = NULL;
	size_t least = 3;

	for (const struct cyaml_schema_field *f = fields; f->key; f++) {
		size_t d = distance(child->key, f->key);

		if (d < least && d < strlen(f->key)) {
			least = d;
			near = f->key;
		}
		text_addf(&keys, "%s%s", f == fields ? "" : ", ", f->key);
	}
	if (near)
		fault_add(faults, child->key_line, _("La clé « %s » n'existe pas ici : vouliez-vous écrire « %s » ?"),
			child->key, near);
	else
		fault_add(faults, child->key_line, _("La clé « %s » n'existe pas ici. Les clés possibles : %s."),
			child->key, text_string(&keys));
	text_free(&keys);
}

struct check {
	struct faults *faults;
	bool strict;
};

static void value(struct check *, const struct cyaml_schema_value *, const struct node *,
	const char *);

static void key_order(struct check *c, const struct cyaml_schema_field *fields,
	const struct node *node)
{
	const struct cyaml_schema_field *latest = NULL;

	for (size_t i = 0; i < node->count; i++) {
		const struct cyaml_schema_field *f = fields;

		while (f->key && strcmp(f->key, node->child[i].key))
			f++;
		if (!f->key)
			continue;
		if (latest && f < latest)
			fault_add(c->faults, node->child[i].key_line,
				_("La clé « %s » se place avant « %s » : l'ordre de lecture est le même partout."),
				f->key, latest->key);
		else
			latest = f;
	}
}

static void mapping(struct check *c, const struct cyaml_schema_value *schema,
	const struct node *node, const char *name)
{
	const struct cyaml_schema_field *fields = schema->mapping.fields;

	if (node->kind != NODE_MAP) {
		fault_add(c->faults, node->line, _("« %s » attend des lignes de la forme « clé: valeur »."), name);
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		const struct cyaml_schema_value *child = schema_child(schema, node->child[i].key);

		if (child)
			value(c, child, &node->child[i], node->child[i].key);
		else
			unknown_key(fields, &node->child[i], c->faults);
	}
	for (const struct cyaml_schema_field *f = fields; f->key; f++)
		if (!(f->value.flags & CYAML_FLAG_OPTIONAL) && !node_get(node, f->key))
			fault_add(c->faults, node->line, _("Il manque la clé « %s »."), f->key);
	if (c->strict)
		key_order(c, fields, node);
}

static void sequence(struct check *c, const struct cyaml_schema_value *schema,
	const struct node *node, const char *name)
{
	if (node->kind != NODE_LIST) {
		fault_add(c->faults, node->line, _("« %s » attend une liste : un tiret devant chaque élément, ou des crochets, comme [PRA-11], ou [] s'il n'y en a pas."), name);
		return;
	}
	if (node->count < schema->sequence.min)
		fault_add(c->faults, node->line, _("« %s » attend au moins %u éléments, il y en a %zu."), name,
			schema->sequence.min, node->count);
	if (node->count > schema->sequence.max)
		fault_add(c->faults, node->line, _("« %s » attend au plus %u éléments, il y en a %zu."), name,
			schema->sequence.max, node->count);
	for (size_t i = 0; i < node->count; i++)
		value(c, schema->sequence.entry, &node->child[i], name);
}

static bool is_integer(const char *text)
{
	size_t digits = strspn(text + (*text == '-'), "0123456789");

	/* "010" is eight for some readers of YAML and ten for people. */
	return digits && digits <= 9 && !text[(*text == '-') + digits]
		&& !(text[*text == '-'] == '0' && digits > 1);
}

static void number(struct check *c, const struct cyaml_schema_value *schema,
	const struct node *node, const char *name)
{
	int min = schema->type == CYAML_UINT ? 0 : -NUMBER_MAX, max = NUMBER_MAX, n;

	if (!is_integer(node->text)) {
		fault_add(c->faults, node->line, _("« %s » attend un nombre entier, pas « %.60s »."), name, node->text);
		return;
	}
	schema_range(name, &min, &max);
	n = (int)strtol(node->text, NULL, 10);
	if (n < min || n > max)
		fault_add(c->faults, node->line, _("« %s » va de %d à %d, pas %d."), name, min, max, n);
}

static void enumeration(struct check *c, const struct cyaml_schema_value *schema,
	const struct node *node, const char *name)
{
	struct text words = TEXT(1024);
	bool found = false;

	for (uint32_t i = 0; i < schema->enumeration.count; i++) {
		found |= !strcmp(schema->enumeration.strings[i].str, node->text);
		text_addf(&words, "%s%s", i ? ", " : "", schema->enumeration.strings[i].str);
	}
	if (!found)
		fault_add(c->faults, node->line, _("« %s » ne peut pas valoir « %.60s ». Les valeurs possibles : %s."),
			name, node->text, text_string(&words));
	text_free(&words);
}

static void string(struct check *c, const struct cyaml_schema_value *schema,
	const struct node *node, const char *name)
{
	size_t n = strlen(node->text);

	if (n < schema->string.min)
		fault_add(c->faults, node->line, _("« %s » est vide : écrivez sa valeur, ou retirez la clé si elle est facultative."), name);
	if (n > schema->string.max)
		fault_add(c->faults, node->line, _("« %s » est trop long : %zu octets, %u au plus."), name, n,
			schema->string.max);
	if (!c->strict)
		return;
	if (schema->flags & SCHEMA_TEXT && n && !node->quoted && schema != &schema_word)
		fault_add(c->faults, node->line, _("Mettez le texte de « %s » entre guillemets droits."), name);
	if (!node->one_line)
		fault_add(c->faults, node->line, _("Écrivez le texte de « %s » sur une seule ligne."), name);
}

static void value(struct check *c, const struct cyaml_schema_value *schema, const struct node *node,
	const char *name)
{
	if (schema->type == CYAML_MAPPING)
		mapping(c, schema, node, name);
	else if (schema->type == CYAML_SEQUENCE)
		sequence(c, schema, node, name);
	else if (node->kind != NODE_TEXT)
		fault_add(c->faults, node->line, _("« %s » attend un texte, sur une ligne."), name);
	else if (schema->type == CYAML_ENUM)
		enumeration(c, schema, node, name);
	else if (schema->type == CYAML_STRING)
		string(c, schema, node, name);
	else
		number(c, schema, node, name);
}

bool schema_check(const struct cyaml_schema_value *schema, const struct node *node, bool strict,
	struct faults *faults)
{
	struct check c = { .faults = faults, .strict = strict };
	size_t before = faults->count;

	value(&c, schema, node, _("le fichier"));
	return faults->count == before;
}
