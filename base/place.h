/* place.h - where our files are. Content: MESDATAS_CONTENT, else beside the program in a build
 * tree, else the installed PREFIX/share/mesdatas. Never the current directory. */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H
#include <stdbool.h>
#include <stddef.h>

struct error;
struct text;

const char *place_content(void);   /* the folder that holds quizzes/, fiches/, ...; borrowed */
const char *place_locale(void);    /* the folder for bindtextdomain; borrowed */
const char *place_snapshot(void);  /* the bundled copy of the Observatory's figures; borrowed */
/* The full path of one of our programs; borrowed until the next call. */
const char *place_helper(const char *name, struct error *why);
/* Reads a whole regular file of at most `ceiling` bytes. */
bool place_read(const char *path, size_t ceiling, struct text *out, struct error *why);
/* Writes a new file that only its owner can read; one that is there already is never replaced. "~/"
 * is the home folder, where a bare name goes too. */
bool place_write(const char *path, const struct text *bytes, struct error *why);
/* The bytes to an open file, and the file to the disk; false with errno. */
bool place_put(int fd, const void *bytes, size_t n);
/* Names in a folder that end with `suffix`, without it, sorted; the caller frees each and the
 * array. */
char **place_list(const char *folder, const char *suffix, size_t *count);
#endif
