/* Lengths and characters for those who listen: a long sentence is lost before its end, and a
 * screen reader names or skips a decoration. */
#include <unistr.h>

#include "base/i18n.h"
#include "base/utf.h"
#include "content/lint_inside.h"

enum { WORDS_MAX = 30, LABEL_MAX = 90, PROMPT_MAX = 220, PARAGRAPH_MAX = 420 };

static size_t limit(const char *key)
{
	if (!strcmp(key, "label"))
		return LABEL_MAX;
	return !strcmp(key, "prompt") || !strcmp(key, "question") ? PROMPT_MAX : PARAGRAPH_MAX;
}

static const struct { ucs4_t first, last; const char *name; } stumbles[] = {
	{ 0x00a0, 0x00a0, N_("une espace insécable : mettez une espace, le programme s'en charge") },
	{ 0x202f, 0x202f, N_("une espace insécable : mettez une espace, le programme s'en charge") },
	{ 0x00ad, 0x00ad, N_("un trait d'union invisible") },
	{ 0x200b, 0x200f, N_("un caractère invisible") },
	{ 0x00b7, 0x00b7, N_("un point médian : trouvez un mot qui convient à tout le monde") },
	{ 0x2022, 0x2027, N_("une puce ou des points : écrivez une phrase") },
	{ 0x2018, 0x2019, N_("une apostrophe courbe : mettez une apostrophe droite") },
	{ 0x201c, 0x201f, N_("des guillemets anglais : mettez « et »") },
	{ 0x2190, 0x21ff, N_("une flèche : dites-le avec un mot") },
	{ 0x2300, 0x23ff, N_("un dessin : dites-le avec un mot") },
	{ 0x2460, 0x2bff, N_("un dessin : dites-le avec un mot") },
	{ 0xfe00, 0xfe0f, N_("un dessin : dites-le avec un mot") },
	{ 0xfffd, 0xfffd, N_("un caractère perdu") },
	{ 0x1f000, 0x1faff, N_("un émoji : dites-le avec un mot") },
};

static const char *stumble(ucs4_t c)
{
	if (c == 0x2026)
		return NULL;
	for (size_t i = 0; i < sizeof stumbles / sizeof *stumbles; i++)
		if (c >= stumbles[i].first && c <= stumbles[i].last)
			return stumbles[i].name;
	return NULL;
}

static void characters(struct source *s, const struct node *node)
{
	const uint8_t *at = (const uint8_t *)node->text;
	const char *said = NULL;
	ucs4_t c;

	while ((at = u8_next(&c, at))) {
		const char *name = stumble(c);

		if (name && name != said)
			fault_add(&s->faults, node->line, _("Ce texte contient %s."), _(name));
		said = name ? name : said;
	}
}

/* Bytes up to the end of the first sentence, its mark included. */
static size_t sentence(const char *text)
{
	size_t n = 0;

	while (text[n]) {
		bool mark = strchr(".!?\n", text[n]) || !strncmp(text + n, "…", 3);

		n += mark && text[n] == "…"[0] ? 3 : 1;
		if (mark && (!text[n] || text[n] == ' ' || text[n] == '\n' || text[n - 1] == '\n'))
			break;
	}
	return n;
}

/* Words: what stands between spaces and holds a letter or a digit, so that « and : do not count. */
static size_t words(const char *text, size_t bytes)
{
	size_t count = 0;
	bool inside = false;

	for (size_t i = 0; i < bytes; i++) {
		unsigned char c = (unsigned char)text[i];
		bool word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
			|| (c >= 'a' && c <= 'z') || c >= 0xc3;

		if (c == ' ' || c == '\n')
			inside = false;
		else if (word && !inside) {
			count++;
			inside = true;
		}
	}
	return count;
}

static void hear(void *data, const struct visited *v)
{
	struct source *s = data;
	size_t chars = utf_chars(v->node->text), most = limit(v->key);

	if (chars > most)
		fault_add(&s->faults, v->node->line, _("« %s » compte %zu caractères, %zu au plus : coupez."), v->key,
			chars, most);
	for (const char *at = v->node->text; *at; at += sentence(at)) {
		size_t count = words(at, sentence(at));

		if (count > WORDS_MAX)
			fault_add(&s->faults, v->node->line,
				_("Une phrase de %zu mots se perd à l'oreille, %d au plus : « %.*s… »."), count, WORDS_MAX,
				(int)utf_fit(at, 40), at);
	}
	characters(s, v->node);
}

void lint_ear(struct source *s)
{
	texts_visit(s, hear, s);
}
