/* main.c - the commands of mesdatas-observatory (see mesdatas-observatory(8)). */
#include <errno.h>
#include <getopt.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/server/http.h"
#include "observatory/server/observatory.h"
#include "observatory/server/portable.h"
#include "observatory/server/snapshot.h"

enum { DONE, FAILED, USAGE };

struct options {
	struct text store;
	const char *keys, *listen, *port_file, *folder;
	long answers;
	uint64_t seed;
	bool answers_said;
};

static int failed(const struct error *why)
{
	fprintf(stderr, "mesdatas-observatory: %s\n", why->text);
	return why->code == ERROR_USAGE ? USAGE : FAILED;
}

static struct observatory *open_store(const struct options *with, struct error *why)
{
	return observatory_open(text_string(&with->store), with->keys, why);
}

static int serve(const struct options *with)
{
	struct error why = { 0 };
	struct observatory *o = open_store(with, &why);
	int status = FAILED;

	if (o && observatory_ready(o, &why))
		status = http_serve(o, with->listen, with->port_file, &why);
	if (why.code)
		status = failed(&why);
	observatory_close(o);
	return status;
}

static int demo(const struct options *with)
{
	struct error why = { 0 };
	struct observatory_counts counts;
	struct observatory *o;

	if (!with->answers_said)
		error_set(&why, ERROR_USAGE, _("Dites combien de réponses inventer : --answers 350000."));
	o = why.code ? NULL : open_store(with, &why);
	if (o && observatory_demo(o, with->answers, with->seed, &why)) {
		observatory_count(o, &counts);
		printf(_("%ld questionnaires inventés, %ld réponses, %u publications. Cette base reste de "
			"démonstration.\n"), counts.sessions, counts.answers, counts.release);
	}
	observatory_close(o);
	return why.code ? failed(&why) : DONE;
}

static int close_release(const struct options *with)
{
	struct error why = { 0 };
	struct observatory_counts counts;
	size_t moved;
	struct observatory *o = open_store(with, &why);

	if (o && observatory_release(o, &moved, &why)) {
		observatory_count(o, &counts);
		if (moved)
			printf(_("Publication %u close : %zu chiffres ont bougé.\n"), counts.release, moved);
		else
			printf(_("Pas assez de réponses nouvelles : la publication %u reste.\n"), counts.release);
	}
	observatory_close(o);
	return why.code ? failed(&why) : DONE;
}

static int snapshot(const struct options *with)
{
	struct error why = { 0 };
	size_t files = 0;
	struct observatory *o;

	if (!with->folder)
		error_set(&why, ERROR_USAGE, _("Dites dans quel dossier écrire la copie : snapshot DOSSIER."));
	o = why.code ? NULL : open_store(with, &why);
	if (o && snapshot_write(o, with->folder, &files, &why))
		printf(_("%zu fichiers écrits dans %s.\n"), files, with->folder);
	observatory_close(o);
	return why.code ? failed(&why) : DONE;
}

static int export_all(const struct options *with)
{
	struct error why = { 0 };

	return portable_export(text_string(&with->store), stdout, &why) ? DONE : failed(&why);
}

static int import_all(const struct options *with)
{
	struct error why = { 0 };

	if (!portable_import(text_string(&with->store), with->keys, stdin, &why))
		return failed(&why);
	return DONE;
}

static const struct {
	const char *name;
	int (*run)(const struct options *);
	bool folder;
} commands[] = {
	{ "serve", serve, false },
	{ "demo", demo, false },
	{ "close", close_release, false },
	{ "snapshot", snapshot, true },
	{ "export", export_all, false },
	{ "import", import_all, false },
};

static int usage(const struct error *complaint)
{
	if (complaint)
		fprintf(stderr, "%s\n", complaint->text);
	fputs(_("Usage : mesdatas-observatory serve [--listen HÔTE:PORT] [--port-file FICHIER]\n"
		"        mesdatas-observatory demo --answers N [--seed S]\n"
		"        mesdatas-observatory close\n"
		"        mesdatas-observatory snapshot DOSSIER\n"
		"        mesdatas-observatory export | import\n"
		"Partout : [--store sqlite:FICHIER] [--keys FICHIER]. Voir mesdatas-observatory(8).\n"),
		complaint ? stderr : stdout);
	return complaint ? USAGE : DONE;
}

