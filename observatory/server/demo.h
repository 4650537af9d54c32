/* demo.h - made-up people: how they answer, drawn from the seed and, where there are published
 * results, from them. Inside server/. */
#ifndef OBSERVATORY_SERVER_DEMO_H
#define OBSERVATORY_SERVER_DEMO_H
#include "base/clock.h"
#include "content/reference.h"
#include "observatory/catalogue/catalogue.h"

enum { DEMO_AGES = 8, DEMO_SKILLS = 3 };

/* How one question is answered. Questions with one outcome: shares that add up to 1. With several:
 * the chance that each is ticked. */
struct odds { double p[DEMO_SKILLS][DEMO_AGES][QUIZ_OPTIONS_MAX]; };

extern const unsigned demo_age_weight[DEMO_AGES];

/* Made up, always the same for a seed and a question; then bent to the published results. */
void odds_make(struct odds *, const struct question *, uint64_t seed, const struct reference *);
void odds_answer(const struct question *, const double p[QUIZ_OPTIONS_MAX], struct chance *,
	struct quiz_answer *);
#endif
