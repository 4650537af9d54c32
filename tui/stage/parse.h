/* parse.h - a line typed by a person (or a script) becomes a pick: by number, by id, by its
 * words. */
#ifndef TUI_STAGE_PARSE_H
#define TUI_STAGE_PARSE_H
#include "tui/stage/stage.h"

enum parse_result {
	PARSE_TAKEN,    /* *pick is the answer */
	PARSE_NARROWED, /* `match` lists the options that hold these words (match_count >= 2) */
	PARSE_WRONG     /* nothing: complaint says why and how to mend */
};
struct parse {
	struct stage_pick pick;
	size_t match[512];
	size_t match_count;
	char complaint[240];
};
/* One: "2", "id", "les mots". Several: "1 3", "1,3", "aucun". Order: "3 1 2", every option once. */
enum parse_result parse_line(struct parse *, const struct stage_choice *, const char *line);
/* Indexes of options whose label or hint holds every word of `words` (folded); returns how many. */
size_t parse_filter(const struct stage_choice *, const char *words, size_t *match, size_t room);
#endif
