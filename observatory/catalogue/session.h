/* session.h - one pass of one person through one quiz, as it travels: the only thing that ever
 * leaves the program. No name, address, free text or device id can be written in it.
 *
 * {"id":"<uuid v4>","quiz":"reseaux","version":1,"form":"full","month":"2026-11","age":"15-17",
 *  "gender":"f","geo":"FRH","channel":"terminal","run":12,
 *  "answers":[{"q":"...","a":["id"]},{"q":"...","n":52}]}
 * A batch is {"sessions":[...]}, at most 500 sessions and 1 MiB. `a` holds option ids: one for
 * single and habit, those ticked for several ([] = none), the order for order. Skipped items are
 * absent, but `answers` keeps the run's order and `run` its length (the bank's, for that form), so
 * that items unseen count 0 in the score. Every key is there, no other; channel: terminal,
 * workshop, ssh, web or demo. Under 15, geo is "na". */
#ifndef OBSERVATORY_CATALOGUE_SESSION_H
#define OBSERVATORY_CATALOGUE_SESSION_H
#include "observatory/catalogue/catalogue.h"

struct text;
struct error;

struct session {
	char id[37];
	enum quiz_form form;
	unsigned version;
	int year, month;
	int person[3];                              /* indexes by enum people_dim */
	char channel[16];
	size_t count;                              /* items of the run, given or not */
	const struct quiz_item *item[64];
	struct quiz_answer answer[64];
};

/* Appends the JSON of a batch holding this one session: the exact bytes shown, then sent. */
void session_write(const struct session *, const struct catalogue *, struct text *out);
/* One session from parsed JSON (a jansson json_t passed as void *), checked against the catalogue:
 * unknown id, wrong shape, too many, repeated question: false and a sentence. The answers come
 * first; what is left of the run holds a blank item, never given, that score_run() counts 0. */
bool session_read(struct session *, const struct catalogue *, const void *json, struct error *why);
#endif
