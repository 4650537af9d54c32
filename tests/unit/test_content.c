/* What the readers and lint say of files that are wrong: a sentence, a file, a line, and no crash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/error.h"
#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"
#include "content/day.h"
#include "content/fact.h"
#include "content/lint.h"
#include "content/quiz.h"
#include "content/reader.h"
#include "content/reference.h"
#include "tests/unit/own_content.h"

/* A whole content, small and right; the tests spoil it one place at a time. */
static const char bank_file[] =
	"id: reseaux\ntitle: \"Test\"\npitch: \"Un essai\"\nversion: 1\nrun: 3\nexpress: 1\nthemes: [comptes]\n";
static const char theme_file[] =
	"theme: comptes\n"
	"title: \"Mes comptes\"\n"
	"items:\n"
	"  - id: comptes-cle\n"                                          /* line 4 */
	"    short: \"La clé\"\n"
	"    level: 1\n"
	"    kind: single\n"
	"    gauge: prudence\n"
	"    prompt: \"En 2018, combien de clés faut-il ?\"\n"
	"    options:\n"                                                 /* 10 */
	"      - id: une\n"
	"        label: \"Une seule\"\n"
	"        points: 0\n"
	"        why: \"Une clé volée les ouvre toutes.\"\n"
	"      - id: plusieurs\n"
	"        label: \"Une par porte\"\n"
	"        points: 4\n"
	"        why: \"Les autres restent fermées, dès 9 h 30.\"\n"
	"      - id: aucune\n"
	"        label: \"Aucune\"\n"                                    /* 20 */
	"        points: 1\n"
	"        why: \"On entre sans frapper. Le 3018 aide.\"\n"
	"    why: \"C'est simple.\"\n"
	"    clue: \"L'indice : « combien ».\"\n"
	"    fiche: mot-de-passe\n"
	"    facts: [MDM-01]\n"
	"    again:\n"
	"      prompt: \"Et pour deux portes ?\"\n"
	"      options:\n"
	"        - id: deux\n"                                           /* 30 */
	"          label: \"Deux clés\"\n"
	"          verdict: right\n"
	"        - id: trois\n"
	"          label: \"Trois clés\"\n"
	"          verdict: wrong\n"
	"      why: \"Une par porte.\"\n"
	"  - id: comptes-part\n"
	"    short: \"La part\"\n"
	"    level: 2\n"
	"    kind: estimate\n"                                           /* 40 */
	"    gauge: presence\n"
	"    prompt: \"Quelle part ?\"\n"
	"    estimate:\n"
	"      min: 0\n"
	"      max: 100\n"
	"      unit: \"%\"\n"
	"      right: 84\n"
	"      close: 5\n"
	"      near: 15\n"
	"      low: \"Plus : 84 %.\"\n"                                  /* 50 */
	"      high: \"Moins : 84 %.\"\n"
	"    why: \"Oui, 45 000 personnes.\"\n"
	"    clue: \"L'indice.\"\n"
	"    fiche: mot-de-passe\n"
	"    facts: [MDM-01]\n"
	"    again:\n"
	"      prompt: \"Et alors ?\"\n"
	"      options:\n"
	"        - id: oui-oui\n"
	"          label: \"Oui\"\n"                                     /* 60 */
	"          verdict: right\n"
	"        - id: non-non\n"
	"          label: \"Non\"\n"
	"          verdict: wrong\n"
	"      why: \"Voilà.\"\n";
static const char fiche_file[] =
	"id: mot-de-passe\ntitle: \"Choisir\"\npitch: \"Une clé\"\nlevel: 1\nminutes: 3\nverified: 2026-11-23\n"
	"topics: [mot-de-passe]\nwords: [\"clé\", \"code\"]\nsee: []\nwhy:\n  - text: \"Pour fermer.\"\n"   /* 11 */
	"gestures:\n  - text: \"Un.\"\n  - text: \"Deux.\"\n  - text: \"Trois.\"\n"
	"links:\n  - label: \"Le site\"\n    url: https://example.org/cle\n";
