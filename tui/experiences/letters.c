/* Letters to fill in: one question at a time (letter_ask.c), then the letter to read, to save or to
 * let go. What is typed stays in memory, and is wiped at the end. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/place.h"
#include "tui/experiences/letter_run.h"
#include "tui/experiences/library.h"

enum { PATH_CHARS = 400 };

static void wipe(struct letter_run *w)
{
	for (unsigned i = 0; i < LETTER_FIELDS_MAX; i++) {
		text_wipe(&w->value[i]);
		w->value[i] = TEXT(1 << 13);
	}
	w->at = 0;
}

/* --- The letter ------------------------------------------------------------------------------- */

/* As it will be in the file, empty lines included. */
static void say_letter(struct stage *s, const struct letter_run *w)
{
	struct text whole = TEXT(1 << 16);

	letter_compose(w, &whole);
	stage_say(s, SAY_EXACT, text_string(&whole));
	text_wipe(&whole);
}

static enum stage_reply letter_scene(struct stage *s, void *data)
{
	struct letter_run *w = data;
	const struct letter *l = w->letter;
	const struct fiche_entry *fiche = fiche_entry(l->fiche);
	struct stage_option option[4] = {
		{ .id = "enregistrer", .label = _("L'enregistrer dans un fichier") },
		{ .id = "recommencer", .label = _("Recommencer") },
	};
	enum letter_after after[4] = { AFTER_SAVE, AFTER_AGAIN };
	struct stage_choice choice = { .prompt = _("Que faire de cette lettre ?"), .option = option,
		.count = 2 };
	struct stage_pick pick;
	enum stage_reply reply;

	if (fiche) {
		after[choice.count] = AFTER_FICHE;
		option[choice.count++] = (struct stage_option){ .id = "fiche", .label = _("Lire la fiche"),
			.hint = _(fiche->title) };
	}
	after[choice.count] = AFTER_END;
	option[choice.count++] = (struct stage_option){ .id = "terminer",
		.label = _("Terminer"), .hint = _("rien n'est gardé") };
	choice.preset = choice.count;
	stage_scene(s, _(l->title), _("votre lettre"));
	say_letter(s, w);
	say_sources(s, l->facts, l->facts_count);
	stage_say(s, SAY_HEADING, _("Et après ?"));
	library_say(s, l->after, l->after_count);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		w->after = after[pick.index];
	return reply;
}

/* --- Saving ----------------------------------------------------------------------------------- */

static const char *check_path(const char *line, void *data)
{
	(void)data;
	return *line ? NULL : _("Donnez un nom de fichier.");
}

static enum stage_reply path_scene(struct stage *s, void *data)
{
	struct letter_run *w = data;
	char usual[160];
	struct stage_question question = { .prompt = _("Dans quel fichier ?"), .preset = usual,
		.max_chars = PATH_CHARS, .check = check_path };

	snprintf(usual, sizeof usual, "~/lettre-%s.txt", w->letter->id);
	stage_scene(s, _(w->letter->title), _("enregistrer"));
	stage_say(s, SAY_WARN, w->why.text);
	stage_sayf(s, SAY_ASIDE, _("Entrée pour %s. Le signe ~ est votre dossier personnel."), usual);
	stage_say(s, SAY_ASIDE, _("Sur un ordinateur partagé, pensez à emporter le fichier, puis à l'effacer."));
	return stage_ask(s, &question, &w->path);
}

/* A name alone goes home, where people look, and not where the program happened to be started. */
static void bring_home(struct text *path)
{
	char *name = text_take(path);

	text_addf(path, "%s%s", strchr("/~.", name[0]) ? "" : "~/", name);
	free(name);
}

static enum stage_reply saved_scene(struct stage *s, void *data)
{
	struct letter_run *w = data;

	stage_scene(s, _(w->letter->title), _("enregistrer"));
	stage_sayf(s, SAY_GOOD, _("La lettre est dans %s."), text_string(&w->path));
	stage_say(s, SAY_TEXT, _("C'est du texte simple : il s'ouvre partout, et s'imprime. Seul votre compte sur "
		"cet ordinateur peut le lire."));
	return stage_page(s);
}

static enum stage_reply save(struct stage *s, struct letter_run *w)
{
	struct text whole = TEXT(1 << 16);
	enum stage_reply reply;
	bool written = false;

	w->why = (struct error){ 0 };
	do {
		reply = stage_play(s, path_scene, w);
		if (reply != STAGE_OK)
			return reply;
		w->why = (struct error){ 0 };
		bring_home(&w->path);
		letter_compose(w, &whole);
		text_add(&whole, "\n");
		written = place_write(text_string(&w->path), &whole, &w->why);
		explicit_bzero(whole.at, whole.room);
		text_free(&whole);
	} while (!written);
	return stage_play(s, saved_scene, w);
}

/* --- The way through -------------------------------------------------------------------------- */

static enum stage_reply finish(struct stage *s, struct letter_run *w)
{
	for (;;) {
		enum stage_reply reply = stage_play(s, letter_scene, w);

		if (reply != STAGE_OK || w->after == AFTER_END || w->after == AFTER_AGAIN)
			return reply;
		reply = w->after == AFTER_SAVE ? save(s, w) : library_fiche(s, w->letter->fiche);
		if (reply == STAGE_QUIT || reply == STAGE_GONE)
			return reply;
	}
}

static enum stage_reply fill(struct stage *s, struct letter_run *w)
{
	for (;;) {
		bool asked = w->at < w->letter->fields_count && w->at < LETTER_FIELDS_MAX;
		enum stage_reply reply = asked ? stage_play(s, letter_field_scene, w) : finish(s, w);

		if (reply == STAGE_BACK && w->at)
			w->at--;
		else if (reply != STAGE_OK)
			return reply;
		else if (asked)
			w->at++;
		else if (w->after == AFTER_AGAIN)
			wipe(w);
		else
			return reply;
	}
}

enum stage_reply library_letter(struct stage *s, const char *id)
{
	struct letter_run w = { .path = TEXT(1 << 13) };
	enum stage_reply reply;

	w.letter = letter_open(id, &w.why);
	if (!w.letter)
		return stage_play(s, library_trouble, w.why.text);
	wipe(&w);
	reply = fill(s, &w);
	wipe(&w);
	text_free(&w.path);
	letter_close(w.letter);
	return reply;
}

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	size_t *at = data, count;
	const struct letter_entry *letter = letter_index(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Quelle lettre écrire ?"), .option = option,
		.count = count, .preset = *at + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++)
		option[i] = (struct stage_option){ .id = letter[i].id, .label = _(letter[i].title),
			.hint = _(letter[i].pitch) };
	stage_scene(s, _("Les lettres"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		*at = pick.index;
	free(option);
	return reply;
}

enum stage_reply library_letters(struct stage *s, void *data)
{
	size_t at = 0, count;
	const struct letter_entry *letter = letter_index(&count);
	enum stage_reply reply;

	(void)data;
	if (!count)
		return stage_play(s, library_trouble, (char *)_("Les lettres manquent : réinstallez le programme."));
	do {
		reply = stage_play(s, shelf_scene, &at);
		if (reply != STAGE_OK)
			return reply;
		reply = library_letter(s, letter[at].id);
	} while (reply != STAGE_QUIT && reply != STAGE_GONE);
	return reply;
}
