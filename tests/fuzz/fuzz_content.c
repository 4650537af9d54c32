/* Any bytes as a file of content: read by the reader of each kind, used as the program uses it, and told of by
 * lint. The first byte chooses the kind. */
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/error.h"
#include "base/text.h"
#include "content/day.h"
#include "content/glossary.h"
#include "content/letter.h"
#include "content/lint.h"
#include "content/reader.h"
#include "content/score.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	/* Lint reads the other files too; here there are none. */
	setenv("MESDATAS_CONTENT", "/nonexistent", 1);
	return 0;
}

static void answer(const struct quiz_theme *theme, uint8_t with)
{
	for (unsigned i = 0; i < theme->items_count && i < 64; i++) {
		const struct quiz_item *item = &theme->items[i];
		struct quiz_answer a = { .given = true, .ticked = with, .number = with };
		struct score score;

		memset(a.order, with, sizeof a.order);
		score_run(&score, &item, &a, 1);
		if (score.total < 0 || score.total > 100)
			abort();
	}
}

static void live(const struct day_story *story, uint8_t with)
{
	const struct day_scene *scene = day_scene(story, story->start);
	struct day_state state = { 0 };

	if (!scene)
		abort();
	while (scene) {
		const struct day_choice *choice = &scene->choices[with % scene->choices_count];

		day_holds(story, &state, choice->when, choice->when_count);
		for (unsigned i = 0; i < choice->sends_count; i++)
			if (!day_actor(story, choice->sends[i].to))
				abort();
		scene = day_take(story, &state, scene, choice);
		with = (uint8_t)(with * 5 + 3);
	}
	if (!day_ending(story, &state))
		abort();
}

/* When nothing is given, no field is left in the letter. */
static void fill(const struct letter *letter)
{
	const char *value[16] = { 0 };
	struct text out = TEXT(1 << 20);

	if (letter->fields_count > 16)
		abort();
	for (unsigned i = 0; i < letter->fields_count; i++)
		value[i] = "";
	letter_write(letter, value, &out);
	for (unsigned i = 0; i < letter->fields_count; i++) {
		struct text named = TEXT(256);

		text_addf(&named, "{%s}", letter->fields[i].id);
		if (strstr(text_string(&out), text_string(&named)))
			abort();
		text_free(&named);
		value[i] = i % 2 ? "{" : letter->fields[i].id;
	}
	text_clear(&out);
	letter_write(letter, value, &out);
	text_free(&out);
}

static void look_up(const struct glossary *glossary)
{
	for (unsigned i = 0; i < glossary->words_count; i++)
		if (glossary_find(glossary, glossary->words[i].id) != &glossary->words[i])
			abort();
}

static void lint(const uint8_t *data, size_t size)
{
	struct text out = TEXT(1 << 20);
	struct lint result = { .out = &out };
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	char path[64];

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (lint_run(&result, path) != !out.bytes)
		abort();
	close(fd);
	text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct reader_kind *const kinds[] = { &quiz_theme_kind, &quiz_bank_kind, &fiche_kind,
		&day_kind, &facts_kind, &reference_kind, &letter_kind, &glossary_kind, &lesson_kind, &bench_kind };
	const struct reader_kind *kind;
	struct error why = { 0 };
	void *loaded;

	if (!size)
		return 0;
	kind = kinds[data[0] % (sizeof kinds / sizeof *kinds)];
	loaded = reader_load(kind, "fuzz.yaml", (const char *)data + 1, size - 1, &why);
	if (!loaded != (why.code != ERROR_NONE))
		abort();
	if (loaded && kind == &quiz_theme_kind)
		answer(loaded, data[0]);
	if (loaded && kind == &day_kind)
		live(loaded, data[0]);
	if (loaded && kind == &letter_kind)
		fill(loaded);
	if (loaded && kind == &glossary_kind)
		look_up(loaded);
	reader_close(kind, loaded);
	lint(data + 1, size - 1);
	return 0;
}