static const char day_file[] =
	"id: zoe\nname: \"Zoé\"\ntitle: \"Matin\"\npitch: \"Court.\"\nstart: lit\nminutes: 2\n"
	"actors:\n  - id: reseau\n    label: \"un réseau\"\n    kind: service\nscenes:\n"                                 /* 11 */
	"  - id: lit\n    time: \"7 h 00\"\n    title: \"au lit\"\n    text:\n      - text: \"Bonjour.\"\n"
	"    question: \"Que fait Zoé ?\"\n    choices:\n"                                                   /* 18 */
	"      - id: publier\n        label: \"Publier\"\n        set: [photo]\n        presence: 1\n        outcome: []\n"
	"        sends:\n          - what: \"Une photo\"\n            to: reseau\n            why: \"Voir.\"\n"
	"            keep: \"Longtemps.\"\n            right: \"L'effacer.\"\n            fiche: mot-de-passe\n"
	"        next: cafe\n"                                                                                /* 31 */
	"      - id: dormir\n        label: \"Dormir\"\n        outcome: []\n        next: cafe\n"
	"  - id: cafe\n    time: \"8 h\"\n    title: \"au café\"\n    text:\n      - text: \"Encore.\"\n"     /* 40 */
	"    question: \"Et puis ?\"\n    choices:\n"
	"      - id: effacer\n        label: \"Effacer\"\n        when: [photo]\n        outcome: []\n        next: end\n"
	"      - id: partir\n        label: \"Partir\"\n        outcome: []\n        next: end\n"            /* 51 */
	"endings:\n  - id: vue\n    title: \"Vue\"\n    when: [\"presence>=1\"]\n    text:\n      - text: \"Vue.\"\n"
	"  - id: autre\n    title: \"Autre\"\n    text:\n      - text: \"Autre.\"\n";
static const char facts_file[] =
	"facts:\n  - id: MDM-01\n    claim: \"84 % des 45 000 participants.\"\n    year: \"2015-2018\"\n    population: \"\"\n"
	"    source: \"Bilan\"\n    url: \"https://example.org\"\n    confidence: A\n"
	"  - id: PRA-02\n    claim: \"Douteux.\"\n    year: \"\"\n    population: \"\"\n    source: \"\"\n    url: \"\"\n    confidence: C\n";
static const char reference_file[] =
	"rows:\n  - question: comptes-cle\n    option: plusieurs\n    percent: 40\n    age: 11-14\n    fact: MDM-01\n"
	"  - question: comptes-part\n    option: \"\"\n    percent: 84\n    fact: MDM-01\n";

static const struct own_file files[] = {
	{ "quizzes/reseaux.yaml", bank_file }, { "quizzes/comptes.yaml", theme_file },
	{ "fiches/mot-de-passe.yaml", fiche_file }, { "day/zoe.yaml", day_file }, { "facts.yaml", facts_file },
	{ "indicators/reference.yaml", reference_file },
};
static int set_up(void **state)
{
	(void)state;
	return own_content_open(files, sizeof files / sizeof *files);
}

static void what_is_right_is_right(void **state)
{
	char *said = own_content_lint(NULL);
	struct error why = { 0 };
	struct facts *facts = facts_open(&why);
	struct reference *reference = reference_open(&why);
	struct fiche *fiche = fiche_open("mot-de-passe", &why);

	(void)state;
	assert_string_equal(said, "");
	assert_int_equal(fact_find(facts, "PRA-02")->confidence, FACT_C);
	assert_null(fact_find(facts, "PRA-03"));
	assert_int_equal(reference_find(reference, "comptes-cle", "plusieurs", "11-14")->percent, 40);
	assert_int_equal(reference_find(reference, "comptes-part", "", "")->percent, 84);
	assert_null(reference_find(reference, "comptes-cle", "plusieurs", ""));
	assert_int_equal(fiche->gestures_count, 3);
	assert_string_equal(fiche->words[1], "code");
	assert_null(fiche->gestures[0].facts);
	free(said);
	facts_close(facts);
	reference_close(reference);
	fiche_close(fiche);
}

static const char quiz_name[] = "quizzes/comptes.yaml", day_name[] = "day/zoe.yaml",
	fiche_name[] = "fiches/mot-de-passe.yaml", facts_name[] = "facts.yaml";

