#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "content/search.h"

static struct search *french(void)
{
	struct search *s = search_new("fr");

	search_add(s, "mot-de-passe", "Un bon mot de passe", "mot de passe code phrase secrète connexion",
		"Facile à retenir pour vous, long à deviner pour un voleur");
	search_add(s, "compte-pirate", "Mon compte a été piraté", "piraté compte volé hacké mot de passe oublié",
		"Rentrer chez soi, changer la serrure");
	search_add(s, "exif", "Ce que dit un fichier photo", "photo image métadonnées lieu",
		"Voir le lieu caché dans une image");
	search_add(s, "x-twitter", "Régler X", "x twitter confidentialité", "Choisir son public");
	search_add(s, "hameconnage", "Reconnaître l'hameçonnage", "phishing faux message",
		"Les faux messages qui pêchent vos secrets, et votre mot de passe");
	return s;
}

/* The first id found, "" when nothing is. */
static const char *first(struct search *s, const char *query)
{
	struct search_hit hit[8];

	return search_find(s, query, hit, 8) ? hit[0].id : "";
}

static void words_are_found_however_written(void **state)
{
	struct search *s = french();

	(void)state;
	assert_string_equal(first(s, "mot de passe"), "mot-de-passe");
	assert_string_equal(first(s, "MÉTADONNÉE"), "exif");
	assert_string_equal(first(s, "metadonnees"), "exif");
	assert_string_equal(first(s, "les photos"), "exif");
	assert_string_equal(first(s, "l'hameçonnage ?"), "hameconnage");
	assert_string_equal(first(s, "hamec\xcc\xa7onnage"), "hameconnage"); /* in two code points */
	assert_string_equal(first(s, "on m'a pirater mes comptes"), "compte-pirate");
	assert_string_equal(first(s, "x"), "x-twitter");
	search_free(s);
}

static void slips_are_forgiven(void **state)
{
	struct search *s = french();

	(void)state;
	assert_string_equal(first(s, "phto"), "exif");              /* one letter less */
	assert_string_equal(first(s, "phoot"), "exif");             /* two swapped */
	assert_string_equal(first(s, "phiching"), "hameconnage");   /* one other */
	assert_string_equal(first(s, "hamenconage"), "hameconnage"); /* two, in a long word */
	assert_string_equal(first(s, "twit"), "x-twitter");         /* not finished */
	assert_string_equal(first(s, "confidentiel"), "x-twitter"); /* ended otherwise */
	assert_string_equal(first(s, "motdepasse"), "mot-de-passe"); /* written as one */
	assert_string_equal(first(s, "motdelicorne"), "");
	assert_string_equal(first(s, "lei"), "");                   /* three letters: nothing is guessed */
	assert_string_equal(first(s, "pxotx"), "");                 /* two slips in a short word */
	search_free(s);
}

static void weights_decide_the_order(void **state)
{
	struct search *s = french();
	struct search_hit hit[8];

	(void)state;
	/* In the title, then in the search words, then in the text. */
	assert_int_equal(search_find(s, "passe", hit, 8), 3);
	assert_string_equal(hit[0].id, "mot-de-passe");
	assert_string_equal(hit[1].id, "compte-pirate");
	assert_string_equal(hit[2].id, "hameconnage");
	assert_true(hit[0].score > hit[1].score && hit[1].score > hit[2].score);
	assert_int_equal(search_find(s, "passe", hit, 2), 2);
	assert_string_equal(hit[1].id, "compte-pirate");
	assert_int_equal(search_find(s, "passe", hit, 0), 0);
	/* A right word weighs more than one that only looks like it. */
	search_add(s, "poto", "Un poto", NULL, NULL);
	assert_string_equal(first(s, "poto"), "poto");
	assert_string_equal(first(s, "photo"), "exif");
	search_free(s);
}

static void equals_keep_their_order(void **state)
{
	struct search *s = search_new("fr");
	struct search_hit hit[4];

	(void)state;
	search_add(s, "b", "Cookies", NULL, NULL);
	search_add(s, "a", "Cookies", NULL, NULL);
	search_add(s, "c", "Cookies", NULL, NULL);
	assert_int_equal(search_find(s, "cookie", hit, 4), 3);
	assert_string_equal(hit[0].id, "b");
	assert_string_equal(hit[1].id, "a");
	assert_string_equal(hit[2].id, "c");
	search_free(s);
}

static void english_has_its_own_endings(void **state)
{
	struct search *s = search_new("en");

	(void)state;
	search_add(s, "password", "A good password", "passphrase logging in", NULL);
	search_add(s, "shopping", "Buying online", "shop order delivery", NULL);
	search_add(s, "tracking", "Who follows you", "tracker tracking location", NULL);
	assert_string_equal(first(s, "how do I choose my passwords?"), "password");
	assert_string_equal(first(s, "deliveries"), "shopping");
	assert_string_equal(first(s, "I am being tracked"), "tracking");
	assert_string_equal(first(s, "pasword"), "password");
	search_free(s);
}

