/* bench.h - workbenches (content/benches/, one file each): something to take apart line by line,
 * an application's permissions, a consent banner, a false message. The person picks the odd lines,
 * then each line says why. */
#ifndef CONTENT_BENCH_H
#define CONTENT_BENCH_H
#include "content/fiche.h"

enum bench_verdict { BENCH_FINE, BENCH_ODD };
struct bench_line {
	char *id, *label;          /* the line itself */
	enum bench_verdict verdict;
	char *why;
	char **facts;
	unsigned facts_count;
};
struct bench {
	char *id, *title, *pitch, *fiche;
	struct paragraph *text;    /* what lies on the bench */
	unsigned text_count;
	char *prompt;              /* "Quelles lignes vous étonnent ?" */
	struct bench_line *lines;
	unsigned lines_count;      /* 4 to 10 */
	char *outro;
};

struct bench *bench_open(const char *id, struct error *why);
void bench_close(struct bench *);

/* The one workbench that is a program and not a file. */
#define BENCH_PASSWORD "mot-de-passe"

struct bench_entry { const char *id, *title, *pitch, *fiche; };
const struct bench_entry *bench_index(size_t *count);     /* the files; from the generated index */
#endif
