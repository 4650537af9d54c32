#include "tui/stage/keys.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"

static const struct key_row table[] = {
	{ COMMAND_HELP, '?', N_("aide"), N_("Cette aide"), N_("aide"), false },
	{ COMMAND_BACK, '<', N_("retour"), N_("Revenir à l'étape d'avant (Échap aussi)"), NULL, false },
	{ COMMAND_LIBRARY, 'm', N_("médiathèque"), N_("Ouvrir la médiathèque, puis revenir ici"),
		N_("médiathèque"), false },
	{ COMMAND_URGENT, 'u', N_("urgences"), N_("Les numéros d'aide : 3018, 17Cyber, 119"), NULL,
		false },
	{ COMMAND_SIDE, 't', N_("bilan"), N_("Le panneau d'à côté : bilan, aperçu"), NULL, false },
	{ COMMAND_STAGE, 'v', N_("voix"), N_("Passer de l'écran à la voix, et retour"), NULL, false },
	{ COMMAND_LANGUAGE, 'l', N_("langue"), N_("Changer de langue"), NULL, false },
	{ COMMAND_THEME, 'c', N_("couleurs"), N_("Changer de couleurs"), NULL, false },
	{ COMMAND_REPEAT, 'r', N_("répéter"), N_("Redire la scène"), NULL, false },
	{ COMMAND_MORE, '+', N_("plus"), N_("En dire plus : les sources, un graphique ligne par ligne"), NULL, true },
	{ COMMAND_LIST, 0, N_("liste"), N_("Dire tous les choix d'une longue liste"), NULL, true },
	{ COMMAND_WHERE, 0, N_("où"), N_("Dire où l'on est"), NULL, true },
	{ COMMAND_QUIT, 'q', N_("quitter"), N_("Quitter"), N_("quitter"), false },
};

const struct key_row *key_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}

enum command key_command(int key)
{
	if (key <= 0 || key > 126)
		return COMMAND_NONE;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].key == key && !table[i].voice_only)
			return table[i].command;
	return COMMAND_NONE;
}

enum command key_word(const char *line)
{
	struct text typed = TEXT(256), word = TEXT(256);
	enum command found = COMMAND_NONE;

	if (line[0] && !line[1])
		for (size_t i = 0; i < sizeof table / sizeof *table; i++)
			if (table[i].key == line[0])
				return table[i].command;
	utf_fold(&typed, line);
	/* The French word works everywhere: who went to another language can come back. */
	for (size_t i = 0; typed.bytes && !found && i < 2 * (sizeof table / sizeof *table); i++) {
		const struct key_row *row = &table[i / 2];

		text_clear(&word);
		utf_fold(&word, i % 2 ? row->word : _(row->word));
		if (!strcmp(text_string(&typed), text_string(&word)))
			found = row->command;
	}
	text_free(&typed);
	text_free(&word);
	return found;
}
