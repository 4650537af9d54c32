#include "tui/stage/parse.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"

enum { SAID_CELLS = 60 /* of a line, when it is quoted in a complaint */ };

/* Does the folded label hold each folded word? */
static bool holds_words(const char *label, const char *words)
{
	const char *at = words;

	while (*at) {
		size_t n = strcspn(at, " ");
		const char *found = n ? memmem(label, strlen(label), at, n) : label;

		if (!found)
			return false;
		at += n;
		at += strspn(at, " ");
	}
	return true;
}

size_t parse_filter(const struct stage_choice *choice, const char *words, size_t *match,
	size_t room)
{
	struct text want = TEXT(1024), have = TEXT(1 << 14);
	size_t count = 0;

	utf_fold(&want, words);
	for (size_t i = 0; i < choice->count && count < room; i++) {
		text_clear(&have);
		utf_fold(&have, choice->option[i].label);
		if (choice->option[i].hint) {
			text_add(&have, " ");
			utf_fold(&have, choice->option[i].hint);
		}
		if (holds_words(text_string(&have), text_string(&want)))
			match[count++] = i;
	}
	text_free(&want);
	text_free(&have);
	return count;
}

/* The option meant by one word: its number, its id, or its whole label; count when none. */
static size_t option_of(const struct stage_choice *choice, const char *word)
{
	char *end;
	unsigned long number = strtoul(word, &end, 10);
	struct text typed = TEXT(1024), label = TEXT(1024);
	size_t found = choice->count;

	if (word[0] >= '0' && word[0] <= '9' && !*end)
		return number >= 1 && number <= choice->count ? number - 1 : choice->count;
	for (size_t i = 0; i < choice->count; i++)
		if (!strcmp(choice->option[i].id, word))
			return i;
	utf_fold(&typed, word);
	for (size_t i = 0; typed.bytes && i < choice->count && found == choice->count; i++) {
		text_clear(&label);
		utf_fold(&label, choice->option[i].label);
		if (!strcmp(text_string(&label), text_string(&typed)))
			found = i;
	}
	text_free(&typed);
	text_free(&label);
	return found;
}

static enum parse_result parse_one(struct parse *p, const struct stage_choice *choice,
	const char *line)
{
	size_t index = option_of(choice, line);

	if (index < choice->count) {
		p->pick.index = index;
		return PARSE_TAKEN;
	}
	if (line[0] >= '0' && line[0] <= '9') {
		snprintf(p->complaint, sizeof p->complaint, _("« %.*s » n'est pas dans la liste."),
			(int)utf_fit(line, SAID_CELLS), line);
		return PARSE_WRONG;
	}
	p->match_count = parse_filter(choice, line, p->match, sizeof p->match / sizeof *p->match);
	if (p->match_count == 1) {
		p->pick.index = p->match[0];
		return PARSE_TAKEN;
	}
	if (p->match_count > 1)
		return PARSE_NARROWED;
	snprintf(p->complaint, sizeof p->complaint, _("Rien ne correspond à « %.*s »."),
		(int)utf_fit(line, SAID_CELLS), line);
	return PARSE_WRONG;
}

static bool already(const struct stage_pick *pick, size_t index)
{
	for (size_t i = 0; i < pick->count; i++)
		if (pick->at[i] == index)
			return true;
	return false;
}

static enum parse_result parse_many(struct parse *p, const struct stage_choice *choice,
	const char *line)
{
	struct text word = TEXT(256);
	const char *at = line;
	enum parse_result result = PARSE_TAKEN;

	while (*(at += strspn(at, " ,;")) && result == PARSE_TAKEN) {
		size_t n = strcspn(at, " ,;"), index;

		text_clear(&word);
		text_add_bytes(&word, at, n);
		at += n;
		index = option_of(choice, text_string(&word));
		if (index >= choice->count || index >= 64) {
			snprintf(p->complaint, sizeof p->complaint, _("« %.*s » n'est pas dans la liste."),
				(int)utf_fit(text_string(&word), SAID_CELLS), text_string(&word));
			result = PARSE_WRONG;
		} else if (!already(&p->pick, index)) {
			p->pick.at[p->pick.count++] = (unsigned char)index;
		}
	}
	text_free(&word);
	return result;
}

enum parse_result parse_line(struct parse *p, const struct stage_choice *choice, const char *line)
{
	enum parse_result result;

	*p = (struct parse){ 0 };
	if (choice->mode == CHOOSE_ONE)
		return parse_one(p, choice, line);
	if (choice->mode == CHOOSE_SEVERAL) {
		struct text typed = TEXT(256), none = TEXT(64);
		bool nothing;

		utf_fold(&typed, line);
		utf_fold(&none, _("aucun"));
		nothing = !strcmp(line, "0") || !strcmp(line, "-")
			|| !strcmp(text_string(&typed), text_string(&none));
		text_free(&typed);
		text_free(&none);
		if (nothing)
			return PARSE_TAKEN;
	}
	result = parse_many(p, choice, line);
	if (result == PARSE_TAKEN && choice->mode == CHOOSE_ORDER && p->pick.count != choice->count) {
		snprintf(p->complaint, sizeof p->complaint,
			_("Il faut les %zu numéros, chacun une fois, dans votre ordre."), choice->count);
		return PARSE_WRONG;
	}
	return result;
}
