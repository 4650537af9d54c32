/* Anything typed, at every kind of prompt: the verbs, the parser, the commands and the draft, through the
 * script stage. Finds crashes, endless scenes, and what is said after a waiting verb. */
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf.h"
#include "tui/stage/stage.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct stage_option options[] = {
	{ .id = "un", .label = "La première", .hint = "pour voir", .heading = "Partie" },
	{ .id = "deux", .label = "L'école, la deuxième" },
	{ .id = "trois", .label = "Troisième ?" },
	{ .id = "q", .label = "Quatrième" },
};

static const char *check(const char *line, void *data)
{
	(void)data;
	return utf_is_clean(line) ? NULL : "Sale.";
}

static enum stage_reply many(struct stage *s, void *data)
{
	const enum stage_mode *mode = data;
	struct stage_choice choice = { .prompt = "Que faire ?", .option = options, .count = 4,
		.mode = *mode, .preset = 2 };
	struct stage_pick pick;

	stage_scene(s, "Essai", "ici");
	stage_say(s, SAY_SOURCE, "Une source.");
	stage_side(s, "Bilan", "une ligne\nune autre");
	return stage_choose(s, &choice, &pick);
}

static enum stage_reply line(struct stage *s, void *data)
{
	struct stage_question question = { .prompt = "Écrivez.", .unit = "%", .max_chars = 40,
		.check = check };
	struct text answer = TEXT(1 << 16);
	enum stage_reply reply;

	(void)data;
	stage_scene(s, "Essai", NULL);
	reply = stage_ask(s, &question, &answer);
	if (reply == STAGE_OK && (!utf_is_clean(text_string(&answer)) || utf_chars(text_string(&answer)) > 40))
		__builtin_trap();
	text_free(&answer);
	return reply;
}

static enum stage_reply page(struct stage *s, void *data)
{
	(void)data;
	stage_scene(s, "Page", NULL);
	stage_say(s, SAY_TEXT, "Du texte.");
	return stage_page(s);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	int null = open("/dev/null", O_WRONLY);

	(void)argc;
	(void)argv;
	dup2(null, STDOUT_FILENO);
	i18n_start("fr");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	enum stage_mode one = CHOOSE_ONE, several = CHOOSE_SEVERAL, order = CHOOSE_ORDER;
	struct text typed = TEXT(1 << 20);
	struct stage_options how = { .ascii = n && data[0] & 1 };
	struct stage *s;

	text_add_bytes(&typed, (const char *)data, n);
	s = stage_open_script(text_string(&typed), &how);
	stage_set_library(s, page, NULL);
	stage_set_urgent(s, line, NULL);
	for (enum stage_reply reply = STAGE_OK; reply != STAGE_GONE;) {
		stage_play(s, many, &one);
		stage_play(s, line, NULL);
		stage_play(s, many, &several);
		stage_play(s, page, NULL);
		reply = stage_play(s, many, &order);
	}
	stage_close(s);
	text_free(&typed);
	return 0;
}
