/* Letters, the glossary, lessons and workbenches: read, filled in, and what lint says when one place is spoilt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/text.h"
#include "content/bench.h"
#include "content/glossary.h"
#include "content/lesson.h"
#include "content/letter.h"
#include "content/letter_field.h"
#include "content/lint.h"
#include "content/reader.h"
#include "tests/unit/own_content.h"

static const char letter_name[] = "letters/copie.yaml", glossary_name[] = "glossary.yaml",
	lesson_name[] = "lessons/atelier.yaml", bench_name[] = "benches/consent.yaml", day_name[] = "day/zoe.yaml",
	fiche_name[] = "fiches/cle.yaml", topics_name[] = "topics.tsv", facts_name[] = "facts.yaml";

static const char letter_file[] =
	"id: copie\ntitle: \"Demander\"\npitch: \"Une copie\"\nfiche: cle\nfacts: [DRT-01]\n"          /* 5 */
	"fields:\n"
	"  - id: organisme\n    ask: \"À qui ?\"\n    hint: \"Le club\"\n    need: required\n    kind: line\n"    /* 11 */
	"  - id: date\n    ask: \"Quand ?\"\n    need: required\n    kind: date\n"                    /* 15 */
	"  - id: compte\n    ask: \"Quel compte ?\"\n    need: optional\n    kind: line\n"            /* 19 */
	"  - id: ville\n    ask: \"Quelle ville ?\"\n    need: optional\n    kind: line\n"            /* 23 */
	"body:\n"
	"  - text: \"À {organisme}, le {date}.\"\n"                                                    /* 25 */
	"  - text: \"Compte {compte}, à {ville}.\"\n"
	"  - text: \"Selon l'article 15, {organisme} me répond.\"\n"
	"  - text: \"Merci.\"\n"
	"after:\n"
	"  - text: \"Gardez une preuve, 15 fois.\"\n    facts: [DRT-01]\n";                            /* 31 */
static const char glossary_file[] =
	"words:\n"
	"  - id: ecran\n    word: \"Écran\"\n    says: \"On le regarde.\"\n    see: [cle]\n"           /* 5 */
	"  - id: enceinte\n    word: \"Enceinte connectée\"\n    says: \"Elle écoute.\"\n    see: []\n"  /* 9 */
	"  - id: e-reputation\n    word: \"E-réputation\"\n    says: \"Ce que l'on dit.\"\n    see: []\n";  /* 13 */
static const char lesson_file[] =
	"id: atelier\ntitle: \"Un atelier de 20 minutes\"\npitch: \"Court\"\nminutes: 20\n"            /* 4 */
	"goals:\n  - text: \"Parler.\"\nbefore:\n  - text: \"Une salle.\"\n"                            /* 8 */
	"steps:\n"
	"  - minutes: 5\n    title: \"Bonjour\"\n    text:\n      - text: \"On se salue.\"\n"          /* 13 */
	"  - minutes: 15\n    title: \"À deux\"\n    text:\n      - text: \"On répond.\"\n"            /* 17 */
	"debate:\n  - text: \"Pourquoi ?\"\nafter:\n  - text: \"On range.\"\n"                          /* 21 */
	"questions:\n"
	"  - id: aide\n    prompt: \"De l'aide ?\"\n    options:\n"                                     /* 25 */
	"      - id: oui-la\n        label: \"Oui\"\n      - id: pas-encore\n        label: \"Pas encore\"\n"
	"  - id: geste\n    prompt: \"Un geste ?\"\n    options:\n"                                     /* 32 */
	"      - id: oui-la\n        label: \"Oui\"\n      - id: pas-encore\n        label: \"Pas encore\"\n"
	"  - id: parler\n    prompt: \"Facile ?\"\n    options:\n"                                      /* 39 */
	"      - id: oui-la\n        label: \"Oui\"\n      - id: pas-encore\n        label: \"Pas encore\"\n";
static const char bench_file[] =
	"id: consent\ntitle: \"Le bandeau\"\npitch: \"Sept lignes\"\nfiche: cle\ntext:\n  - text: \"Un bandeau.\"\n"  /* 6 */
	"prompt: \"Quoi d'étrange ?\"\n"
	"lines:\n"
	"  - id: un\n    label: \"Tout accepter\"\n    verdict: fine\n    why: \"Permis.\"\n"           /* 12 */
	"  - id: deux\n    label: \"Refuser, au sous-sol\"\n    verdict: odd\n    why: \"L'article 15.\"\n    facts: [DRT-01]\n"
	"  - id: trois\n    label: \"Le panier\"\n    verdict: fine\n    why: \"Permis.\"\n"            /* 21 */
	"  - id: quatre\n    label: \"Le lien\"\n    verdict: fine\n    why: \"Permis.\"\n"             /* 25 */
	"outro: \"Voilà.\"\n";
