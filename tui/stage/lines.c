#include "tui/stage/lines.h"

#include "base/i18n.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"

enum { LIST_LONG = 20 /* choices: more are summed up */ };

static void add_line(struct lines *l, const char *bytes, size_t n)
{
	struct text line = TEXT(1 << 16);

	text_add_bytes(&line, bytes, n);
	if (l->ascii)
		utf_ascii(&l->out, text_string(&line));
	else
		text_add(&l->out, text_string(&line));
	text_add(&l->out, "\n");
	text_free(&line);
}

void lines_say(struct lines *l, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), next = n;

		if (l->width) {
			struct text one = TEXT(1 << 16);

			text_add_bytes(&one, text, n);
			n = utf_line(text_string(&one), l->width, &next);
			text_free(&one);
			if (!next)
				next = n = strcspn(text, "\n");
		}
		add_line(l, text, n);
		text += next;
		if (*text == '\n')
			text++;
	}
}

void lines_scene(struct lines *l, const struct scene *scene)
{
	struct text head = TEXT(1024);

	text_addf(&head, "%s%s%s%s", scene->title ? scene->title : "", scene->where ? ", " : "",
		scene->where ? scene->where : "", ".");
	text_add(&l->out, "\n");
	lines_say(l, text_string(&head));
	text_free(&head);
}

void lines_block(struct lines *l, const struct block *b)
{
	if (b->chart) {
		if (b->chart->title)
			lines_say(l, b->chart->title);
		lines_say(l, b->chart->told);
		if (b->chart->base)
			lines_say(l, b->chart->base);
		if (b->chart->source)
			lines_say(l, b->chart->source);
		if (!l->detailed)
			lines_say(l, _("Dites plus pour le détail."));
		l->detailed = true;
		return;
	}
	if (b->role != SAY_SOURCE)
		lines_say(l, b->text);
}

static void say_options(struct lines *l, const struct stage_choice *c)
{
	struct text line = TEXT(1 << 14);

	for (size_t i = 0; i < c->count; i++) {
		const struct stage_option *o = &c->option[i];
		const char *stop = "";
		size_t n = strlen(o->label);

		if (o->heading)
			lines_say(l, o->heading);
		if (n && !o->hint && !strchr(".?!:", o->label[n - 1]))
			stop = ".";
		text_clear(&line);
		text_addf(&line, "%zu. %s%s%s%s", i + 1, o->label, o->hint ? ", " : "",
			o->hint ? o->hint : "", stop);
		lines_say(l, text_string(&line));
	}
	text_free(&line);
}

/* A long list by ear: its parts and their numbers. The words typed narrow it. */
static void say_parts(struct lines *l, const struct stage_choice *c)
{
	struct text line = TEXT(1 << 14);

	for (size_t i = 0, next; i < c->count; i = next) {
		for (next = i + 1; next < c->count && !c->option[next].heading;)
			next++;
		text_clear(&line);
		if (c->option[i].heading)
			text_addf(&line, _("%s : de %zu à %zu."), c->option[i].heading, i + 1, next);
		else
			text_addf(&line, _("De %zu, %s, à %zu, %s."), i + 1, c->option[i].label, next,
				c->option[next - 1].label);
		lines_say(l, text_string(&line));
	}
	text_free(&line);
	lines_say(l, _("Tapez un mot pour chercher, un numéro pour choisir, ou liste pour tout entendre."));
}

/* What was ticked or placed already, and how to keep it. */
static void say_chosen(struct lines *l, const struct want *want)
{
	struct text line = TEXT(1024);

	text_add(&line, _("Déjà choisi :"));
	for (size_t i = 0; i < want->draft->count; i++)
		text_addf(&line, " %u", want->draft->at[i] + 1u);
	text_add(&line, want->choice->mode == CHOOSE_ORDER
		&& want->draft->count < want->choice->count ? "." : _(". Entrée pour le garder."));
	lines_say(l, text_string(&line));
	text_free(&line);
}

