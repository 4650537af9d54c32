/* lint_words.h - every text of the content that people read, those that are the same side by
 * side. */
#ifndef CONTENT_LINT_WORDS_H
#define CONTENT_LINT_WORDS_H
#include "content/lint_inside.h"

struct po;

struct word {
	const char *text;          /* inside the corpus, which must outlive this */
	char *path;
	const struct source *source;
	size_t line, rank, first;  /* first: the rank of the first that has the same text */
};
struct words {
	struct word *word;         /* by `first`, then by `rank` */
	size_t count, room, distinct;
};
void words_open(struct words *, const struct corpus *);
void words_close(struct words *);
struct po *words_translation(const char *language);  /* or NULL: no catalogue beside the content */
#endif