static const char day_file[] =
	"id: zoe\nname: \"Zoé\"\ntitle: \"Matin\"\npitch: \"Court.\"\nstart: lit\nminutes: 2\n"
	"actors:\n  - id: reseau\n    label: \"un réseau\"\n    kind: third\nscenes:\n"                 /* 11 */
	"  - id: lit\n    time: \"7 h 00\"\n    title: \"au lit\"\n    tool: consent\n    text:\n      - text: \"Bonjour.\"\n"
	"    question: \"Que fait Zoé ?\"\n    choices:\n"                                               /* 19 */
	"      - id: publier\n        label: \"Publier\"\n        outcome: []\n"
	"        sends:\n          - what: \"Une photo\"\n            to: reseau\n            why: \"Voir.\"\n"
	"            keep: \"Longtemps.\"\n            right: \"L'effacer.\"\n            fiche: cle\n"
	"        echo: \"Une photo peut attendre.\"\n        next: end\n"                               /* 31 */
	"      - id: dormir\n        label: \"Dormir\"\n        outcome: []\n        next: end\n"       /* 35 */
	"endings:\n  - id: autre\n    title: \"Autre\"\n    text:\n      - text: \"Autre.\"\n";
static const char fiche_file[] =
	"id: cle\ntitle: \"Choisir\"\npitch: \"Une clé\"\nlevel: 1\nminutes: 3\nverified: 2026-11-23\n"
	"topics: [serrure]\nwords: [\"clé\"]\nsee: []\nwhy:\n  - text: \"Pour fermer.\"\n"
	"gestures:\n  - text: \"Un.\"\n  - text: \"Deux.\"\n  - text: \"Trois.\"\n";
static const char topics_file[] = "id\tfr\nserrure\tLa serrure\n";
static const char facts_file[] =
	"facts:\n  - id: DRT-01\n    claim: \"L'article 15.\"\n    year: \"\"\n    population: \"\"\n"
	"    source: \"RGPD\"\n    url: \"https://example.org\"\n    confidence: A\n";

static const struct own_file files[] = {
	{ letter_name, letter_file }, { glossary_name, glossary_file }, { lesson_name, lesson_file },
	{ bench_name, bench_file }, { day_name, day_file }, { fiche_name, fiche_file }, { topics_name, topics_file },
	{ facts_name, facts_file },
};
static int set_up(void **state)
{
	(void)state;
	return own_content_open(files, sizeof files / sizeof *files);
}

static void what_is_right_is_right(void **state)
{
	struct error why = { 0 };
	char *said = own_content_lint(NULL);
	struct glossary *glossary = glossary_open(&why);
	struct lesson *lesson = lesson_open("atelier", &why);
	struct bench *bench = bench_open("consent", &why);
	struct letter *letter = letter_open("copie", &why);

	(void)state;
	assert_string_equal(said, "");
	assert_string_equal(why.text, "");
	assert_int_equal(glossary->words_count, 3);
	assert_string_equal(glossary_find(glossary, "ecran")->see[0], "cle");
	assert_string_equal(glossary_find(glossary, "e-reputation")->says, "Ce que l'on dit.");
	assert_null(glossary_find(glossary, "e"));
	assert_int_equal(lesson->minutes, 20);
	assert_int_equal(lesson->steps[1].minutes, 15);
	assert_string_equal(lesson->steps[1].text[0].text, "On répond.");
	assert_string_equal(lesson->questions[2].options[1].label, "Pas encore");
	assert_int_equal(bench->lines_count, 4);
	assert_int_equal(bench->lines[0].verdict, BENCH_FINE);
	assert_int_equal(bench->lines[1].verdict, BENCH_ODD);
	assert_string_equal(bench->lines[1].facts[0], "DRT-01");
	assert_null(bench->lines[0].facts);
	assert_int_equal(letter->fields[1].kind, LETTER_DATE);
	assert_int_equal(letter->fields[2].need, LETTER_OPTIONAL);
	assert_string_equal(letter->fields[0].hint, "Le club");
	assert_null(letter->fields[1].hint);
	assert_null(letter->body[0].facts);
	assert_string_equal(letter->after[0].facts[0], "DRT-01");
	free(said);
	glossary_close(glossary);
	lesson_close(lesson);
	bench_close(bench);
	letter_close(letter);
}

