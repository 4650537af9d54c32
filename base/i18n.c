/* gettext translates by LC_MESSAGES and LANGUAGE, but not at all under the C locale; a lab
 * machine or an SSH account often has no other. C.UTF-8 always exists in Debian: under it
 * LANGUAGE decides. */
#include "base/i18n.h"

#include <locale.h>
#include <math.h>

#include "base/place.h"

static const struct language languages[] = { { "fr", "français" }, { "en", "English" } };
enum { LANGUAGES = sizeof languages / sizeof *languages };

static char current[16] = "fr";
static bool utf8 = true;

const struct language *i18n_languages(size_t *count)
{
	*count = LANGUAGES;
	return languages;
}

/* "en_GB.UTF-8:fr" -> "en": the first of ours that it names, or NULL. */
static const char *known(const char *value)
{
	for (size_t i = 0; value && i < LANGUAGES; i++) {
		size_t n = strlen(languages[i].code);

		if (!strncmp(value, languages[i].code, n) && (!value[n] || strchr("_.@:-", value[n])))
			return languages[i].code;
	}
	return NULL;
}

/* The value that decides the characters: LC_ALL, LC_CTYPE, LANG, the first that says something. */
static bool says_utf8(void)
{
	static const char *const name[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		const char *value = getenv(name[i]), *dot;

		if (!value || !*value)
			continue;
		if (!strcmp(value, "C") || !strcmp(value, "POSIX"))
			return false;
		dot = strchr(value, '.');
		if (!dot)
			return !strchr(value, '@');
		return !strncasecmp(dot, ".utf-8", 6) || !strncasecmp(dot, ".utf8", 5);
	}
	return true; /* nothing said, as over SSH: every terminal of today speaks UTF-8 */
}

bool i18n_use(const char *code)
{
	const char *found = known(code);

	if (!found)
		return false;
	snprintf(current, sizeof current, "%s", found);
	setenv("LANGUAGE", found, 1);
	/* Without this gettext keeps answering from its memory of the last language. */
	bindtextdomain("mesdatas", place_locale());
	bind_textdomain_codeset("mesdatas", "UTF-8");
	textdomain("mesdatas");
	return true;
}

bool i18n_start(const char *wanted)
{
	static const char *const name[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *found = known(wanted);

	utf8 = says_utf8();
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		setlocale(LC_MESSAGES, "");
	for (size_t i = 0; !found && (!wanted || !*wanted) && i < sizeof name / sizeof *name; i++)
		found = known(getenv(name[i]));
	i18n_use(found ? found : "fr");
	return !wanted || !*wanted || known(wanted);
}

const char *i18n_language(void)
{
	return current;
}

bool i18n_utf8(void)
{
	return utf8;
}

const char *i18n_text(const char *msgid)
{
	return msgid && *msgid ? gettext(msgid) : msgid;
}

const char *i18n_in_context(const char *joined, const char *msgid)
{
	const char *found = gettext(joined);

	return found == joined ? msgid : found;
}

char *i18n_number(char *out, size_t room, double value, int decimals)
{
	const char *thousands = P_("milliers", " "), *decimal = P_("virgule", ",");
	char raw[64];
	size_t whole, at = 0;

	snprintf(raw, sizeof raw, "%.*f", decimals, fabs(value));
	whole = strcspn(raw, ".");
	if (value < 0)
		at += (size_t)snprintf(out, room, "-");
	for (size_t i = 0; i < whole && at < room; i++) {
		if (i && (whole - i) % 3 == 0)
			at += (size_t)snprintf(out + at, room - at, "%s", thousands);
		if (at < room)
			at += (size_t)snprintf(out + at, room - at, "%c", raw[i]);
	}
	if (raw[whole] && at < room)
		snprintf(out + at, room - at, "%s%s", decimal, raw + whole + 1);
	return out;
}
