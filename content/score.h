/* score.h - the score out of 100, the same in the program and in the Observatory, in integers, so
 * that the lines printed add up to the total by construction.
 *
 * A run of n items shares 100 points: item i (from 0) is worth 100*(i+1)/n - 100*i/n (whole
 * division). Its merit is a percentage, and its line is (worth * merit + 50) / 100.
 *   single, habit   merit = 25 * points of the option
 *   several         100 * max(0, hits - wrong ticks) / number to tick
 *   order           pairs in the right order: 100 * max(0, 2*right - all) / all
 *   estimate        100 within `close`, 50 within `near`, else 0
 * A skipped item has merit 0. Gauges: mean merit of the items of that gauge (0..100, -1: none). */
#ifndef CONTENT_SCORE_H
#define CONTENT_SCORE_H
#include "content/quiz.h"

struct quiz_answer {
	bool given;
	unsigned ticked;           /* single, several, habit: bit k = option k of the file */
	unsigned char order[QUIZ_OPTIONS_MAX]; /* order: option indexes, as the person put them */
	int number;                /* estimate */
};
struct score {
	int total;                 /* 0..100, the sum of `line` */
	int prudence, presence;    /* 0..100, -1 when no item measured it */
	size_t count;
	int line[64], worth[64];
};

int score_merit(const struct quiz_item *, const struct quiz_answer *);  /* 0..100 */
void score_run(struct score *, const struct quiz_item *const *item,
	const struct quiz_answer *, size_t count);                      /* count <= 64 */
#endif
