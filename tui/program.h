/* program.h - what a run of the program carries from one experience to another. */
#ifndef TUI_PROGRAM_H
#define TUI_PROGRAM_H
#include <stdbool.h>
#include "tui/stage/stage.h"

struct client;

struct program {
	struct stage *stage;       /* NULL for commands that do not talk: --format csv, lint */
	struct client *client;
	struct quiz_run *quiz;     /* a run under way, to be taken up again; NULL */
	/* From the command line, for the experience it names. */
	int argc;
	char **argv;               /* what follows the command's name */
	bool express;
	const char *by, *format;   /* observatory */
	const char *resume, *preview; /* day: a code, an author's file */
	bool json;                 /* lint */
	bool finished;             /* the experience was played to its end: exit status 0, else 3 */
	int status;                /* commands: the exit status, 0 unless set */
};
#endif
