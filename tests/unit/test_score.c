#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "content/score.h"

static struct quiz_option options[5];

static struct quiz_item item_of(enum quiz_kind kind, unsigned count, const unsigned *points)
{
	for (unsigned i = 0; i < count && points; i++)
		options[i].points = points[i];
	return (struct quiz_item){ .kind = kind, .options = options, .options_count = count };
}

static void one_option_is_worth_its_points(void **state)
{
	const unsigned points[] = { 1, 4, 0, 3 };
	struct quiz_item item = item_of(QUIZ_SINGLE, 4, points);
	static const int merit[] = { 25, 100, 0, 75 };

	(void)state;
	for (unsigned k = 0; k < 4; k++) {
		struct quiz_answer a = { .given = true, .ticked = 1u << k };

		item.kind = QUIZ_SINGLE;
		assert_int_equal(score_merit(&item, &a), merit[k]);
		item.kind = QUIZ_HABIT;
		assert_int_equal(score_merit(&item, &a), merit[k]);
		a.given = false;
		assert_int_equal(score_merit(&item, &a), 0);
	}
	assert_int_equal(score_merit(&item, &(struct quiz_answer){ .given = true }), 0);
	assert_int_equal(score_merit(&item, &(struct quiz_answer){ .given = true, .ticked = 1u << 9 }), 0);
}

static void several_counts_hits_less_wrong_ticks(void **state)
{
	const unsigned points[] = { 4, 0, 4, 4, 0 };
	struct quiz_item item = item_of(QUIZ_SEVERAL, 5, points);
	static const struct { unsigned ticked; int merit; } row[] = {
		{ 0x0d, 100 }, { 0x05, 66 }, { 0x01, 33 }, { 0x0f, 66 }, { 0x1f, 33 }, { 0x12, 0 },
		{ 0x13, 0 }, { 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_int_equal(score_merit(&item,
			&(struct quiz_answer){ .given = true, .ticked = row[i].ticked }), row[i].merit);
}

static void order_counts_pairs(void **state)
{
	struct quiz_item item = item_of(QUIZ_ORDER, 4, NULL);
	static const struct { unsigned char order[5]; int merit; } row[] = {
		{ { 0, 1, 2, 3 }, 100 }, { { 1, 0, 2, 3 }, 66 }, { { 0, 2, 3, 1 }, 33 },
		{ { 3, 2, 1, 0 }, 0 }, { { 1, 3, 0, 2 }, 0 }, { { 0, 0, 0, 0 }, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct quiz_answer a = { .given = true };

		memcpy(a.order, row[i].order, sizeof a.order);
		assert_int_equal(score_merit(&item, &a), row[i].merit);
	}
}

static void an_estimate_is_close_near_or_far(void **state)
{
	struct quiz_estimate e = { .min = 0, .max = 100, .right = 52, .close = 5, .near = 15 };
	struct quiz_item item = { .kind = QUIZ_ESTIMATE, .estimate = &e };
	static const struct { int number, merit; } row[] = {
		{ 52, 100 }, { 57, 100 }, { 47, 100 }, { 58, 50 }, { 67, 50 }, { 37, 50 }, { 68, 0 }, { 36, 0 },
		{ -2147483647, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_int_equal(score_merit(&item,
			&(struct quiz_answer){ .given = true, .number = row[i].number }), row[i].merit);
}

static void lines_add_up(void **state)
{
	static struct quiz_option own[64][4];
	struct quiz_item item[64];
	const struct quiz_item *pointer[64];
	struct quiz_answer answer[64];
	struct score score;
	struct chance chance;

	(void)state;
	chance_seed(&chance, 3);
	for (unsigned round = 0; round < 5000; round++) {
		size_t n = 1 + chance_below(&chance, 64);
		int lines = 0, worth = 0;

		for (size_t i = 0; i < n; i++) {
			for (unsigned k = 0; k < 4; k++)
				own[i][k].points = chance_below(&chance, 5);
			item[i] = (struct quiz_item){ .kind = QUIZ_SINGLE, .options = own[i], .options_count = 4,
				.gauge = chance_below(&chance, 2) ? QUIZ_PRESENCE : QUIZ_PRUDENCE };
			pointer[i] = &item[i];
			answer[i] = (struct quiz_answer){ .given = chance_below(&chance, 8) > 0,
				.ticked = 1u << chance_below(&chance, 4) };
		}
		score_run(&score, pointer, answer, n);
		for (size_t i = 0; i < n; i++) {
			lines += score.line[i];
			worth += score.worth[i];
			assert_in_range(score.line[i], 0, score.worth[i]);
		}
		assert_int_equal(score.count, n);
		assert_int_equal(lines, score.total);
		assert_int_equal(worth, 100);
		assert_true(score.prudence >= -1 && score.prudence <= 100);
		assert_true(score.presence >= -1 && score.presence <= 100);
	}
}

static void gauges_and_limits(void **state)
{
	const unsigned points[] = { 4, 0, 2 };
	struct quiz_item a = item_of(QUIZ_SINGLE, 3, points), b = a;
	const struct quiz_item *item[64];
	struct quiz_answer answer[64] = { { .given = true, .ticked = 1 }, { .given = true, .ticked = 4 } };
	struct score score;

	(void)state;
	b.gauge = QUIZ_PRESENCE;
	item[0] = &a;
	item[1] = &b;
	score_run(&score, item, answer, 2);
	assert_int_equal(score.prudence, 100);
	assert_int_equal(score.presence, 50);
	assert_int_equal(score.total, 75);
	score_run(&score, item, answer, 1);
	assert_int_equal(score.presence, -1);
	assert_int_equal(score.total, 100);
	score_run(&score, item, answer, 0);
	assert_int_equal(score.total, 0);
	assert_int_equal(score.prudence, -1);
	for (size_t i = 0; i < 64; i++) {
		item[i] = &a;
		answer[i] = answer[0];
	}
	score_run(&score, item, answer, 64);
	assert_int_equal(score.total, 100);
	for (size_t i = 1; i < 64; i++)
		answer[i].given = false;
	score_run(&score, item, answer, 3);
	assert_int_equal(score.worth[0], 33);
	assert_int_equal(score.worth[2], 34);
	assert_int_equal(score.total, 33);
	assert_int_equal(score.prudence, 33);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_option_is_worth_its_points),
		cmocka_unit_test(several_counts_hits_less_wrong_ticks),
		cmocka_unit_test(order_counts_pairs),
		cmocka_unit_test(an_estimate_is_close_near_or_far),
		cmocka_unit_test(lines_add_up),
		cmocka_unit_test(gauges_and_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