/* The state folder of the person, made if needed. */
static void default_store(struct text *store)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct text folder = TEXT(4096);

	if (store->bytes)
		return;
	if (state && *state == '/')
		text_add(&folder, state);
	else
		text_addf(&folder, "%s/.local/state", home && *home ? home : "");
	text_add(&folder, "/mesdatas");
	for (size_t i = 1; i <= folder.bytes; i++) {
		char here = folder.at[i];

		if (here && here != '/')
			continue;
		folder.at[i] = 0;
		mkdir(folder.at, 0700);   /* what cannot be made is said when the store is opened */
		folder.at[i] = here;
	}
	text_addf(store, "sqlite:%s/observatory.db", text_string(&folder));
	text_free(&folder);
}

static bool whole_number(const char *said, unsigned long long ceiling, unsigned long long *out)
{
	char *end;

	errno = 0;
	*out = strtoull(said, &end, 10);
	return *said >= '0' && *said <= '9' && !*end && !errno && *out <= ceiling;
}

/* DONE to go on, -1 when everything was said. */
static int read_options(struct options *o, int count, char **words)
{
	static const struct option known[] = {
		{ "store", required_argument, NULL, 's' }, { "keys", required_argument, NULL, 'k' },
		{ "listen", required_argument, NULL, 'l' }, { "port-file", required_argument, NULL, 'p' },
		{ "answers", required_argument, NULL, 'a' }, { "seed", required_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, 'v' }, { 0 },
	};
	struct error why = { 0 };
	unsigned long long n;
	int letter;

	opterr = 0;
	while ((letter = getopt_long(count, words, "", known, NULL)) != -1) {
		switch (letter) {
		case 's': text_clear(&o->store); text_add(&o->store, optarg); break;
		case 'k': o->keys = optarg; break;
		case 'l': o->listen = optarg; break;
		case 'p': o->port_file = optarg; break;
		case 'a':
			if (!whole_number(optarg, 1000000000, &n) || !n)
				error_set(&why, ERROR_USAGE, _("--answers attend un nombre, pas « %s »."), optarg);
			o->answers = (long)n;
			o->answers_said = true;
			break;
		case 'r':
			if (!whole_number(optarg, UINT64_MAX, &n))
				error_set(&why, ERROR_USAGE, _("--seed attend un nombre, pas « %s »."), optarg);
			o->seed = n;
			break;
		case 'v':
			printf("mesdatas-observatory %s\n", VERSION);
			return -1;
		case 'h':
			usage(NULL);
			return -1;
		default:
			error_set(&why, ERROR_USAGE, _("« %s » n'est pas une option, ou il lui manque sa valeur."),
				words[optind - 1]);
		}
	}
	return why.code ? usage(&why) : DONE;
}

int main(int count, char **words)
{
	struct options o = { .store = TEXT(4096), .listen = "127.0.0.1:8642", .seed = 1 };
	struct error why = { 0 };
	const char *name;
	int status;

	i18n_start(NULL);
	status = read_options(&o, count, words);
	if (status)
		return status < 0 ? DONE : status;
	name = optind < count ? words[optind++] : "";
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (strcmp(name, commands[i].name))
			continue;
		if (commands[i].folder && optind < count)
			o.folder = words[optind++];
		if (optind < count) {
			error_set(&why, ERROR_USAGE, _("« %s » est de trop."), words[optind]);
			return usage(&why);
		}
		default_store(&o.store);
		status = commands[i].run(&o);
		text_free(&o.store);
		return status;
	}
	if (*name)
		error_set(&why, ERROR_USAGE, _("« %s » n'est pas une commande."), name);
	else
		error_set(&why, ERROR_USAGE, _("Dites quoi faire."));
	return usage(&why);
}
