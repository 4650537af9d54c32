#include "observatory/server/negotiate.h"

#include <stddef.h>

#include "base/i18n.h"

static const struct { const char *name, *type, *subtype, *media; } formats[FORMATS] = {
	[FORMAT_JSON] = { "json", "application", "json", "application/json" },
	[FORMAT_TEXT] = { "text", "text", "plain", "text/plain; charset=utf-8" },
	[FORMAT_CSV] = { "csv", "text", "csv", "text/csv; charset=utf-8" },
};

int negotiate_named(const char *name)
{
	for (int f = 0; f < FORMATS; f++)
		if (!strcmp(formats[f].name, name))
			return f;
	return -1;
}

const char *negotiate_name(enum format f)
{
	return formats[f].name;
}

const char *negotiate_media(enum format f)
{
	return formats[f].media;
}

static const char *skip_blank(const char *at)
{
	return at + strspn(at, " \t");
}

/* ";q=0.8" among the parameters that start at `at`, in thousandths; 1000 when there is none. */
static int quality(const char *at, const char *end)
{
	int value = 0, unit = 1000;

	for (at = skip_blank(at); at < end && *at == ';'; at = skip_blank(at)) {
		at = skip_blank(at + 1);
		if ((*at != 'q' && *at != 'Q') || at[1] != '=') {
			at += strcspn(at, ";,");
			continue;
		}
		at += 2;
		if (*at != '0' && *at != '1')
			return 0;
		value = (*at++ - '0') * unit;
		if (*at == '.')
			at++;
		for (unit /= 10; *at >= '0' && *at <= '9' && unit; at++, unit /= 10)
			value += (*at - '0') * unit;
		return value > 1000 ? 1000 : value;
	}
	return 1000;
}

static bool word_is(const char *at, size_t n, const char *word)
{
	return strlen(word) == n && !strncasecmp(at, word, n);
}

/* How precisely a media range names a format: 0 not at all, 1 any type, 2 its type, 3 wholly. */
static int precision(const char *at, enum format f)
{
	size_t type = strcspn(at, "/;, \t"), subtype;

	if (at[type] != '/')
		return 0;
	subtype = strcspn(at + type + 1, ";, \t");
	if (word_is(at + type + 1, subtype, "*"))
		return word_is(at, type, "*") ? 1 : word_is(at, type, formats[f].type) ? 2 : 0;
	return word_is(at, type, formats[f].type)
		&& word_is(at + type + 1, subtype, formats[f].subtype) ? 3 : 0;
}

int negotiate_format(const char *accept)
{
	int best = -1, best_quality = 0;

	if (!*skip_blank(accept))
		return FORMAT_JSON;
	for (int f = 0; f < FORMATS; f++) {
		int said = 0, closest = 0;

		for (const char *at = skip_blank(accept); *at; at = skip_blank(at)) {
			const char *end = at + strcspn(at, ",");
			int close = precision(at, (enum format)f);

			if (close > closest) {
				closest = close;
				said = quality(at + strcspn(at, ";,"), end);
			}
			at = *end ? end + 1 : end;
		}
		if (said > best_quality) {
			best_quality = said;
			best = f;
		}
	}
	return best;
}

const char *negotiate_language(const char *header)
{
	size_t count;
	const struct language *known = i18n_languages(&count);
	const char *best = known[0].code;
	int best_quality = 0;

	for (const char *at = skip_blank(header); *at; at = skip_blank(at)) {
		const char *end = at + strcspn(at, ",");
		size_t n = strcspn(at, "-;, \t");
		int q = quality(at + strcspn(at, ";,"), end);

		for (size_t i = 0; i < count && q > best_quality; i++)
			if (word_is(at, n, known[i].code) || (!i && word_is(at, n, "*"))) {
				best = known[i].code;
				best_quality = q;
			}
		at = *end ? end + 1 : end;
	}
	return best;
}

const char *negotiate_speak(const char *language)
{
	const char *before = negotiate_language(i18n_language());

	if (strcmp(before, language))
		i18n_use(language);
	return before;
}

bool negotiate_etag(const char *if_none_match, const char *etag)
{
	size_t n = strlen(etag);

	for (const char *at = skip_blank(if_none_match); *at; at = skip_blank(at)) {
		const char *end;

		if (*at == '*')
			return true;
		if (!strncmp(at, "W/", 2))
			at += 2;
		if (*at != '"')
			return false;
		end = strchr(at + 1, '"');
		if (!end)
			return false;
		if ((size_t)(end + 1 - at) == n && !strncmp(at, etag, n))
			return true;
		at = skip_blank(end + 1);
		at += *at == ',';
	}
	return false;
}

bool negotiate_is(const char *content_type, const char *media)
{
	size_t n = strcspn(skip_blank(content_type), "; \t");

	return word_is(skip_blank(content_type), n, media);
}
