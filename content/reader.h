/* reader.h - one file of content, read whole or refused with a French sentence that names the
 * file and the line. A file is first checked as a tree (node.h, schema.h, then the rules of its
 * kind), then loaded into structs by libcyaml, whose own errors are in English, one at a time,
 * and a line off. */
#ifndef CONTENT_READER_H
#define CONTENT_READER_H
#include "content/schema.h"

struct error;

enum { READER_BYTES_MAX = 1 << 20 };

struct reader_kind {
	const char *name;          /* "quiz": what `mesdatas lint schema` calls it */
	const char *folder;        /* in the content folder; "" at its root */
	const char *file;          /* the only file of its kind, without ".yaml"; NULL: one each id */
	const char *mark;          /* the key that no other kind of one file each has at its top */
	const struct cyaml_schema_value *top; /* with one file each, its first key is the file's name */
	/* What types cannot say but programs rely on; called on a tree that fits `top`. May be NULL. */
	void (*rules)(const struct node *, struct faults *);
};
extern const struct reader_kind quiz_bank_kind, quiz_theme_kind, fiche_kind, day_kind, facts_kind,
	reference_kind, letter_kind, glossary_kind, lesson_kind, bench_kind;
/* A struct paragraph (fiche.h) without conditions. */
extern const struct cyaml_schema_value fiche_paragraph;

/* The structs of `top`, or NULL and *why. */
void *reader_open(const struct reader_kind *, const char *path, struct error *why);
/* The same by name, which the file must say too. */
void *reader_open_id(const struct reader_kind *, const char *id, struct error *why);
/* The same from bytes; `name` is what a sentence calls them. */
void *reader_load(const struct reader_kind *, const char *name, const char *bytes, size_t n,
	struct error *why);
void reader_close(const struct reader_kind *, void *loaded);  /* NULL allowed */

/* For rules: the children of a list must not share an `id`. */
void reader_rule_ids(const struct node *list, struct faults *);
#endif
