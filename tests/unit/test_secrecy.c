#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "observatory/secrecy/secrecy.h"

/* The vectors of the authors of SipHash: key 00..0f, message 00 01 02 ... of n bytes. */
static void siphash_says_the_official_vectors(void **state)
{
	static const struct { size_t n; uint64_t hash; } row[] = {
		{ 0, 0x726fdb47dd0e0e31u }, { 1, 0x74f839c593dc67fdu }, { 7, 0xab0200f58b01d137u },
		{ 8, 0x93f5f5799a932462u }, { 15, 0xa129ca6149be45e5u },
	};
	uint8_t key[16], message[16];

	(void)state;
	for (uint8_t i = 0; i < 16; i++)
		key[i] = message[i] = i;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_true(secrecy_siphash(key, message, row[i].n) == row[i].hash);
}

static double share(const struct secrecy *s, int i, int v)
{
	int at = v + SECRECY_D;

	return s->cumulated[i][at] - (at ? s->cumulated[i][at - 1] : 0);
}

static void the_table_is_the_one_printed(void **state)
{
	static const struct { int i, v; double p; } row[] = {
		{ 1, -1, .734 }, { 1, 2, .137 }, { 1, 3, .073 }, { 1, 4, .037 }, { 1, 5, .019 },
		{ 2, -2, .409 }, { 2, 1, .407 }, { 2, 2, .148 }, { 2, 3, .032 }, { 2, 4, .004 },
		{ 3, -3, .204 }, { 3, 0, .394 }, { 3, 1, .247 }, { 3, 2, .111 }, { 3, 3, .035 },
		{ 4, -4, .083 }, { 4, -1, .289 }, { 4, 0, .266 }, { 4, 1, .190 }, { 4, 2, .106 }, { 4, 3, .046 },
		{ 8, -5, .004 }, { 8, -4, .017 }, { 8, -3, .052 }, { 8, -2, .119 }, { 8, -1, .194 },
		{ 8, 0, .229 }, { 8, 1, .194 }, { 8, 2, .119 }, { 8, 3, .052 }, { 8, 4, .017 }, { 8, 5, .004 },
	};
	struct secrecy s;

	(void)state;
	secrecy_demo(&s, 1);
	for (size_t k = 0; k < sizeof row / sizeof *row; k++)
		if (fabs(share(&s, row[k].i, row[k].v) - row[k].p) > .0011)
			fail_msg("i=%d v=%d: %.4f, printed %.3f", row[k].i, row[k].v,
				share(&s, row[k].i, row[k].v), row[k].p);
}

static void every_row_has_mean_0_variance_3_and_no_small_count(void **state)
{
	struct secrecy s;

	(void)state;
	secrecy_demo(&s, 1);
	for (int i = 1; i <= SECRECY_D + SECRECY_JS + 1; i++) {
		double mean = 0, square = 0, sum = 0;

		for (int v = -SECRECY_D; v <= SECRECY_D; v++) {
			sum += share(&s, i, v);
			mean += v * share(&s, i, v);
			square += v * v * share(&s, i, v);
			if (i + v < 0 || (i + v > 0 && i + v <= SECRECY_JS))
				assert_true(share(&s, i, v) <= 0);
		}
		assert_true(fabs(sum - 1) < 1e-9);
		assert_true(fabs(mean) < 1e-6);
		assert_true(fabs(square - SECRECY_V) < 1e-6);
	}
}

static void two_hundred_thousand_draws(void **state)
{
	struct secrecy s;
	double sum = 0, squares = 0;
	const int draws = 200000;

	(void)state;
	secrecy_demo(&s, 7);
	for (int i = 0; i < draws; i++) {
		int64_t n = 1 + i % 40;
		char id[24];
		int64_t shown;

		snprintf(id, sizeof id, "s%d", i);
		shown = secrecy_publish(&s, n, secrecy_record_key(&s, id));
		assert_true(shown >= 0 && shown != 1 && shown != 2);
		assert_true(llabs(shown - n) <= SECRECY_D);
		assert_true(shown == secrecy_publish(&s, n, secrecy_record_key(&s, id)));
		sum += (double)(shown - n);
		squares += (double)((shown - n) * (shown - n));
	}
	assert_true(fabs(sum / draws) < .02);
	assert_true(fabs(squares / draws - SECRECY_V) < .05);
	assert_int_equal(secrecy_publish(&s, 0, 42), 0);
}

static void what_may_be_shown(void **state)
{
	(void)state;
	assert_false(secrecy_allows(9, NULL, 0));
	assert_true(secrecy_allows(10, NULL, 0));
	assert_true(secrecy_allows(50, (int64_t[]){ 50, 60 }, 2));
	assert_false(secrecy_allows(50, (int64_t[]){ 60, 59 }, 2));
	assert_false(secrecy_allows(50, (int64_t[]){ 49 }, 1));
	assert_false(secrecy_moves(19, 10, 3));
	assert_false(secrecy_moves(20, 10, 2));
	assert_true(secrecy_moves(20, 10, 3));
}

static void keys_differ_by_purpose_and_by_seed(void **state)
{
	struct secrecy a, b;
	uint8_t first[16], second[16];

	(void)state;
	secrecy_demo(&a, 1);
	secrecy_demo(&b, 2);
	assert_memory_not_equal(a.noise, b.noise, 16);
	assert_memory_not_equal(a.noise, a.record, 16);
	secrecy_dedup_key(&a, "x", first);
	secrecy_dedup_key(&a, "y", second);
	assert_memory_not_equal(first, second, 16);
	assert_memory_not_equal(first, first + 8, 8);
}

static void the_file_of_keys(void **state)
{
	char path[] = "/tmp/mesdatas-keys-XXXXXX";
	struct secrecy made, again;
	struct error why = { 0 };
	struct stat st;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	unlink(path);
	assert_false(secrecy_open(&made, path, false, &why));
	assert_int_equal(why.code, ERROR_MISSING);
	assert_true(secrecy_open(&made, path, true, NULL));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0400);
	assert_true(secrecy_open(&again, path, true, NULL));
	assert_memory_equal(&made, &again, sizeof made);

	why = (struct error){ 0 };
	assert_int_equal(chmod(path, 0644), 0);
	assert_false(secrecy_open(&again, path, true, &why));
	assert_non_null(strstr(why.text, "chmod 400"));

	why = (struct error){ 0 };
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(truncate(path, 70), 0);
	assert_false(secrecy_open(&again, path, true, &why));
	assert_int_equal(why.code, ERROR_INPUT);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(siphash_says_the_official_vectors),
		cmocka_unit_test(the_table_is_the_one_printed),
		cmocka_unit_test(every_row_has_mean_0_variance_3_and_no_small_count),
		cmocka_unit_test(two_hundred_thousand_draws),
		cmocka_unit_test(what_may_be_shown),
		cmocka_unit_test(keys_differ_by_purpose_and_by_seed),
		cmocka_unit_test(the_file_of_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
