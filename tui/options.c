#include "tui/options.h"

#include <getopt.h>

#include "base/error.h"
#include "base/i18n.h"
#include "tui/experiences/experience.h"
#include "tui/stage/stage.h"

enum { OPT_SCREEN = 256, OPT_VOICE, OPT_SCRIPT, OPT_LANG, OPT_API, OPT_THEME, OPT_STILL,
	OPT_EXPRESS, OPT_BY, OPT_FORMAT, OPT_RESUME, OPT_PREVIEW, OPT_JSON, OPT_HELP, OPT_VERSION };

static const struct option table[] = {
	{ "screen", no_argument, NULL, OPT_SCREEN }, { "voice", no_argument, NULL, OPT_VOICE },
	{ "script", required_argument, NULL, OPT_SCRIPT }, { "lang", required_argument, NULL, OPT_LANG },
	{ "api", required_argument, NULL, OPT_API }, { "theme", required_argument, NULL, OPT_THEME },
	{ "no-motion", no_argument, NULL, OPT_STILL }, { "express", no_argument, NULL, OPT_EXPRESS },
	{ "by", required_argument, NULL, OPT_BY }, { "format", required_argument, NULL, OPT_FORMAT },
	{ "resume", required_argument, NULL, OPT_RESUME },
	{ "preview", required_argument, NULL, OPT_PREVIEW },
	{ "json", no_argument, NULL, OPT_JSON }, { "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, OPT_VERSION }, { NULL, 0, NULL, 0 },
};

const char *options_language(int argc, char **argv)
{
	const char *found = getenv("MESDATAS_LANG");

	for (int i = 1; i < argc; i++) {
		if (!strncmp(argv[i], "--lang=", 7))
			found = argv[i] + 7;
		else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
			found = argv[i + 1];
	}
	return found;
}

static bool is_format(const char *name)
{
	return !strcmp(name, "text") || !strcmp(name, "csv") || !strcmp(name, "json");
}

static bool take(struct options *o, struct program *p, int option, struct error *why)
{
	switch (option) {
	case OPT_SCREEN: o->stage = STAGE_SCREEN; return true;
	case OPT_VOICE: o->stage = STAGE_VOICE; return true;
	case OPT_SCRIPT: o->stage = STAGE_SCRIPT; o->script = optarg; return true;
	case OPT_LANG: return true; /* options_language() took it */
	case OPT_API: o->api = optarg; return true;
	case OPT_THEME: o->theme = optarg; return true;
	case OPT_STILL: return true; /* nothing moves yet */
	case OPT_EXPRESS: p->express = true; return true;
	case OPT_BY: p->by = optarg; return true;
	case OPT_FORMAT: p->format = optarg; return true;
	case OPT_RESUME: p->resume = optarg; return true;
	case OPT_PREVIEW: p->preview = optarg; return true;
	case OPT_JSON: p->json = true; return true;
	case OPT_HELP: o->help = true; return true;
	case OPT_VERSION: o->version = true; return true;
	default:
		return error_set(why, ERROR_USAGE,
			_("Cette option n'existe pas, ou il lui manque sa valeur. La liste : mesdatas --help."));
	}
}

bool options_read(struct options *o, struct program *p, int argc, char **argv, struct error *why)
{
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, "", table, NULL)) >= 0)
		if (!take(o, p, option, why))
			return false;
	if (optind < argc)
		o->command = argv[optind++];
	p->argc = argc - optind;
	p->argv = argv + optind;
	if (o->theme && !stage_theme_known(o->theme))
		return error_set(why, ERROR_USAGE,
			_("Le thème « %s » n'existe pas. Thèmes : dark, light, contrast, mono, reader."), o->theme);
	if (p->format && !is_format(p->format))
		return error_set(why, ERROR_USAGE, _("--format attend text, csv ou json, pas « %s »."),
			p->format);
	if (!o->command)
		return true;
	o->experience = experience_find(o->command);
	if (!o->experience && strcmp(o->command, "lint"))
		return error_set(why, ERROR_USAGE,
			_("La commande « %s » n'existe pas. La liste : mesdatas --help."), o->command);
	if (p->format && o->experience && !o->experience->prints)
		return error_set(why, ERROR_USAGE,
			_("--format va avec observatory et lesson, pas avec %s."), o->command);
	return true;
}

void options_help(void)
{
	size_t count;
	const struct experience *e = experience_table(&count);

	printf("%s\n\n", _("Mes Datas et Moi : reprendre la main sur son identité numérique."));
	printf("%s\n\n", _("mesdatas [OPTIONS] [COMMANDE]"));
	for (size_t i = 0; i < count; i++)
		printf("  %-14s %s\n", e[i].command, _(e[i].title));
	printf("  %-14s %s\n\n", "lint [--json]", _("Vérifie le contenu et le compte"));
	printf("%s\n", _("  --screen, --voice, --script FICHIER   l'écran, la voix, ou des réponses écrites\n"
		"  --lang CODE         fr ou en\n"
		"  --api URL|off       l'Observatoire à interroger, ou aucun\n"
		"  --theme NOM         dark, light, contrast, mono, reader\n"
		"  --no-motion         rien ne bouge\n"
		"  --express           test court\n"
		"  --resume CODE       reprendre une journée\n"
		"  --preview FICHIER   jouer une journée en cours d'écriture\n"
		"  --by age|gender|geo, --format text|csv|json   pour observatory QUESTION\n"
		"  --format text       pour lesson ATELIER : la fiche à imprimer\n"
		"  --help, --version"));
}
