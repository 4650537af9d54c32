#include "observatory/catalogue/people.h"

#include "base/i18n.h"

static const struct people_code ages[] = {
	{ "na", N_("Âge non dit") }, { "11-14", N_("11 à 14 ans") }, { "15-17", N_("15 à 17 ans") },
	{ "18-30", N_("18 à 30 ans") }, { "31-45", N_("31 à 45 ans") }, { "46-60", N_("46 à 60 ans") },
	{ "61-75", N_("61 à 75 ans") }, { "76-plus", N_("76 ans et plus") },
};
static const struct people_code genders[] = {
	{ "na", N_("Genre non dit") }, { "f", N_("Femme") }, { "m", N_("Homme") }, { "o", N_("Autre") },
};
static const struct people_code regions[] = {
	{ "na", N_("Région non dite") },
	{ "FR1", N_("Île-de-France") }, { "FRB", N_("Centre-Val de Loire") },
	{ "FRC", N_("Bourgogne-Franche-Comté") }, { "FRD", N_("Normandie") },
	{ "FRE", N_("Hauts-de-France") }, { "FRF", N_("Grand Est") }, { "FRG", N_("Pays de la Loire") },
	{ "FRH", N_("Bretagne") }, { "FRI", N_("Nouvelle-Aquitaine") }, { "FRJ", N_("Occitanie") },
	{ "FRK", N_("Auvergne-Rhône-Alpes") }, { "FRL", N_("Provence-Alpes-Côte d'Azur") },
	{ "FRM", N_("Corse") }, { "FRY1", N_("Guadeloupe") }, { "FRY2", N_("Martinique") },
	{ "FRY3", N_("Guyane") }, { "FRY4", N_("La Réunion") }, { "FRY5", N_("Mayotte") },
};

/* The label of a dimension stands after "Selon": it has its article. */
static const struct {
	const char *id, *label;
	const struct people_code *code;
	size_t count;
} dims[PEOPLE_DIMS] = {
	[PEOPLE_AGE] = { "age", N_("l'âge"), ages, sizeof ages / sizeof *ages },
	[PEOPLE_GENDER] = { "gender", N_("le genre"), genders, sizeof genders / sizeof *genders },
	[PEOPLE_REGION] = { "geo", N_("la région"), regions, sizeof regions / sizeof *regions },
};

const struct people_code *people_codes(enum people_dim dim, size_t *count)
{
	*count = dims[dim].count;
	return dims[dim].code;
}

int people_index(enum people_dim dim, const char *code)
{
	for (size_t i = 0; i < dims[dim].count; i++)
		if (!strcmp(dims[dim].code[i].code, code))
			return (int)i;
	return -1;
}

const char *people_dim_id(enum people_dim dim)
{
	return dims[dim].id;
}

const char *people_dim_label(enum people_dim dim)
{
	return dims[dim].label;
}

int people_dim_find(const char *id)
{
	for (int i = 0; i < PEOPLE_DIMS; i++)
		if (!strcmp(dims[i].id, id))
			return i;
	return -1;
}
