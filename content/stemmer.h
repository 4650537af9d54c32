/* stemmer.h - Snowball's stemmers, opened at the first search and not before: the library brings
 * all its languages with it, 330 KB a session that most sessions never need. Without the library
 * words are compared as they are. */
#ifndef CONTENT_STEMMER_H
#define CONTENT_STEMMER_H
#include <stddef.h>

struct stemmer;

struct stemmer *stemmer_new(const char *language);  /* "fr", "en"; NULL: none */
void stemmer_free(struct stemmer *);
/* The stem of a folded word; borrowed until the next call, not NUL terminated. */
const char *stemmer_stem(struct stemmer *, const char *word, size_t bytes, size_t *stem_bytes);
#endif
