/* fact.h - figures and claims with their sources (content/facts.yaml). */
#ifndef CONTENT_FACT_H
#define CONTENT_FACT_H
#include <stddef.h>

struct error;

/* A: the primary source was read. B: a reliable secondary one. C: to be checked. */
enum fact_confidence { FACT_A, FACT_B, FACT_C };
struct fact {
	char *id, *claim, *year, *population, *source, *url;
	enum fact_confidence confidence;
};
struct facts { struct fact *facts; unsigned facts_count; };

struct facts *facts_open(struct error *why);
void facts_close(struct facts *);
const struct fact *fact_find(const struct facts *, const char *id); /* or NULL */

/* Who says so, from the generated index: naming a source reads no file. `year` may be "". */
struct fact_entry { const char *id, *source, *year; };
const struct fact_entry *fact_entry(const char *id); /* or NULL */
#endif
