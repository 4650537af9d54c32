/* The experiences, in the order of the home page. To add one: a file, a row, a line in the
 * header. */
#include "base/i18n.h"
#include "content_index.h"
#include "tui/experiences/experience.h"

static const char *fiches(char *out, size_t room)
{
	snprintf(out, room, _("%d fiches, %d lettres, un glossaire, un établi"), CONTENT_FICHES,
		CONTENT_LETTERS);
	return out;
}

static const struct experience table[] = {
	{ "quiz", "test", N_("Découvrir"), N_("Test Réseaux sociaux"),
		N_("Que dit de vous ce que vous publiez ?"), 4, NULL, false, quiz_run },
	{ "day", "journee", N_("Découvrir"), N_("Une journée de données"),
		N_("Suivez Camille, Sacha ou Dominique"), 10, NULL, false, day_run },
	{ "observatory", "observatoire", N_("Comprendre"), N_("L'Observatoire"),
		N_("Ce que répondent les autres"), 0, NULL, true, explorer_run },
	{ "library", "mediatheque", N_("Comprendre"), N_("La médiathèque"), NULL, 0, fiches,
		false, library_run },
	{ "lesson", "seance", N_("Animer"), N_("Préparer un atelier"),
		N_("Fiches d'animation de 20, 55 et 90 minutes"), 0, NULL, true, lesson_run },
};

const struct experience *experience_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}

const struct experience *experience_find(const char *command)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!strcmp(table[i].command, command)
				|| (table[i].alias && !strcmp(table[i].alias, command)))
			return &table[i];
	return NULL;
}