static void written(const struct letter *letter, const char *const value[4], const char *wanted)
{
	struct text out = TEXT(1 << 16);

	letter_write(letter, value, &out);
	assert_string_equal(text_string(&out), wanted);
	text_free(&out);
}

static void letters_are_filled_in(void **state)
{
	struct error why = { 0 };
	struct letter *letter = letter_open("copie", &why);

	(void)state;
	assert_non_null(letter);
	written(letter, (const char *const[]){ "le club", "24/11/2026", "Zoé", "Lyon" },
		"À le club, le 24/11/2026.\n\nCompte Zoé, à Lyon.\n\nSelon l'article 15, le club me répond.\n\nMerci.");
	/* A paragraph goes only when all its fields were left out. */
	written(letter, (const char *const[]){ "le club", "24/11/2026", "", "" },
		"À le club, le 24/11/2026.\n\nSelon l'article 15, le club me répond.\n\nMerci.");
	written(letter, (const char *const[]){ "le club", "24/11/2026", "", "Lyon" },
		"À le club, le 24/11/2026.\n\nCompte , à Lyon.\n\nSelon l'article 15, le club me répond.\n\nMerci.");
	written(letter, (const char *const[]){ "", "", "", "" }, "Merci.");
	/* What is typed is never read as a letter, a format or a field. */
	written(letter, (const char *const[]){ "{date}", "{organisme}", "%s%n {compte}", "{" },
		"À {date}, le {organisme}.\n\nCompte %s%n {compte}, à {.\n\nSelon l'article 15, {date} me répond.\n\nMerci.");
	written(letter, (const char *const[]){ "\\1 & $(ls) 🙂", "}", "{compte}", "{{ville}}" },
		"À \\1 & $(ls) 🙂, le }.\n\nCompte {compte}, à {{ville}}.\n\nSelon l'article 15, \\1 & $(ls) 🙂 me répond.\n\nMerci.");
	letter_close(letter);
}

