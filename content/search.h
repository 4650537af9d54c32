/* search.h - an index of things, found by the words people type: accents, capitals, endings and
 * slips of the finger are forgiven. Pure: it opens no file and knows no interface. What is added is
 * copied.
 *
 * A word of the title weighs more than a search word, and a search word more than a word of the
 * text; rare words more than common ones. A word that is nowhere stands for those that look like
 * it (one slip in 4 to 7 letters, two from 8 on), else for those that begin as it does. */
#ifndef CONTENT_SEARCH_H
#define CONTENT_SEARCH_H
#include <stddef.h>

struct search;
struct search_hit { const char *id; double score; };   /* id: borrowed from the index */

/* "fr" or "en": endings are cut by that language's rules; anything else: they are kept. */
struct search *search_new(const char *language);
/* `words`: what people may call it; `text`: a sentence or two. Each may be NULL. */
void search_add(struct search *, const char *id, const char *title, const char *words,
	const char *text);
/* At most `room` hits, best first; returns how many. Equals come in the order they were added. */
size_t search_find(struct search *, const char *query, struct search_hit *hit, size_t room);
/* Words of titles and search words that look like those of the query, nearest first, as they were
 * written (borrowed): to suggest when nothing was found. */
size_t search_near(struct search *, const char *query, const char **word, size_t room);
void search_free(struct search *);                     /* NULL allowed */
#endif
