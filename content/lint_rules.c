/* What only one kind is asked: a letter without holes, a lesson that lasts what it says, words in
 * order, a bench with something to find, a day's tools and echoes. */
#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "content/bench.h"
#include "content/letter_field.h"
#include "content/lint_inside.h"

/* Does this text name this field? */
static bool names(const char *text, const char *field)
{
	size_t bytes;

	for (const char *at = text; (at = letter_field_next(at, &bytes)); at += bytes + 2)
		if (!strncmp(at + 1, field, bytes) && !field[bytes])
			return true;
	return false;
}

static size_t braces(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '{' || *text == '}';
	return count;
}

static void letter_paragraph(struct source *s, const struct node *text)
{
	const struct node *fields = node_get(&s->root, "fields");
	size_t bytes, named = 0, required = 0, optional = 0;

	for (const char *at = text->text; (at = letter_field_next(at, &bytes)); at += bytes + 2)
		named++;
	for (size_t i = 0; i < fields->count; i++)
		if (names(text->text, node_text(&fields->child[i], "id"))) {
			required += !strcmp(node_text(&fields->child[i], "need"), "required");
			optional += !strcmp(node_text(&fields->child[i], "need"), "optional");
		}
	if (required && optional)
		fault_add(&s->faults, text->line,
			_("Ce paragraphe mêle un champ « required » et un champ « optional » : laissé vide, celui-ci ferait un trou. Séparez-les."));
	if (braces(text->text) != 2 * named)
		fault_add(&s->faults, text->line, _("Une accolade de trop : un champ s'écrit « {organisme} »."));
}

static void letter(struct source *s)
{
	const struct node *fields = node_get(&s->root, "fields"), *body = node_get(&s->root, "body");
	const struct node *after = node_get(&s->root, "after");

	for (size_t i = 0; i < body->count; i++)
		letter_paragraph(s, node_get(&body->child[i], "text"));
	for (size_t i = 0; i < fields->count; i++) {
		const struct node *id = node_get(&fields->child[i], "id");
		bool used = false;

		for (size_t k = 0; k < body->count; k++)
			used |= names(node_text(&body->child[k], "text"), id->text);
		if (!used)
			fault_add(&s->faults, id->line, _("Le champ « %s » ne sert dans aucun paragraphe de « body »."),
				id->text);
	}
	for (size_t i = 0; i < after->count; i++)
		if (braces(node_text(&after->child[i], "text")))
			fault_add(&s->faults, after->child[i].line, _("Seul « body » se remplit : pas d'accolades ici."));
}

static void lesson(struct source *s)
{
	const struct node *steps = node_get(&s->root, "steps");
	const struct node *questions = node_get(&s->root, "questions");
	int minutes = 0, said = node_int(&s->root, "minutes");

	for (size_t i = 0; i < steps->count; i++)
		minutes += node_int(&steps->child[i], "minutes");
	if (minutes != said)
		fault_add(&s->faults, node_get(&s->root, "minutes")->line,
			_("Les étapes durent %d minutes en tout, et l'atelier en annonce %d."), minutes, said);
	if (questions->count != 3)
		fault_add(&s->faults, questions->line,
			_("Un atelier pose exactement trois questions, avant et après ; celui-ci en a %zu."), questions->count);
}

/* As dictionaries do: letters alone, so that « e-réputation » comes after « enceinte ». */
static void letters(struct text *out, const char *word)
{
	struct text folded = TEXT(SCHEMA_STRING_MAX * 4);

	utf_fold(&folded, word);
	text_clear(out);
	for (const char *at = text_string(&folded); *at; at++)
		if (*at != ' ')
			text_add_bytes(out, at, 1);
	text_free(&folded);
}

static void glossary(struct source *s)
{
	const struct node *words = node_get(&s->root, "words");
	struct text before = TEXT(SCHEMA_STRING_MAX * 4), now = TEXT(SCHEMA_STRING_MAX * 4);

	for (size_t i = 0; i < words->count; i++) {
		const struct node *word = node_get(&words->child[i], "word");
		int order;

		letters(&now, word->text);
		order = i ? strcmp(text_string(&before), text_string(&now)) : -1;
		if (!order)
			fault_add(&s->faults, word->line,
				_("Le mot « %s » est expliqué deux fois."), word->text);
		if (order > 0)
			fault_add(&s->faults, word->line, _("« %s » se place avant « %s » : les mots suivent l'alphabet."),
				word->text, node_text(&words->child[i - 1], "word"));
		text_clear(&before);
		text_add(&before, text_string(&now));
	}
	text_free(&before);
	text_free(&now);
}

static void bench(struct source *s)
{
	const struct node *lines = node_get(&s->root, "lines");
	size_t odd = 0;

	for (size_t i = 0; i < lines->count; i++)
		odd += !strcmp(node_text(&lines->child[i], "verdict"), "odd");
	if (!odd || odd == lines->count)
		fault_add(&s->faults, lines->line, odd
			? _("Il faut au moins une ligne « fine » : tout n'est pas étrange.")
			: _("Il faut au moins une ligne « odd » : sans elle, il n'y a rien à trouver."));
}

static void tool(const struct corpus *corpus, struct source *s, const struct node *scene)
{
	const struct node *named = node_get(scene, "tool");

	if (named && strcmp(named->text, BENCH_PASSWORD)
			&& !corpus_source(corpus, &bench_kind, named->text))
		fault_add(&s->faults, named->line, _("L'établi « %s » n'existe pas dans content/benches."), named->text);
}

static void day(const struct corpus *corpus, struct source *s)
{
	const struct node *scenes = node_get(&s->root, "scenes");

	for (size_t i = 0; i < scenes->count; i++) {
		const struct node *choices = node_get(&scenes->child[i], "choices");

		tool(corpus, s, &scenes->child[i]);
		for (size_t k = 0; k < choices->count; k++) {
			const struct node *echo = node_get(&choices->child[k], "echo");

			if (echo && !node_count(&choices->child[k], "sends"))
				fault_add(&s->faults, echo->line,
					_("« echo » dit comment envoyer moins, et ce choix n'envoie rien : retirez-le."));
		}
	}
}

void lint_rules(const struct corpus *corpus, struct source *s)
{
	if (!s->fits)
		return;
	if (s->kind == &letter_kind)
		letter(s);
	if (s->kind == &lesson_kind)
		lesson(s);
	if (s->kind == &glossary_kind)
		glossary(s);
	if (s->kind == &bench_kind)
		bench(s);
	if (s->kind == &day_kind)
		day(corpus, s);
}
