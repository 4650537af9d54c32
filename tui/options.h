/* options.h - the command line and the environment of `mesdatas`. Errors are sentences, exit
 * status 2. */
#ifndef TUI_OPTIONS_H
#define TUI_OPTIONS_H
#include <stdbool.h>

struct error;
struct experience;
struct program;

enum options_stage { STAGE_BY_ITSELF, STAGE_SCREEN, STAGE_VOICE, STAGE_SCRIPT };
struct options {
	enum options_stage stage;
	const char *script, *api, *theme, *command;
	bool help, version;
	const struct experience *experience;  /* NULL: the home page, or a command without a stage */
};
/* The language first, so that the complaints of options_read are in it; last one wins. */
const char *options_language(int argc, char **argv);
bool options_read(struct options *, struct program *, int argc, char **argv, struct error *why);
void options_help(void);
#endif