void lines_want(struct lines *l, const struct want *want)
{
	const char *hint = NULL;

	if (want->complaint || want->told)
		return;
	if (want->kind == WANT_PICK) {
		lines_say(l, want->choice->prompt);
		if (want->choice->count > LIST_LONG)
			say_parts(l, want->choice);
		else
			say_options(l, want->choice);
		if (want->choice->mode == CHOOSE_SEVERAL)
			hint = _("Plusieurs réponses possibles : tapez leurs numéros, séparés par des espaces, "
				"ou aucun.");
		else if (want->choice->mode == CHOOSE_ORDER)
			hint = _("Tapez tous les numéros, dans votre ordre, séparés par des espaces.");
	} else if (want->kind == WANT_LINE) {
		lines_say(l, want->question->prompt);
		if (!l->fielded)
			hint = _("Ici tout est du texte, sauf ? pour l'aide et < pour revenir.");
		l->fielded = true;
	} else if (want->kind == WANT_DONE) {
		lines_say(l, want->label);
	}
	if (want->kind == WANT_PICK && want->draft->count && want->choice->mode != CHOOSE_ONE)
		say_chosen(l, want);
	if (!hint && !l->hinted) {
		hint = _("À tout moment : aide, retour, répéter, quitter.");
		l->hinted = true;
	}
	if (hint)
		lines_say(l, hint);
}

void lines_prompt(struct lines *l, const struct want *want, struct text *prompt)
{
	struct text line = TEXT(1024);

	size_t said = 0;

	if (want->complaint) {
		/* The same prompt twice in a row would not be said again by every reader: it is counted. */
		text_addf(&line, "%s ", want->complaint);
		l->prompts++;
		if (l->prompts > 1)
			text_addf(&line, _("Essai %u. "), l->prompts + 1);
		said = line.bytes;
	} else {
		l->prompts = 0;
	}
	if (want->kind == WANT_PICK && want->choice->count == 1)
		text_add(&line, _("Votre choix, 1 : "));
	else if (want->kind == WANT_PICK && want->choice->mode == CHOOSE_ONE && want->choice->preset)
		text_addf(&line, _("Votre choix, 1 à %zu, Entrée pour %zu : "), want->choice->count,
			want->choice->preset);
	else if (want->kind == WANT_PICK && want->choice->mode == CHOOSE_ORDER)
		text_addf(&line, _("Votre ordre, %zu numéros : "), want->choice->count);
	else if (want->kind == WANT_PICK)
		text_addf(&line, want->choice->mode == CHOOSE_SEVERAL ? _("Vos choix, 1 à %zu : ")
			: _("Votre choix, 1 à %zu : "), want->choice->count);
	else if (want->kind == WANT_LINE && want->question->unit)
		text_addf(&line, _("Votre réponse, en %s : "), want->question->unit);
	else if (want->kind == WANT_LINE)
		text_add(&line, _("Votre réponse : "));
	else if (want->kind == WANT_PAGE)
		text_add(&line, _("Entrée pour la suite : "));
	/* The prompt must hold on one line with room to type: on a narrow terminal the complaint goes
	 * first. */
	if (said && l->width && utf_cells(text_string(&line)) + 12 > l->width) {
		struct text complaint = TEXT(1024);

		text_add_bytes(&complaint, text_string(&line), said - 1);
		lines_say(l, text_string(&complaint));
		text_free(&complaint);
	} else {
		said = 0;
	}
	if (l->ascii)
		utf_ascii(prompt, text_string(&line) + said);
	else
		text_add(prompt, text_string(&line) + said);
	text_free(&line);
}

void lines_take(const struct want *want, const char *line, size_t bytes, struct got *got)
{
	const char *typed;

	text_clear(&got->line);
	utf_clean(&got->line, line, bytes);
	while (got->line.bytes && strchr(" \n\r", got->line.at[got->line.bytes - 1]))
		text_cut(&got->line, got->line.bytes - 1);
	typed = text_string(&got->line);
	got->kind = GOT_LINE;
	got->command = COMMAND_NONE;
	if (want->kind == WANT_LINE)
		got->command = !strcmp(typed, "?") ? COMMAND_HELP : !strcmp(typed, "<") ? COMMAND_BACK
			: COMMAND_NONE;
	else if (*typed)
		got->command = key_word(typed);
	if (got->command)
		got->kind = GOT_COMMAND;
}
