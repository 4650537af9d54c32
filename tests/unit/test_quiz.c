#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/text.h"
#include "content/quiz.h"
#include "tests/unit/own_content.h"

enum { SEEDS = 1000, THEMES = 6, ITEMS = 11 };

static void write_file(const char *name, const char *bytes)
{
	own_content_write(name, bytes, strlen(bytes));
}

static void add_options(struct text *t, const char *kind)
{
	unsigned count = 3;

	text_add(t, "    options:\n");
	for (unsigned i = 0; i < count; i++) {
		unsigned points = !strcmp(kind, "order") ? 0 : !strcmp(kind, "several") ? (i < 2) * 4 : !i * 4;

		text_addf(t, "      - id: o%u\n        label: \"Option\"\n        points: %u\n        why: \"Car.\"\n", i, points);
	}
}

static void add_item(struct text *t, unsigned theme, unsigned i)
{
	static const char *const kinds[ITEMS] = { "single", "single", "several", "habit", "order", "single",
		"estimate", "habit", "several", "habit", "single" };
	const char *kind = kinds[i];

	text_addf(t, "  - id: t%u-i%u\n    short: \"Court\"\n    level: %u\n    kind: %s\n    gauge: %s\n"
		"    prompt: \"Quoi ?\"\n", theme, i, 1 + (i + theme) % 3, kind, i % 3 ? "prudence" : "presence");
	if (!strcmp(kind, "estimate"))
		text_add(t, "    estimate:\n      min: 0\n      max: 9\n      unit: \"\"\n      right: 5\n      close: 1\n"
			"      near: 2\n      low: \"Plus.\"\n      high: \"Moins.\"\n");
	else
		add_options(t, kind);
	text_add(t, "    why: \"Car.\"\n    clue: \"Là.\"\n    fiche: f\n    facts: []\n");
	if (strcmp(kind, "habit"))
		text_add(t, "    again:\n      prompt: \"Et ?\"\n      options:\n        - id: a\n          label: \"A\"\n"
			"          verdict: right\n        - id: b\n          label: \"B\"\n          verdict: wrong\n"
			"      why: \"Car.\"\n");
}

static int write_bank(void **state)
{
	char name[64];

	(void)state;
	if (own_content_open(NULL, 0))
		return -1;
	write_file("quizzes/essai.yaml", "id: essai\ntitle: \"Essai\"\npitch: \"Un essai\"\nversion: 1\nrun: 12\n"
		"express: 5\nthemes: [t0, t1, t2, t3, t4, t5]\n");
	for (unsigned t = 0; t < THEMES; t++) {
		struct text bytes = TEXT(1 << 18);

		text_addf(&bytes, "theme: t%u\ntitle: \"Thème\"\nitems:\n", t);
		for (unsigned i = 0; i < ITEMS; i++)
			add_item(&bytes, t, i);
		snprintf(name, sizeof name, "quizzes/t%u.yaml", t);
		write_file(name, text_string(&bytes));
		text_free(&bytes);
	}
	return 0;
}

static void a_bank_is_read_whole(void **state)
{
	struct error why = { 0 };
	struct quiz_bank *bank = quiz_open("essai", &why);
	const struct quiz_item *item;

	(void)state;
	assert_non_null(bank);
	assert_int_equal(bank->themes_count, THEMES);
	item = quiz_find(bank, "t3-i6");
	assert_non_null(item);
	assert_int_equal(quiz_theme_of(bank, item), 3);
	assert_int_equal(item->kind, QUIZ_ESTIMATE);
	assert_int_equal(item->estimate->right, 5);
	assert_int_equal(item->options_count, 0);
	assert_null(quiz_find(bank, "t3-i60"));
	item = quiz_find(bank, "t0-i0");
	assert_int_equal(item->gauge, QUIZ_PRESENCE);
	assert_string_equal(item->again->options[0].id, "a");
	assert_int_equal(item->again->options[0].verdict, QUIZ_RIGHT);
	assert_null(quiz_find(bank, "t0-i3")->again);
	quiz_close(bank);
	assert_null(quiz_open("absent", &why));
	assert_int_equal(why.code, ERROR_MISSING);
	why = (struct error){ 0 };
	assert_null(quiz_open("../essai", &why));
	assert_int_equal(why.code, ERROR_MISSING);
}

/* Of each gauge a third at least, of habits a third at most. */
static void check_balance(const struct quiz_item **item, size_t count)
{
	size_t presence = 0, habits = 0;

	for (size_t i = 0; i < count; i++) {
		presence += item[i]->gauge == QUIZ_PRESENCE;
		habits += item[i]->kind == QUIZ_HABIT;
	}
	assert_true(3 * presence >= count);
	assert_true(3 * (count - presence) >= count);
	assert_true(habits <= (count + 2) / 3);
}

