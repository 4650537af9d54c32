#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/catalogue/people.h"
#include "observatory/catalogue/session.h"

#define ID "3f2b8a10-7c4d-4e5f-9a6b-0123456789ab"
#define HEAD "{\"id\":\"" ID "\",\"quiz\":\"reseaux\",\"version\":1,\"form\":\"express\"," \
	"\"month\":\"2026-11\",\"age\":\"15-17\",\"gender\":\"f\",\"geo\":\"FRH\","
static const char exact[] = HEAD "\"channel\":\"terminal\",\"run\":5,\"answers\":["
	"{\"q\":\"publier-partager-sans-lire\",\"a\":[\"parfois-sans-lire\"]},"
	"{\"q\":\"comptes-fuite\",\"a\":[\"site\",\"ailleurs\"]},"
	"{\"q\":\"comptes-recuperation\",\"a\":[\"code\",\"oubli\",\"nouveau\",\"sessions\"]},"
	"{\"q\":\"publier-heures-bureau\",\"n\":40}]}";

static struct catalogue *catalogue;

static int open_it(void **state)
{
	(void)state;
	setenv("MESDATAS_CLOCK", "2026-11-24T08:00", 1);
	i18n_start("fr");
	catalogue = catalogue_open(NULL);
	return catalogue ? 0 : -1;
}

static int close_it(void **state)
{
	(void)state;
	catalogue_close(catalogue);
	return 0;
}

static void fill(struct session *s)
{
	*s = (struct session){ .id = ID, .form = QUIZ_EXPRESS, .version = 1, .year = 2026, .month = 11,
		.channel = "terminal", .count = 5 };
	s->person[PEOPLE_AGE] = people_index(PEOPLE_AGE, "15-17");
	s->person[PEOPLE_GENDER] = people_index(PEOPLE_GENDER, "f");
	s->person[PEOPLE_REGION] = people_index(PEOPLE_REGION, "FRH");
	s->item[0] = quiz_find(catalogue->bank, "publier-partager-sans-lire");
	s->answer[0] = (struct quiz_answer){ .given = true, .ticked = 2 };
	s->item[1] = quiz_find(catalogue->bank, "contacts-temoin"); /* skipped */
	s->item[2] = quiz_find(catalogue->bank, "comptes-fuite");
	s->answer[2] = (struct quiz_answer){ .given = true, .ticked = 5 };
	s->item[3] = quiz_find(catalogue->bank, "comptes-recuperation");
	s->answer[3] = (struct quiz_answer){ .given = true, .order = { 1, 0, 2, 3 } };
	s->item[4] = quiz_find(catalogue->bank, "publier-heures-bureau");
	s->answer[4] = (struct quiz_answer){ .given = true, .number = 40 };
}

static bool read_it(const char *json, struct session *s, struct error *why)
{
	json_t *root = json_loads(json, 0, NULL);
	bool good;

	assert_non_null(root);
	good = session_read(s, catalogue, root, why);
	json_decref(root);
	return good;
}

/* `exact` with its first `from` changed to `to` is refused, with words that hold `said`. */
static void refused(const char *from, const char *to, const char *said)
{
	struct text json = TEXT(1 << 14);
	const char *at = strstr(exact, from);
	struct error why = { 0 };
	struct session s;

	assert_non_null(at);
	text_add_bytes(&json, exact, (size_t)(at - exact));
	text_addf(&json, "%s%s", to, at + strlen(from));
	if (read_it(text_string(&json), &s, &why) || !strstr(why.text, said)) {
		print_message("%s -> %s: %s\n", from, to, why.text);
		fail();
	}
	assert_int_equal(why.code, ERROR_INPUT);
	text_free(&json);
}

static void bytes_are_exact(void **state)
{
	struct text out = TEXT(1 << 14), wanted = TEXT(1 << 14);
	struct session s;

	(void)state;
	fill(&s);
	text_addf(&wanted, "{\"sessions\":[%s]}", exact);
	session_write(&s, catalogue, &out);
	assert_string_equal(text_string(&out), text_string(&wanted));
	text_free(&out);
	text_free(&wanted);
}

static void what_is_written_is_read(void **state)
{
	struct error why = { 0 };
	struct text out = TEXT(1 << 14), wanted = TEXT(1 << 14);
	struct session s;
	struct score score;

	(void)state;
	assert_true(read_it(exact, &s, &why));
	assert_string_equal(s.id, ID);
	assert_int_equal(s.count, 5);
	assert_int_equal(s.year * 100 + s.month, 202611);
	assert_ptr_equal(s.item[1], quiz_find(catalogue->bank, "comptes-fuite"));
	assert_int_equal(s.answer[1].ticked, 5);
	assert_int_equal(s.answer[2].order[0], 1);
	assert_int_equal(s.answer[3].number, 40);
	assert_false(s.answer[4].given);
	/* 20 points each: 25*2 %, 67 %, 66 %, 50 %, and the one unseen. */
	score_run(&score, s.item, s.answer, s.count);
	assert_int_equal(score.total, 10 + 13 + 13 + 10);
	text_addf(&wanted, "{\"sessions\":[%s]}", exact);
	session_write(&s, catalogue, &out);
	assert_string_equal(text_string(&out), text_string(&wanted));
	text_free(&out);
	text_free(&wanted);
}

