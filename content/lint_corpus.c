#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "content/lint_inside.h"

const struct reader_kind *const lint_kinds[LINT_KINDS] = { &quiz_theme_kind, &quiz_bank_kind,
	&fiche_kind, &day_kind, &reference_kind, &letter_kind, &lesson_kind, &bench_kind, &facts_kind,
	&glossary_kind };

static bool inside(const char *path, const char *folder)
{
	struct text part = TEXT(256);
	bool found;

	text_addf(&part, "/%s/", folder);
	found = strstr(path, text_string(&part));
	text_free(&part);
	return found;
}

/* A file that says nothing of its kind is judged by its folder. Those at the root come last: a
 * letter has "facts" at its top too, and a fiche has "words". */
static const struct reader_kind *kind_of(const struct source *s)
{
	for (size_t i = 0; i < LINT_KINDS; i++)
		if (*lint_kinds[i]->folder && node_get(&s->root, lint_kinds[i]->mark))
			return lint_kinds[i];
	for (size_t i = 0; i < LINT_KINDS; i++)
		if (*lint_kinds[i]->folder && inside(s->path, lint_kinds[i]->folder))
			return lint_kinds[i];
	for (size_t i = 0; i < LINT_KINDS; i++)
		if (!*lint_kinds[i]->folder && (node_get(&s->root, lint_kinds[i]->mark)
				|| !strcmp(s->name, lint_kinds[i]->file)))
			return lint_kinds[i];
	return NULL;
}

static void read_source(struct source *s)
{
	struct text bytes = TEXT(READER_BYTES_MAX + 1);
	struct error why = { 0 };
	struct faults loose = { 0 };

	if (!place_read(s->path, READER_BYTES_MAX, &bytes, &why))
		fault_add(&s->faults, 1, "%s", why.text);
	else if (node_read(&s->root, text_string(&bytes), bytes.bytes, &s->faults)) {
		s->kind = kind_of(s);
		if (!s->kind)
			fault_add(&s->faults, 1, _("Ce n'est aucune sorte de contenu connue : ni questions, ni fiche, ni journée, ni lettre, ni atelier, ni établi, ni mots, ni faits."));
	}
	if (s->kind) {
		s->fits = schema_check(s->kind->top, &s->root, false, &loose);
		schema_check(s->kind->top, &s->root, true, &s->faults);
	}
	if (s->fits && s->kind->rules)
		s->kind->rules(&s->root, &s->faults);
	faults_free(&loose);
	text_free(&bytes);
}

struct source *corpus_add(struct corpus *c, const char *path, const char *shown)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	struct source *s;

	c->source = mem_grow(c->source, &c->room, c->count + 1, sizeof *c->source);
	s = &c->source[c->count++];
	*s = (struct source){ .path = mem_dup(path), .shown = mem_dup(shown),
		.name = mem_dup_bytes(name, dot ? (size_t)(dot - name) : strlen(name)) };
	read_source(s);
	return s;
}

static void add_folder(struct corpus *c, const char *folder)
{
	struct text path = TEXT(8192), shown = TEXT(8192);
	size_t count;
	char **name;

	text_addf(&path, "%s/%s", place_content(), folder);
	name = place_list(text_string(&path), ".yaml", &count);
	for (size_t i = 0; i < count; i++) {
		text_clear(&path);
		text_clear(&shown);
		text_addf(&path, "%s/%s%s%s.yaml", place_content(), folder, *folder ? "/" : "", name[i]);
		text_addf(&shown, "content/%s%s%s.yaml", folder, *folder ? "/" : "", name[i]);
		corpus_add(c, text_string(&path), text_string(&shown));
		free(name[i]);
	}
	free(name);
	text_free(&path);
	text_free(&shown);
}