static void fields_are_found(void **state)
{
	static const struct { const char *text, *at; size_t bytes; } row[] = {
		{ "À {nom}.", "{nom}.", 3 }, { "{a}{b}", "{a}{b}", 1 }, { "{{nom}}", "{nom}}", 3 }, { "{ {date-2}", "{date-2}", 6 },
		{ "{}", NULL, 0 }, { "{nom", NULL, 0 }, { "{Nom}", NULL, 0 }, { "{n m}", NULL, 0 }, { "", NULL, 0 }, { "{", NULL, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		size_t bytes = 0;
		const char *at = letter_field_next(row[i].text, &bytes);

		if (!row[i].at) {
			assert_null(at);
			continue;
		}
		assert_string_equal(at, row[i].at);
		assert_int_equal(bytes, row[i].bytes);
	}
}

/* A letter longer than its ceiling is cut, and says so. */
static void a_full_letter(void **state)
{
	struct letter *letter = letter_open("copie", NULL);
	struct text out = TEXT(20);

	(void)state;
	letter_write(letter, (const char *const[]){ "un très long nom de club", "hier", "", "" }, &out);
	assert_true(out.full);
	assert_true(out.bytes <= 20);
	text_free(&out);
	letter_close(letter);
}

static void *open_letter(struct error *why) { return letter_open("copie", why); }
static void *open_glossary(struct error *why) { return glossary_open(why); }
static void *open_lesson(struct error *why) { return lesson_open("atelier", why); }
static void *open_bench(struct error *why) { return bench_open("consent", why); }

static void the_reader_says_where(void **state)
{
	static const struct { void *(*open)(struct error *); const char *file, *from, *to, *said; } row[] = {
		{ open_letter, letter_name, "id: copie", "id: autre", "porte l'identifiant « autre »" },
		{ open_letter, letter_name, "id: date", "id: organisme", "ligne 12 : L'identifiant « organisme » sert deux fois" },
		{ open_letter, letter_name, "le {date}", "le {dote}", "ligne 25 : Le champ « dote » n'est pas dans la liste « fields »" },
		{ open_letter, letter_name, "{compte}", "{comptes}", "ligne 26 : Le champ « comptes »" },
		{ open_letter, letter_name, "kind: date", "kind: jour", "line, date" },
		{ open_letter, letter_name, "need: optional", "need: maybe", "required, optional" },
		{ open_letter, letter_name, "\"Merci.\"", "\"Merci.\"\n    facts: [DRT-01]", "ligne 29 : La clé « facts » n'existe pas ici" },
		{ open_glossary, glossary_name, "words:", "mots:", "ligne 1 : La clé « mots » n'existe pas ici" },
		{ open_glossary, glossary_name, "id: enceinte", "id: ecran", "ligne 6 : L'identifiant « ecran » sert deux fois" },
		{ open_lesson, lesson_name, "minutes: 15", "minutes: 150", "ligne 14 : « minutes » va de 1 à 120" },
		{ open_lesson, lesson_name, "id: geste", "id: aide", "ligne 30 : L'identifiant « aide » sert deux fois" },
		{ open_lesson, lesson_name, "      - id: pas-encore\n        label: \"Pas encore\"\n", "", "« options » attend au moins 2" },
		{ open_lesson, lesson_name, "id: pas-encore", "id: oui-la", "ligne 28 : L'identifiant « oui-la » sert deux fois" },
		{ open_bench, bench_name, "verdict: odd", "verdict: weird", "fine, odd" },
		{ open_bench, bench_name, "id: deux", "id: un", "ligne 13 : L'identifiant « un » sert deux fois" },
		{ open_bench, bench_name, "  - id: quatre\n    label: \"Le lien\"\n    verdict: fine\n    why: \"Permis.\"\n", "",
			"« lines » attend au moins 4 éléments, il y en a 3" },
		{ open_bench, bench_name, "id: consent", "id: consente", "porte l'identifiant « consente »" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct error why = { 0 };

		own_content_spoil(row[i].file, row[i].from, row[i].to);
		assert_null(row[i].open(&why));
		if (!strstr(why.text, row[i].said) || !strstr(why.text, strchr(row[i].file, '/') ? strchr(row[i].file, '/') + 1 : row[i].file))
			fail_msg("wanted %s: %s", row[i].said, why.text);
		own_content_restore();
	}
	assert_null(letter_open("../facts", NULL));
	assert_null(bench_open("absent", NULL));
}

static const struct own_fault faults[] = {
	{ letter_name, "id: copie", "id: autre", ":1: « id » dit « autre »" },
	{ letter_name, "fiche: cle", "fiche: clo", ":4: La fiche « clo » n'existe pas" },
	{ letter_name, "facts: [DRT-01]", "facts: [DRT-02]", ":5: Le fait « DRT-02 » n'existe pas" },
	{ letter_name, "facts: [DRT-01]", "facts: []", ":27: Le nombre 15 n'a pas de fait" },
	{ letter_name, "\n    facts: [DRT-01]\n", "\n", ":30: Le nombre 15 n'a pas de fait" },
	{ letter_name, "Merci.", "Merci 16 fois.", ":28: Le nombre 16 n'est dans aucun des faits" },
	{ letter_name, "l'article 15, {organisme}", "l'article 15, {organisme} à {compte}", ":27: Ce paragraphe mêle un champ" },
	{ letter_name, ", le {date}", "", ":12: Le champ « date » ne sert dans aucun paragraphe" },
	{ letter_name, "\"Merci.\"", "\"Merci, {Nom}.\"", ":28: Une accolade de trop" },
	{ letter_name, "\"Merci.\"", "\"Merci, {organisme.\"", ":28: Une accolade de trop" },
	{ letter_name, "une preuve", "une preuve pour {organisme}", ":30: Seul « body » se remplit" },
	{ letter_name, "    hint: \"Le club\"\n    need: required", "    need: required\n    hint: \"Le club\"", ":10: La clé « hint » se place avant" },
	{ letter_name, "fields:", "champs:", ":1: Il manque la clé « fields »" },
	{ glossary_name, "\"Écran\"", "\"Enquête\"", ":7: « Enceinte connectée » se place avant « Enquête »" },
	{ glossary_name, "\"E-réputation\"", "\"E-commerce\"", ":11: « E-commerce » se place avant" },
	{ glossary_name, "\"E-réputation\"", "\"Enceinte-connectee\"", ":11: Le mot « Enceinte-connectee » est expliqué deux fois" },
	{ glossary_name, "see: [cle]", "see: [clo]", ":5: La fiche « clo » n'existe pas" },
	{ glossary_name, "On le regarde.", "On le regarde 4 heures.", ":4: Le nombre 4 n'a pas de fait" },
	{ glossary_name, "words:", "mots:", ":1: Il manque la clé « words »" },
	{ lesson_name, "minutes: 5", "minutes: 6", ":4: Les étapes durent 21 minutes en tout, et l'atelier en annonce 20" },
	{ lesson_name, "de 20 minutes", "de 25 minutes", ":2: Le nombre 25 n'a pas de fait" },
	{ lesson_name, "  - id: parler\n    prompt: \"Facile ?\"\n    options:\n      - id: oui-la\n        label: \"Oui\"\n"
		"      - id: pas-encore\n        label: \"Pas encore\"\n", "", ": Un atelier pose exactement trois questions, avant et après ; celui-ci en a 2" },
	{ lesson_name, "id: atelier", "id: autre", ":1: « id » dit « autre »" },
	{ bench_name, "verdict: odd", "verdict: fine", ":9: Il faut au moins une ligne « odd »" },
	{ bench_name, "L'article 15", "L'article 16", ":16: Le nombre 16 n'est dans aucun" },
	{ bench_name, "Tout accepter", "Tout accepter →", ":10: Ce texte contient une flèche" },
	{ bench_name, "id: consent", "id: autre", ":1: « id » dit « autre »" },
	{ day_name, "tool: consent", "tool: phishing", ":15: L'établi « phishing » n'existe pas" },
	{ day_name, "        label: \"Dormir\"\n        outcome: []\n", "        label: \"Dormir\"\n        outcome: []\n        echo: \"Rien.\"\n",
		":35: « echo » dit comment envoyer moins" },
	{ day_name, "    kind: third\n", "", ":8: Il manque la clé « kind »" },
	{ day_name, "kind: third", "kind: voisin", "service, third, people, public, thief" },
	{ day_name, "    tool: consent\n", "    tool: consent\n    figure: absente\n", ":16: La question « absente » n'existe pas" },
	{ fiche_name, "[serrure]", "[serrure, verrou]", ":7: Le sujet « verrou » n'est pas dans content/topics.tsv" },
};

static void lint_finds_each(void **state)
{
	(void)state;
	own_content_lint_finds(faults, sizeof faults / sizeof *faults);
}

static void write_words(const char *name, const char *words)
{
	own_content_write(name, words, strlen(words));
}

static void expect(const char *said)
{
	char *all = own_content_lint(NULL);

	if (*said ? !strstr(all, said) : *all)
		fail_msg("wanted '%s': %s", said, all);
	free(all);
}

static void topics_and_tools(void **state)
{
	(void)state;
	write_words(topics_name, "id\tfr\nserrure\tLa serrure\nverrou\tLe verrou\n");
	expect("content/topics.tsv:3: Aucune fiche ne traite le sujet « verrou »");
	write_words(topics_name, "id\tfr\nserrure\tLa serrure\nserrure\tEncore\n");
	expect("content/topics.tsv:3: L'identifiant « serrure » sert deux fois");
	write_words(topics_name, "id\tfr\nserrure\tLa serrure\nLa Porte\tx\n\n");
	expect("content/topics.tsv:3: L'identifiant « La Porte » ne convient pas");
	expect("content/topics.tsv:4: L'identifiant «  » ne convient pas");
	/* Without these files, nothing is asked. */
	own_content_remove(topics_name);
	own_content_spoil(fiche_name, "[serrure]", "[serrure, verrou]");
	expect("");
	own_content_remove(bench_name);
	expect("content/day/zoe.yaml:15: L'établi « consent » n'existe pas");
	own_content_restore();
	own_content_spoil(day_name, "tool: consent", "tool: mot-de-passe");
	expect("");
	own_content_restore();
	/* All odd is not fair either. */
	write_words(bench_name, "id: consent\ntitle: \"T\"\npitch: \"P\"\nfiche: cle\ntext:\n  - text: \"Un.\"\nprompt: \"Quoi ?\"\nlines:\n"
		"  - id: un\n    label: \"Un\"\n    verdict: odd\n    why: \"Oui.\"\n  - id: deux\n    label: \"Deux\"\n    verdict: odd\n    why: \"Oui.\"\n"
		"  - id: trois\n    label: \"Trois\"\n    verdict: odd\n    why: \"Oui.\"\n  - id: quatre\n    label: \"Quatre\"\n    verdict: odd\n    why: \"Oui.\"\n"
		"outro: \"Fin.\"\n");
	expect("benches/consent.yaml:9: Il faut au moins une ligne « fine »");
	own_content_restore();
}

/* The template has every text once; a translation keeps the fields. */
static void translations(void **state)
{
	static const struct { const char *translation, *said; } row[] = {
		{ "To {organisme}, on {date}.", "" },
		{ "On {date}, to {organisme}, yes, {organisme}.", "" },
		{ "To {organisation}, on {date}.", ":25: Le champ {organisme} manque dans la traduction (en)" },
		{ "To {organisme}, on {date}, {city}.", ":25: La traduction (en) nomme le champ {city}, que le français ne nomme pas" },
		{ "To {organisme}, today.", ":25: Le champ {date} manque" },
	};
	struct text pot = TEXT(1 << 20), json = TEXT(1 << 16);
	struct lint result = { 0 };

	(void)state;
	lint_pot(&pot);
	assert_non_null(strstr(text_string(&pot), "#: content/letters/copie.yaml: organisme/hint\nmsgid \"Le club\"\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/letters/copie.yaml: body/1/text\nmsgid \"À {organisme}, le {date}.\"\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/glossary.yaml: ecran/word\nmsgid \"Écran\"\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/lessons/atelier.yaml: aide/options/pas-encore/label\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/benches/consent.yaml: deux/label\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/day/zoe.yaml: lit/choices/publier/echo\nmsgid \"Une photo peut attendre.\"\n"));
	assert_null(strstr(text_string(&pot), "serrure"));
	assert_null(strstr(text_string(&pot), "required"));
	lint_json(&result, &json);
	assert_non_null(strstr(text_string(&json), "\"reference\":0,\"letters\":1,\"glossary\":3,\"lessons\":1,\"benches\":1,\"words\":"));
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct text po = TEXT(1 << 20);
		char *said;

		for (const char *at = text_string(&pot), *end; *at; at = *end ? end + 1 : end) {
			end = at + strcspn(at, "\n");
			if (strncmp(at, "msgstr \"\"", 9))
				text_addf(&po, "%.*s\n", (int)(end - at), at);
			if (!strncmp(at, "msgid \"À {organisme}", strlen("msgid \"À {organisme}")))
				text_addf(&po, "msgstr \"%s\"\n", row[i].translation);
			else if (!strncmp(at, "msgid \"", 7))
				text_addf(&po, "msgstr%.*s\n", (int)(end - at - 5), at + 5);
		}
		own_content_translate(text_string(&po));
		said = own_content_lint(NULL);
		if (*row[i].said ? !strstr(said, row[i].said) : *said)
			fail_msg("wanted '%s': %s", row[i].said, said);
		free(said);
		text_free(&po);
	}
	own_content_translate(NULL);
	text_free(&pot);
	text_free(&json);
}

/* What lists show opens. */
static void the_index_is_the_content(void **state)
{
	struct error why = { 0 };
	size_t letters, lessons, benches;
	const struct letter_entry *letter = letter_index(&letters);
	const struct lesson_entry *lesson = lesson_index(&lessons);
	const struct bench_entry *bench = bench_index(&benches);
	char *fixture = mem_dup(getenv("MESDATAS_CONTENT"));

	(void)state;
	assert_true(letters > 1 && lessons > 1 && benches > 1);
	setenv("MESDATAS_CONTENT", own_content_real(), 1);
	for (size_t i = 0; i < letters; i++) {
		struct letter *opened = letter_open(letter[i].id, &why);

		assert_string_equal(why.text, "");
		assert_string_equal(opened->title, letter[i].title);
		letter_close(opened);
	}
	for (size_t i = 0; i < lessons; i++) {
		struct lesson *opened = lesson_open(lesson[i].id, &why);

		assert_string_equal(why.text, "");
		assert_int_equal(opened->minutes, lesson[i].minutes);
		assert_true(!i || lesson[i - 1].minutes <= lesson[i].minutes);
		lesson_close(opened);
	}
	for (size_t i = 0; i < benches; i++) {
		struct bench *opened = bench_open(bench[i].id, &why);

		assert_string_equal(why.text, "");
		assert_string_equal(opened->pitch, bench[i].pitch);
		bench_close(opened);
	}
	setenv("MESDATAS_CONTENT", fixture, 1);
	free(fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_right_is_right),
		cmocka_unit_test(letters_are_filled_in),
		cmocka_unit_test(fields_are_found),
		cmocka_unit_test(a_full_letter),
		cmocka_unit_test(the_reader_says_where),
		cmocka_unit_test(lint_finds_each),
		cmocka_unit_test(topics_and_tools),
		cmocka_unit_test(translations),
		cmocka_unit_test(the_index_is_the_content),
	};

	return cmocka_run_group_tests(tests, set_up, own_content_close);
}
