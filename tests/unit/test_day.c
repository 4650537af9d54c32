#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <unistd.h>

#include "base/error.h"
#include "content/day.h"

static const char story_bytes[] =
	"id: petite\nname: \"Zoé\"\ntitle: \"Une matinée\"\npitch: \"Courte.\"\nstart: lit\nminutes: 2\n"
	"actors:\n  - id: reseau\n    label: \"un réseau\"\n    kind: service\n"
	"scenes:\n"
	"  - id: lit\n    time: \"7 h 00\"\n    title: \"au lit\"\n    text:\n      - text: \"Bonjour.\"\n"
	"    question: \"Que fait Zoé ?\"\n    choices:\n"
	"      - id: publier\n        label: \"Publier\"\n        set: [photo, vu]\n        prudence: -2\n        presence: 2\n"
	"        outcome:\n          - text: \"Publié.\"\n        sends:\n"
	"          - what: \"Une photo\"\n            to: reseau\n            why: \"Pour voir.\"\n            keep: \"Longtemps.\"\n"
	"            right: \"L'effacer.\"\n            fiche: exif\n"
	"          - what: \"L'heure\"\n            to: reseau\n            why: \"Pour voir.\"\n            keep: \"Longtemps.\"\n"
	"            right: \"L'effacer.\"\n            fiche: exif\n"
	"        next: cafe\n"
	"      - id: dormir\n        label: \"Dormir\"\n        prudence: 1\n        outcome: []\n        next: cafe\n"
	"  - id: cafe\n    time: \"8 h 00\"\n    title: \"au café\"\n    text:\n      - text: \"Encore.\"\n        when: [\"!photo\"]\n"
	"    question: \"Et maintenant ?\"\n    choices:\n"
	"      - id: effacer\n        label: \"Effacer\"\n        when: [photo, \"presence>=2\"]\n        prudence: 2\n        outcome: []\n"
	"        next: end\n"
	"      - id: partir\n        label: \"Partir\"\n        outcome: []\n        next: end\n"
	"endings:\n"
	"  - id: vue\n    title: \"Vue\"\n    when: [vu, \"prudence<=-1\", \"sends>=2\"]\n    text:\n      - text: \"Vue.\"\n"
	"  - id: sage\n    title: \"Sage\"\n    when: [\"sends<=0\", \"presence<=0\"]\n    text:\n      - text: \"Sage.\"\n"
	"  - id: autre\n    title: \"Autre\"\n    text:\n      - text: \"Autre.\"\n";

static struct day_story *open_story(void)
{
	char path[] = "/tmp/mesdatas-day-XXXXXX";
	struct error why = { 0 };
	struct day_story *story;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, story_bytes, sizeof story_bytes - 1), sizeof story_bytes - 1);
	close(fd);
	story = day_open_file(path, &why);
	unlink(path);
	if (!story)
		fail_msg("%s", why.text);
	return story;
}

static void a_story_is_played(void **state)
{
	struct day_story *story = open_story();
	const struct day_scene *lit = day_scene(story, story->start), *cafe = day_scene(story, "cafe");
	struct day_state at = { 0 }, before;

	(void)state;
	assert_non_null(lit);
	assert_null(day_scene(story, "end"));
	assert_string_equal(day_actor(story, "reseau")->label, "un réseau");
	assert_null(day_actor(story, "lit"));
	assert_true(day_holds(story, &at, cafe->text[0].when, cafe->text[0].when_count));
	before = at;
	assert_ptr_equal(day_take(story, &at, lit, &lit->choices[0]), cafe);
	assert_int_equal(at.prudence, -2);
	assert_int_equal(at.presence, 2);
	assert_int_equal(at.sends, 2);
	assert_true(day_flag(story, &at, "photo"));
	assert_false(day_flag(story, &at, "phot"));
	assert_false(day_holds(story, &at, cafe->text[0].when, cafe->text[0].when_count));
	assert_true(day_holds(story, &at, cafe->choices[0].when, cafe->choices[0].when_count));
	assert_null(day_take(story, &at, cafe, &cafe->choices[1]));
	assert_string_equal(day_ending(story, &at)->id, "vue");
	/* Back to the first scene: a copy is enough. */
	at = before;
	assert_ptr_equal(day_take(story, &at, lit, &lit->choices[1]), cafe);
	assert_false(day_holds(story, &at, cafe->choices[0].when, cafe->choices[0].when_count));
	assert_string_equal(day_ending(story, &at)->id, "sage");
	at = before;
	day_take(story, &at, lit, &lit->choices[0]);
	day_take(story, &at, cafe, &cafe->choices[0]);
	assert_int_equal(at.prudence, 0);
	assert_string_equal(day_ending(story, &at)->id, "autre");
	day_close(story);
}

static void conditions(void **state)
{
	struct day_story *story = open_story();
	struct day_state at = { .prudence = 3, .presence = -1, .sends = 5 };
	static const struct { const char *when; bool holds; } row[] = {
		{ "prudence>=3", true }, { "prudence>=4", false }, { "prudence<=3", true }, { "prudence<=2", false },
		{ "presence<=-1", true }, { "presence>=0", false }, { "sends>=5", true }, { "sends<=4", false },
		{ "photo", false }, { "!photo", true },
		/* What is no condition never holds. */
		{ "prudence>3", false }, { "prudence>=", false }, { "prudence>=x", false }, { "prudence>= 3", false },
		{ "!!photo", false }, { "", false }, { "Photo", false }, { "sends>=99999999999999", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		char text[40], *when[] = { text };

		snprintf(text, sizeof text, "%s", row[i].when);
		if (day_holds(story, &at, when, 1) != row[i].holds)
			fail_msg("%s", row[i].when);
	}
	assert_true(day_holds(story, &at, NULL, 0));
	day_close(story);
}

static void a_circle_ends(void **state)
{
	struct day_story *story = open_story();
	struct day_state at = { 0 };
	const struct day_scene *scene = day_scene(story, "lit");
	char *end = story->scenes[1].choices[1].next, lit[] = "lit";
	unsigned steps = 0;

	(void)state;
	story->scenes[1].choices[1].next = lit;
	while (scene && steps++ < 1000)
		scene = day_take(story, &at, scene, &scene->choices[1]);
	assert_int_equal(at.count, DAY_STEPS_MAX);
	assert_int_equal(steps, DAY_STEPS_MAX + 1);
	story->scenes[1].choices[1].next = end;
	day_close(story);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_story_is_played),
		cmocka_unit_test(conditions),
		cmocka_unit_test(a_circle_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
