/* keys.h - the one table of keys and words, from which help, footers and voice commands are made.
 * Keys are the same in every language; words are translated. */
#ifndef TUI_STAGE_KEYS_H
#define TUI_STAGE_KEYS_H
#include <stdbool.h>
#include <stddef.h>

enum command {
	COMMAND_NONE, COMMAND_HELP, COMMAND_BACK, COMMAND_QUIT, COMMAND_LIBRARY, COMMAND_URGENT,
	COMMAND_STAGE, COMMAND_LANGUAGE, COMMAND_THEME, COMMAND_SIDE, COMMAND_REPEAT, COMMAND_MORE,
	COMMAND_WHERE, COMMAND_LIST
};
struct key_row {
	enum command command;
	char key;            /* on the screen, and as a one-letter line by voice; 0: none */
	const char *word;    /* msgid: the word by voice */
	const char *what;    /* msgid: what it does, for the help */
	const char *brief;   /* msgid: for the footer; NULL: not in the footer */
	bool voice_only;
};
const struct key_row *key_table(size_t *count);
enum command key_command(int key);              /* COMMAND_NONE if none */
/* A whole line typed by voice: a key, a word in the reader's language or in French. */
enum command key_word(const char *line);
#endif