static void wrong_heads_are_refused(void **state)
{
	(void)state;
	refused("\"run\":5", "\"run\":5,\"name\":\"Zoé\"", "« name »");
	refused("\"channel\":\"terminal\",", "", "« channel »");
	refused("\"terminal\"", "\"chez moi\"", "« chez moi »");
	refused(ID, "3f2b8a10-7c4d-1e5f-9a6b-0123456789ab", "uuid");
	refused(ID, "3F2B8A10-7c4d-4e5f-9a6b-0123456789ab", "uuid");
	refused(ID, "3f2b8a10-7c4d-4e5f-ca6b-0123456789ab", "uuid");
	refused("\"" ID "\"", "12", "« id »");
	refused("\"reseaux\"", "\"autre\"", "« autre »");
	refused("\"version\":1", "\"version\":2", "version 1");
	refused("\"version\":1", "\"version\":1.0", "« version »");
	refused("\"version\":1", "\"version\":\"1\"", "« version »");
	refused("\"express\"", "\"long\"", "« long »");
	refused("2026-11", "2014-12", "2014-12");
	refused("2026-11", "2027-01", "2027-01");
	refused("2026-11", "2026-13", "« month »");
	refused("2026-11", "2026-1", "« month »");
	refused("2026-11", "2026-+1", "« month »");
	refused("15-17", "16", "« 16 »");
	refused("\"f\"", "\"x\"", "« x »");
	refused("FRH", "fr", "« fr »");
	refused("\"FRH\"", "null", "« geo »");
	refused("15-17", "11-14", "15 ans");
}

static void months_around_now_are_taken(void **state)
{
	struct error why = { 0 };
	struct session s;

	(void)state;
	assert_true(read_it(HEAD "\"channel\":\"web\",\"run\":5,\"answers\":[]}", &s, &why));
	refused("2026-11", "2027-02", "2027-02");
	setenv("MESDATAS_CLOCK", "2026-12-31T23:00", 1);
	refused("2026-11", "2027-02", "2027-02");
	setenv("MESDATAS_CLOCK", "2026-10-01T00:00", 1);
	assert_true(read_it(exact, &s, &why));
	setenv("MESDATAS_CLOCK", "2026-09-30T00:00", 1);
	refused("2026-11", "2026-11", "2026-11");
	setenv("MESDATAS_CLOCK", "2026-11-24T08:00", 1);
}

static void under_15_has_no_region(void **state)
{
	struct error why = { 0 };
	struct session s;

	(void)state;
	assert_true(read_it("{\"id\":\"" ID "\",\"quiz\":\"reseaux\",\"version\":1,\"form\":\"express\","
		"\"month\":\"2015-01\",\"age\":\"11-14\",\"gender\":\"na\",\"geo\":\"na\","
		"\"channel\":\"workshop\",\"run\":5,\"answers\":[]}", &s, &why));
	assert_int_equal(s.person[PEOPLE_REGION], PEOPLE_UNKNOWN);
	assert_int_equal(s.count, 5);
	assert_int_equal(s.form, QUIZ_EXPRESS);
}

static void wrong_answers_are_refused(void **state)
{
	(void)state;
	refused("\"run\":5", "\"run\":4", "« run »");
	refused("\"run\":5", "\"run\":12", "« run »");
	refused("\"run\":5", "\"run\":65", "« run »");
	refused("\"run\":5", "\"run\":0", "« run »");
	refused("\"run\":5,", "", "« run »");
	refused("publier-partager-sans-lire", "rien", "« rien »");
	refused("publier-partager-sans-lire", "score-reseaux-full-v1", "n'existe pas");
	refused("\"comptes-fuite\",\"a\":[\"site\",\"ailleurs\"]",
		"\"publier-partager-sans-lire\",\"a\":[\"toujours-lu\"]", "deux fois");
	refused("[\"parfois-sans-lire\"]", "[]", "une seule");
	refused("[\"parfois-sans-lire\"]", "[\"toujours-lu\",\"parfois-sans-lire\"]", "une seule");
	refused("[\"parfois-sans-lire\"]", "\"parfois-sans-lire\"", "une liste");
	refused("[\"parfois-sans-lire\"]", "[1]", "inconnue");
	refused("[\"site\",\"ailleurs\"]", "[\"site\",\"site\"]", "répétée");
	refused("[\"code\",\"oubli\",\"nouveau\",\"sessions\"]", "[\"code\",\"oubli\"]", "l'ordre");
	refused("[\"code\",\"oubli\",\"nouveau\",\"sessions\"]",
		"[\"code\",\"oubli\",\"nouveau\",\"code\"]", "répétée");
	refused("\"n\":40", "\"n\":101", "de 0 à 100");
	refused("\"n\":40", "\"n\":-1", "de 0 à 100");
	refused("\"n\":40", "\"n\":40.5", "« n »");
	refused("\"n\":40", "\"a\":[]", "« a »");
	refused("\"n\":40", "\"n\":40,\"t\":1", "« t »");
	refused("{\"q\":\"publier-heures-bureau\",\"n\":40}", "12", "« q »");
}

static void none_ticked_is_an_answer(void **state)
{
	struct error why = { 0 };
	struct session s;

	(void)state;
	assert_true(read_it(HEAD "\"channel\":\"ssh\",\"run\":5,\"answers\":["
		"{\"q\":\"comptes-fuite\",\"a\":[]}]}", &s, &why));
	assert_true(s.answer[0].given);
	assert_int_equal(s.answer[0].ticked, 0);
	assert_false(read_it("[]", &s, &why));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_exact),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(wrong_heads_are_refused),
		cmocka_unit_test(months_around_now_are_taken),
		cmocka_unit_test(under_15_has_no_region),
		cmocka_unit_test(wrong_answers_are_refused),
		cmocka_unit_test(none_ticked_is_an_answer),
	};

	return cmocka_run_group_tests(tests, open_it, close_it);
}
