/* own_content.h - a small content of a test's own, in a temporary folder, spoilt one place at a time to
 * see what the readers and lint say. Every function fails the test that calls it. Names are below the
 * folder "content": "day/zoe.yaml". Include after cmocka.h. */
#ifndef TESTS_OWN_CONTENT_H
#define TESTS_OWN_CONTENT_H
#include <stddef.h>

struct own_file { const char *name, *bytes; };

/* A group's setup: writes these files, borrowed until the end, and points MESDATAS_CONTENT at them; 0. */
int own_content_open(const struct own_file *, size_t count);
int own_content_close(void **state);                /* a group's teardown */
const char *own_content_real(void);                 /* what MESDATAS_CONTENT was before; borrowed */
/* A path in the temporary folder, "content/day/zoe.yaml" or "locale/en.po"; borrowed until the next call. */
const char *own_content_path(const char *below);
void own_content_write(const char *name, const char *bytes, size_t n);
void own_content_spoil(const char *name, const char *from, const char *to); /* the first `from` becomes `to` */
void own_content_remove(const char *name);
void own_content_restore(void);                     /* every file as it was; others stay */
void own_content_translate(const char *po);         /* the English; NULL: none */
char *own_content_lint(const char *only);           /* what lint says; the caller frees */

/* One place spoilt, one thing said by lint of everything and of this file alone. `said` from ":12:" on
 * follows the file's name. */
struct own_fault { const char *file, *from, *to, *said; };
void own_content_lint_finds(const struct own_fault *, size_t count);
#endif
