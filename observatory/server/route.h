/* route.h - one request on its way through the table of routes; for routes*.c only.
 *
 * A route first reads (checks its parameters, makes the canonical key of the reply), then renders,
 * only when no ready body is kept under that key. Reading speaks no language but in problems. */
#ifndef OBSERVATORY_SERVER_ROUTE_H
#define OBSERVATORY_SERVER_ROUTE_H
#include "observatory/server/observatory.h"
#include "observatory/server/problem.h"
#include "observatory/server/query.h"
#include "observatory/server/routes.h"

enum { CALL_KEY_MAX = 512, CALL_SCORE_NONE = -1 };
struct call {
	struct observatory *of;
	const struct request *request;
	struct reply *reply;
	struct query query;
	struct observatory_counts counts;
	const char *language;          /* static */
	const char *segment;           /* what stands for {} in the path, "" when none */
	int format;                    /* enum format */
	char key[CALL_KEY_MAX];        /* canonical: what the reply depends on, besides the release */
	struct statistic_query wanted; /* what was read, for rendering */
	const char *theme;             /* NULL: every theme */
	int score;                     /* 0..100, CALL_SCORE_NONE */
};

/* Each pair: false when a problem has been written in call->reply. */
bool about_render(struct call *);
bool openapi_render(struct call *);
bool health_render(struct call *);
bool questions_read(struct call *);
bool questions_render(struct call *);
bool question_read(struct call *);
bool question_render(struct call *);
bool statistics_read(struct call *);
bool statistics_render(struct call *);
bool scores_read(struct call *);
bool scores_render(struct call *);
bool batch_read(struct call *);
bool batch_render(struct call *);

/* The dataset a call wants, in its format, into the reply. */
bool call_dataset(struct call *);
/* Adds to the key; a key that does not fit is a BUG. */
void call_key(struct call *, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The problem of a parameter whose value is none of ours; its codes follow by problem_allow(). */
void call_unknown(struct call *, const char *parameter, const char *value);
#endif
