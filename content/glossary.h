/* glossary.h - words and what they mean (content/glossary.yaml), in alphabetical order. */
#ifndef CONTENT_GLOSSARY_H
#define CONTENT_GLOSSARY_H
#include <stddef.h>

struct error;

struct glossary_word {
	char *id, *word, *says;    /* French msgids */
	char **see;                /* fiches */
	unsigned see_count;
};
struct glossary { struct glossary_word *words; unsigned words_count; };

struct glossary *glossary_open(struct error *why);
void glossary_close(struct glossary *);
const struct glossary_word *glossary_find(const struct glossary *, const char *id); /* or NULL */
#endif
