/* What one file says of another: ids that must exist, names that must agree, dates that must be
 * dates. */
#include "base/clock.h"
#include "base/i18n.h"
#include "content/lint_inside.h"

struct links {
	const struct corpus *corpus;
	struct source *source;
};

static void need_fiche(struct links *l, const struct node *id)
{
	if (!corpus_source(l->corpus, &fiche_kind, id->text))
		fault_add(&l->source->faults, id->line, _("La fiche « %s » n'existe pas dans content/fiches."), id->text);
}

static void need_fact(struct links *l, const struct node *id)
{
	if (!corpus_fact(l->corpus, id->text))
		fault_add(&l->source->faults, id->line, _("Le fait « %s » n'existe pas dans content/facts.yaml."), id->text);
}

static void need_item(struct links *l, const struct node *id)
{
	if (!corpus_item(l->corpus, id->text))
		fault_add(&l->source->faults, id->line, _("La question « %s » n'existe pas."), id->text);
}

/* "fiche", "figure", "see" and "facts" mean the same wherever they are. */
static void links_inside(struct links *l, const struct node *node)
{
	for (size_t i = 0; i < node->count; i++) {
		const struct node *child = &node->child[i];

		if (child->key && child->kind == NODE_TEXT && !strcmp(child->key, "fiche"))
			need_fiche(l, child);
		if (child->key && child->kind == NODE_TEXT && !strcmp(child->key, "figure"))
			need_item(l, child);
		if (child->key && child->kind == NODE_TEXT && !strcmp(child->key, "fact"))
			need_fact(l, child);
		for (size_t k = 0; child->key && child->kind == NODE_LIST && k < child->count; k++) {
			if (!strcmp(child->key, "see"))
				need_fiche(l, &child->child[k]);
			if (!strcmp(child->key, "facts"))
				need_fact(l, &child->child[k]);
		}
		links_inside(l, child);
	}
}

static void theme(struct links *l)
{
	const struct node *items = node_get(&l->source->root, "items");
	const char *name = node_text(&l->source->root, "theme");
	size_t n = strlen(name);

	for (size_t i = 0; i < items->count; i++) {
		const struct node *id = node_get(&items->child[i], "id");

		if (strncmp(id->text, name, n) || id->text[n] != '-')
			fault_add(&l->source->faults, id->line, _("L'identifiant « %s » doit commencer par le thème : « %s-… »."),
				id->text, name);
	}
}

static void bank(struct links *l)
{
	const struct node *themes = node_get(&l->source->root, "themes");

	for (size_t i = 0; i < themes->count; i++)
		if (!corpus_source(l->corpus, &quiz_theme_kind, themes->child[i].text))
			fault_add(&l->source->faults, themes->child[i].line,
				_("Le thème « %s » n'a pas de fichier dans content/quizzes."), themes->child[i].text);
}

static void fiche(struct links *l)
{
	const struct node *root = &l->source->root, *verified = node_get(root, "verified");
	const struct node *see = node_get(root, "see"), *links = node_get(root, "links");
	struct day day;

	if (!day_parse(verified->text, &day))
		fault_add(&l->source->faults, verified->line, _("« verified » est une date comme 2026-11-23, pas « %s »."),
			verified->text);
	if (node_count(root, "gestures") != 3)
		fault_add(&l->source->faults, node_get(root, "gestures")->line,
			_("Une fiche a exactement trois gestes, celle-ci en a %zu."), node_count(root, "gestures"));
	for (size_t i = 0; i < see->count; i++)
		if (!strcmp(see->child[i].text, l->source->name))
			fault_add(&l->source->faults, see->child[i].line,
				_("Cette fiche renvoie à elle-même."));
	for (size_t i = 0; links && i < links->count; i++) {
		const struct node *url = node_get(&links->child[i], "url");

		if (strncmp(url->text, "https://", 8) || strpbrk(url->text, " \"<>"))
			fault_add(&l->source->faults, url->line, _("Une adresse commence par https:// et n'a pas d'espace."));
	}
}

