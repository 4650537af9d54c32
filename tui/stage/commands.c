/* What the keys that work anywhere do. Each opens scenes of its own over the one that was waiting,
 * then has that one played again with its draft: same place, same words half typed. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/stage/inside.h"
#include "tui/stage/theme.h"

enum { DEPTH_MAX = 8 };

static enum stage_reply help_scene(struct stage *s, void *data)
{
	size_t count;
	const struct key_row *row = key_table(&count);
	bool voice = s->ops != &screen_ops;
	struct text lines = TEXT(1 << 14);

	(void)data;
	stage_scene(s, _("Aide"), NULL);
	if (voice)
		stage_say(s, SAY_TEXT, _("Répondez par le numéro, par les mots du choix, ou par un de ces "
			"mots. Entrée valide."));
	else
		stage_say(s, SAY_TEXT, _("Flèches pour se déplacer, Entrée pour choisir, ou le chiffre du "
			"choix. Barre oblique pour filtrer une longue liste, espace pour cocher."));
	for (size_t i = 0; i < count; i++) {
		if (voice && row[i].key)
			text_addf(&lines, _("%s ou %c : %s.\n"), _(row[i].word), row[i].key, _(row[i].what));
		else if (voice)
			text_addf(&lines, _("%s : %s.\n"), _(row[i].word), _(row[i].what));
		else if (!row[i].voice_only)
			text_addf(&lines, "%c  %s\n", row[i].key, _(row[i].what));
	}
	stage_say(s, SAY_TEXT, text_string(&lines));
	text_free(&lines);
	return stage_page(s);
}

static enum stage_reply language_scene(struct stage *s, void *data)
{
	size_t count;
	const struct language *language = i18n_languages(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Quelle langue ?"), .option = option,
		.count = count };
	struct stage_pick pick;
	enum stage_reply reply;

	(void)data;
	for (size_t i = 0; i < count; i++) {
		option[i] = (struct stage_option){ .id = language[i].code, .label = language[i].name };
		if (!strcmp(language[i].code, i18n_language()))
			choice.preset = i + 1;
	}
	stage_scene(s, _("Langue"), NULL);
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		i18n_use(language[pick.index].code);
	free(option);
	return reply;
}

static enum stage_reply theme_scene(struct stage *s, void *data)
{
	size_t count;
	const struct theme *theme = theme_table(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = _("Quelles couleurs ?"), .option = option,
		.count = count };
	struct stage_pick pick;
	enum stage_reply reply;

	(void)data;
	for (size_t i = 0; i < count; i++) {
		option[i] = (struct stage_option){ .id = theme[i].id, .label = _(theme[i].name) };
		if (!strcmp(theme[i].id, s->theme))
			choice.preset = i + 1;
	}
	stage_scene(s, _("Couleurs"), NULL);
	if (s->ops != &screen_ops)
		stage_say(s, SAY_TEXT, _("Elles servent à l'écran : tapez v pour y passer."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		snprintf(s->theme, sizeof s->theme, "%s", theme[pick.index].id);
	free(option);
	return reply;
}

static enum stage_reply side_scene(struct stage *s, void *data)
{
	const char *const *side = data;

	stage_scene(s, side[0] ? side[0] : _("Bilan"), NULL);
	stage_say(s, SAY_TEXT, side[1] ? side[1] : _("Il n'y a pas encore de bilan ici."));
	return stage_page(s);
}

/* Screen and voice may both be there, on a terminal; a script or a pipe has nowhere else to go. */
static void switch_stage(struct stage *s)
{
	const struct stage_ops *before = s->ops;

	if (before != &screen_ops && before != &voice_ops)
		return;
	before->close(s);
	if (before == &screen_ops ? !voice_open(s) : !screen_open(s)) {
		stage_news(s, _("Ce terminal ne sait pas afficher l'écran : nous restons en version parlée."));
		if (before == &screen_ops ? !screen_open(s) : !voice_open(s))
			stage_become_gone(s);
	}
}

static enum stage_reply nested(struct stage *s, stage_scene_fn *fn, void *data)
{
	struct draft kept = s->draft;
	char *focus_id = s->focus_id;
	enum stage_reply reply;

	s->focus_id = NULL;
	s->draft = (struct draft){ 0 };
	s->depth++;
	reply = stage_play(s, fn, data);
	s->depth--;
	text_free(&s->draft.line);
	text_free(&s->draft.filter);
	s->draft = kept;
	free(s->focus_id);
	s->focus_id = focus_id;
	return reply == STAGE_GONE ? STAGE_GONE : STAGE_AGAIN;
}

enum stage_reply stage_command(struct stage *s, enum command command)
{
	enum stage_reply reply = STAGE_AGAIN;
	char *side[2];

	if (command == COMMAND_BACK)
		return STAGE_BACK;
	if (command == COMMAND_QUIT)
		return STAGE_QUIT;
	if (command == COMMAND_STAGE)
		switch_stage(s);
	else if (s->depth < DEPTH_MAX && command == COMMAND_HELP)
		reply = nested(s, help_scene, NULL);
	else if (s->depth < DEPTH_MAX && command == COMMAND_LIBRARY && s->library)
		reply = nested(s, s->library, NULL);
	else if (s->depth < DEPTH_MAX && command == COMMAND_URGENT && s->urgent)
		reply = nested(s, s->urgent, NULL);
	else if (s->depth < DEPTH_MAX && command == COMMAND_LANGUAGE)
		reply = nested(s, language_scene, NULL);
	else if (s->depth < DEPTH_MAX && command == COMMAND_THEME)
		reply = nested(s, theme_scene, NULL);
	else if (s->depth < DEPTH_MAX && command == COMMAND_SIDE) {
		side[0] = mem_dup(s->scene.side_title);
		side[1] = mem_dup(s->scene.side);
		reply = nested(s, side_scene, side);
		free(side[0]);
		free(side[1]);
	}
	s->keep_draft = true;
	return s->gone ? STAGE_GONE : reply;
}
