/* library_index.h - all that the library holds, ready to be searched in the reader's language. */
#ifndef TUI_EXPERIENCES_LIBRARY_INDEX_H
#define TUI_EXPERIENCES_LIBRARY_INDEX_H
#include "content/glossary.h"

struct search;

enum thing_kind { THING_FICHE, THING_LETTER, THING_BENCH, THING_WORD, THING_KINDS };
/* Something that can be found. In the index its name is its place in this list. */
struct thing {
	enum thing_kind kind;
	const char *id, *label, *hint;
	const struct glossary_word *word;
};

struct library_index {     /* begins as zeros */
	struct search *search;
	struct thing *thing;       /* the same places in every language */
	size_t count, room;
	char language[8];
	struct glossary *glossary;
};
/* Makes it, or makes it anew when the language is another one. */
void library_index_make(struct library_index *);
void library_index_free(struct library_index *);
#endif
