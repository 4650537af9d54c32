/* library.h - the rooms of the library, shared by its files: library.c (the door, workbenches,
 * emergency numbers), search.c, fiches.c, letters.c, glossary.c. A room is visited, then left:
 * STAGE_OK and STAGE_BACK both come back to where it was entered. */
#ifndef TUI_EXPERIENCES_LIBRARY_H
#define TUI_EXPERIENCES_LIBRARY_H
#include "content/bench.h"
#include "content/glossary.h"
#include "tui/experiences/experience.h"

stage_scene_fn library_search, library_fiches, library_letters, library_glossary;

/* One letter, from its first field to its end; nothing typed is kept. */
enum stage_reply library_letter(struct stage *, const char *id);
/* What a word means; with `fiches`, those to read are offered. */
enum stage_reply library_word(struct stage *, const struct glossary_word *, bool fiches);
/* Every workbench as lists show it, in the reader's language; false past the last. */
bool library_bench(size_t index, struct bench_entry *out);
enum stage_reply library_password(struct stage *);
/* A room that cannot open says why: a scene, whose data is the sentence. */
stage_scene_fn library_trouble;

/* Each paragraph, then its sources. */
void library_say(struct stage *, const struct paragraph *, unsigned count);

/* To show a list in the order of its translated labels, part by part. */
struct library_row { unsigned part; const char *label; size_t index; /* in the caller's list */ };
void library_sort(struct library_row *, size_t count);
#endif
