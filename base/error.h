/* error.h - what went wrong, in words a person can act on.
 *
 * A function that can fail takes a `struct error *why` as its last argument and returns false (or
 * NULL). It leaves *why untouched on success; the first error wins, so calls chain with `&&`.
 * The text is a whole sentence in the reader's language, already formatted and clean UTF-8.
 * Passing NULL is allowed: the reason is lost, the failure is not. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H
#include <stdbool.h>

enum error_code {
	ERROR_NONE,
	ERROR_USAGE,   /* the person asked for something that does not exist */
	ERROR_INPUT,   /* a file, a reply or a line that is not what it should be */
	ERROR_MISSING, /* a file or an id that is not there */
	ERROR_SYSTEM,  /* the machine said no: disk, memory map, permission */
	ERROR_NETWORK, /* the other end did not answer, or not in time */
	ERROR_REFUSED  /* the other end answered no */
};

struct error {
	enum error_code code;
	char text[512];
};

/* Fills *why unless it already holds an error. Always returns false, so that
 * `return error_set(why, ...)` reads well. Control characters are neutralised. */
bool error_set(struct error *why, enum error_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* A fault of ours: prints where to stderr, runs the hook set below, aborts. */
#define BUG(...) bug_report(__FILE__, __LINE__, __VA_ARGS__)
_Noreturn void bug_report(const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The terminal restorer, called once before a BUG aborts. NULL: none. */
void bug_set_hook(void (*hook)(void));
#endif
