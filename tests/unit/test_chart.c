#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"

static const char *const measure[] = { "n", "pct" }, *const measures[] = { "réponses", "part" };

static struct dataset *begin(const char *label)
{
	struct dataset *d = dataset_new("q", label);

	dataset_add_dim(d, &(struct dataset_axis){ "measure", "mesure", 2, measure, measures });
	d->base = 10214;
	d->from = mem_dup("2015-10");
	d->to = mem_dup("2026-11");
	return d;
}

static struct dataset *question(const double *n, const double *pct)
{
	static const char *const code[] = { "toujours", "parfois", "souvent" };
	static const char *const name[] = { "Oui, je lis toujours avant",
		"Presque toujours, mais il m'arrive de ne pas l'ouvrir", "Souvent, le titre me suffit" };
	struct dataset *d = begin("Partager sans ouvrir le lien");

	dataset_add_dim(d, &(struct dataset_axis){ "outcome", "réponse", 3, code, name });
	dataset_seal(d);
	for (size_t i = 0; i < 3; i++) {
		d->value[i] = n[i];
		d->value[3 + i] = pct[i];
	}
	return d;
}

/* By age, "oui" and "non"; a share of -1 is not published. */
static struct dataset *split(const char *by, const double *people, const double *pct)
{
	static const char *const code[] = { "na", "11-14", "15-17", "76-plus" };
	static const char *const name[] = { "Âge non dit", "11 à 14 ans", "15 à 17 ans", "76 ans et plus" };
	static const char *const oui[] = { "oui", "non" }, *const names[] = { "Oui", "Non" };
	struct dataset *d = begin("Partager sans ouvrir le lien");

	dataset_add_dim(d, &(struct dataset_axis){ by, "l'âge", 4, code, name });
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", "réponse", 2, oui, names });
	dataset_seal(d);
	for (size_t i = 0; i < 4; i++) {
		d->value[i * 2] = pct[i] < 0 ? NAN : people[i] * pct[i] / 100;
		d->value[8 + i * 2] = pct[i] < 0 ? NAN : pct[i];
		d->status[i * 2] = d->status[8 + i * 2] = pct[i] < 0 ? 'c' : 0;
	}
	return d;
}

static const double usual[21] = { 0, 3, 10, 40, 90, 160, 300, 420, 600, 820, 1000, 1150, 1250, 1300,
	1100, 800, 600, 350, 150, 60, 11 };

static struct dataset *scores(const double *n)
{
	char text[21][8];
	const char *code[21];
	struct dataset *d = begin("Les scores, test complet");

	for (int i = 0; i < 21; i++) {
		snprintf(text[i], sizeof text[i], "%d", i * 5);
		code[i] = text[i];
	}
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", "score", 21, code, code });
	dataset_seal(d);
	memcpy(d->value, n, 21 * sizeof *n);
	return d;
}

static void told_is(struct chart *c, const char *wanted)
{
	assert_non_null(c);
	assert_string_equal(c->told, wanted);
	chart_free(c);
}

static void questions_are_told(void **state)
{
	struct dataset *d = question((double []){ 3983, 3166, 3065 }, (double []){ 39.4, 31, 29.6 });
	struct chart *c = chart_of_question(d);

	(void)state;
	assert_string_equal(c->title, "Partager sans ouvrir le lien");
	assert_string_equal(c->base, "10 214 participants");
	assert_string_equal(c->source,
		"Observatoire, du 10/2015 au 11/2026. Participants volontaires, pas un échantillon.");
	assert_false(c->demonstration);
	assert_int_equal(c->count, 3);
	assert_string_equal(c->row[0].shown, "39 %");
	told_is(c, "Réponse la plus fréquente : « Oui, je lis toujours avant », 39 %. Ensuite : « Presque "
		"toujours, mais il m'arrive de ne pas l'ouvrir », 31 %, soit 8 points de moins.");
	d->demonstration = d->multi = true;
	d->base = 1;
	d->value[4] = 39;
	c = chart_of_question(d);
	assert_true(c->demonstration);
	assert_string_equal(c->base, "1 participant");
	assert_int_equal(strncmp(c->source, "Données de démonstration, inventées pour essayer. Obs", 53), 0);
	told_is(c, "Deux réponses arrivent ensemble en tête : « Oui, je lis toujours avant » et « Presque "
		"toujours, mais il m'arrive de ne pas l'ouvrir », 39 % chacune. Plusieurs réponses étaient "
		"possibles : ensemble, elles peuvent dépasser 100 %. Peu de participants encore : quelques "
		"réponses de plus changeraient ces chiffres.");
	dataset_free(d);
}

