/* i18n.h - languages, by gettext. French is the source: msgids are French, for the interface and
 * for the content alike. Works where no locale is generated (see i18n.c for the trap).
 *   _("…")      translate now          N_("…")  mark only, translate later with _()
 *   P_("ctx", "…")  a short label that needs its context   NN_(one, many, n)  plural */
#ifndef BASE_I18N_H
#define BASE_I18N_H
#include <libintl.h>
#include <stdbool.h>
#include <stddef.h>

#define _(string) i18n_text(string)
#define N_(string) string
#define P_(context, string) i18n_in_context(context "\004" string, string)
#define NN_(one, many, n) ngettext(one, many, (unsigned long)(n))

struct language { const char *code, *name; }; /* "fr", "français": the name in its own language */

/* Sets the locale up: LC_ALL, LC_CTYPE, LANG from the environment; UTF-8 assumed when nothing is
 * said, ASCII when C or POSIX is said out loud. `wanted` (from --lang or MESDATAS_LANG) may be
 * NULL: then the environment's, then French. False when `wanted` is unknown: French is set all
 * the same. */
bool i18n_start(const char *wanted);
bool i18n_use(const char *code);              /* at run time; false if unknown */
const char *i18n_language(void);              /* "fr", "en" */
const struct language *i18n_languages(size_t *count);
bool i18n_utf8(void);                         /* may we write UTF-8 to the terminal? */
const char *i18n_text(const char *msgid)      /* "" and NULL are given back as they are */
	__attribute__((format_arg(1)));
const char *i18n_in_context(const char *joined, const char *msgid) __attribute__((format_arg(2)));
/* 12345.6 with 1 decimal -> "12 345,6" in French, "12,345.6" in English. Returns `out`. */
char *i18n_number(char *out, size_t room, double value, int decimals);
#endif
