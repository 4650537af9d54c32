/* lint_inside.h - what lint's parts share: every file of content as a tree, and a walk over its
 * texts. */
#ifndef CONTENT_LINT_INSIDE_H
#define CONTENT_LINT_INSIDE_H
#include "content/fault.h"
#include "content/node.h"
#include "content/reader.h"

struct text;

extern const struct reader_kind *const lint_kinds[];
enum { LINT_KINDS = 10 };

struct source {
	char *path, *shown;        /* to open it; what problems call it */
	char *name;                /* of the file, without ".yaml" */
	const struct reader_kind *kind;
	struct node root;
	bool fits;                 /* the tree fits its table and rules: others may look inside */
	struct faults faults;
};
struct corpus {
	struct source *source;
	size_t count, room;
	struct node topics;        /* a list of ids, from topics.tsv; empty without this file */
};

/* Every file of the content folder, read and checked against its table. */
void corpus_open(struct corpus *);
/* One more file, shown as it is called; its kind is found in its keys, else in its folder. */
struct source *corpus_add(struct corpus *, const char *path, const char *shown);
void corpus_close(struct corpus *);
/* The mapping of this id: "fiche" by file name, a theme, an item, a fact; NULL when there is
 * none. */
const struct source *corpus_source(const struct corpus *, const struct reader_kind *,
	const char *name);
const struct node *corpus_item(const struct corpus *, const char *item);
const struct node *corpus_fact(const struct corpus *, const char *fact);

/* A text that people read. */
struct visited {
	const struct source *source;
	const struct node *node;
	const char *key;           /* "prompt", "label"... of a word in a list, the list's key */
	const char *path;          /* "comptes-fuite/options/site/why" */
	const struct node *scope;  /* the nearest mapping that may name facts, or NULL */
};
void texts_visit(const struct source *, void (*visit)(void *, const struct visited *), void *data);

/* The next figure of *at, its separators removed ("45 000" and "45,000" are "45000"), *at moved
 * after it. Skips times of day, service names and list numbers unless `raw`. False at the end. */
bool figure_next(const char **at, bool raw, char figure[static 32]);

/* The rules: each adds to the faults of the source it looks at. */
void lint_links(const struct corpus *, struct source *);
void lint_figures(const struct corpus *, struct source *);
void lint_ear(struct source *);
void lint_story(struct source *);
void lint_rules(const struct corpus *, struct source *);   /* what only one kind is asked */
void lint_topics(const struct corpus *, struct source *);  /* topics that a fiche names */
void lint_orphans(struct corpus *);        /* fiches that nothing leads to, ids used in two files */
void lint_translations(struct corpus *);
void lint_uncovered(struct corpus *);      /* topics that no fiche names */

void topics_read(struct corpus *);
#endif