static void the_little_known_is_said(void **state)
{
	struct dataset *d = question((double []){ 480, NAN, 4 }, (double []){ 99, NAN, 1 });
	struct chart *c;

	(void)state;
	d->base = 400;
	free(d->to);
	d->to = NULL;
	c = chart_of_question(d);
	assert_string_equal(c->row[1].shown, "non publié");
	assert_true(isnan(c->row[1].value));
	assert_string_equal(c->row[2].shown, "0 à 5 personnes");
	assert_string_equal(c->source, "Observatoire. Participants volontaires, pas un échantillon.");
	told_is(c, "Réponse la plus fréquente : « Oui, je lis toujours avant », 99 %. Ensuite : « Souvent, le "
		"titre me suffit », 0 à 5 personnes. Avec si peu de participants, un écart de moins de 10 "
		"points peut venir du hasard.");
	d->status[3] = d->status[4] = d->status[5] = 'u';
	c = chart_of_question(d);
	assert_string_equal(c->row[0].shown, "environ 99 %");
	assert_string_equal(c->row[1].shown, "non publié");
	assert_string_equal(c->row[2].shown, "0 à 5 personnes");
	chart_free(c);
	d->value[2] = d->value[5] = NAN;
	d->status[3] = 0;
	d->value[3] = 0.3;
	d->base = -1;
	c = chart_of_question(d);
	assert_null(c->base);
	told_is(c, "Une seule réponse est publiée : « Oui, je lis toujours avant », moins de 1 %.");
	d->value[3] = NAN;
	assert_null(chart_of_question(d));
	dataset_free(d);
}

static void splits_are_told(void **state)
{
	static const double people[] = { 300, 1000, 1000, 1000 };
	struct dataset *d = split("age", people, (double []){ 90, 22, 48, -1 });
	struct chart *c = chart_of_split(d, "age", "oui");

	(void)state;
	assert_int_equal(c->count, 4);
	assert_string_equal(c->title, "Partager sans ouvrir le lien : part de « Oui »");
	assert_string_equal(c->row[2].shown, "non publié");
	assert_string_equal(c->row[3].label, "Âge non dit");
	told_is(c, "« Oui » : la plus grande part est celle du groupe 15 à 17 ans, 48 %, la plus petite celle "
		"du groupe 11 à 14 ans, 22 %. L'écart est de 26 points. 1 groupe n'est pas publié : trop peu "
		"de réponses.");
	assert_null(chart_of_split(d, "geo", "oui"));
	assert_null(chart_of_split(d, "age", "peut-être"));
	assert_null(chart_of_split(d, "outcome", "oui"));
	assert_null(chart_of_split(d, "measure", "oui"));
	assert_null(chart_of_question(d)); /* its first category is not everybody */
	dataset_free(d);
	d = split("age", people, (double []){ 90, 22, 22.3, 22 });
	told_is(chart_of_split(d, "age", "oui"), "« Oui » : les groupes publiés se ressemblent, 22 %.");
	dataset_free(d);
	d = split("age", people, (double []){ -1, 22, -1, -1 });
	told_is(chart_of_split(d, "age", "oui"), "« Oui » : un seul groupe est publié, 11 à 14 ans, 22 %. 3 "
		"groupes ne sont pas publiés : trop peu de réponses.");
	dataset_free(d);
	d = split("age", (double []){ 300, 50, 1000, 300 }, (double []){ 90, 22, 48, 48 });
	told_is(chart_of_split(d, "age", "oui"), "« Oui » : la plus grande part est celle du groupe 15 à 17 ans, "
		"48 %, la plus petite celle du groupe 11 à 14 ans, 22 %. L'écart est de 26 points. L'un de ces "
		"groupes compte moins de cent personnes : son chiffre peut beaucoup bouger.");
	dataset_free(d);
	d = split("time", people, (double []){ 30, 22, -1, 48 });
	told_is(chart_of_split(d, "time", "oui"), "« Oui » : 11 à 14 ans, 22 %, puis 76 ans et plus, 48 %, soit "
		"26 points de plus. 1 période n'est pas publiée : trop peu de réponses.");
	dataset_free(d);
}

