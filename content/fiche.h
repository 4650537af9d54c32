/* fiche.h - the practical sheets of the library (content/fiches/, one file each). Strings are
 * French msgids. The index (ids, titles, levels, pitches) is made by `make` into content/index.h
 * so that a list of fiches reads no file; a fiche is read when it opens. */
#ifndef CONTENT_FICHE_H
#define CONTENT_FICHE_H
#include <stdbool.h>
#include <stddef.h>

struct error;

struct paragraph {
	char *text;
	char **when;               /* conditions, day only; NULL: always */
	unsigned when_count;
	char **facts;
	unsigned facts_count;
};
struct fiche_link { char *label, *url; };
struct fiche {
	char *id, *title, *pitch;
	unsigned level, minutes;
	char *verified;            /* "2026-11-23" */
	char **topics, **words, **see;
	unsigned topics_count, words_count, see_count;
	struct paragraph *why, *gestures, *check, *further;
	unsigned why_count, gestures_count, check_count, further_count;
	struct fiche_link *links;
	unsigned links_count;
};

struct fiche *fiche_open(const char *id, struct error *why);
void fiche_close(struct fiche *);

struct fiche_entry { const char *id, *title, *pitch, *words; unsigned level, minutes; };
/* Every fiche, in alphabetical order of ids; from the generated index. */
const struct fiche_entry *fiche_index(size_t *count);
const struct fiche_entry *fiche_entry(const char *id);  /* or NULL */
#endif
