#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/utf.h"
#include "observatory/catalogue/session.h"
#include "observatory/server/observatory.h"
#include "observatory/server/routes.h"

#define UUID "3f2b8c1e-6d4a-4b7e-9c55-0a1b2c3d4e5f"

static struct observatory *demo;
static struct reply reply;

static void ask(const char *method, const char *target, const char *accept, const char *tag)
{
	struct request request = { .method = method, .target = target, .accept = accept, .language = "",
		.content_type = "", .if_none_match = tag, .body = "" };

	reply_free(&reply);
	routes_answer(demo, &request, &reply);
	assert_true(utf_valid(text_string(&reply.body), reply.body.bytes));
}

static void get(const char *target)
{
	ask("GET", target, "", "");
}

static bool says(const char *words)
{
	return strstr(text_string(&reply.body), words) != NULL;
}

static void put(const char *uuid, const char *type, const char *body)
{
	struct text target = TEXT(256);
	struct request request = { .method = "PUT", .accept = "", .language = "", .content_type = type,
		.if_none_match = "", .body = body, .bytes = strlen(body), .source = 3 };

	text_addf(&target, "/v1/batches/%s", uuid);
	request.target = text_string(&target);
	reply_free(&reply);
	routes_answer(demo, &request, &reply);
	text_free(&target);
}

