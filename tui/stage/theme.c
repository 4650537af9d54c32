#include "tui/stage/theme.h"

#include "base/i18n.h"

enum { OWN = -1, RED = 1, GREEN = 2, YELLOW = 3, BLUE = 4, MAGENTA = 5, CYAN = 6, WHITE = 7 };

static const struct theme table[] = {
	{ "dark", N_("Sombre"), false, {
		[LOOK_TEXT] = { OWN, 0 }, [LOOK_LEAD] = { OWN, LOOK_BOLD },
		[LOOK_ASIDE] = { OWN, LOOK_DIM }, [LOOK_HEADING] = { CYAN, LOOK_BOLD },
		[LOOK_QUOTE] = { CYAN, 0 }, [LOOK_GOOD] = { GREEN, LOOK_BOLD },
		[LOOK_WARN] = { YELLOW, LOOK_BOLD }, [LOOK_EXACT] = { OWN, 0 },
		[LOOK_HEADER] = { CYAN, LOOK_BOLD }, [LOOK_RULE] = { OWN, LOOK_DIM },
		[LOOK_FOOTER] = { OWN, LOOK_DIM }, [LOOK_FOCUS] = { OWN, LOOK_REVERSE },
		[LOOK_BAR] = { CYAN, 0 }, [LOOK_BAR_SECOND] = { BLUE, 0 },
		[LOOK_YOU] = { YELLOW, LOOK_BOLD } } },
	{ "light", N_("Clair"), false, {
		[LOOK_TEXT] = { OWN, 0 }, [LOOK_LEAD] = { OWN, LOOK_BOLD }, [LOOK_ASIDE] = { OWN, 0 },
		[LOOK_HEADING] = { BLUE, LOOK_BOLD }, [LOOK_QUOTE] = { BLUE, 0 },
		[LOOK_GOOD] = { GREEN, LOOK_BOLD }, [LOOK_WARN] = { RED, LOOK_BOLD },
		[LOOK_EXACT] = { OWN, 0 }, [LOOK_HEADER] = { BLUE, LOOK_BOLD }, [LOOK_RULE] = { OWN, 0 },
		[LOOK_FOOTER] = { OWN, 0 }, [LOOK_FOCUS] = { OWN, LOOK_REVERSE },
		[LOOK_BAR] = { BLUE, 0 }, [LOOK_BAR_SECOND] = { CYAN, 0 },
		[LOOK_YOU] = { RED, LOOK_BOLD } } },
	{ "contrast", N_("Contraste fort"), false, {
		[LOOK_TEXT] = { OWN, 0 }, [LOOK_LEAD] = { OWN, LOOK_BOLD }, [LOOK_ASIDE] = { OWN, 0 },
		[LOOK_HEADING] = { OWN, LOOK_BOLD | LOOK_UNDERLINE }, [LOOK_QUOTE] = { OWN, LOOK_BOLD },
		[LOOK_GOOD] = { OWN, LOOK_BOLD }, [LOOK_WARN] = { OWN, LOOK_BOLD | LOOK_UNDERLINE },
		[LOOK_EXACT] = { OWN, 0 }, [LOOK_HEADER] = { OWN, LOOK_BOLD }, [LOOK_RULE] = { OWN, 0 },
		[LOOK_FOOTER] = { OWN, 0 }, [LOOK_FOCUS] = { OWN, LOOK_REVERSE | LOOK_BOLD },
		[LOOK_BAR] = { OWN, 0 }, [LOOK_BAR_SECOND] = { OWN, 0 },
		[LOOK_YOU] = { OWN, LOOK_REVERSE } } },
	{ "mono", N_("Sans couleur"), false, {
		[LOOK_TEXT] = { OWN, 0 }, [LOOK_LEAD] = { OWN, LOOK_BOLD }, [LOOK_ASIDE] = { OWN, 0 },
		[LOOK_HEADING] = { OWN, LOOK_BOLD }, [LOOK_QUOTE] = { OWN, 0 },
		[LOOK_GOOD] = { OWN, LOOK_BOLD }, [LOOK_WARN] = { OWN, LOOK_BOLD },
		[LOOK_EXACT] = { OWN, 0 },
		[LOOK_HEADER] = { OWN, LOOK_BOLD }, [LOOK_RULE] = { OWN, 0 }, [LOOK_FOOTER] = { OWN, 0 },
		[LOOK_FOCUS] = { OWN, LOOK_REVERSE }, [LOOK_BAR] = { OWN, 0 },
		[LOOK_BAR_SECOND] = { OWN, 0 }, [LOOK_YOU] = { OWN, LOOK_BOLD } } },
	{ "reader", N_("Lecteur d'écran"), true, {
		[LOOK_TEXT] = { OWN, 0 }, [LOOK_LEAD] = { OWN, 0 }, [LOOK_ASIDE] = { OWN, 0 },
		[LOOK_HEADING] = { OWN, 0 }, [LOOK_QUOTE] = { OWN, 0 }, [LOOK_GOOD] = { OWN, 0 },
		[LOOK_WARN] = { OWN, 0 }, [LOOK_EXACT] = { OWN, 0 }, [LOOK_HEADER] = { OWN, 0 },
		[LOOK_RULE] = { OWN, 0 }, [LOOK_FOOTER] = { OWN, 0 }, [LOOK_FOCUS] = { OWN, 0 },
		[LOOK_BAR] = { OWN, 0 }, [LOOK_BAR_SECOND] = { OWN, 0 }, [LOOK_YOU] = { OWN, 0 } } },
};

const struct theme *theme_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}

const struct theme *theme_find(const char *id)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].id, id))
			return &table[i];
	return NULL;
}
