/* letter.h - letters that the person fills in (content/letters/, one file each): to ask for a copy
 * of one's data, to have it corrected, erased... Filled in memory; nothing is kept. Strings are
 * French msgids; "{organisme}" in a paragraph stands for the field of that id. */
#ifndef CONTENT_LETTER_H
#define CONTENT_LETTER_H
#include "content/fiche.h"

struct text;

enum letter_need { LETTER_REQUIRED, LETTER_OPTIONAL };
enum letter_kind { LETTER_LINE, LETTER_DATE };   /* a date: "2026-11-24" or "24/11/2026" */
struct letter_field {
	char *id, *ask, *hint;     /* hint: NULL when there is none */
	enum letter_need need;
	enum letter_kind kind;
};
struct letter {
	char *id, *title, *pitch, *fiche;
	char **facts;
	unsigned facts_count;
	struct letter_field *fields;
	unsigned fields_count;
	struct paragraph *body, *after;
	unsigned body_count, after_count;
};

struct letter *letter_open(const char *id, struct error *why);
void letter_close(struct letter *);
/* The letter with `value[i]` (clean UTF-8, "" when left out) for field i, paragraphs separated by
 * an empty line. A paragraph whose every field was left out is dropped. */
void letter_write(const struct letter *, const char *const *value, struct text *out);

struct letter_entry { const char *id, *title, *pitch, *fiche; };
const struct letter_entry *letter_index(size_t *count);   /* from the generated index */
#endif