static void periods_give_the_last_one(void **state)
{
	struct dataset *d = split("time", (double []){ 1000, 1000, 1000, 1000 },
		(double []){ 30, 22, 48, -1 });

	(void)state;
	told_is(chart_of_question(d), "Une seule réponse est publiée : « Oui », 48 %.");
	dataset_free(d);
}

static void scores_are_told(void **state)
{
	static const double top[21] = { [10] = 900, [20] = 1000 }, few[21] = { [10] = 40, [11] = NAN };
	struct dataset *d = scores(usual);
	struct chart *c = chart_of_scores(d, 68);

	(void)state;
	assert_int_equal(c->kind, CHART_HISTOGRAM);
	assert_int_equal(c->count, 11);
	assert_string_equal(c->row[6].label, "60 à 69");
	assert_string_equal(c->row[10].label, "100");
	for (size_t i = 0; i < c->count; i++)
		assert_int_equal(c->row[i].you, i == 6);
	assert_string_equal(c->row[0].shown, "0 à 5 personnes");
	assert_string_equal(c->row[1].shown, "moins de 1 %");
	told_is(c, "Votre score, 68, fait mieux qu'environ 65 % des participants. Les scores les plus "
		"fréquents : 60 à 69, 25 %.");
	told_is(chart_of_scores(d, 3), "Votre score, 3, est parmi les 5 % les plus bas. Les scores les plus "
		"fréquents : 60 à 69, 25 %.");
	told_is(chart_of_scores(d, 100), "Votre score, 100, est parmi les 5 % les plus hauts. Les scores les "
		"plus fréquents : 60 à 69, 25 %.");
	c = chart_of_scores(d, -1);
	assert_false(c->row[0].you);
	told_is(c, "Les scores les plus fréquents : 60 à 69, 25 %. La moitié des participants ont moins de 62 "
		"environ.");
	dataset_free(d);
	d = scores(top); /* half of one's own bin: 900 + 500 of 1900 */
	told_is(chart_of_scores(d, 100), "Votre score, 100, fait mieux qu'environ 75 % des participants. Les "
		"scores les plus fréquents : 100, 53 %.");
	dataset_free(d);
	d = scores(few);
	d->base = 40;
	told_is(chart_of_scores(d, 100), "Votre score est 100. Il y a trop peu de participants pour vous situer "
		"parmi eux. Les scores les plus fréquents : 50 à 59, 100 %.");
	dataset_free(d);
}

static void the_hostile_gives_nothing(void **state)
{
	static const char *const one[] = { "x" }, *const code[] = { "0", "7" }, *const name[] = { "a", "b" };
	struct dataset *d = begin("q");

	(void)state;
	dataset_seal(d);
	assert_null(chart_of_question(d));
	assert_null(chart_of_scores(d, 50));
	assert_null(chart_of_split(d, "age", "x"));
	dataset_free(d);
	d = dataset_new(NULL, NULL);
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", NULL, 1, one, one });
	dataset_seal(d);
	d->value[0] = 50;
	assert_null(chart_of_question(d));
	dataset_free(d);
	d = begin(NULL);
	dataset_add_dim(d, &(struct dataset_axis){ "outcome", "", 2, code, name });
	dataset_seal(d);
	assert_null(chart_of_question(d));
	d->value[0] = d->value[1] = 40;
	d->value[2] = -5;
	d->value[3] = 1e11;
	assert_null(chart_of_scores(d, 50)); /* 7 is no bin */
	told_is(chart_of_question(d), "Une seule réponse est publiée : « b », 100 %.");
	dataset_free(d);
}

/* What a person sees, and what a terminal without UTF-8 shows: tests/data/charts.txt, read over by
 * eye. UPDATE=1 writes it anew. */
