/* mesdatas: options -> a stage -> an experience. */
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"
#include "content/lint.h"
#include "observatory/client/client.h"
#include "tui/experiences/experience.h"
#include "tui/experiences/quiz_run.h"
#include "tui/options.h"

enum { EXIT_DONE, EXIT_FAILED, EXIT_USAGE, EXIT_LEFT };

static int lint(const struct program *p)
{
	struct text out = TEXT(1 << 22);
	struct lint result = { .out = &out };
	bool right;

	if (p->argc > 0 && !strcmp(p->argv[0], "pot")) {
		lint_pot(&out);
		fputs(text_string(&out), stdout);
		text_free(&out);
		return EXIT_DONE;
	}
	if (p->argc > 1 && !strcmp(p->argv[0], "schema")) {
		right = lint_schema(p->argv[1], &out);
		fputs(text_string(&out), stdout);
		text_free(&out);
		return right ? EXIT_DONE : EXIT_USAGE;
	}
	right = lint_run(&result, p->argc > 0 ? p->argv[0] : NULL);
	if (p->json) {
		struct text json = TEXT(1 << 16);

		lint_json(&result, &json);
		puts(text_string(&json));
		text_free(&json);
		fputs(text_string(&out), stderr);
	} else {
		fputs(text_string(&out), stdout);
		if (right)
			puts(_("Le contenu est en ordre."));
		else
			printf(NN_("%zu problème.\n", "%zu problèmes.\n", result.problems), result.problems);
	}
	text_free(&out);
	return right ? EXIT_DONE : EXIT_FAILED;
}

static struct stage *open_script(const struct options *o, const struct stage_options *how)
{
	struct text answers = TEXT(1 << 20);
	struct error why = { 0 };
	struct stage *s = NULL;

	if (place_read(o->script, 1 << 20, &answers, &why))
		s = stage_open_script(text_string(&answers), how);
	else
		fprintf(stderr, "%s\n", why.text);
	text_free(&answers);
	return s;
}

/* An explicit choice, else ACCESSIBLE, else what the terminal can do: never a guess about the
 * person. */
static struct stage *open_stage(const struct options *o)
{
	const char *accessible = getenv("ACCESSIBLE"), *term = getenv("TERM");
	bool voice = accessible && *accessible && strcmp(accessible, "0")
		&& strcmp(accessible, "false");
	bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term && *term
		&& strcmp(term, "dumb");
	struct stage_options how = { .theme = o->theme, .ascii = !i18n_utf8() };
	struct stage *s;

	if (o->stage == STAGE_SCRIPT)
		return open_script(o, &how);
	if (o->stage == STAGE_VOICE || (o->stage == STAGE_BY_ITSELF && (voice || !terminal)))
		return stage_open_voice(&how);
	s = stage_open_screen(&how);
	if (s)
		return s;
	if (o->stage == STAGE_SCREEN) {
		fprintf(stderr, "%s\n", _("Ce terminal ne sait pas afficher l'écran. Essayez : mesdatas --voice."));
		return NULL;
	}
	return stage_open_voice(&how);
}

static int fd_of(void *client) { return client_fd(client); }
static void ready(void *client) { client_ready(client); }
static int tick(void *client) { return client_tick(client); }

static int play(const struct options *o, struct program *p)
{
	enum stage_reply reply;

	p->stage = open_stage(o);
	if (!p->stage)
		return EXIT_FAILED;
	stage_watch(p->stage, &(struct stage_watch){ fd_of, ready, tick, p->client });
	stage_set_library(p->stage, library_visit);
	stage_set_urgent(p->stage, urgent_scene);
	reply = o->experience ? o->experience->run(p) : home_run(p);
	stage_close(p->stage);
	quiz_run_free(p->quiz);
	if (p->status)
		return p->status;
	if (reply == STAGE_GONE || (o->experience && !p->finished))
		return EXIT_LEFT;
	return EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct program program = { 0 };
	struct options options = { 0 };
	struct error why = { 0 };
	const char *language = options_language(argc, argv), *api = getenv("MESDATAS_API");
	bool known = i18n_start(language);
	int status;

	if (!options_read(&options, &program, argc, argv, &why)) {
		fprintf(stderr, "%s\n", why.text);
		return EXIT_USAGE;
	}
	if (!known) {
		error_set(&why, ERROR_USAGE, _("La langue « %s » n'existe pas ici. Langues : fr, en."), language);
		fprintf(stderr, "%s\n", why.text);
		return EXIT_USAGE;
	}
	if (options.help || options.version) {
		if (options.help)
			options_help();
		else
			puts("mesdatas " VERSION);
		return EXIT_DONE;
	}
	if (options.command && !strcmp(options.command, "lint"))
		return lint(&program);
	program.client = client_open(options.api ? options.api : api && *api ? api
		: "http://127.0.0.1:8642");
	if (program.format && options.experience) {
		options.experience->run(&program);
		status = program.status;
	} else {
		status = play(&options, &program);
	}
	client_close(program.client);
	return status;
}
