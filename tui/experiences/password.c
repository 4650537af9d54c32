/* How long would a password hold? zxcvbn counts the guesses; the words typed are wiped at once, and
 * never shown again. */
#include <math.h>
#include <zxcvbn.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"
#include "tui/experiences/library.h"

enum { SIGNS_MAX = 60, ENOUGH_BITS = 80 /* fact PRA-02: a password alone */, CHART_BITS = 120 };

/* What zxcvbn found, without the password. */
struct verdict { double bits; size_t signs; unsigned words, years, rows, repeats; };

static void judge(const char *password, struct verdict *v)
{
	/* Its dictionaries are English: what French people choose is added. */
	const char *french[] = { "azerty", "azertyuiop", "motdepasse", "bonjour", "soleil", "doudou",
		"loulou", "chouchou", "jetaime", "camille", "nicolas", "marseille", "chocolat", "coucou",
		"princesse", "bisous", "famille", "licorne", NULL };
	ZxcMatch_t *match = NULL;

	*v = (struct verdict){ .signs = utf_chars(password) };
	v->bits = ZxcvbnMatch(password, french, &match);
	for (const ZxcMatch_t *m = match; m; m = m->Next) {
		int type = (int)m->Type & ~(int)MULTIPLE_MATCH;

		v->words += type >= DICTIONARY_MATCH && type <= USER_LEET_MATCH && m->Length > 2;
		v->repeats += type == REPEATS_MATCH;
		v->rows += type == SEQUENCE_MATCH || type == SPATIAL_MATCH;
		v->years += type == DATE_MATCH || type == YEAR_MATCH;
	}
	ZxcvbnFreeInfo(match);
}

static const char *advice(const struct verdict *v)
{
	if (v->bits >= ENOUGH_BITS)
		return _("C'est solide. S'il ne sert qu'à une seule porte, vous pouvez dormir.");
	if (v->bits >= 50)
		return _("C'est correct pour un compte qui se bloque après quelques essais. Deux mots de plus, tirés au "
			"hasard, et il tient seul.");
	if (v->bits >= 28)
		return _("Une machine le trouverait. Ajoutez des mots sans lien entre eux : un pingouin, un rideau, un "
			"parapluie.");
	return _("Il tombe tout de suite : il est dans les listes que les voleurs essaient d'abord. Vous n'êtes pas "
		"seul à l'avoir choisi.");
}

static void say_parts(struct stage *s, const struct verdict *v)
{
	struct text line = TEXT(1024);

	text_addf(&line, NN_("Dedans : %zu signe", "Dedans : %zu signes", v->signs), v->signs);
	if (v->words)
		text_addf(&line, NN_(", %u mot connu", ", %u mots connus", v->words), v->words);
	if (v->rows)
		text_addf(&line, NN_(", %u suite du clavier", ", %u suites du clavier", v->rows), v->rows);
	if (v->repeats)
		text_addf(&line, NN_(", %u répétition", ", %u répétitions", v->repeats), v->repeats);
	if (v->years)
		text_addf(&line, NN_(", %u date", ", %u dates", v->years), v->years);
	text_add(&line, ".");
	stage_say(s, SAY_TEXT, text_string(&line));
	text_free(&line);
}

static struct chart *compare(const struct verdict *v)
{
	struct chart *c = chart_new(CHART_BARS, NULL);
	int bits = (int)lround(v->bits);
	char shown[40];

	c->max = CHART_BITS;
	snprintf(shown, sizeof shown, NN_("%d bit", "%d bits", bits), bits);
	chart_add(c, _("Celui-ci"), bits < CHART_BITS ? bits : CHART_BITS, shown, false);
	snprintf(shown, sizeof shown, NN_("%d bit", "%d bits", ENOUGH_BITS), ENOUGH_BITS);
	chart_add(c, _("Le minimum, selon la CNIL en 2022"), ENOUGH_BITS, shown, false);
	chart_tell(c, _("Un bit double le nombre d'essais d'un voleur. Celui-ci en vaut %d, la CNIL en demande %d "
		"quand rien d'autre ne protège le compte."), bits, ENOUGH_BITS);
	return c;
}

static const char *check(const char *line, void *data)
{
	(void)data;
	return *line ? NULL : _("Inventez-en un, même court.");
}

static enum stage_reply ask_scene(struct stage *s, void *data)
{
	struct stage_question question = { .prompt = _("Écrivez un mot de passe inventé."),
		.max_chars = SIGNS_MAX, .check = check };
	struct text typed = TEXT(1024);
	enum stage_reply reply;

	stage_scene(s, _("L'établi"), _("un mot de passe à l'épreuve"));
	stage_say(s, SAY_TEXT, _("N'écrivez pas le vôtre : inventez-en un qui lui ressemble. Il n'est ni gardé, ni envoyé, "
		"ni répété."));
	reply = stage_ask(s, &question, &typed);
	if (reply == STAGE_OK)
		judge(text_string(&typed), data);
	text_wipe(&typed);
	return reply;
}

static enum stage_reply told_scene(struct stage *s, void *data)
{
	static char *facts[] = { (char *)"PRA-02", (char *)"PRA-03" };
	const struct verdict *v = data;

	stage_scene(s, _("L'établi"), _("un mot de passe à l'épreuve"));
	stage_say(s, v->bits >= ENOUGH_BITS ? SAY_GOOD : SAY_LEAD, advice(v));
	say_parts(s, v);
	stage_show(s, compare(v));
	say_sources(s, facts, 2);
	return stage_page(s);
}

enum stage_reply library_password(struct stage *s)
{
	struct verdict verdict;
	enum stage_reply reply;

	do {
		reply = stage_play(s, ask_scene, &verdict);
		if (reply == STAGE_OK)
			reply = stage_play(s, told_scene, &verdict);
		else
			break;
	} while (reply == STAGE_BACK);
	return reply;
}