static void pictures_are_the_golden_ones(void **state)
{
	struct dataset *d[] = { question((double []){ 3983, 3166, 3065 }, (double []){ 39, 31, 30 }),
		split("age", (double []){ 300, 1000, 1000, 1000 }, (double []){ 31, 22, 47.6, -1 }),
		scores(usual) };
	struct chart *c[] = { chart_of_question(d[0]), chart_of_split(d[1], "age", "oui"),
		chart_of_scores(d[2], 68), chart_new(CHART_BARS, NULL) };
	struct text out = TEXT(1 << 18), wanted = TEXT(1 << 18);

	(void)state;
	c[3]->max = 100;
	chart_add(c[3], "Prudence", 76, "76 sur 100", true);
	chart_add(c[3], "Présence", 41, "41 sur 100", false);
	chart_add(c[3], "Bien-être…", NAN, "non publié", false);
	for (size_t i = 0; i < 4; i++)
		for (size_t width = 40; width <= 78; width += 38)
			for (int ascii = 0; ascii < 2; ascii++) {
				text_addf(&out, "== %zu %s\n", width, ascii ? "ascii" : "utf-8");
				chart_print(c[i], width, ascii, &out);
			}
	if (getenv("UPDATE")) {
		FILE *file = fopen("tests/data/charts.txt", "w");

		assert_non_null(file);
		fputs(text_string(&out), file);
		fclose(file);
	}
	assert_true(place_read("tests/data/charts.txt", 1 << 18, &wanted, NULL));
	assert_string_equal(text_string(&out), text_string(&wanted));
	text_free(&out);
	text_free(&wanted);
	for (size_t i = 0; i < 4; i++)
		chart_free(c[i]);
	for (size_t i = 0; i < 3; i++)
		dataset_free(d[i]);
}

/* At every width: no line too long, no more lines than said, nothing of a row is lost or written over. */
static void nothing_overlaps(void **state)
{
	struct dataset *d[] = { scores(usual), question((double []){ 3983, 4, 0 }, (double []){ 99, 1, 0 }),
		split("age", (double []){ 9, 90, 900, 9000 }, (double []){ 0.1, 99.9, 50, -1 }) };
	struct chart *c[] = { chart_of_scores(d[0], 68), chart_of_question(d[1]),
		chart_of_split(d[2], "age", "oui"), chart_new(CHART_BARS, NULL) };

	(void)state;
	chart_add(c[3], "東京都の人々はどう答えますか", 12, "12 %", true);
	chart_add(c[3], "👩‍👩‍👧 famille et très longs mots anticonstitutionnellement…", 100, "100 %", false);
	for (size_t width = 20; width <= 200; width++)
		for (size_t i = 0; i < 8; i++) {
			const struct chart *chart = c[i / 2];
			struct canvas canvas;
			struct text out = TEXT(1 << 18), flat = TEXT(1 << 18);
			size_t height = chart_height(chart, width), lines;

			canvas_init(&canvas, width, height + 4, i & 1);
			lines = chart_draw(chart, &canvas, 2);
			assert_true(lines > 0 && lines <= height);
			assert_true(chart != c[0] || width < 40 || lines == 11);
			for (size_t k = 0; k < width; k++) { /* nothing above, nothing below */
				assert_false(canvas.cell[k].glyph[0] || canvas.cell[width + k].glyph[0]);
				assert_false(canvas.cell[(lines + 2) * width + k].glyph[0]);
			}
			canvas_print(&canvas, &out);
			for (const char *at = text_string(&out); *at; at++)
				if (*at != ' ' && *at != '\n')
					text_add_bytes(&flat, at, 1);
			for (size_t row = 0; row < chart->count; row++) {
				const char *part[] = { chart->row[row].label, chart->row[row].shown };

				for (size_t k = 0; k < 2; k++) {
					struct text shown = TEXT(1 << 12), wanted = TEXT(1 << 12);

					if (i & 1)
						utf_ascii(&shown, part[k]);
					else
						text_add(&shown, part[k]);
					for (const char *at = text_string(&shown); *at; at++)
						if (*at != ' ')
							text_add_bytes(&wanted, at, 1);
					if (!strstr(text_string(&flat), text_string(&wanted)))
						print_message("%zu:\n%s\nlacks %s\n", width, text_string(&out),
							text_string(&wanted));
					assert_non_null(strstr(text_string(&flat), text_string(&wanted)));
					text_free(&shown);
					text_free(&wanted);
				}
				assert_true(!chart->row[row].you || strstr(text_string(&flat), "vous"));
			}
			text_free(&out);
			text_free(&flat);
			canvas_free(&canvas);
		}
	for (size_t i = 0; i < 4; i++)
		chart_free(c[i]);
	for (size_t i = 0; i < 3; i++)
		dataset_free(d[i]);
}

static int start(void **state)
{
	(void)state;
	return i18n_start("fr") ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_told),
		cmocka_unit_test(the_little_known_is_said),
		cmocka_unit_test(splits_are_told),
		cmocka_unit_test(periods_give_the_last_one),
		cmocka_unit_test(scores_are_told),
		cmocka_unit_test(the_hostile_gives_nothing),
		cmocka_unit_test(pictures_are_the_golden_ones),
		cmocka_unit_test(nothing_overlaps),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
