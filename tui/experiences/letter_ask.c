/* The questions of a letter, and what is made of the answers. */
#include "base/clock.h"
#include "base/i18n.h"
#include "tui/experiences/letter_run.h"

enum { VALUE_CHARS = 200 };

/* --- Dates ------------------------------------------------------------------------------------ */

/* "2026-11-24", "24/11/2026", "24.11.2026" or "24 11 2026". */
static bool read_date(const char *line, struct day *day)
{
	char iso[32], rest;
	int year, month, mday;

	if (sscanf(line, "%4d-%2d-%2d%c", &year, &month, &mday, &rest) != 3
			&& sscanf(line, "%2d%*1[/. -]%2d%*1[/. -]%4d%c", &mday, &month, &year, &rest) != 3)
		return false;
	snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, mday);
	return day_parse(iso, day);
}

/* As one writes it at the top of a letter. */
static void write_date(struct day day, struct text *out)
{
	static const char *const month[] = { N_("janvier"), N_("février"), N_("mars"), N_("avril"),
		N_("mai"), N_("juin"), N_("juillet"), N_("août"), N_("septembre"), N_("octobre"),
		N_("novembre"), N_("décembre") };

	text_clear(out);
	if (day.mday == 1)
		text_addf(out, _("1er %s %d"), _(month[day.month - 1]), day.year);
	else
		text_addf(out, _("%d %s %d"), day.mday, _(month[day.month - 1]), day.year);
}

/* --- The fields ------------------------------------------------------------------------------- */

static const char *check_field(const char *line, void *data)
{
	const struct letter_field *field = data;
	struct day day;

	if (!*line || (field->need == LETTER_OPTIONAL && !strcmp(line, "-")))
		return field->need == LETTER_OPTIONAL ? NULL
			: _("La lettre a besoin de cette réponse.");
	if (field->kind == LETTER_DATE && !read_date(line, &day))
		return _("Écrivez une date comme 24/11/2026 : le jour, le mois, l'année.");
	return NULL;
}

/* What an empty line answers: what was typed before, else today for the letter's own date. */
static const char *preset(const struct letter_run *w, const struct letter_field *field, char *out,
	size_t room)
{
	struct day today = day_today();

	if (w->value[w->at].bytes)
		return text_string(&w->value[w->at]);
	if (field->kind != LETTER_DATE || strcmp(field->id, "date"))
		return NULL;
	snprintf(out, room, "%02d/%02d/%d", today.mday, today.month, today.year);
	return out;
}

static void take_field(struct letter_run *w, const struct letter_field *field,
	const struct text *line)
{
	struct text *value = &w->value[w->at];
	struct day day;

	text_clear(value);
	if (field->need == LETTER_OPTIONAL && !strcmp(text_string(line), "-"))
		return;
	text_add(value, text_string(line));
	if (field->kind == LETTER_DATE && read_date(text_string(line), &day)) {
		text_clear(value);
		text_addf(value, "%02d/%02d/%d", day.mday, day.month, day.year);
	}
}

enum stage_reply letter_field_scene(struct stage *s, void *data)
{
	struct letter_run *w = data;
	const struct letter_field *field = &w->letter->fields[w->at];
	char where[80], today[40];
	const char *kept = preset(w, field, today, sizeof today);
	struct stage_question question = { .prompt = _(field->ask), .preset = kept,
		.max_chars = VALUE_CHARS, .check = check_field, .data = (void *)field };
	struct text line = TEXT(1 << 13);
	enum stage_reply reply;

	snprintf(where, sizeof where, _("question %u sur %u"), w->at + 1, w->letter->fields_count);
	stage_scene(s, _(w->letter->title), where);
	if (!w->at)
		stage_say(s, SAY_TEXT, _("Rien n'est envoyé, rien n'est gardé : la lettre s'écrit ici, puis vous "
			"l'emportez."));
	if (field->hint)
		stage_sayf(s, SAY_ASIDE, "%s.", _(field->hint));
	if (kept && field->need == LETTER_OPTIONAL)
		stage_sayf(s, SAY_ASIDE, _("Entrée garde « %s ». Un tiret l'efface."), kept);
	else if (kept)
		stage_sayf(s, SAY_ASIDE, _("Entrée garde « %s »."), kept);
	else if (field->need == LETTER_OPTIONAL)
		stage_say(s, SAY_ASIDE, _("Facultatif : Entrée pour passer."));
	reply = stage_ask(s, &question, &line);
	if (reply == STAGE_OK)
		take_field(w, field, &line);
	text_wipe(&line);
	return reply;
}

void letter_compose(const struct letter_run *w, struct text *out)
{
	const struct letter *l = w->letter;
	struct text date[LETTER_FIELDS_MAX];
	const char *value[LETTER_FIELDS_MAX];
	struct day day;

	for (unsigned i = 0; i < l->fields_count && i < LETTER_FIELDS_MAX; i++) {
		date[i] = TEXT(120);
		value[i] = text_string(&w->value[i]);
		if (l->fields[i].kind == LETTER_DATE && read_date(value[i], &day)) {
			write_date(day, &date[i]);
			value[i] = text_string(&date[i]);
		}
	}
	letter_write(l, value, out);
	for (unsigned i = 0; i < l->fields_count && i < LETTER_FIELDS_MAX; i++)
		text_free(&date[i]);
}
