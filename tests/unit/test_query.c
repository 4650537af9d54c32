#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "observatory/server/cache.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/query.h"
#include "observatory/server/routes.h"

static struct query q;

static void a_target_is_taken_apart(void **state)
{
	(void)state;
	assert_int_equal(query_read(&q, "/v1/statistics/a-b?by=age&geo=FR%48&x=&y&z=1+2%2B3"), QUERY_GOOD);
	assert_string_equal(q.path, "/v1/statistics/a-b");
	assert_int_equal(q.count, 5);
	assert_string_equal(query_value(&q, "by"), "age");
	assert_string_equal(query_value(&q, "geo"), "FRH");
	assert_string_equal(query_value(&q, "x"), "");
	assert_string_equal(query_value(&q, "y"), "");
	assert_string_equal(query_value(&q, "z"), "1 2+3");
	assert_null(query_value(&q, "b"));
	assert_null(query_value(&q, ""));
}

static void forms_of_targets(void **state)
{
	static const struct { const char *target, *path; size_t params; } row[] = {
		{ "/", "/", 0 }, { "/v1?", "/v1", 0 }, { "*", "*", 0 }, { "/a%C3%A9", "/aé", 0 },
		{ "http://host/v1?a=b", "/v1", 1 }, { "HTTP://host:80/v1", "/v1", 0 }, { "http://host", "/", 0 },
		{ "/a+b?c=d?e", "/a+b", 1 }, { "/v1?a=b=c", "/v1", 1 }, { "/v1?a&", "/v1", 1 },
		{ "/v1?a=http://x/", "/v1", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		assert_int_equal(query_read(&q, row[i].target), QUERY_GOOD);
		assert_string_equal(q.path, row[i].path);
		assert_int_equal(q.count, row[i].params);
	}
	query_read(&q, "/v1?a=b=c");
	assert_string_equal(query_value(&q, "a"), "b=c");
}

static void what_is_ambiguous_is_a_fault(void **state)
{
	static const char *const bad[] = {
		"", "v1", "/%", "/%2", "/%g0", "/%0g", "/%00", "/v1?a=%00", "/%0A", "/v1?a=%7F", "/%2f", "/a b",
		"/a\tb", "/a\x7f", "/a\x01", "/v1#x", "/%FF", "/%C3", "/v1?a=%ED%A0%80", "/%E2%80%AE", "/\xff",
		"/v1?%", "/v1?a=1&b=%", "/v1?a%00=1", "/%C0%AF", "ftp://x/y", "%2Fv1",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (query_read(&q, bad[i]) != QUERY_MALFORMED)
			fail_msg("%s was read", bad[i]);
}

static void names_come_once(void **state)
{
	(void)state;
	assert_int_equal(query_read(&q, "/v1?a=1&b=2&%61=3"), QUERY_REPEATED);
	assert_string_equal(q.fault, "a");
	assert_int_equal(query_read(&q, "/v1?=1&=2"), QUERY_REPEATED);
	assert_int_equal(query_read(&q, "/v1?a=1&A=2"), QUERY_GOOD);
}

static void sizes_are_bounded(void **state)
{
	struct text target = TEXT(0);

	(void)state;
	text_add(&target, "/v1?a=");
	while (target.bytes < QUERY_TARGET_MAX)
		text_add(&target, "b");
	assert_int_equal(query_read(&q, text_string(&target)), QUERY_GOOD);
	assert_int_equal(strlen(query_value(&q, "a")), QUERY_TARGET_MAX - 6);
	text_add(&target, "b");
	assert_int_equal(query_read(&q, text_string(&target)), QUERY_LONG);
	text_clear(&target);
	text_add(&target, "/v1?");
	for (int i = 0; i <= QUERY_PARAMS; i++)
		text_addf(&target, "%sp%d=1", i ? "&" : "", i);
	assert_int_equal(query_read(&q, text_string(&target)), QUERY_MANY);
	assert_int_equal(q.count, QUERY_PARAMS);
	text_free(&target);
}

static void formats_are_weighed(void **state)
{
	static const struct { const char *accept; int format; } row[] = {
		{ "", FORMAT_JSON }, { " ", FORMAT_JSON }, { "*/*", FORMAT_JSON }, { "text/csv", FORMAT_CSV },
		{ "TEXT/CSV", FORMAT_CSV }, { "text/*", FORMAT_TEXT }, { "text/csv;q=0.5,text/plain;q=0.4", FORMAT_CSV },
		{ "text/csv;q=0.4,text/plain;q=0.5", FORMAT_TEXT }, { "text/html,*/*;q=0.1", FORMAT_JSON },
		{ "application/json;q=0,*/*", FORMAT_TEXT }, { "text/csv;header=present", FORMAT_CSV },
		{ "text/csv;q=0.001", FORMAT_CSV }, { "text/csv;q=0", -1 }, { "text/csv;q=0.000", -1 }, { "text/html", -1 },
		{ "*/json", -1 }, { "text", -1 }, { "/", -1 }, { ",", -1 }, { ";q=1", -1 }, { "text/csvx", -1 },
		{ "text/csv ; q=0.3 , application/json ; q=0.2", FORMAT_CSV }, { "text/csv;q=x", -1 },
		{ "text/plain;q=1.9,application/json", FORMAT_JSON }, { "text/csv;q=0.3;x=y,text/plain;q=0.2", FORMAT_CSV },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (negotiate_format(row[i].accept) != row[i].format)
			fail_msg("%s gives %d", row[i].accept, negotiate_format(row[i].accept));
	assert_int_equal(negotiate_named("csv"), FORMAT_CSV);
	assert_int_equal(negotiate_named("xml"), -1);
}

static void languages_are_weighed(void **state)
{
	static const struct { const char *header, *language; } row[] = {
		{ "", "fr" }, { "en", "en" }, { "EN-us", "en" }, { "fr;q=0.1,en;q=0.2", "en" }, { "de,es", "fr" },
		{ "de,en;q=0.1", "en" }, { "*", "fr" }, { "*,en;q=0.5", "fr" }, { "en;q=0", "fr" }, { "enx", "fr" },
		{ "fr-CA,fr;q=0.9,en;q=0.8", "fr" }, { ",,en", "en" }, { ";q=1", "fr" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (strcmp(negotiate_language(row[i].header), row[i].language))
			fail_msg("%s gives %s", row[i].header, negotiate_language(row[i].header));
}

static void speaking_comes_back(void **state)
{
	const char *before;

	(void)state;
	i18n_use("fr");
	before = negotiate_speak("en");
	assert_string_equal(before, "fr");
	assert_string_equal(i18n_language(), "en");
	assert_string_equal(negotiate_speak(before), "en");
	assert_string_equal(i18n_language(), "fr");
}

static void tags_are_compared_whole(void **state)
{
	static const struct { const char *header; bool same; } row[] = {
		{ "\"a\"", true }, { "W/\"a\"", true }, { "\"b\", \"a\"", true }, { "\"b\",\"a\"", true }, { "*", true },
		{ "", false }, { "a", false }, { "\"ab\"", false }, { "\"\"", false }, { "\"a", false }, { "\"b\" \"c\"", false },
		{ "w/\"a\"", false }, { "\"b\",", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		if (negotiate_etag(row[i].header, "\"a\"") != row[i].same)
			fail_msg("%s", row[i].header);
}

static void types_are_compared_without_parameters(void **state)
{
	(void)state;
	assert_true(negotiate_is("application/json", "application/json"));
	assert_true(negotiate_is(" Application/Json ; charset=utf-8", "application/json"));
	assert_false(negotiate_is("application/jsonp", "application/json"));
	assert_false(negotiate_is("application", "application/json"));
	assert_false(negotiate_is("", "application/json"));
}

static struct reply reply_of(const char *body)
{
	struct reply reply = { .status = 200, .content_type = "text/plain", .etag = "\"x\"" };

	text_add(&reply.body, body);
	return reply;
}

static void a_cache_gives_back_what_it_kept(void **state)
{
	struct cache *cache = cache_new();
	struct reply one = reply_of("one"), two = reply_of("two");

	(void)state;
	assert_null(cache_find(cache, "a"));
	cache_keep(cache, "a", &one);
	cache_keep(cache, "b", &two);
	cache_keep(cache, "a", &two);      /* kept already */
	assert_string_equal(text_string(&cache_find(cache, "a")->body), "one");
	assert_string_equal(text_string(&cache_find(cache, "b")->body), "two");
	assert_string_equal(cache_find(cache, "b")->etag, "\"x\"");
	cache_clear(cache);
	assert_null(cache_find(cache, "a"));
	cache_keep(cache, "a", &two);
	assert_string_equal(text_string(&cache_find(cache, "a")->body), "two");
	cache_free(cache);
	reply_free(&one);
	reply_free(&two);
}

static void a_cache_is_bounded(void **state)
{
	struct cache *cache = cache_new();
	struct reply small = reply_of("x"), large = reply_of("");
	char *bytes = mem_alloc(4 << 20), key[32];
	size_t kept = 0;

	(void)state;
	for (int i = 0; i < 3 * CACHE_ENTRIES; i++) {
		snprintf(key, sizeof key, "key %d", i);
		cache_keep(cache, key, &small);
		assert_non_null(cache_find(cache, key));
	}
	for (int i = 0; i < 3 * CACHE_ENTRIES; i++) {
		snprintf(key, sizeof key, "key %d", i);
		kept += cache_find(cache, key) != NULL;
	}
	assert_in_range(kept, CACHE_ENTRIES * 9 / 10, CACHE_ENTRIES);
	memset(bytes, 'x', (4 << 20) - 1);
	text_add(&large.body, bytes);
	kept = 0;
	for (int i = 0; i < 64; i++) {
		snprintf(key, sizeof key, "large %d", i);
		cache_keep(cache, key, &large);
	}
	for (int i = 0; i < 64; i++) {
		snprintf(key, sizeof key, "large %d", i);
		kept += cache_find(cache, key) != NULL;
	}
	assert_in_range(kept, 1, CACHE_BYTES / (4 << 20));
	free(bytes);
	cache_free(cache);
	reply_free(&small);
	reply_free(&large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_target_is_taken_apart),
		cmocka_unit_test(forms_of_targets),
		cmocka_unit_test(what_is_ambiguous_is_a_fault),
		cmocka_unit_test(names_come_once),
		cmocka_unit_test(sizes_are_bounded),
		cmocka_unit_test(formats_are_weighed),
		cmocka_unit_test(languages_are_weighed),
		cmocka_unit_test(speaking_comes_back),
		cmocka_unit_test(tags_are_compared_whole),
		cmocka_unit_test(types_are_compared_without_parameters),
		cmocka_unit_test(a_cache_gives_back_what_it_kept),
		cmocka_unit_test(a_cache_is_bounded),
	};

	i18n_start("fr");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
