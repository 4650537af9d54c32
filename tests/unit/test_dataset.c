#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "observatory/dataset/dataset.h"

static struct dataset *small(void)
{
	static const char *const measure[] = { "n", "pct" }, *const measures[] = { "réponses", "part" };
	static const char *const age[] = { "11-14", "=2+2" }, *const ages[] = { "11 à 14 ans", "\"x\", y" };
	static const char *const outcome[] = { "a", "b" }, *const outcomes[] = { "Oui", "Non" };
	struct dataset *d = dataset_new("q1", "Une « question »");

	dataset_add_dim(d, &(struct dataset_axis){ "measure", "mesure", 2, measure, measures });
	dataset_add_dim(d, &(struct dataset_axis){ "age", "l'âge", 2, age, ages });
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", "réponse", 2, outcome, outcomes });
	dataset_seal(d);
	d->source = mem_dup("Observatoire");
	d->updated = mem_dup("2026-11-24T02:00:00Z");
	d->href = mem_dup("https://example.org/v1/statistics/q1?by=age");
	d->note = mem_dup("Participants volontaires.");
	d->from = mem_dup("2015-10");
	d->to = mem_dup("2026-11");
	d->demonstration = d->multi = true;
	d->base = 10214;
	d->value[0] = 120;
	d->value[1] = 0;
	d->value[4] = 58.75;
	d->value[5] = 100.0 / 3;
	d->status[2] = d->status[3] = 'c';
	d->status[6] = d->status[7] = 'c';
	return d;
}

static const char written[] =
	"{\"version\":\"2.0\",\"class\":\"dataset\",\"href\":\"https://example.org/v1/statistics/q1?by=age\","
	"\"label\":\"Une « question »\",\"source\":\"Observatoire\",\"updated\":\"2026-11-24T02:00:00Z\","
	"\"note\":[\"Participants volontaires.\"],\"id\":[\"measure\",\"age\",\"outcome\"],\"size\":[2,2,2],"
	"\"role\":{\"metric\":[\"measure\"]},\"dimension\":{\"measure\":{\"label\":\"mesure\",\"category\":{"
	"\"index\":[\"n\",\"pct\"],\"label\":{\"n\":\"réponses\",\"pct\":\"part\"},\"unit\":{\"n\":{"
	"\"decimals\":0},\"pct\":{\"decimals\":1,\"symbol\":\"%\"}}}},\"age\":{\"label\":\"l'âge\","
	"\"category\":{\"index\":[\"11-14\",\"=2+2\"],\"label\":{\"11-14\":\"11 à 14 ans\","
	"\"=2+2\":\"\\\"x\\\", y\"}}},\"outcome\":{\"label\":\"réponse\",\"category\":{\"index\":[\"a\",\"b\"],"
	"\"label\":{\"a\":\"Oui\",\"b\":\"Non\"}}}},\"value\":{\"0\":120,\"1\":0,\"4\":58.8,\"5\":33.3},"
	"\"status\":{\"2\":\"c\",\"3\":\"c\",\"6\":\"c\",\"7\":\"c\"},\"link\":{\"license\":[{"
	"\"type\":\"text/html\",\"href\":\"https://www.etalab.gouv.fr/licence-ouverte-open-licence\"}]},"
	"\"extension\":{\"demonstration\":true,\"multi\":true,\"base\":10214,\"id\":\"q1\","
	"\"from\":\"2015-10\",\"to\":\"2026-11\",\"status\":{\"label\":{"
	"\"c\":\"non publié : trop peu de réponses\"}}}}\n";

static struct dataset *read_text(const char *json, struct error *why)
{
	return dataset_read_json(json, strlen(json), why);
}

static void bytes_are_exact(void **state)
{
	struct dataset *d = small();
	struct text out = TEXT(1 << 16);

	(void)state;
	i18n_start("fr");
	setlocale(LC_NUMERIC, "fr_FR.UTF-8"); /* where it exists: nothing may change */
	dataset_write_json(d, &out);
	assert_string_equal(text_string(&out), written);
	text_clear(&out);
	dataset_write_csv(d, &out);
	assert_string_equal(text_string(&out), "measure,age,outcome,value,status,demonstration\n"
		"n,11-14,a,120,,true\nn,11-14,b,0,,true\nn,'=2+2,a,,c,true\nn,'=2+2,b,,c,true\n"
		"pct,11-14,a,58.8,,true\npct,11-14,b,33.3,,true\npct,'=2+2,a,,c,true\npct,'=2+2,b,,c,true\n");
	setlocale(LC_NUMERIC, "C");
	text_free(&out);
	dataset_free(d);
}

