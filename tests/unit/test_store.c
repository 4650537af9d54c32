#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "observatory/store/store.h"

static char folder[] = "/tmp/mesdatas-store-XXXXXX";
static char path[64], url[80];

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : 1;
}

static int drop_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void forget(void)
{
	char other[80];

	unlink(path);
	snprintf(other, sizeof other, "%s-wal", path);
	unlink(other);
}

static int new_path(void **state)
{
	(void)state;
	snprintf(path, sizeof path, "%s/a.db", folder);
	snprintf(url, sizeof url, "sqlite:%s", path);
	return 0;
}

static int drop_path(void **state)
{
	(void)state;
	forget();
	return 0;
}

static bool keep_cell(void *arg, const struct store_cell *c)
{
	struct store_cell **at = arg;

	*(*at)++ = *c;
	return true;
}

static size_t cells_of(struct store *s, struct store_cell *out)
{
	struct store_cell *at = out;

	assert_true(store_each_cell(s, keep_cell, &at, NULL));
	return (size_t)(at - out);
}

static void dims_do_not_run_into_each_other(void **state)
{
	(void)state;
	assert_int_equal(store_dims(2026, 11, 7, 3, 18), 142 << 12 | 7 << 8 | 3 << 5 | 18);
	assert_int_equal(store_dims(2015, 1, 0, 0, 0), 0);
}

static void only_sqlite_for_now(void **state)
{
	struct error why = { 0 };

	(void)state;
	assert_null(store_open("postgresql://h/db", &why));
	assert_non_null(strstr(why.text, "PostgreSQL"));
	why = (struct error){ 0 };
	assert_null(store_open("sqlite:", &why));
	assert_int_equal(why.code, ERROR_USAGE);
	why = (struct error){ 0 };
	assert_null(store_open("sqlite:/nowhere/at/all.db", &why));
	assert_int_equal(why.code, ERROR_SYSTEM);
}

static void cells_add_up_and_leave_at_zero(void **state)
{
	struct store_cell in[] = { { 2, 1, 9, 1, 1, 5 }, { 1, 7, 3, 1, 2, UINT64_MAX }, { 1, 7, 3, 1, 1, 1 } };
	struct store_cell out[8];
	struct store *s = store_open(url, NULL);

	(void)state;
	assert_non_null(s);
	assert_true(store_begin(s, NULL) && store_add(s, in, 3, NULL) && store_commit(s, NULL));
	assert_int_equal(cells_of(s, out), 2);
	assert_int_equal(out[0].question, 1);
	assert_int_equal(out[0].n, 3);
	assert_true(out[0].k == (UINT64_MAX ^ 1));
	in[0] = (struct store_cell){ 1, 7, 3, 1, -3, UINT64_MAX ^ 1 };
	assert_true(store_begin(s, NULL) && store_add(s, in, 1, NULL) && store_commit(s, NULL));
	assert_int_equal(cells_of(s, out), 1);
	store_close(s);
	s = store_open(url, NULL);
	assert_int_equal(cells_of(s, out), 1);
	assert_int_equal(out[0].question, 2);
	store_close(s);
}

static void numbers_stay(void **state)
{
	uint32_t a, b, again;
	struct store *s = store_open(url, NULL);

	(void)state;
	assert_true(store_begin(s, NULL));
	assert_true(store_number(s, "a", &a, NULL) && store_number(s, "b", &b, NULL));
	assert_true(store_number(s, "a", &again, NULL));
	assert_true(store_commit(s, NULL));
	assert_int_equal(a, 1);
	assert_int_equal(b, 2);
	assert_int_equal(again, 1);
	store_close(s);
}

static void once_and_once_only(void **state)
{
	const uint8_t key[16] = { 1 };
	struct store_batch batch = { .digest = { 3, 1, 4 }, .reply = "{}", .day = 20000 };
	uint8_t digest[16];
	char *reply;
	bool already;
	struct store *s = store_open(url, NULL);

	(void)state;
	assert_true(store_begin(s, NULL));
	assert_true(store_seen(s, key, 20000, &already, NULL) && !already);
	assert_true(store_seen(s, key, 20001, &already, NULL) && already);
	assert_true(store_batch_get(s, "u", digest, &reply, NULL));
	assert_null(reply);
	assert_true(store_batch_put(s, "u", &batch, NULL));
	assert_true(store_batch_get(s, "u", digest, &reply, NULL));
	assert_string_equal(reply, "{}");
	assert_memory_equal(digest, batch.digest, 16);
	free(reply);
	assert_true(store_forget(s, 20001, NULL));
	assert_true(store_seen(s, key, 20002, &already, NULL) && !already);
	assert_true(store_batch_get(s, "u", digest, &reply, NULL));
	assert_null(reply);
	store_rollback(s);
	assert_true(store_begin(s, NULL));
	assert_true(store_seen(s, key, 20000, &already, NULL) && !already);
	store_rollback(s);
	store_close(s);
}

static void two_programs_are_one_too_many(void **state)
{
	struct store *s = store_open(url, NULL);
	int status;
	pid_t child;

	(void)state;
	assert_non_null(s);
	child = fork();
	if (!child) {
		struct error why = { 0 };
		struct store *second = store_open(url, &why);

		_exit(!second && strstr(why.text, "déjà ouverte") ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	store_close(s);
	s = store_open(url, NULL);
	assert_non_null(s);
	store_close(s);
}

static void a_kill_leaves_whole_transactions(void **state)
{
	struct store_cell out[8];
	struct store *s;
	int status;
	pid_t child = fork();

	(void)state;
	if (!child) {
		s = store_open(url, NULL);
		store_begin(s, NULL);
		store_add(s, &(struct store_cell){ 1, 1, 1, 1, 1, 1 }, 1, NULL);
		store_commit(s, NULL);
		store_begin(s, NULL);
		store_add(s, &(struct store_cell){ 2, 2, 2, 2, 2, 2 }, 1, NULL);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	s = store_open(url, NULL);
	assert_non_null(s);
	assert_int_equal(cells_of(s, out), 1);
	store_close(s);
}

static void damage_is_said(void **state)
{
	struct error why = { 0 };
	FILE *f = fopen(path, "w");

	(void)state;
	for (int i = 0; i < 4096; i++)
		fputc('x', f);
	fclose(f);
	assert_null(store_open(url, &why));
	assert_non_null(strstr(why.text, "abîmée"));
}

static void a_later_version_is_refused(void **state)
{
	struct error why = { 0 };
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA user_version = 99; CREATE TABLE x(y)", NULL, NULL, NULL);
	sqlite3_close(db);
	assert_null(store_open(url, &why));
	assert_non_null(strstr(why.text, "plus récente"));
}

static void nobody_else_reads_it(void **state)
{
	struct stat st;
	struct store *s = store_open(url, NULL);

	(void)state;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 077, 0);
	store_close(s);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, new_path, drop_path)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dims_do_not_run_into_each_other),
		TEST(only_sqlite_for_now),
		TEST(cells_add_up_and_leave_at_zero),
		TEST(numbers_stay),
		TEST(once_and_once_only),
		TEST(two_programs_are_one_too_many),
		TEST(a_kill_leaves_whole_transactions),
		TEST(damage_is_said),
		TEST(a_later_version_is_refused),
		TEST(nobody_else_reads_it),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
