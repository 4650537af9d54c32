/* utf.h - UTF-8, through libunistring. Inside the program every string is valid UTF-8 without
 * control characters (but '\n'): utf_clean() at each door makes it so. Three lengths, three names:
 * bytes (memory), chars (grapheme clusters, what a person counts), cells (columns of a
 * terminal). */
#ifndef BASE_UTF_H
#define BASE_UTF_H
#include <stdbool.h>
#include <stddef.h>

struct text;

bool utf_valid(const char *bytes, size_t n);
/* Appends to `out` what may be shown: invalid bytes and controls (C0 but \n, DEL, C1, bidirectional
 * overrides U+202A-202E and U+2066-2069, U+2028, U+2029, BOM) become U+FFFD; a tab becomes a
 * space. */
void utf_clean(struct text *out, const char *bytes, size_t n);
bool utf_is_clean(const char *string);

size_t utf_chars(const char *string);              /* grapheme clusters */
size_t utf_cells(const char *string);              /* columns; wide East Asian and emoji count 2 */
/* Bytes of the first grapheme cluster of `string` (0 at the end); its width goes to *cells. */
size_t utf_step(const char *string, size_t *cells);
/* Bytes of the longest start of `string` that fits in `cells`, whole clusters only. */
size_t utf_fit(const char *string, size_t cells);

/* Where the next line of at most `cells` columns ends (bytes), breaking by UAX 14; a word that is
 * too long is cut at a cluster. *next is where the following line starts: spaces at the break and a
 * '\n' are skipped. Returns 0 and *next = 0 at the end of the string. French no-break rules: never
 * breaks before ? ! : ; » % € nor after «, even with a plain space; nor inside "--option". */
size_t utf_line(const char *string, size_t cells, size_t *next);

/* For searching and for answers typed by hand: lower case, accents and punctuation folded away,
 * ligatures opened, runs of spaces collapsed. Appends to out. */
void utf_fold(struct text *out, const char *string);
/* For terminals without UTF-8: é -> e, « -> ", … -> ..., anything unknown is left out, never
 * '?'. */
void utf_ascii(struct text *out, const char *string);
#endif