static void another_language_still_finds_whole_words(void **state)
{
	struct search *s = search_new("br");

	(void)state;
	search_add(s, "ger", "Ger-tremen", NULL, NULL);
	assert_string_equal(first(s, "tremen"), "ger");
	search_free(s);
}

static void stop_words_weigh_nothing_unless_alone(void **state)
{
	struct search *s = french();
	struct search_hit hit[8];

	(void)state;
	assert_int_equal(search_find(s, "que de la pour", hit, 8), 0);
	search_add(s, "qui", "Twitter, pour qui ?", NULL, NULL);
	assert_string_equal(first(s, "pour qui le hameçonnage"), "hameconnage");
	search_free(s);
}

static void nothing_is_found_quietly(void **state)
{
	struct search *s = search_new("fr"), *full = french();
	struct search_hit hit[2];
	const char *near[2];

	(void)state;
	assert_int_equal(search_find(s, "photo", hit, 2), 0);
	assert_int_equal(search_near(s, "photo", near, 2), 0);
	search_add(s, "vide", "", "", "");
	search_add(s, "rien", "?!", NULL, NULL);
	assert_int_equal(search_find(s, "photo", hit, 2), 0);
	assert_int_equal(search_find(full, "", hit, 2), 0);
	assert_int_equal(search_find(full, " ... ?!", hit, 2), 0);
	assert_int_equal(search_find(full, "licorne", hit, 2), 0);
	search_free(full);
	search_free(s);
	search_free(NULL);
}

static void near_words_are_suggested_as_written(void **state)
{
	struct search *s = french();
	const char *near[4];

	(void)state;
	assert_true(search_near(s, "metadnoees", near, 4) >= 1);
	assert_string_equal(near[0], "métadonnées");
	assert_int_equal(search_near(s, "zzzzzzzz", near, 4), 0);
	assert_true(search_near(s, "twiterr photoo", near, 1) == 1);
	search_free(s);
}

static void hostile_words_do_no_harm(void **state)
{
	struct search *s = french();
	struct search_hit hit[4];
	const char *near[4];
	char *big = malloc(200001);
	uint64_t began;

	(void)state;
	for (int i = 0; i < 200000; i++)
		big[i] = (char)(i % 9 == 8 ? ' ' : 'a' + i * 7 % 26);
	big[200000] = 0;
	began = (uint64_t)clock_ms();
	search_find(s, big, hit, 4);
	search_near(s, big, near, 4);
	memset(big, 'a', 200000);                /* one word */
	assert_int_equal(search_find(s, big, hit, 4), 0);
	search_add(s, "long", big, big, big);
	search_find(s, "aaaaaaa", hit, 4);
	assert_true((uint64_t)clock_ms() - began < 5000);
	/* Not UTF-8: it never gets here from a person, but a file may be anything. */
	search_add(s, "\xff", "\xff\xfe photo \xc3", "\xf0\x9f", "\xe2\x80");
	search_find(s, "\xff\xfe \xc3\x28 \xf0\x9f\x92", hit, 4);
	search_near(s, "\xff\xff\xff\xff", near, 4);
	assert_string_equal(first(s, "\xf0\x9f\x92\xa9 photo"), "exif");
	free(big);
	search_free(s);
}

static void many_things_are_found_fast(void **state)
{
	struct search *s = search_new("fr");
	struct search_hit hit[10];
	char id[16], title[64];
	int64_t began = clock_ms();

	(void)state;
	for (int i = 0; i < 5000; i++) {
		snprintf(id, sizeof id, "n%d", i);
		snprintf(title, sizeof title, "fichier numero%d serie%d", i, i % 50);
		search_add(s, id, title, NULL, NULL);
	}
	assert_int_equal(search_find(s, "numero4321", hit, 10), 1);
	assert_string_equal(hit[0].id, "n4321");
	assert_int_equal(search_find(s, "fichier", hit, 10), 10);
	assert_string_equal(hit[0].id, "n0");
	assert_true(clock_ms() - began < 5000);
	search_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_however_written),
		cmocka_unit_test(slips_are_forgiven),
		cmocka_unit_test(weights_decide_the_order),
		cmocka_unit_test(equals_keep_their_order),
		cmocka_unit_test(english_has_its_own_endings),
		cmocka_unit_test(another_language_still_finds_whole_words),
		cmocka_unit_test(stop_words_weigh_nothing_unless_alone),
		cmocka_unit_test(nothing_is_found_quietly),
		cmocka_unit_test(near_words_are_suggested_as_written),
		cmocka_unit_test(hostile_words_do_no_harm),
		cmocka_unit_test(many_things_are_found_fast),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
