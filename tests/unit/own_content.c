#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "content/lint.h"
#include "tests/unit/own_content.h"

static char folder[] = "/tmp/mesdatas-content-XXXXXX", *real;
static const struct own_file *file;
static size_t files;

const char *own_content_path(const char *below)
{
	static char path[256];

	assert_true(snprintf(path, sizeof path, "%s/%s", folder, below) < (int)sizeof path);
	return path;
}

static void write_below(const char *below, const char *bytes, size_t n)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof path, "%s", own_content_path(below));
	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = 0;
		mkdir(path, 0700); /* there already, mostly */
		*slash = '/';
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static const char *in_content(const char *name, char *below, size_t room)
{
	snprintf(below, room, "content/%s", name);
	return below;
}

void own_content_write(const char *name, const char *bytes, size_t n)
{
	char below[200];

	write_below(in_content(name, below, sizeof below), bytes, n);
}

void own_content_remove(const char *name)
{
	char below[200];

	assert_int_equal(unlink(own_content_path(in_content(name, below, sizeof below))), 0);
}

void own_content_restore(void)
{
	for (size_t i = 0; i < files; i++)
		own_content_write(file[i].name, file[i].bytes, strlen(file[i].bytes));
}

void own_content_spoil(const char *name, const char *from, const char *to)
{
	const char *bytes = NULL, *at;
	struct text spoilt = TEXT(1 << 20);

	for (size_t i = 0; i < files; i++)
		if (!strcmp(file[i].name, name))
			bytes = file[i].bytes;
	at = bytes ? strstr(bytes, from) : NULL;
	if (!at)
		fail_msg("'%s' is not in %s", from, name);
	text_add_bytes(&spoilt, bytes, (size_t)(at - bytes));
	text_add(&spoilt, to);
	text_add(&spoilt, at + strlen(from));
	own_content_write(name, text_string(&spoilt), spoilt.bytes);
	text_free(&spoilt);
}

void own_content_translate(const char *po)
{
	if (po)
		write_below("locale/en.po", po, strlen(po));
	else
		assert_int_equal(unlink(own_content_path("locale/en.po")), 0);
}

int own_content_open(const struct own_file *list, size_t count)
{
	assert_non_null(getenv("MESDATAS_CONTENT"));
	real = mem_dup(getenv("MESDATAS_CONTENT"));
	assert_non_null(mkdtemp(folder));
	file = list;
	files = count;
	own_content_restore();
	setenv("MESDATAS_CONTENT", own_content_path("content"), 1);
	return 0;
}

int own_content_close(void **state)
{
	char command[64];

	(void)state;
	free(real);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

const char *own_content_real(void)
{
	return real;
}

char *own_content_lint(const char *only)
{
	struct text out = TEXT(1 << 20);
	struct lint result = { .out = &out };
	bool right = lint_run(&result, only);

	assert_int_equal(right, !result.problems);
	assert_int_equal(right, !out.bytes);
	return text_take(&out);
}

void own_content_lint_finds(const struct own_fault *fault, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		bool placed = fault[i].said[0] == ':' && isdigit((unsigned char)fault[i].said[1]);
		struct text wanted = TEXT(1024);
		char below[200], *all, *one;

		own_content_spoil(fault[i].file, fault[i].from, fault[i].to);
		text_addf(&wanted, "%s%s", placed ? fault[i].file : "", fault[i].said);
		all = own_content_lint(NULL);
		one = own_content_lint(own_content_path(in_content(fault[i].file, below, sizeof below)));
		if (!strstr(all, text_string(&wanted)) || !strstr(one, text_string(&wanted)))
			fail_msg("wanted %s: %s / %s", text_string(&wanted), all, one);
		own_content_restore();
		text_free(&wanted);
		free(all);
		free(one);
	}
}
