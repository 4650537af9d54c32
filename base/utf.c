#include "base/utf.h"

#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/mem.h"
#include "base/text.h"

static const uint8_t *u8(const char *s)
{
	return (const uint8_t *)s;
}

bool utf_valid(const char *bytes, size_t n)
{
	return u8_check(u8(bytes), n) == NULL;
}

/* May not be shown: it would move the cursor, hide, or turn the reading order round. */
static bool is_control(ucs4_t c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e)
		|| (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

void utf_clean(struct text *out, const char *bytes, size_t n)
{
	while (n) {
		ucs4_t c;
		int step = u8_mbtoucr(&c, u8(bytes), n);

		if (step <= 0) {
			step = 1;
			text_add(out, "\xef\xbf\xbd");
		} else if (c == '\t') {
			text_add(out, " ");
		} else if (is_control(c)) {
			text_add(out, "\xef\xbf\xbd");
		} else {
			text_add_bytes(out, bytes, (size_t)step);
		}
		bytes += step;
		n -= (size_t)step;
	}
}

bool utf_is_clean(const char *string)
{
	size_t n = strlen(string);

	while (n) {
		ucs4_t c;
		int step = u8_mbtoucr(&c, u8(string), n);

		if (step <= 0 || is_control(c))
			return false;
		string += step;
		n -= (size_t)step;
	}
	return true;
}

/* Printable ASCII followed by ASCII is a cluster by itself: most of what is drawn. */
static bool is_plain(const char *s)
{
	unsigned char a = (unsigned char)s[0], b = (unsigned char)s[1];

	return a >= 0x20 && a < 0x7f && b < 0x80;
}

static size_t cluster_cells(const char *s, size_t n)
{
	size_t cells = 0;
	ucs4_t c, first = 0;
	int step;

	for (size_t at = 0; at < n; at += (size_t)step) {
		int width;

		step = u8_mbtouc(&c, u8(s + at), n - at);
		if (!at)
			first = c;
		width = uc_width(c, "UTF-8");
		if (width > 0 && (size_t)width > cells)
			cells = (size_t)width; /* a cluster is as wide as its widest character */
		if (c == 0xfe0f && first > 0x7f)
			cells = 2;             /* shown as an emoji */
	}
	if (first >= 0x1f1e6 && first <= 0x1f1ff)
		cells = 2;                     /* a flag: two letters, one picture */
	return cells;
}

size_t utf_step(const char *string, size_t *cells)
{
	const uint8_t *next;
	size_t n;

	if (!*string) {
		*cells = 0;
		return 0;
	}
	if (is_plain(string)) {
		*cells = 1;
		return 1;
	}
	/* A cluster is short; looking at all of a long text each time would be quadratic. */
	n = strnlen(string, 128);
	next = u8_grapheme_next(u8(string), u8(string) + n);
	n = next ? (size_t)(next - u8(string)) : 1;
	*cells = cluster_cells(string, n);
	return n;
}

size_t utf_chars(const char *string)
{
	size_t count = 0, cells, n;

	for (; (n = utf_step(string, &cells)); string += n)
		count++;
	return count;
}

size_t utf_cells(const char *string)
{
	size_t sum = 0, cells, n;

	for (; (n = utf_step(string, &cells)); string += n)
		sum += cells;
	return sum;
}

size_t utf_fit(const char *string, size_t room)
{
	size_t used = 0, at = 0, cells, n;

	while ((n = utf_step(string + at, &cells)) && used + cells <= room) {
		used += cells;
		at += n;
	}
	return at;
}

/* French: no line begins with ? ! : ; » nor ends with «, though the space before is a plain one. */
static bool french_keeps(const char *string, size_t at)
{
	static const char *const tied[] = { "?", "!", ":", ";", "»", "%", "\xe2\x82\xac" };

	if (at && string[at - 1] == '-' && (at == 1 || strchr(" -", string[at - 2])))
		return true; /* the name of an option, "--express", is typed as it is read */
	for (size_t i = 0; i < sizeof tied / sizeof *tied; i++)
		if (!strncmp(string + at, tied[i], strlen(tied[i])))
			return true;
	return at >= 3 && !memcmp(string + at - 3, "\xc2\xab ", 3);
}

size_t utf_line(const char *string, size_t room, size_t *next)
{
	size_t n = strcspn(string, "\n"), fit, at, line;
	char *breaks;

	if (!*string) {
		*next = 0;
		return 0;
	}
	fit = utf_fit(string, room);
	if (fit >= n) {
		*next = string[n] ? n + 1 : n;
		return n;
	}
	/* Only what may stand on this line, and one character more, needs its breaks known. */
	at = fit;
	while (at < n && at < fit + 8)
		at++;
	while (at < n && ((unsigned char)string[at] & 0xc0) == 0x80)
		at++;
	breaks = mem_alloc(at + 1);
	u8_possible_linebreaks(u8(string), at, "UTF-8", breaks);
	for (line = fit; line > 0; line--)
		if (breaks[line] == UC_BREAK_POSSIBLE && !french_keeps(string, line))
			break;
	free(breaks);
	if (!line) { /* one word too long: cut at a cluster, at least one */
		size_t cells;

		line = fit ? fit : utf_step(string, &cells);
		*next = line;
		return line;
	}
	*next = line;
	while (line && string[line - 1] == ' ')
		line--;
	while (string[*next] == ' ')
		++*next;
	if (string[*next] == '\n')
		++*next;
	return line;
}

/* Letters that decomposition leaves whole. */
static const struct { ucs4_t from; const char *to; } opened[] = {
	{ 0x153, "oe" }, { 0xe6, "ae" }, { 0xdf, "ss" }, { 0xf8, "o" }, { 0x142, "l" }, { 0x111, "d" },
	{ 0x131, "i" }, { 0x152, "OE" }, { 0xc6, "AE" }, { 0xd8, "O" }, { 0x141, "L" }, { 0x110, "D" },
};

static const char *open_letter(ucs4_t c)
{
	for (size_t i = 0; i < sizeof opened / sizeof *opened; i++)
		if (opened[i].from == c)
			return opened[i].to;
	return NULL;
}

void utf_fold(struct text *out, const char *string)
{
	size_t length = 0;
	uint8_t *folded = u8_casefold(u8(string), strlen(string), NULL, UNINORM_NFKD, NULL, &length);
	bool space = false;
	size_t begun = out->bytes;

	for (size_t at = 0; folded && at < length;) {
		ucs4_t c;
		int step = u8_mbtouc(&c, folded + at, length - at);
		const char *letters = open_letter(c);

		if (uc_is_general_category(c, UC_CATEGORY_M)) {
			at += (size_t)step;
			continue;
		}
		if (letters || uc_is_alnum(c)) {
			if (space && out->bytes > begun)
				text_add(out, " ");
			space = false;
			if (letters)
				text_add(out, letters);
			else
				text_add_bytes(out, (const char *)folded + at, (size_t)step);
		} else {
			space = true;
		}
		at += (size_t)step;
	}
	free(folded);
}

static const struct { ucs4_t from; const char *to; } plain[] = {
	{ 0xab, "\"" }, { 0xbb, "\"" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" },
	{ 0x201d, "\"" }, { 0x2013, "-" }, { 0x2014, "-" }, { 0x2026, "..." }, { 0xa0, " " },
	{ 0x202f, " " }, { 0x20ac, "EUR" }, { 0xb7, "-" }, { 0x2192, "->" }, { 0xb0, "o" },
	{ 0x2500, "-" }, { 0x2502, "|" },
};

void utf_ascii(struct text *out, const char *string)
{
	size_t n = strlen(string), length = 0;
	uint8_t *split;

	if (strspn(string, "\n !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
			"abcdefghijklmnopqrstuvwxyz{|}~") == n) {
		text_add_bytes(out, string, n);
		return;
	}
	split = u8_normalize(UNINORM_NFKD, u8(string), n, NULL, &length);
	for (size_t at = 0; split && at < length;) {
		ucs4_t c;
		int step = u8_mbtouc(&c, split + at, length - at);
		const char *letters = open_letter(c);

		for (size_t i = 0; !letters && i < sizeof plain / sizeof *plain; i++)
			if (plain[i].from == c)
				letters = plain[i].to;
		if (letters)
			text_add(out, letters);
		else if (c < 0x80)
			text_add_bytes(out, (const char *)split + at, 1);
		at += (size_t)step;
	}
	free(split);
}
