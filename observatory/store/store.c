#include "observatory/store/store.h"

#include "base/error.h"
#include "base/i18n.h"
#include "observatory/store/sqlite.h"

enum { YEAR_ZERO = 2015 };

uint32_t store_dims(int year, int month, int age, int gender, int region)
{
	uint32_t months = (uint32_t)((year - YEAR_ZERO) * 12 + month - 1);

	return months << 12 | ((uint32_t)age & 15) << 8 | ((uint32_t)gender & 7) << 5
		| ((uint32_t)region & 31);
}

struct store *store_open(const char *url, struct error *why)
{
	if (!strncmp(url, "sqlite:", 7) && url[7])
		return sqlite_open(url + 7, why);
	if (!strncmp(url, "postgresql:", 11) || !strncmp(url, "postgres:", 9))
		error_set(why, ERROR_USAGE, _("PostgreSQL n'est pas encore pris en charge. Donnez un "
			"fichier : --store sqlite:FICHIER."));
	else
		error_set(why, ERROR_USAGE, _("« %s » ne désigne pas une base. Donnez un fichier : "
			"--store sqlite:FICHIER."), url);
	return NULL;
}
