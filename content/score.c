#include "content/score.h"

/* The points of the first option ticked. */
static int single_merit(const struct quiz_item *item, const struct quiz_answer *a)
{
	for (unsigned k = 0; k < item->options_count && k < QUIZ_OPTIONS_MAX; k++)
		if (a->ticked & 1u << k)
			return 25 * (int)item->options[k].points;
	return 0;
}

static int several_merit(const struct quiz_item *item, const struct quiz_answer *a)
{
	int wanted = 0, hits = 0, wrong = 0;

	for (unsigned k = 0; k < item->options_count && k < QUIZ_OPTIONS_MAX; k++) {
		bool right = item->options[k].points > 0, ticked = a->ticked & 1u << k;

		wanted += right;
		hits += right && ticked;
		wrong += !right && ticked;
	}
	return wanted && hits > wrong ? 100 * (hits - wrong) / wanted : 0;
}

static int order_merit(const struct quiz_item *item, const struct quiz_answer *a)
{
	unsigned n = item->options_count < QUIZ_OPTIONS_MAX ? item->options_count : QUIZ_OPTIONS_MAX;
	int all = (int)(n * (n - 1) / 2), right = 0;

	if (n < 2)
		return 0;
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = i + 1; k < n; k++)
			right += a->order[i] < a->order[k];
	return 2 * right > all ? 100 * (2 * right - all) / all : 0;
}

static int estimate_merit(const struct quiz_item *item, const struct quiz_answer *a)
{
	long far = labs((long)a->number - item->estimate->right);

	return far <= item->estimate->close ? 100 : far <= item->estimate->near ? 50 : 0;
}

int score_merit(const struct quiz_item *item, const struct quiz_answer *answer)
{
	if (!answer->given)
		return 0;
	switch (item->kind) {
	case QUIZ_SINGLE:
	case QUIZ_HABIT:
		return single_merit(item, answer);
	case QUIZ_SEVERAL:
		return several_merit(item, answer);
	case QUIZ_ORDER:
		return order_merit(item, answer);
	case QUIZ_ESTIMATE:
		return estimate_merit(item, answer);
	}
	return 0;
}

static int mean(int sum, int n)
{
	return n ? (2 * sum + n) / (2 * n) : -1;
}

void score_run(struct score *score, const struct quiz_item *const *item,
	const struct quiz_answer *answer, size_t count)
{
	int sum[2] = { 0, 0 }, items[2] = { 0, 0 }, n;

	*score = (struct score){ .count = count < 64 ? count : 64 };
	n = (int)score->count;
	for (int i = 0; i < n; i++) {
		int merit = score_merit(item[i], &answer[i]);
		bool presence = item[i]->gauge == QUIZ_PRESENCE;

		score->worth[i] = 100 * (i + 1) / n - 100 * i / n;
		score->line[i] = (score->worth[i] * merit + 50) / 100;
		score->total += score->line[i];
		sum[presence] += merit;
		items[presence]++;
	}
	score->prudence = mean(sum[0], items[0]);
	score->presence = mean(sum[1], items[1]);
}
