/* Writing what a person asked to keep: a new file of their own, or a sentence. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"

static char folder[] = "/tmp/mesdatas-place-XXXXXX";

static int set_up(void **state)
{
	(void)state;
	i18n_start("fr");
	return mkdtemp(folder) && !setenv("HOME", folder, 1) ? 0 : -1;
}

static int clean_up(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

static void a_new_file_is_its_owners(void **state)
{
	struct text bytes = TEXT(1 << 16), back = TEXT(1 << 16);
	struct error why = { 0 };
	char path[128];
	struct stat st;

	(void)state;
	text_add(&bytes, "Bonjour, voici ma lettre.\n");
	assert_true(place_write("~/lettre.txt", &bytes, &why));
	snprintf(path, sizeof path, "%s/lettre.txt", folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_true(place_read(path, 1 << 16, &back, &why));
	assert_string_equal(text_string(&back), text_string(&bytes));
	text_free(&back);
	text_free(&bytes);
}

static void what_is_there_is_never_replaced(void **state)
{
	struct text one = TEXT(64), two = TEXT(64), back = TEXT(64);
	struct error why = { 0 };
	char path[128], link[128];

	(void)state;
	text_add(&one, "un");
	text_add(&two, "deux");
	snprintf(path, sizeof path, "%s/garde.txt", folder);
	snprintf(link, sizeof link, "%s/lien.txt", folder);
	assert_true(place_write(path, &one, &why));
	assert_false(place_write(path, &two, &why));
	assert_non_null(strstr(why.text, "existe déjà"));
	assert_int_equal(symlink(path, link), 0);
	why = (struct error){ 0 };
	assert_false(place_write(link, &two, &why));
	assert_true(place_read(path, 64, &back, NULL));
	assert_string_equal(text_string(&back), "un");
	text_free(&one);
	text_free(&two);
	text_free(&back);
}

static void a_fifo_is_refused_at_once(void **state)
{
	struct text back = TEXT(64);
	struct error why = { 0 };
	char path[300];

	(void)state;
	snprintf(path, sizeof path, "%s/tube", folder);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(place_read(path, 64, &back, &why));
	assert_int_equal(why.code, ERROR_INPUT);
	text_free(&back);
}

static void no_place_to_write_is_said(void **state)
{
	static const char *const path[] = { "/nulle/part/lettre.txt", "", "~/dossier/absent/l.txt", "/proc/l.txt" };
	struct text bytes = TEXT(64);

	(void)state;
	text_add(&bytes, "un");
	for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
		struct error why = { 0 };

		assert_false(place_write(path[i], &bytes, &why));
		assert_int_equal(why.code, ERROR_SYSTEM);
		assert_non_null(strstr(why.text, "autre endroit"));
	}
	text_free(&bytes);
}

static void half_a_letter_is_not_left(void **state)
{
	struct rlimit before, small = { 4096, 4096 };
	struct text bytes = TEXT(1 << 20);
	struct error why = { 0 };
	char path[128];

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_add(&bytes, "Une ligne de plus, et le disque est plein.\n");
	snprintf(path, sizeof path, "%s/grande.txt", folder);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small.rlim_max = before.rlim_max;
	setrlimit(RLIMIT_FSIZE, &small);
	assert_false(place_write(path, &bytes, &why));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(access(path, F_OK), -1);
	assert_true(*why.text);
	text_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_is_its_owners),
		cmocka_unit_test(what_is_there_is_never_replaced),
		cmocka_unit_test(a_fifo_is_refused_at_once),
		cmocka_unit_test(no_place_to_write_is_said),
		cmocka_unit_test(half_a_letter_is_not_left),
	};

	return cmocka_run_group_tests(tests, set_up, clean_up);
}