static void what_is_written_is_read(void **state)
{
	struct error why = { 0 };
	struct dataset *d = read_text(written, &why);
	struct text out = TEXT(1 << 16);

	(void)state;
	assert_non_null(d);
	assert_string_equal(d->id, "q1");
	assert_string_equal(d->label, "Une « question »");
	assert_string_equal(d->note, "Participants volontaires.");
	assert_string_equal(d->from, "2015-10");
	assert_string_equal(d->to, "2026-11");
	assert_true(d->demonstration && d->multi);
	assert_int_equal(d->base, 10214);
	assert_int_equal(d->cells, 8);
	assert_string_equal(d->dim[1].name[1], "\"x\", y");
	assert_true(isnan(d->value[2]));
	assert_int_equal(d->status[2], 'c');
	assert_int_equal(d->status[0], 0);
	dataset_write_json(d, &out);
	assert_string_equal(text_string(&out), written);
	text_free(&out);
	dataset_free(d);
}

static void cells_are_row_major(void **state)
{
	struct dataset *d = small();

	(void)state;
	assert_int_equal(dataset_cell(d, (size_t []){ 1, 0, 1 }), 5);
	assert_int_equal(dataset_dim_index(d, "outcome"), 2);
	assert_int_equal(dataset_dim_index(d, "geo"), -1);
	assert_int_equal(dataset_code_index(d, 1, "=2+2"), 1);
	assert_int_equal(dataset_code_index(d, 1, "z"), -1);
	assert_int_equal(dataset_code_index(d, -1, "n"), -1);
	dataset_free(d);
	dataset_free(NULL);
}

static void csv_is_quoted(void **state)
{
	static const char *const code[] = { "a,b", "say \"hi\"", "-1", "+1", "@x", "", "two\nlines", "=\"" };
	struct dataset *d = dataset_new("q", "q");
	struct text out = TEXT(1 << 16);

	(void)state;
	dataset_add_dim(d, &(struct dataset_axis){ "=dim", "d", 8, code, code });
	dataset_seal(d);
	d->value[0] = -1.5;
	d->value[1] = 0.0000001;
	d->value[2] = INFINITY;
	d->value[3] = 1e300;
	d->value[4] = 1234567.000001;
	d->value[5] = 0.05;
	d->status[7] = 'p';
	dataset_write_csv(d, &out);
	assert_string_equal(text_string(&out), "'=dim,value,status,demonstration\n\"a,b\",-1.5,,false\n\"say \"\"hi\"\"\",0,,false\n"
		"'-1,,,false\n'+1,,,false\n'@x,1234567.000001,,false\n,0.05,,false\n\"two\nlines\",,,false\n\"'=\"\"\",,p,false\n");
	text_free(&out);
	dataset_free(d);
}

static void eurostat_is_read(void **state)
{
	struct text json = TEXT(1 << 16), out = TEXT(1 << 16);
	struct error why = { 0 };
	struct dataset *d, *again;
	size_t at[DATASET_DIMS_MAX] = { 0, 0, 2, 0, 0, 2 };

	(void)state;
	assert_true(place_read("tests/data/eurostat_isoc_cisci_prv20.json", 1 << 16, &json, &why));
	d = dataset_read_json(text_string(&json), json.bytes, &why);
	assert_non_null(d);
	assert_int_equal(d->dims, 6);
	assert_int_equal(d->cells, 15);
	assert_string_equal(d->id, "ISOC_CISCI_PRV20");
	assert_string_equal(d->source, "ESTAT");
	assert_string_equal(d->updated, "2026-01-28T11:00:00+01:00");
	assert_int_equal(d->base, -1);
	assert_false(d->demonstration);
	assert_string_equal(d->dim[2].code[2], "I_MAPS_LAP");
	assert_true(d->value[dataset_cell(d, at)] == 46.0);
	dataset_write_json(d, &out);
	again = dataset_read_json(text_string(&out), out.bytes, &why);
	assert_non_null(again);
	assert_true(again->value[10] == 34.8);
	dataset_free(again);
	dataset_free(d);
	text_free(&json);
	text_free(&out);
}

#define OF(size, category, rest) "{\"version\":\"2.0\",\"class\":\"dataset\",\"id\":[\"x\"],\"size\":[" size \
	"],\"dimension\":{\"x\":{\"category\":{" category "}}}," rest "}"
#define ABC "\"index\":[\"a\",\"b\",\"c\"]"

