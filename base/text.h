/* text.h - a growable UTF-8 string, always NUL terminated, born with a ceiling.
 * Past its ceiling it stops growing and `full` is set: an ordinary, testable state.
 * `struct text t = TEXT(1 << 16);` then text_free(&t). */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct text {
	char *at;       /* NULL while empty: read it through text_string() */
	size_t bytes;   /* without the NUL */
	size_t room;
	size_t ceiling; /* bytes; 0 means TEXT_CEILING */
	bool full;      /* something was refused */
};
#define TEXT_CEILING ((size_t)1 << 24)
#define TEXT(limit) ((struct text){ .ceiling = (limit) })

const char *text_string(const struct text *);      /* "" when empty; borrowed */
bool text_add(struct text *, const char *string);  /* false when full */
bool text_add_bytes(struct text *, const char *bytes, size_t n);
bool text_addf(struct text *, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool text_addv(struct text *, const char *format, va_list) __attribute__((format(printf, 2, 0)));
/* Appends `value` as a JSON string, quotes included, escapes done; must be valid UTF-8. */
bool text_add_json(struct text *, const char *value);
void text_cut(struct text *, size_t bytes);        /* keeps the first `bytes` */
void text_clear(struct text *);
char *text_take(struct text *);                    /* the caller owns it; the text is empty again */
void text_free(struct text *);
void text_wipe(struct text *);                     /* overwritten, then freed: passwords, letters */
#endif