static void the_reader_says_where(void **state)
{
	static const struct { const char *from, *to, *line, *said; } row[] = {
		{ "    prompt: \"En", "    pronpt: \"En", "ligne 4", "Il manque la clé « prompt »" },
		{ "    clue: \"L'indice : « combien ».\"\n", "", "ligne 4", "Il manque la clé « clue »" },
		{ "    level: 1", "    level: 4", "ligne 6", "« level » va de 1 à 3, pas 4" },
		{ "    level: 1", "    level: 01", "ligne 6", "nombre entier, pas « 01 »" },
		{ "kind: single", "kind: simple", "ligne 7", "single, several, order, estimate, habit" },
		{ "kind: single", "kind: 0", "ligne 7", "« kind » ne peut pas valoir « 0 »" },
		{ "kind: single", "kind: several", "ligne 11", "au moins deux options à 4 points" },
		{ "    gauge: prudence", "    gauge: prudence\n    couleur: bleu", "ligne 9", "Les clés possibles : id, short" },
		{ "    short:", "    short: \"La\"\n    short:", "ligne 6", "écrite deux fois" },
		{ "title: \"Mes comptes\"", "title: \"Mes comptes", "ligne 2", "guillemet" },
		{ "title: \"Mes comptes\"", "title: \"\"", "ligne 2", "« title » est vide" },
		{ "title: \"Mes comptes\"", "title: \"Mes\\0comptes\"", "ligne 2", "caractère de contrôle" },
		{ "title: \"Mes comptes\"", "title: \"Mes\x1b[2Jcomptes\"", "ligne 2", "caractère de contrôle" },
		{ "title: \"Mes comptes\"", "title: \"Mes\tcomptes\"", "ligne 2", "tabulation" },
		{ "title: \"Mes comptes\"", "title: \"Mes\xff" "comptes\"", "ligne 2", "UTF-8" },
		{ "title: \"Mes comptes\"", "title: &t \"Mes comptes\"", "ligne 2", "ancres" },
		{ "title: \"Mes comptes\"", "title: !!str Mes comptes", "ligne 2", "types" },
		{ "title: \"Mes comptes\"", "title: [Mes, comptes]", "ligne 2", "attend un texte" },
		{ "title: \"Mes comptes\"", "title: Mes : comptes", "ligne 2", "guillemets droits" },
		{ "items:\n", "items: rien\nautre:\n", "ligne 3", "attend une liste" },
		{ "    options:\n      - id: une", "    options:\n      - id: Une", "ligne 11", "minuscules" },
		{ "      - id: plusieurs", "      - id: une", "ligne 15", "sert deux fois" },
		{ "points: 4", "points: 3", "ligne 11", "une seule option à 4 points, il y en a 0" },
		{ "verdict: wrong", "verdict: right", "ligne 30", "une seule option « right », il y en a 2" },
		{ "      right: 84", "      right: 184", "ligne 44", "entre « min » et « max »" },
		{ "      close: 5", "      close: 50", "ligne 44", "distances" },
		{ "theme: comptes", "--- comptes\n---\ntheme: comptes", "ligne 2", "Un seul document" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct error why = { 0 };

		own_content_spoil(quiz_name, row[i].from, row[i].to);
		assert_null(quiz_open("reseaux", &why));
		if (!strstr(why.text, "comptes.yaml") || !strstr(why.text, row[i].line) || !strstr(why.text, row[i].said))
			fail_msg("wanted %s, %s: %s", row[i].line, row[i].said, why.text);
	}
	own_content_restore();
}

static void refused(const struct reader_kind *kind, const char *bytes, size_t n, const char *said)
{
	struct error why = { 0 };
	void *loaded = reader_load(kind, "essai.yaml", bytes, n, &why);

	if (loaded || !strstr(why.text, "essai.yaml") || !strstr(why.text, said))
		fail_msg("wanted %s: %s", said, why.text);
}

static void hostile_files(void **state)
{
	struct text bytes = TEXT(4 << 20);
	struct error why = { 0 };

	(void)state;
	refused(&quiz_theme_kind, "", 0, "ligne 1 : Le fichier est vide");
	refused(&quiz_theme_kind, "# rien\n", 7, "Le fichier est vide");
	refused(&quiz_theme_kind, "theme: a\0b", 10, "ligne 1");
	refused(&quiz_theme_kind, "\xff\xfet\0h\0", 6, "UTF-8");
	refused(&quiz_theme_kind, "theme: *a", 9, "ligne 1");
	for (size_t n = 0; n + 1 < sizeof theme_file; n++)
		reader_close(&quiz_theme_kind, reader_load(&quiz_theme_kind, "court", theme_file, n, NULL));
	for (unsigned i = 0; i < 100000; i++)
		text_add(&bytes, "[");
	refused(&quiz_theme_kind, text_string(&bytes), bytes.bytes, "ligne 1 : Trop de niveaux");
	text_clear(&bytes);
	for (unsigned i = 0; i < 100000; i++)
		text_add(&bytes, "- ");
	refused(&quiz_theme_kind, text_string(&bytes), bytes.bytes, "ligne 1 : Trop de niveaux");
	text_clear(&bytes);
	text_add(&bytes, "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n");
	refused(&quiz_theme_kind, text_string(&bytes), bytes.bytes, "ligne 1 : Les ancres");
	text_clear(&bytes);
	text_add(&bytes, "theme: [");
	for (unsigned i = 0; i < 200000; i++)
		text_add(&bytes, "a,\n");
	refused(&quiz_theme_kind, text_string(&bytes), bytes.bytes, "Trop de lignes");
	text_clear(&bytes);
	for (unsigned i = 0; i < 100000; i++)
		text_addf(&bytes, "k%u: v\n", i);
	refused(&quiz_theme_kind, text_string(&bytes), bytes.bytes, "ligne 65 : Trop de clés");
	text_clear(&bytes);
	while (bytes.bytes < 2 << 20)
		text_add(&bytes, "# un commentaire qui n'en finit pas\n");
	own_content_write(quiz_name, text_string(&bytes), bytes.bytes);
	assert_null(quiz_open("reseaux", &why));
	assert_non_null(strstr(why.text, "comptes.yaml est trop grand"));
	own_content_restore();
	text_free(&bytes);
}

static const struct own_fault faults[] = {
	{ quiz_name, "    gauge: prudence", "    gauj: prudence", ":8: La clé « gauj » n'existe pas ici : vouliez-vous écrire « gauge » ?" },
	{ quiz_name, "    level: 1\n    kind: single\n", "    kind: single\n    level: 1\n", ":7: La clé « level » se place avant « kind »" },
	{ quiz_name, "short: \"La clé\"", "short: La clé", ":5: Mettez le texte de « short » entre guillemets" },
	{ quiz_name, "short: \"La clé\"", "short: \"La\n      clé\"", ":5: Écrivez le texte de « short » sur une seule ligne" },
	{ quiz_name, "comptes-cle\n", "contes-cle\n", ":4: L'identifiant « contes-cle » doit commencer par le thème" },
	{ quiz_name, "fiche: mot-de-passe", "fiche: mot-de-passo", ":25: La fiche « mot-de-passo » n'existe pas" },
	{ quiz_name, "[MDM-01]", "[MDM-01, MDM-02]", ":26: Le fait « MDM-02 » n'existe pas" },
	{ quiz_name, "[MDM-01]", "[MDM-01, PRA-02]", ":26: Le fait PRA-02 est de confiance C" },
	{ quiz_name, "En 2018", "En 2019", ":9: Le nombre 2019 n'est dans aucun des faits" },
	{ quiz_name, "[MDM-01]", "[]", ":9: Le nombre 2018 n'a pas de fait" },
	{ quiz_name, "45 000", "45 001", ":52: Le nombre 45001" },
	{ quiz_name, "3018", "3019", ":22: Le nombre 3019" },
	{ quiz_name, "9 h 30", "9 30", ":18: Le nombre 9 " },
	{ quiz_name, "right: 84", "right: 83", ":47: La réponse 83" },
	{ quiz_name, "C'est simple", "C’est simple", ":23: Ce texte contient une apostrophe courbe" },
	{ quiz_name, "C'est simple", "Chacun·e → 🙂", ":23: Ce texte contient un point médian" },
	{ quiz_name, "C'est simple", "Chacun·e → 🙂", ":23: Ce texte contient une flèche" },
	{ quiz_name, "C'est simple", "Chacun·e → 🙂", ":23: Ce texte contient un émoji" },
	{ quiz_name, "C'est simple", "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f", ":23: Une phrase de 32 mots" },
	{ quiz_name, "\"Une seule\"", "\"Une seule, mais alors vraiment très grosse, en fer forgé, avec un ruban, un grelot et une clochette\"", ":12: « label » compte" },
	{ "quizzes/reseaux.yaml", "[comptes]", "[comptes, publier]", ":7: Le thème « publier » n'a pas de fichier" },
	{ "quizzes/reseaux.yaml", "id: reseaux", "id: test", ":1: « id » dit « test »" },
	{ fiche_name, "  - text: \"Trois.\"\n", "", "Une fiche a exactement trois gestes, celle-ci en a 2" },
	{ fiche_name, "2026-11-23", "23/11/2026", ":6: « verified » est une date" },
	{ fiche_name, "see: []", "see: [absente]", ":9: La fiche « absente » n'existe pas" },
	{ fiche_name, "https://", "http://", ":18: Une adresse commence par https://" },
	{ fiche_name, "why:\n  - text: \"Pour fermer.\"\n", "why: []\n", ":10: « why » attend au moins 1" },
	{ day_name, "to: reseau", "to: inconnu", ":26: « inconnu » n'est pas dans la liste" },
	{ day_name, "next: cafe", "next: bain", ":31: La scène « bain » n'existe pas" },
	{ day_name, "when: [photo]", "when: [fote]", ":45: Aucun choix ne pose la marque « fote »" },
	{ day_name, "when: [photo]", "when: [fote]", ":43: Le choix « effacer » n'est jamais proposé" },
	{ day_name, "when: [photo]", "when: [\"presence=1\"]", ":45: « presence=1 » n'est pas une condition" },
	{ day_name, "presence>=1", "presence>=2", ":53: Aucun chemin ne mène à la fin « vue »" },
	{ day_name, "        label: \"Partir\"\n", "        label: \"Partir\"\n        when: [\"sends>=1\"]\n", ":36: On peut arriver à la scène « cafe » sans qu'aucun choix" },
	{ day_name, "next: end", "next: lit", ":47: « next » revient en arrière" },
	{ day_name, "start: lit", "start: cafe", ":12: Aucun chemin ne mène à la scène « lit »" },
	{ day_name, "    when: [\"presence>=1\"]\n", "", ":53: Cette fin n'a pas de condition" },
	{ facts_name, "PRA-02", "PRA02", ":9: Le nom d'un fait" },
	{ facts_name, "confidence: C", "confidence: D", "Les valeurs possibles : A, B, C" },
	{ "indicators/reference.yaml", "option: plusieurs", "option: huit", ":3: La question « comptes-cle » n'a pas d'option « huit »" },
	{ "indicators/reference.yaml", "question: comptes-cle", "question: comptes-clo", ":2: La question « comptes-clo » n'existe pas" },
};

static void lint_finds_each(void **state)
{
	(void)state;
	own_content_lint_finds(faults, sizeof faults / sizeof *faults);
}

static void lint_sees_the_whole(void **state)
{
	static const char second[] = "theme: publier\ntitle: \"Publier\"\n";
	struct text other = TEXT(1 << 16);
	char *said;

	(void)state;
	/* An item with the id of another theme, and a fiche that nobody names. */
	text_add(&other, second);
	text_add(&other, strstr(theme_file, "items:"));
	own_content_write("quizzes/publier.yaml", text_string(&other), other.bytes);
	own_content_spoil(quiz_name, "mot-de-passe", "absente");
	said = own_content_lint(NULL);
	assert_non_null(strstr(said, "publier.yaml:4: L'identifiant « comptes-cle » sert dans un autre thème."));
	free(said);
	own_content_remove("quizzes/publier.yaml");
	own_content_restore();
	own_content_write("fiches/seule.yaml", fiche_file, sizeof fiche_file - 1);
	said = own_content_lint(NULL);
	assert_non_null(strstr(said, "seule.yaml:1: Rien ne mène à cette fiche"));
	assert_non_null(strstr(said, "seule.yaml:1: « id » dit « mot-de-passe »"));
	assert_null(strstr(said, "mot-de-passe.yaml:1: Rien"));
	free(said);
	own_content_remove("fiches/seule.yaml");
	text_free(&other);
}

static void translations(void **state)
{
	struct text pot = TEXT(1 << 20), po = TEXT(1 << 20), json = TEXT(1 << 16);
	struct lint lint_result = { 0 };
	char *said;

	(void)state;
	lint_pot(&pot);
	assert_non_null(strstr(text_string(&pot), "#: content/quizzes/comptes.yaml: comptes-cle/options/une/label\nmsgid \"Une seule\"\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/fiches/mot-de-passe.yaml: words/1\nmsgid \"clé\"\n"));
	assert_non_null(strstr(text_string(&pot), "#: content/day/zoe.yaml: lit/choices/publier/sends/1/keep\n"));
	assert_null(strstr(text_string(&pot), "https://"));
	assert_null(strstr(text_string(&pot), "Bilan"));
	assert_null(strstr(text_string(&pot), "2026-11-23"));
	/* Everything to itself, but three. */
	text_add_bytes(&po, text_string(&pot), (size_t)(strstr(text_string(&pot), "\n#:") - text_string(&pot)));
	for (const char *at = strstr(text_string(&pot), "\n#:"), *end; *at; at = *end ? end + 1 : end) {
		end = at + strcspn(at, "\n");
		if (strncmp(at, "msgstr \"\"", 9))
			text_addf(&po, "%.*s\n", (int)(end - at), at);
		if (!strncmp(at, "msgid \"Oui, 45 000", 18))
			text_add(&po, "msgstr \"Yes, \"\n\"45,000 people at 9 a.m.\"\n");
		else if (!strncmp(at, "msgid \"Plus : 84", 16))
			text_add(&po, "msgstr \"More: 48%.\"\n");
		else if (!strncmp(at, "msgid \"Les autres", 17))
			text_add(&po, "msgstr \"The others stay shut, from 9:30 am.\"\n");
		else if (!strncmp(at, "msgid \"Trois clés", 17))
			text_add(&po, "msgstr \"\"\n");
		else if (!strncmp(at, "msgid \"", 7) && at[7] != '"')
			text_addf(&po, "msgstr%.*s\n", (int)(end - at - 5), at + 5);
	}
	own_content_translate(text_string(&po));
	said = own_content_lint(NULL);
	lint_result.problems = 7;
	lint_json(&lint_result, &json);
	own_content_translate(NULL);
	assert_string_equal(said,
		"content/quizzes/comptes.yaml:34: Ce texte n'est pas traduit (en) : « Trois clés ».\n"
		"content/quizzes/comptes.yaml:50: Le nombre 84 manque dans la traduction (en).\n");
	assert_non_null(strstr(text_string(&json), "{\"problems\":7,\"items\":2,\"themes\":1,\"fiches\":1,\"days\":1,"
		"\"scenes\":2,\"choices\":4,\"endings\":2,\"sends\":1,\"facts\":2,\"reference\":2,"));
	free(said);
	text_free(&pot);
	text_free(&po);
	text_free(&json);
}

/* What editors read is what readers read: `mesdatas lint schema KIND >share/schema/KIND.json`. */
static void same_schema(const char *kind, const char *now)
{
	struct text path = TEXT(4096), before = TEXT(1 << 20);

	text_addf(&path, "%s/../share/schema/%s.json", own_content_real(), kind);
	assert_true(place_read(text_string(&path), 1 << 20, &before, NULL));
	assert_string_equal(text_string(&before), now);
	text_free(&path);
	text_free(&before);
}

static void schemas(void **state)
{
	static const char *const kind[] = { "quiz", "bank", "fiche", "day", "facts", "reference", "letter", "glossary",
		"lesson", "bench" };

	(void)state;
	for (size_t i = 0; i < sizeof kind / sizeof *kind; i++) {
		struct text out = TEXT(1 << 20);

		assert_true(lint_schema(kind[i], &out));
		assert_non_null(strstr(text_string(&out), "\"additionalProperties\": false"));
		same_schema(kind[i], text_string(&out));
		text_free(&out);
	}
	assert_false(lint_schema("roman", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_right_is_right),
		cmocka_unit_test(the_reader_says_where),
		cmocka_unit_test(hostile_files),
		cmocka_unit_test(lint_finds_each),
		cmocka_unit_test(lint_sees_the_whole),
		cmocka_unit_test(translations),
		cmocka_unit_test(schemas),
	};

	return cmocka_run_group_tests(tests, set_up, own_content_close);
}
