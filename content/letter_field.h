/* letter_field.h - the fields that a letter's paragraph names. For the one who fills it in, and for
 * lint. */
#ifndef CONTENT_LETTER_FIELD_H
#define CONTENT_LETTER_FIELD_H
#include <stddef.h>

/* The '{' of the next "{id}" from `text` on, and the bytes of the id; NULL when there is none.
 * Braces around anything else are plain characters. */
const char *letter_field_next(const char *text, size_t *bytes);
#endif