static void check_full(const struct quiz_bank *bank, const struct quiz_item **item, size_t count)
{
	unsigned theme[32] = { 0 }, kinds = 0;

	assert_int_equal(count, bank->run);
	for (size_t i = 0; i < count; i++) {
		theme[quiz_theme_of(bank, item[i])]++;
		kinds |= 1u << item[i]->kind;
		assert_true(!i || item[i]->level >= item[i - 1]->level);
		for (size_t k = 0; k < i; k++)
			assert_ptr_not_equal(item[i], item[k]);
	}
	for (size_t t = 0; t < bank->themes_count; t++)
		assert_int_equal(theme[t], bank->run / bank->themes_count);
	assert_int_equal(kinds, 0x1f);
	check_balance(item, count);
}

static void check_express(const struct quiz_bank *bank, const struct quiz_item **item, size_t count)
{
	unsigned theme[32] = { 0 };

	assert_int_equal(count, bank->express);
	check_balance(item, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_not_equal(item[i]->kind, QUIZ_ORDER);
		assert_in_range(item[i]->level, 1, 2);
		assert_true(!i || item[i]->level >= item[i - 1]->level);
		assert_int_equal(theme[quiz_theme_of(bank, item[i])]++, 0);
	}
}

static void check_draws(const struct quiz_bank *bank)
{
	const struct quiz_item *first[64], *second[64];
	size_t seen = 0, items = 0, count, different = 0;

	for (unsigned t = 0; t < bank->themes_count; t++)
		items += bank->theme[t]->items_count;
	for (unsigned long seed = 0; seed < SEEDS; seed++) {
		count = quiz_draw(bank, QUIZ_FULL, seed, first);
		check_full(bank, first, count);
		assert_int_equal(quiz_draw(bank, QUIZ_FULL, seed, second), count);
		assert_memory_equal(first, second, count * sizeof *first);
		quiz_draw(bank, QUIZ_FULL, seed + 1, second);
		different += memcmp(first, second, count * sizeof *first) != 0;
		check_express(bank, second, quiz_draw(bank, QUIZ_EXPRESS, seed, second));
	}
	assert_int_equal(different, SEEDS);
	for (unsigned t = 0; t < bank->themes_count; t++)
		for (unsigned k = 0; k < bank->theme[t]->items_count; k++) {
			bool met = false;

			for (unsigned long seed = 0; seed < SEEDS && !met; seed++) {
				count = quiz_draw(bank, QUIZ_FULL, seed, first);
				for (size_t i = 0; i < count; i++)
					met |= first[i] == &bank->theme[t]->items[k];
			}
			seen += met;
		}
	assert_int_equal(seen, items);
}

static void draws_keep_their_promises(void **state)
{
	struct quiz_bank *bank = quiz_open("essai", NULL);
	const struct quiz_item *first[64], *second[64];
	size_t count;

	(void)state;
	assert_non_null(bank);
	check_draws(bank);
	count = quiz_draw(bank, QUIZ_FULL, 5, first);
	bank->version = 2;
	quiz_draw(bank, QUIZ_FULL, 5, second);
	assert_memory_not_equal(first, second, count * sizeof *first);
	quiz_close(bank);
}

static void a_small_bank_gives_what_it_has(void **state)
{
	struct quiz_bank *bank;
	const struct quiz_item *item[64];

	(void)state;
	write_file("quizzes/petit.yaml", "id: petit\ntitle: \"Petit\"\npitch: \"Un essai\"\nversion: 1\nrun: 64\n"
		"express: 5\nthemes: [t0]\n");
	bank = quiz_open("petit", NULL);
	assert_non_null(bank);
	assert_int_equal(quiz_draw(bank, QUIZ_FULL, 1, item), ITEMS);
	quiz_close(bank);
}

static void the_real_bank_too(void **state)
{
	struct error why = { 0 };
	struct quiz_bank *bank;
	size_t items = 0;

	(void)state;
	setenv("MESDATAS_CONTENT", own_content_real(), 1);
	bank = quiz_open("reseaux", &why);
	assert_string_equal(why.text, "");
	for (unsigned t = 0; t < bank->themes_count; t++)
		items += bank->theme[t]->items_count;
	assert_true(items >= 120);
	check_draws(bank);
	quiz_close(bank);
	setenv("MESDATAS_CONTENT", own_content_path("content"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bank_is_read_whole),
		cmocka_unit_test(draws_keep_their_promises),
		cmocka_unit_test(a_small_bank_gives_what_it_has),
		cmocka_unit_test(the_real_bank_too),
	};

	return cmocka_run_group_tests(tests, write_bank, own_content_close);
}