static void facts(struct links *l)
{
	const struct node *list = node_get(&l->source->root, "facts");

	for (size_t i = 0; i < list->count; i++) {
		const struct node *id = node_get(&list->child[i], "id");
		size_t letters = strspn(id->text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
		const char *tail = id->text + letters + (id->text[letters] == '-');
		size_t figures = strspn(tail, "0123456789");

		tail += figures;
		if (letters < 2 || letters > 4 || id->text[letters] != '-' || figures < 2
				|| (*tail && (*tail < 'a' || *tail > 'z' || tail[1])))
			fault_add(&l->source->faults, id->line, _("Le nom d'un fait est comme « PRA-11 », pas « %s »."), id->text);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(node_text(&list->child[k], "id"), id->text))
				fault_add(&l->source->faults, id->line,
					_("L'identifiant « %s » sert deux fois : choisissez-en un autre."), id->text);
	}
}

static bool same_row(const struct node *a, const struct node *b)
{
	return !strcmp(node_text(a, "question"), node_text(b, "question"))
		&& !strcmp(node_text(a, "option"), node_text(b, "option"))
		&& !strcmp(node_text(a, "age"), node_text(b, "age"));
}

static void reference(struct links *l)
{
	const struct node *rows = node_get(&l->source->root, "rows");

	for (size_t i = 0; i < rows->count; i++) {
		const struct node *row = &rows->child[i], *question = node_get(row, "question");
		const struct node *item = corpus_item(l->corpus, question->text);
		const struct node *options = node_get(item, "options");
		const char *option = node_text(row, "option");
		bool found = !options && !*option;

		if (!item) {
			fault_add(&l->source->faults, question->line, _("La question « %s » n'existe pas."),
				question->text);
			continue;
		}
		for (size_t k = 0; options && k < options->count; k++)
			found |= !strcmp(node_text(&options->child[k], "id"), option);
		if (!found)
			fault_add(&l->source->faults, node_get(row, "option")->line,
				_("La question « %s » n'a pas d'option « %s »."), question->text, option);
		for (size_t k = 0; k < i; k++)
			if (same_row(row, &rows->child[k]))
				fault_add(&l->source->faults, row->line,
					_("Cette ligne est déjà donnée plus haut."));
	}
}

void lint_links(const struct corpus *corpus, struct source *source)
{
	struct links l = { corpus, source };
	const char *key = source->kind->top->mapping.fields->key;
	const struct node *id = node_get(&source->root, key);

	if (!source->fits)
		return;
	if (!source->kind->file && strcmp(id->text, source->name))
		fault_add(&source->faults, id->line, _("« %s » dit « %s », et le fichier s'appelle « %s » : mettez le même nom."), key,
			id->text, source->name);
	if (!schema_is_id(source->name))
		fault_add(&source->faults, 1, _("Renommez le fichier : minuscules sans accent, chiffres et traits d'union."));
	if (source->kind != &facts_kind)
		links_inside(&l, &source->root);
	if (source->kind == &quiz_theme_kind)
		theme(&l);
	if (source->kind == &quiz_bank_kind)
		bank(&l);
	if (source->kind == &fiche_kind)
		fiche(&l);
	if (source->kind == &facts_kind)
		facts(&l);
	if (source->kind == &reference_kind)
		reference(&l);
}

/* Is this fiche named under "fiche" or "see", by anyone but itself? */
static bool names_fiche(const struct node *node, const char *id)
{
	bool link = node->key && (!strcmp(node->key, "fiche") || !strcmp(node->key, "see"));

	if (link && node->text && !strcmp(node->text, id))
		return true;
	for (size_t i = 0; i < node->count; i++)
		if ((link && node->child[i].text && !strcmp(node->child[i].text, id))
				|| names_fiche(&node->child[i], id))
			return true;
	return false;
}

static void items_twice(struct corpus *c, struct source *s)
{
	const struct node *items = node_get(&s->root, "items");

	for (size_t i = 0; i < items->count; i++) {
		const struct node *id = node_get(&items->child[i], "id"), *first = corpus_item(c, id->text);

		if (first < items->child || first >= items->child + items->count)
			fault_add(&s->faults, id->line, _("L'identifiant « %s » sert dans un autre thème."), id->text);
	}
}

void lint_orphans(struct corpus *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct source *s = &c->source[i];
		bool named = !s->fits || s->kind != &fiche_kind;

		if (s->fits && s->kind == &quiz_theme_kind)
			items_twice(c, s);
		for (size_t k = 0; k < c->count && !named; k++)
			named = k != i && c->source[k].fits && names_fiche(&c->source[k].root, s->name);
		if (!named)
			fault_add(&s->faults, 1, _("Rien ne mène à cette fiche : aucune question, aucune journée, aucune autre fiche."));
	}
}
