/* reference.h - published results that stand beside ours (content/indicators/reference.yaml):
 * what the participants of 2015-2018 answered, as printed then. They also set the margins of
 * demonstration data. */
#ifndef CONTENT_REFERENCE_H
#define CONTENT_REFERENCE_H
#include <stddef.h>

struct error;

struct reference_row {
	char *question, *option;   /* ids of the bank; an estimate uses option "" */
	unsigned percent;          /* share of `option` */
	char *age;                 /* "" = everybody, or a code of catalogue/people.h ("11-14") */
	char *fact;
};
struct reference { struct reference_row *rows; unsigned rows_count; };

struct reference *reference_open(struct error *why);
void reference_close(struct reference *);
/* The row for a question, an option and an age band, or NULL. */
const struct reference_row *reference_find(const struct reference *, const char *question,
	const char *option, const char *age);
#endif
