/* Every figure under a fact: a number in a text must be found in one of the facts that its item
 * or paragraph names, with the exceptions of figure_next(). */
#include "base/i18n.h"
#include "content/lint_inside.h"

/* Names of services that are numbers, the whole list. */
static const char *const services[] = { "3018", "17Cyber", "119", "33700", "112", "114" };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xc3;
}

static size_t digits(const char *at)
{
	return strspn(at, "0123456789");
}

/* Bytes of a separator inside a number: a space, of any width, before exactly three digits; a
 * comma or a point before any. 0 when the number ends here. */
static size_t separator(const char *at, size_t group)
{
	size_t n = *at == ' ' ? 1 : !strncmp(at, "\u00a0", 2) ? 2 : !strncmp(at, "\u202f", 3) ? 3 : 0;

	if (n)
		return group <= 3 && digits(at + n) == 3 ? n : 0;
	return (*at == ',' || *at == '.') && is_digit(at[1]) ? 1 : 0;
}

/* Bytes of "7 h", "9 h 30", "7 a.m." or "7:30 pm" at `at`; 0 when it is no time of day. */
static size_t time_of_day(const char *at)
{
	static const char *const half[] = { "a.m.", "p.m.", "am", "pm", "o'clock" };
	size_t n = digits(at), minutes;

	if (!n || n > 2)
		return 0;
	if (!strncmp(at + n, " h", 2) && !is_letter(at[n + 2])) {
		n += 2;
		minutes = at[n] == ' ' && digits(at + n + 1) == 2 ? 3 : 0;
		/* "14 h 18 personnes" would be a strange sentence; "14 h 300" is no time. */
		return n + minutes;
	}
	if (at[n] == ':' && digits(at + n + 1) == 2)
		n += 3;
	for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
		size_t space = at[n] == ' ', long_half = strlen(half[i]);

		if (!strncmp(at + n + space, half[i], long_half) && !is_letter(at[n + space + long_half]))
			return n + space + long_half;
	}
	return digits(at) < n ? n : 0;
}

static size_t service(const char *at)
{
	for (size_t i = 0; i < sizeof services / sizeof *services; i++) {
		size_t n = strlen(services[i]);

		if (!strncmp(at, services[i], n) && !is_digit(at[n]) && !is_letter(at[n])
				&& !(separator(at + n, n)))
			return n;
	}
	return 0;
}

static size_t skipped(const char *text, const char *at)
{
	size_t n = time_of_day(at);

	if (!n)
		n = service(at);
	if (!n && (at == text || at[-1] == '\n') && at[digits(at)] == '.' && at[digits(at) + 1] == ' ')
		n = digits(at);
	return n;
}

bool figure_next(const char **at, bool raw, char figure[static 32])
{
	const char *c = *at, *start = c;
	size_t length = 0, group, n;

	for (;;) {
		while (*c && !is_digit(*c))
			c++;
		if (!*c)
			return false;
		n = raw ? 0 : skipped(start, c);
		if (!n)
			break;
		c += n;
	}
	do {
		group = digits(c);
		for (size_t i = 0; i < group; i++, c++)
			if (length < 31)
				figure[length++] = *c;
		n = separator(c, group);
		c += n;
	} while (n);
	figure[length] = 0;
	*at = c;
	return true;
}

static bool says(const struct node *fact, const char *figure)
{
	static const char *const key[] = { "claim", "year", "population", "source" };
	char found[32];

	for (size_t i = 0; i < sizeof key / sizeof *key; i++)
		for (const char *at = node_text(fact, key[i]); figure_next(&at, true, found);)
			if (!strcmp(found, figure))
				return true;
	return false;
}

struct figures {
	const struct corpus *corpus;
	struct source *source;
};

static bool covered(const struct corpus *c, const struct node *scope, const char *figure)
{
	const struct node *facts = node_get(scope, "facts");

	for (size_t i = 0; facts && i < facts->count; i++) {
		const struct node *fact = corpus_fact(c, facts->child[i].text);

		if (fact && says(fact, figure))
			return true;
	}
	return false;
}

/* A lesson may be called by its minutes, which its steps prove. */
static bool is_length(const struct source *s, const char *figure)
{
	return s->kind == &lesson_kind && !strcmp(node_text(&s->root, "minutes"), figure);
}

static void check_text(void *data, const struct visited *v)
{
	struct figures *f = data;
	char figure[32];

	for (const char *at = v->node->text; figure_next(&at, false, figure);)
		if (!is_length(v->source, figure) && !covered(f->corpus, v->scope, figure))
			fault_add(&f->source->faults, v->node->line, node_count(v->scope, "facts")
				? _("Le nombre %s n'est dans aucun des faits cités : citez celui qui le dit, ou corrigez.")
				: _("Le nombre %s n'a pas de fait : nommez-le dans « facts », ou écrivez-le en lettres si ce n'est pas une statistique."),
				figure);
}

/* The answer to guess is shown too. */
static void check_estimates(struct figures *f)
{
	const struct node *items = node_get(&f->source->root, "items");

	for (size_t i = 0; items && i < items->count; i++) {
		const struct node *estimate = node_get(&items->child[i], "estimate");

		if (estimate && !covered(f->corpus, &items->child[i], node_text(estimate, "right")))
			fault_add(&f->source->faults, node_get(estimate, "right")->line,
				_("La réponse %s n'est dans aucun des faits cités."), node_text(estimate, "right"));
	}
}

/* Any text under `node` says that it is to be checked. */
static bool says_to_check(const struct node *node)
{
	if (node->text && strstr(node->text, "à vérifier"))
		return true;
	for (size_t i = 0; i < node->count; i++)
		if (says_to_check(&node->child[i]))
			return true;
	return false;
}

static void check_confidence(struct figures *f, const struct node *node)
{
	const struct node *facts = node_get(node, "facts");

	for (size_t i = 0; facts && i < facts->count; i++) {
		const struct node *fact = corpus_fact(f->corpus, facts->child[i].text);

		if (fact && !strcmp(node_text(fact, "confidence"), "C") && !says_to_check(node))
			fault_add(&f->source->faults, facts->child[i].line,
				_("Le fait %s est de confiance C : la phrase doit dire « à vérifier », ou s'en passer."),
				facts->child[i].text);
	}
	for (size_t i = 0; i < node->count; i++)
		check_confidence(f, &node->child[i]);
}

void lint_figures(const struct corpus *corpus, struct source *source)
{
	struct figures f = { corpus, source };

	if (!source->fits || source->kind == &facts_kind)
		return;
	texts_visit(source, check_text, &f);
	if (source->kind == &quiz_theme_kind)
		check_estimates(&f);
	check_confidence(&f, &source->root);
}
