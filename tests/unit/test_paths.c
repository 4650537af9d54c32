/* Every day, lived at random to its end through the script stage, thousands of times: no scene refuses every
 * choice, none says anything after its waiting verb, every ending is met, and nothing is lost. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/day.h"
#include "observatory/client/client.h"
#include "tui/experiences/day_visit.h"
#include "tui/experiences/experience.h"

/* A sanitized build is ten times slower: it looks for other faults, in fewer paths. Through the stage
 * a path costs tens of milliseconds: `make paths` plays ten thousand, `make test` a few hundred. */
#ifdef __SANITIZE_ADDRESS__
enum { PATHS = 300, THROUGH_STAGE = 40 };
#else
enum { PATHS = 10000, THROUGH_STAGE = 300 };
#endif
enum { ANSWERS = 44, LEAVING = 30 };

static int through_stage(void)
{
	const char *said = getenv("MESDATAS_PATHS");

	return said ? (int)strtol(said, NULL, 10) : THROUGH_STAGE;
}

static char folder[] = "/tmp/mesdatas-paths-XXXXXX";
static int output;

static int set_up(void **state)
{
	int null = open("/dev/null", O_WRONLY);

	(void)state;
	i18n_start("fr");
	setenv("HOME", folder, 1);
	if (!mkdtemp(folder) || chdir(folder)) /* a path may end by writing the day to a file */
		return -1;
	fflush(stdout);
	output = dup(STDOUT_FILENO);
	return dup2(null, STDOUT_FILENO) < 0;
}

static int clean_up(void **state)
{
	char command[64];

	(void)state;
	fflush(stdout);
	dup2(output, STDOUT_FILENO);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

/* A number for a choice, then Enter for a page: whichever is not wanted only brings a complaint. */
static void random_answers(struct chance *chance, struct text *out)
{
	for (int i = 0; i < ANSWERS; i++)
		text_addf(out, "%u\n\n", 1 + chance_below(chance, 4));
	for (int i = 0; i < LEAVING; i++)
		text_add(out, "suite\n\nautre\nfin\n");
}

static void live(const char *id, struct chance *chance, unsigned *finished)
{
	struct text answers = TEXT(1 << 16);
	struct program p = { 0 };
	char *argv[] = { (char *)(uintptr_t)id, NULL };

	random_answers(chance, &answers);
	p.client = client_open("off");
	p.stage = stage_open_script(text_string(&answers), &(struct stage_options){ 0 });
	p.argc = 1;
	p.argv = argv;
	day_run(&p);
	*finished += p.finished;
	assert_int_equal(p.status, 0);
	stage_close(p.stage);
	client_close(p.client);
	text_free(&answers);
}

static void every_path_ends(void **state)
{
	size_t count;
	const struct day_entry *day = day_index(&count);
	struct chance chance;
	unsigned finished = 0;
	int paths = through_stage();

	(void)state;
	chance_seed(&chance, 1);
	for (int i = 0; i < paths; i++)
		live(day[(size_t)i % count].id, &chance, &finished);
	/* Random answers may run out before the end, in a bench visited too often: not often. */
	assert_true(finished > (unsigned)paths * 9 / 10);
}

/* The same by the engine alone, so that endings and codes are counted too. */
static void every_ending_is_met_and_every_code_comes_back(void **state)
{
	size_t count;
	const struct day_entry *day = day_index(&count);
	struct visit *v = mem_alloc(sizeof *v), *again = mem_alloc(sizeof *again);
	struct chance chance;

	(void)state;
	chance_seed(&chance, 2);
	for (size_t d = 0; d < count; d++) {
		struct day_story *story = day_open(day[d].id, NULL);
		unsigned met[32] = { 0 };

		assert_non_null(story);
		for (int i = 0; i < PATHS; i++) {
			char code[VISIT_CODE_ROOM], wrong[VISIT_CODE_ROOM];

			*v = (struct visit){ .story = story, .scene = day_scene(story, story->start) };
			while (v->scene) {
				const struct day_choice *c = &v->scene->choices[chance_below(&chance,
					v->scene->choices_count)];

				if (day_holds(story, &v->state, c->when, c->when_count))
					visit_take(v, c);
				if (v->scene && !chance_below(&chance, 24))
					break; /* left in the middle */
			}
			if (!v->scene)
				met[day_ending(story, &v->state) - story->endings]++;
			visit_code(v, code);
			*again = (struct visit){ .story = story };
			assert_true(visit_resume(again, code));
			assert_ptr_equal(again->scene, v->scene);
			assert_int_equal(again->state.count, v->state.count);
			assert_memory_equal(again->state.step, v->state.step,
				v->state.count * sizeof *v->state.step);
			memcpy(wrong, code, sizeof wrong);
			wrong[0] = wrong[0] == '7' ? '8' : '7';
			wrong[2] = wrong[2] == 'A' ? 'B' : 'A';
			if (strcmp(wrong, code) && visit_resume(again, wrong) && again->state.count == v->state.count)
				assert_memory_not_equal(again->state.step, v->state.step,
					v->state.count * sizeof *v->state.step);
		}
		for (unsigned e = 0; e < story->endings_count; e++)
			if (!met[e] && PATHS > 1000)
				fail_msg("%s: the ending '%s' was never met", day[d].id, story->endings[e].id);
		day_close(story);
	}
	free(v);
	free(again);
}

static void no_code_from_elsewhere(void **state)
{
	static const char *const code[] = { "", "-", "0", "ZZZZ-ZZZZ-ZZZZ", "é", "../..", "14Z9-E14Z9-E14Z9-E",
		"0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000-0000" };
	struct day_story *story = day_open("camille", NULL);
	struct visit *v = mem_alloc(sizeof *v);

	(void)state;
	assert_non_null(story);
	for (size_t i = 0; i < sizeof code / sizeof *code; i++) {
		*v = (struct visit){ .story = story };
		assert_false(visit_resume(v, code[i]) && v->state.count);
	}
	day_close(story);
	free(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_ending_is_met_and_every_code_comes_back),
		cmocka_unit_test(no_code_from_elsewhere),
		cmocka_unit_test_setup_teardown(every_path_ends, set_up, clean_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
