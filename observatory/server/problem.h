/* problem.h - what went wrong, as application/problem+json (RFC 9457), in the reader's language. */
#ifndef OBSERVATORY_SERVER_PROBLEM_H
#define OBSERVATORY_SERVER_PROBLEM_H

struct reply;

enum problem {                  /* each has a stable type, "/problems/..." */
	PROBLEM_REQUEST,        /* 400 malformed-request */
	PROBLEM_PARAMETER,      /* 400 unknown-parameter */
	PROBLEM_REPEATED,       /* 400 repeated-parameter */
	PROBLEM_CODE,           /* 400 unknown-code */
	PROBLEM_FILTERS,        /* 400 too-many-filters */
	PROBLEM_BATCH,          /* 400 malformed-batch */
	PROBLEM_PLACE,          /* 404 not-found */
	PROBLEM_METHOD,         /* 405 method-not-allowed */
	PROBLEM_FORMAT,         /* 406 not-acceptable */
	PROBLEM_SIZE,           /* 413 too-large */
	PROBLEM_TARGET,         /* 414 address-too-long */
	PROBLEM_MEDIA,          /* 415 unsupported-media-type */
	PROBLEM_OTHER_BYTES,    /* 422 batch-already-sent */
	PROBLEM_BUSY            /* 503 unavailable */
};

/* Fills the reply; `format` is a French msgid, marked N_(), translated here. */
void problem_answer(struct reply *, const char *language, enum problem, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* Adds one code to the `allowed` of the reply that problem_answer() has just filled. */
void problem_allow(struct reply *, const char *code);
#endif