static void other_forms_are_read(void **state)
{
	static const struct { const char *json, *status; double value[3]; } row[] = {
		{ OF("3", ABC, "\"value\":[1,null,2.5],\"status\":\"p\""), "ppp", { 1, NAN, 2.5 } },
		{ OF("3", ABC, "\"value\":[1,null,2.5],\"status\":[null,\"c\",\"e\"]"), "-ce", { 1, NAN, 2.5 } },
		{ OF("3", ABC, "\"value\":{\"2\":7},\"status\":[\"b\"]"), "bbb", { NAN, NAN, 7 } },
		{ OF("3", "\"index\":{\"c\":2,\"a\":0,\"b\":1}", "\"value\":{},\"status\":{\"1\":\"bu\",\"2\":\":\"}"),
			"-b-", { NAN, NAN, NAN } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct dataset *d = read_text(row[i].json, NULL);

		assert_non_null(d);
		assert_string_equal(d->dim[0].code[2], "c");
		assert_string_equal(d->dim[0].name[2], "c");
		assert_string_equal(d->dim[0].label, "x");
		for (size_t k = 0; k < 3; k++) {
			assert_true(isnan(row[i].value[k]) ? isnan(d->value[k])
				: d->value[k] == row[i].value[k]);
			assert_int_equal(d->status[k], row[i].status[k] == '-' ? 0 : row[i].status[k]);
		}
		dataset_free(d);
	}
}

static void one_category_needs_no_index(void **state)
{
	struct dataset *d = read_text(OF("1", "\"label\":{\"FR\":\"France\\nmétro\\u001b[2J\\u202e\"}",
		"\"updated\":\"hier\",\"value\":[4]"), NULL);

	(void)state;
	assert_non_null(d);
	assert_string_equal(d->dim[0].code[0], "FR");
	assert_string_equal(d->dim[0].name[0], "France métro\xef\xbf\xbd[2J\xef\xbf\xbd");
	assert_null(d->updated);
	dataset_free(d);
}

static void rubbish_is_refused(void **state)
{
	static const struct { const char *json; enum error_code code; const char *said; } row[] = {
		{ "", ERROR_INPUT, "format" },
		{ "<html>", ERROR_INPUT, "format" },
		{ "[]", ERROR_INPUT, "format" },
		{ "{\"class\":\"collection\"}", ERROR_INPUT, "format" },
		{ "{\"error\":[{\"status\":404,\"label\":\"ERR_NOT_FOUND_4\"}]}", ERROR_REFUSED, "ERR_NOT_FOUND_4" },
		{ "{\"warning\":{\"status\":413,\"label\":\"ASYNC\"}}", ERROR_REFUSED, "ASYNC" },
		{ OF("0", "\"index\":[]", "\"value\":{}"), ERROR_MISSING, "aucun chiffre" },
		{ OF("4097", "\"index\":[]", "\"value\":{}"), ERROR_INPUT, "trop nombreux" },
		{ OF("-1", "\"index\":[]", "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("3,1", ABC, "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("2", ABC, "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("3", "\"index\":[\"a\",\"b\",\"a\"]", "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("3", "\"index\":[\"a\",\"b\",3]", "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("2", "\"index\":{\"a\":1,\"b\":1}", "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("2", "\"index\":{\"a\":0,\"b\":2}", "\"value\":{}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":[1,2]"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"3\":1}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"01\":1}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"-1\":1}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"1\":\"2\"}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"1\":1e30}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{\"1\":1,\"1\":2}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"values\":{}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{},\"status\":{\"9\":\"c\"}"), ERROR_INPUT, "format" },
		{ OF("3", ABC, "\"value\":{},\"status\":[\"c\",\"c\"]"), ERROR_INPUT, "format" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct error why = { 0 };

		assert_null(read_text(row[i].json, &why));
		if (why.code != row[i].code || !strstr(why.text, row[i].said))
			print_message("%zu: %d %s\n", i, (int)why.code, why.text);
		assert_int_equal(why.code, row[i].code);
		assert_non_null(strstr(why.text, row[i].said));
	}
	assert_null(dataset_read_json(NULL, 0, NULL));
}

/* 9 dimensions, and 8 of 8 categories: refused before a cell is allocated. */
static void the_huge_is_refused(void **state)
{
	static const struct { int dims, size; const char *said; } row[] = { { 9, 1, "8 dimensions" },
		{ 8, 8, "trop nombreux" } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct text json = TEXT(1 << 16);
		struct error why = { 0 };

		text_add(&json, "{\"version\":\"2.0\",\"class\":\"dataset\",\"value\":{},\"id\":[\"d0\"");
		for (int k = 1; k < row[i].dims; k++)
			text_addf(&json, ",\"d%d\"", k);
		text_addf(&json, "],\"size\":[%d", row[i].size);
		for (int k = 1; k < row[i].dims; k++)
			text_addf(&json, ",%d", row[i].size);
		text_add(&json, "],\"dimension\":{\"d0\":{}");
		for (int k = 1; k < row[i].dims; k++)
			text_addf(&json, ",\"d%d\":{}", k);
		text_add(&json, "}}");
		assert_null(dataset_read_json(text_string(&json), json.bytes, &why));
		assert_non_null(strstr(why.text, row[i].said));
		text_free(&json);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_exact),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(cells_are_row_major),
		cmocka_unit_test(csv_is_quoted),
		cmocka_unit_test(eurostat_is_read),
		cmocka_unit_test(other_forms_are_read),
		cmocka_unit_test(one_category_needs_no_index),
		cmocka_unit_test(rubbish_is_refused),
		cmocka_unit_test(the_huge_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