void corpus_open(struct corpus *c)
{
	*c = (struct corpus){ 0 };
	for (size_t i = 0; i < LINT_KINDS; i++) {
		bool done = false;

		for (size_t k = 0; k < i; k++)
			done |= !strcmp(lint_kinds[k]->folder, lint_kinds[i]->folder);
		if (!done)
			add_folder(c, lint_kinds[i]->folder);
	}
	topics_read(c);
}

void corpus_close(struct corpus *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct source *s = &c->source[i];

		node_free(&s->root);
		faults_free(&s->faults);
		free(s->path);
		free(s->shown);
		free(s->name);
	}
	free(c->source);
	node_free(&c->topics);
	*c = (struct corpus){ 0 };
}

const struct source *corpus_source(const struct corpus *c, const struct reader_kind *kind,
	const char *name)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->source[i].kind == kind && !strcmp(c->source[i].name, name))
			return &c->source[i];
	return NULL;
}

static const struct node *find(const struct corpus *c, const struct reader_kind *kind,
	const char *list, const char *id)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct source *s = &c->source[i];
		const struct node *items = s->kind == kind && s->fits ? node_get(&s->root, list) : NULL;

		for (size_t k = 0; items && k < items->count; k++)
			if (!strcmp(node_text(&items->child[k], "id"), id))
				return &items->child[k];
	}
	return NULL;
}

const struct node *corpus_item(const struct corpus *c, const char *item)
{
	return find(c, &quiz_theme_kind, "items", item);
}

const struct node *corpus_fact(const struct corpus *c, const char *fact)
{
	return find(c, &facts_kind, "facts", fact);
}

struct walk {
	struct visited at;
	struct text path;
	void (*visit)(void *, const struct visited *);
	void *data;
};

static void walk(struct walk *w, const struct cyaml_schema_value *schema, const struct node *node);

/* Steps into `child`, called `step` in paths. */
static void walk_into(struct walk *w, const struct cyaml_schema_value *schema,
	const struct node *child, const char *step)
{
	size_t before = w->path.bytes;

	text_addf(&w->path, "%s%s", before && *step ? "/" : "", step);
	walk(w, schema, child);
	text_cut(&w->path, before);
}

static void walk_map(struct walk *w, const struct cyaml_schema_value *schema,
	const struct node *map)
{
	const struct node *outer = w->at.scope;

	if (schema_child(schema, "facts") && w->at.source->kind != &facts_kind)
		w->at.scope = map;
	for (size_t i = 0; i < map->count; i++) {
		const struct node *child = &map->child[i];
		const struct cyaml_schema_value *value = schema_child(schema, child->key);
		/* "items" and "scenes" say nothing: what they hold has names. */
		bool top = !w->path.bytes && !strcmp(child->key, w->at.source->kind->mark);

		w->at.key = child->key;
		if (value)
			walk_into(w, value, child, top ? "" : child->key);
	}
	w->at.scope = outer;
}

static void walk(struct walk *w, const struct cyaml_schema_value *schema, const struct node *node)
{
	const char *key = w->at.key;

	if (schema->type == CYAML_MAPPING) {
		walk_map(w, schema, node);
	} else if (schema->type == CYAML_SEQUENCE) {
		for (size_t i = 0; i < node->count; i++) {
			const char *id = node_text(&node->child[i], "id");
			char number[24];

			snprintf(number, sizeof number, "%zu", i + 1);
			w->at.key = key;
			walk_into(w, schema->sequence.entry, &node->child[i], *id ? id : number);
		}
	} else if (schema->type == CYAML_STRING && schema->flags & SCHEMA_TEXT && *node->text) {
		w->at.node = node;
		w->at.path = text_string(&w->path);
		w->visit(w->data, &w->at);
	}
}

void texts_visit(const struct source *source, void (*visit)(void *, const struct visited *),
	void *data)
{
	struct walk w = { .at = { .source = source, .key = "" }, .path = TEXT(4096), .visit = visit,
		.data = data };

	if (source->fits)
		walk(&w, source->kind->top, &source->root);
	text_free(&w.path);
}