static void each_route_answers(void **state)
{
	static const struct { const char *target, *type, *words; } row[] = {
		{ "/v1", "application/json", "\"demonstration\":true" },
		{ "/v1/questions", "application/json", "traces-geoloc-pied" },
		{ "/v1/questions/traces-geoloc-pied", "application/json", "\"kind\":\"habit\"" },
		{ "/v1/statistics/traces-geoloc-pied?by=age", "application/json", "\"class\":\"dataset\"" },
		{ "/v1/statistics/traces-geoloc-pied?format=csv", "text/csv; charset=utf-8", ",true\n" },
		{ "/v1/statistics/traces-geoloc-pied?format=text", "text/plain; charset=utf-8", "participants" },
		{ "/v1/scores/reseaux", "application/json", "score-reseaux-full-v1" },
		{ "/v1/scores/reseaux?score=50&form=express", "application/json", "\"score\":50" },
		{ "/healthz", "text/plain; charset=utf-8", "ok" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		get(row[i].target);
		if (reply.status != 200 || strcmp(reply.content_type, row[i].type) || !says(row[i].words))
			fail_msg("%s: %d %s %.300s", row[i].target, reply.status, reply.content_type,
				text_string(&reply.body));
	}
}

static void each_refusal_has_its_status(void **state)
{
	static const struct { const char *method, *target; int status; const char *words; } row[] = {
		{ "GET", "/nowhere", 404, "/problems/not-found" },
		{ "GET", "/v1/questions/moon", 404, "moon" },
		{ "GET", "/v1?moon=1", 400, "\"allowed\":[\"lang\"]" },
		{ "GET", "/healthz?moon=1", 400, "/problems/unknown-parameter" },
		{ "GET", "/v1?lang=fr&lang=fr", 400, "/problems/repeated-parameter" },
		{ "GET", "/v1?lang=de", 400, "\"allowed\":[\"fr\",\"en\"]" },
		{ "GET", "/v1/statistics/traces-geoloc-pied?by=moon", 400, "[\"age\",\"gender\",\"geo\",\"time\"]" },
		{ "GET", "/v1/statistics/traces-geoloc-pied?by=age&gender=f&geo=FRH", 400, "too-many-filters" },
		{ "GET", "/v1/%00", 400, "/problems/malformed-request" },
		{ "POST", "/v1", 405, "/problems/method-not-allowed" },
		{ "GET", "/v1/batches/" UUID, 405, "/problems/method-not-allowed" },
		{ "GE", "/v1", 405, "" }, { "", "/v1", 405, "" }, { "GET,", "/v1", 405, "" }, { "GET, HEAD", "/v1", 405, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		ask(row[i].method, row[i].target, "", "");
		if (reply.status != row[i].status || !says(row[i].words))
			fail_msg("%s %s: %d %s", row[i].method, row[i].target, reply.status, text_string(&reply.body));
		assert_string_equal(reply.content_type, "application/problem+json");
		assert_null(reply.cache_control);
	}
	ask("GET", "/v1/statistics/traces-geoloc-pied", "image/png", "");
	assert_int_equal(reply.status, 406);
}

static void options_say_what_is_allowed(void **state)
{
	(void)state;
	ask("OPTIONS", "/v1", "", "");
	assert_int_equal(reply.status, 204);
	assert_string_equal(reply.allow, "GET, HEAD, OPTIONS");
	ask("OPTIONS", "/v1/batches/x", "", "");
	assert_string_equal(reply.allow, "PUT, OPTIONS");
	ask("OPTIONS", "*", "", "");
	assert_int_equal(reply.status, 204);
	get("*");
	assert_int_equal(reply.status, 404);
}

static void a_tag_saves_the_body(void **state)
{
	char tag[40], other[40];

	(void)state;
	get("/v1/statistics/traces-geoloc-pied?by=age");
	snprintf(tag, sizeof tag, "%s", reply.etag);
	assert_string_equal(reply.cache_control, "public, max-age=300");
	ask("GET", "/v1/statistics/traces-geoloc-pied?by=age", "", tag);
	assert_int_equal(reply.status, 304);
	assert_int_equal(reply.body.bytes, 0);
	assert_string_equal(reply.etag, tag);
	get("/v1/statistics/traces-geoloc-pied?by=age&format=csv");
	snprintf(other, sizeof other, "%s", reply.etag);
	assert_string_not_equal(other, tag);
	get("/v1/statistics/traces-geoloc-pied?by=age&lang=fr");
	assert_string_equal(reply.etag, tag);
}

static void a_ready_body_is_the_same_body(void **state)
{
	char *first;

	(void)state;
	get("/v1/statistics/traces-geoloc-pied?gender=f&geo=FR1");
	first = text_take(&reply.body);
	get("/v1/statistics/traces-geoloc-pied?geo=FR1&gender=f");
	assert_string_equal(text_string(&reply.body), first);
	free(first);
}

static void the_language_comes_back(void **state)
{
	(void)state;
	i18n_use("fr");
	get("/v1?lang=en");
	assert_string_equal(i18n_language(), "fr");
	get("/v1?lang=en&x=1");
	assert_string_equal(i18n_language(), "fr");
}

static void batches_are_counted_once(void **state)
{
	const struct catalogue *catalogue = observatory_catalogue(demo);
	const struct quiz_item *item = &catalogue->bank->theme[0]->items[0];
	struct session session = { .id = "0c9d3a52-8a51-4f0e-9a0b-5f6e7d8c9b0a", .version = catalogue->bank->version,
		.year = 2026, .month = 1, .channel = "terminal",
		.count = catalogue->bank->run };
	struct text body = TEXT(0);

	(void)state;
	session.item[0] = item;
	session.answer[0] = (struct quiz_answer){ .given = true, .ticked = 1, .number = 1 };
	session_write(&session, catalogue, &body);
	put(UUID, "application/json", text_string(&body));
	assert_int_equal(reply.status, 200);
	if (!says("{\"accepted\":1,\"duplicates\":0,\"rejected\":[],\"scores\":["))
		fail_msg("%s", text_string(&reply.body));
	assert_string_equal(reply.cache_control, "no-store");
	put(UUID, "application/json", text_string(&body));
	assert_true(says("{\"accepted\":1,"));
	put(UUID, "application/json", "{}");
	assert_int_equal(reply.status, 400);
	put(UUID, "text/plain", text_string(&body));
	assert_int_equal(reply.status, 415);
	put("x", "application/json", text_string(&body));
	assert_int_equal(reply.status, 400);
	text_add(&body, " ");
	put(UUID, "application/json", text_string(&body));
	assert_int_equal(reply.status, 422);
	text_free(&body);
}

static void a_release_empties_what_is_ready(void **state)
{
	struct observatory *other = observatory_open("sqlite::memory:", NULL, NULL), *before = demo;
	struct reply kept;

	(void)state;
	assert_non_null(other);
	get("/v1/statistics/traces-geoloc-pied");
	kept = reply;
	reply = (struct reply){ 0 };
	demo = other;
	get("/v1/statistics/traces-geoloc-pied");
	assert_string_not_equal(reply.etag, kept.etag);
	assert_true(says("\"demonstration\":false"));
	demo = before;
	get("/v1/statistics/traces-geoloc-pied");
	assert_string_equal(text_string(&reply.body), text_string(&kept.body));
	reply_free(&kept);
	observatory_close(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_route_answers),
		cmocka_unit_test(each_refusal_has_its_status),
		cmocka_unit_test(options_say_what_is_allowed),
		cmocka_unit_test(a_tag_saves_the_body),
		cmocka_unit_test(a_ready_body_is_the_same_body),
		cmocka_unit_test(the_language_comes_back),
		cmocka_unit_test(batches_are_counted_once),
		cmocka_unit_test(a_release_empties_what_is_ready),
	};
	struct error why = { 0 };
	int failed;

	i18n_start("fr");
	demo = observatory_open("sqlite::memory:", NULL, &why);
	if (!demo || !observatory_demo(demo, 20000, 1, &why)) {
		fprintf(stderr, "%s\n", why.text);
		return 1;
	}
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	reply_free(&reply);
	observatory_close(demo);
	return failed;
}
