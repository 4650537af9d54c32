#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "observatory/catalogue/catalogue.h"
#include "observatory/catalogue/people.h"

static int open_it(void **state)
{
	struct error why = { 0 };

	*state = catalogue_open(&why);
	if (!*state)
		fprintf(stderr, "%s\n", why.text);
	return *state ? 0 : -1;
}

static int close_it(void **state)
{
	catalogue_close(*state);
	return 0;
}

static const struct question *find(const struct catalogue *c, const char *id)
{
	const struct question *q = catalogue_find(c, id);

	assert_non_null(q);
	return q;
}

static void questions_follow_the_bank(void **state)
{
	const struct catalogue *c = *state;
	size_t at = 0;

	for (unsigned t = 0; t < c->bank->themes_count; t++)
		for (unsigned i = 0; i < c->bank->theme[t]->items_count; i++, at++) {
			const struct question *q = &c->question[at];

			assert_ptr_equal(q->item, &c->bank->theme[t]->items[i]);
			assert_string_equal(q->id, q->item->id);
			assert_string_equal(q->label, q->item->brief);
			assert_string_equal(q->theme, c->bank->theme[t]->theme);
			assert_int_equal(q->multi, q->item->kind == QUIZ_SEVERAL);
			assert_false(q->score);
			assert_ptr_equal(catalogue_find(c, q->id), q);
			assert_int_equal(catalogue_index(c, q), at);
			assert_true(q->outcomes >= 2 && q->outcomes <= QUIZ_OPTIONS_MAX);
		}
	assert_true(at > 20);
	assert_int_equal(c->count, at + 2);
	assert_null(catalogue_find(c, "rien"));
}

static void scores_have_bins_of_five_points(void **state)
{
	const struct catalogue *c = *state;
	const struct question *q = find(c, "score-reseaux-full-v1");
	struct quiz_answer a = { .given = true, .number = 68 };

	assert_ptr_equal(q, &c->question[c->count - 2]);
	assert_ptr_equal(find(c, "score-reseaux-express-v1"), &c->question[c->count - 1]);
	assert_true(q->score);
	assert_null(q->item);
	assert_string_equal(q->theme, "");
	assert_int_equal(q->outcomes, 21);
	assert_string_equal(q->outcome[0].id, "0");
	assert_string_equal(q->outcome[0].label, "0 à 4");
	assert_string_equal(q->outcome[19].id, "95");
	assert_string_equal(q->outcome[19].label, "95 à 99");
	assert_string_equal(q->outcome[20].id, "100");
	assert_string_equal(q->outcome[20].label, "100");
	for (size_t i = 0; i < q->outcomes; i++) {
		char id[8], label[24];

		snprintf(id, sizeof id, "%zu", i * 5);
		snprintf(label, sizeof label, i < 20 ? "%zu à %zu" : "%zu", i * 5, i * 5 + 4);
		assert_string_equal(q->outcome[i].id, id);
		assert_string_equal(q->outcome[i].label, label);
	}
	assert_int_equal(catalogue_outcomes(q, &a), 1u << 13);
	a.number = 100;
	assert_int_equal(catalogue_outcomes(q, &a), 1u << 20);
	a.number = 101;
	assert_int_equal(catalogue_outcomes(q, &a), 0);
}

static void options_are_outcomes(void **state)
{
	const struct question *habit = find(*state, "publier-partager-sans-lire");
	const struct question *several = find(*state, "comptes-fuite");
	struct quiz_answer a = { .given = true, .ticked = 2 };

	assert_int_equal(habit->outcomes, 3);
	assert_string_equal(habit->outcome[1].id, "parfois-sans-lire");
	assert_string_equal(habit->outcome[1].label, habit->item->options[1].label);
	assert_int_equal(catalogue_outcomes(habit, &a), 2);
	a.ticked = 5;
	assert_int_equal(catalogue_outcomes(several, &a), 5);
	a.ticked = 0;
	assert_int_equal(catalogue_outcomes(several, &a), 0);
	a.ticked = 5;
	a.given = false;
	assert_int_equal(catalogue_outcomes(several, &a), 0);
}

static void orders_are_exact_almost_or_other(void **state)
{
	const struct question *q = find(*state, "comptes-recuperation");
	struct quiz_answer a = { .given = true, .order = { 0, 1, 2, 3 } };

	assert_int_equal(q->outcomes, 3);
	assert_string_equal(q->outcome[0].id, "exact");
	assert_string_equal(q->outcome[1].id, "almost");
	assert_string_equal(q->outcome[2].id, "other");
	assert_int_equal(catalogue_outcomes(q, &a), 1);
	a.order[0] = 1;
	a.order[1] = 0;
	assert_int_equal(catalogue_outcomes(q, &a), 2);
	for (unsigned i = 0; i < 4; i++)
		a.order[i] = (unsigned char)(3 - i);
	assert_int_equal(catalogue_outcomes(q, &a), 4);
}

static void estimates_are_exact_near_low_or_high(void **state)
{
	static const struct { int number; unsigned bit; } row[] = { { 52, 0 }, { 57, 0 }, { 47, 0 },
		{ 58, 1 }, { 46, 1 }, { 37, 1 }, { 36, 2 }, { 0, 2 }, { 67, 1 }, { 68, 3 }, { 100, 3 } };
	const struct question *q = find(*state, "publier-heures-bureau"); /* 52, close 5, near 15 */

	assert_int_equal(q->outcomes, 4);
	assert_string_equal(q->outcome[3].id, "high");
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct quiz_answer a = { .given = true, .number = row[i].number };

		assert_int_equal(catalogue_outcomes(q, &a), 1u << row[i].bit);
	}
}

static void people_have_codes(void **state)
{
	static const size_t counts[PEOPLE_DIMS] = { 8, 4, 19 };

	(void)state;
	for (int d = 0; d < PEOPLE_DIMS; d++) {
		size_t count;
		const struct people_code *code = people_codes((enum people_dim)d, &count);

		assert_int_equal(count, counts[d]);
		assert_string_equal(code[PEOPLE_UNKNOWN].code, "na");
		for (size_t i = 0; i < count; i++)
			assert_int_equal(people_index((enum people_dim)d, code[i].code), i);
		assert_int_equal(people_index((enum people_dim)d, "xx"), -1);
		assert_int_equal(people_dim_find(people_dim_id((enum people_dim)d)), d);
		assert_true(people_dim_label((enum people_dim)d)[0]);
	}
	assert_int_equal(people_dim_find("sexe"), -1);
	assert_string_equal(people_codes(PEOPLE_AGE, &(size_t){ 0 })[7].label, "76 ans et plus");
	assert_string_equal(people_codes(PEOPLE_REGION, &(size_t){ 0 })[8].code, "FRH");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_follow_the_bank),
		cmocka_unit_test(scores_have_bins_of_five_points),
		cmocka_unit_test(options_are_outcomes),
		cmocka_unit_test(orders_are_exact_almost_or_other),
		cmocka_unit_test(estimates_are_exact_near_low_or_high),
		cmocka_unit_test(people_have_codes),
	};

	return cmocka_run_group_tests(tests, open_it, close_it);
}
