/* lint.h - is the content right? Walks every file with libyaml (which keeps line numbers, as loaded
 * structs do not) and applies the schema, then the rules of share/doc/authoring.md: ids unique and
 * stable, links alive, every digit under a fact, lengths for the ear, reading order, every scene
 * reachable, no dead end, nothing untranslated. Problems are French sentences with file and
 * line. */
#ifndef CONTENT_LINT_H
#define CONTENT_LINT_H
#include <stdbool.h>
#include <stddef.h>

struct text;

struct lint_count { const char *kind; size_t count; }; /* "items", "fiches", "scenes"... */
struct lint {
	size_t problems;
	struct text *out;          /* one line a problem: file:line: sentence */
};
/* `only`: a file to check alone, or NULL for everything. Returns true when nothing is wrong. */
bool lint_run(struct lint *, const char *only);
/* Counts by kind and by language as one JSON object, for `lint --json`. */
void lint_json(const struct lint *, struct text *out);
/* Writes the PO template of the content, `#: file: id/field` as reference, for `make pot`. */
void lint_pot(struct text *out);
/* JSON Schema of a kind ("quiz", "fiche", "day", "facts", "letter"...: `name` in its reader's
 * struct reader_kind) from the reader's own tables. */
bool lint_schema(const char *kind, struct text *out);
#endif
