#include "observatory/catalogue/session.h"

#include <jansson.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/catalogue/people.h"

enum { RUN_MAX = 64, YEAR_FIRST = 2015, SHOWN_MAX = 60 /* bytes of what was sent, when quoted */ };

static const char *const form_id[] = { [QUIZ_FULL] = "full", [QUIZ_EXPRESS] = "express" };
static const char *const person_key[PEOPLE_DIMS] = {
	[PEOPLE_AGE] = "age", [PEOPLE_GENDER] = "gender", [PEOPLE_REGION] = "geo",
};
static const char *const channels[] = { "terminal", "workshop", "ssh", "web", "demo" };

/* What an item that was not answered looks like once it has travelled: nothing is known of it. */
static const struct quiz_item unseen = { .id = (char []){ "" } };

static void write_answer(struct text *out, const struct quiz_item *item,
	const struct quiz_answer *a)
{
	const char *comma = "";

	text_add(out, "{\"q\":");
	text_add_json(out, item->id);
	if (item->kind == QUIZ_ESTIMATE) {
		text_addf(out, ",\"n\":%d}", a->number);
		return;
	}
	text_add(out, ",\"a\":[");
	for (unsigned k = 0; k < item->options_count && k < QUIZ_OPTIONS_MAX; k++) {
		unsigned option = item->kind == QUIZ_ORDER ? a->order[k] : k;

		if (option >= item->options_count)
			BUG("%s has no option %u", item->id, option);
		if (item->kind != QUIZ_ORDER && !(a->ticked & 1u << k))
			continue;
		text_add(out, comma);
		text_add_json(out, item->options[option].id);
		comma = ",";
	}
	text_add(out, "]}");
}

void session_write(const struct session *s, const struct catalogue *c, struct text *out)
{
	const char *comma = "";

	text_add(out, "{\"sessions\":[{\"id\":");
	text_add_json(out, s->id);
	text_add(out, ",\"quiz\":");
	text_add_json(out, c->bank->id);
	text_addf(out, ",\"version\":%u,\"form\":\"%s\",\"month\":\"%04d-%02d\"", s->version,
		form_id[s->form], s->year, s->month);
	for (int d = 0; d < PEOPLE_DIMS; d++) {
		size_t count;
		const struct people_code *code = people_codes((enum people_dim)d, &count);

		text_addf(out, ",\"%s\":\"%s\"", person_key[d], code[s->person[d]].code);
	}
	text_add(out, ",\"channel\":");
	text_add_json(out, s->channel);
	text_addf(out, ",\"run\":%zu,\"answers\":[", s->count);
	for (size_t i = 0; i < s->count; i++) {
		if (!s->item[i] || !s->answer[i].given)
			continue;
		text_add(out, comma);
		write_answer(out, s->item[i], &s->answer[i]);
		comma = ",";
	}
	text_add(out, "]}]}");
}

/* What was sent, as it may be quoted in a sentence: never half a character, never long. */
struct quote { char text[SHOWN_MAX + 4]; };

static struct quote quoted(const char *sent)
{
	struct text cut = TEXT(SHOWN_MAX);
	struct quote q;

	text_add(&cut, sent);
	snprintf(q.text, sizeof q.text, "%s%s", text_string(&cut), cut.full ? "…" : "");
	text_free(&cut);
	return q;
}

/* A string without a NUL inside, or NULL. */
static const char *string_of(const json_t *value)
{
	const char *s = json_string_value(value);

	return s && strlen(s) == json_string_length(value) ? s : NULL;
}

static const char *string_at(const json_t *object, const char *key, struct error *why)
{
	const char *s = string_of(json_object_get(object, key));

	if (!s)
		error_set(why, ERROR_INPUT, _("« %s » manque, ou n'est pas un texte."), key);
	return s;
}

static bool integer_at(const json_t *object, const char *key, json_int_t *out, struct error *why)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		return error_set(why, ERROR_INPUT, _("« %s » manque, ou n'est pas un nombre entier."), key);
	*out = json_integer_value(value);
	return true;
}

static bool known_keys(json_t *object, const char *const *known, size_t count, struct error *why)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value) {
		bool found = false;

		for (size_t i = 0; i < count && !found; i++)
			found = !strcmp(key, known[i]);
		if (!found)
			return error_set(why, ERROR_INPUT, _("« %s » n'est pas une clé connue : retirez-la."),
				quoted(key).text);
	}
	return true;
}

static bool read_id(struct session *s, const json_t *json, struct error *why)
{
	const char *id = string_at(json, "id", why);

	if (!id)
		return false;
	if (!chance_is_uuid(id) || id[14] != '4' || !strchr("89ab", id[19]))
		return error_set(why, ERROR_INPUT,
			_("« id » doit être un uuid de version 4, en minuscules."));
	snprintf(s->id, sizeof s->id, "%s", id);
	return true;
}

static bool read_quiz(struct session *s, const struct catalogue *c, const json_t *json,
	struct error *why)
{
	const char *quiz = string_at(json, "quiz", why), *form = string_at(json, "form", why);
	json_int_t version;

	if (!quiz || !form || !integer_at(json, "version", &version, why))
		return false;
	if (strcmp(quiz, c->bank->id))
		return error_set(why, ERROR_INPUT, _("Le test « %s » n'existe pas ici."),
			quoted(quiz).text);
	if (version != (json_int_t)c->bank->version)
		return error_set(why, ERROR_INPUT, _("Cette version du test n'est pas connue : l'Observatoire "
			"compte la version %u."), c->bank->version);
	s->version = c->bank->version;
	for (int f = 0; f < (int)(sizeof form_id / sizeof *form_id); f++)
		if (!strcmp(form, form_id[f])) {
			s->form = (enum quiz_form)f;
			return true;
		}
	return error_set(why, ERROR_INPUT, _("« form » vaut full ou express, pas « %s »."),
		quoted(form).text);
}

static bool read_month(struct session *s, const json_t *json, struct error *why)
{
	const char *month = string_at(json, "month", why);
	struct day today = day_today(), first;
	char day[11];
	long at, last = today.year * 12L + today.month + 1; /* a clock may be a little ahead */

	if (!month)
		return false;
	snprintf(day, sizeof day, "%.7s-01", month);
	if (strlen(month) != 7 || strspn(month, "0123456789-") != 7 || !day_parse(day, &first))
		return error_set(why, ERROR_INPUT, _("« month » s'écrit comme 2026-11."));
	at = first.year * 12L + first.month;
	if (first.year < YEAR_FIRST || at > last)
		return error_set(why, ERROR_INPUT, _("Le mois %s est hors du temps : de %d-01 au mois en cours."),
			month, YEAR_FIRST);
	s->year = first.year;
	s->month = first.month;
	return true;
}

static bool read_person(struct session *s, const json_t *json, struct error *why)
{
	for (int d = 0; d < PEOPLE_DIMS; d++) {
		const char *code = string_at(json, person_key[d], why);

		if (!code)
			return false;
		s->person[d] = people_index((enum people_dim)d, code);
		if (s->person[d] < 0)
			return error_set(why, ERROR_INPUT, _("« %s » : le code « %s » n'existe pas."),
				person_key[d], quoted(code).text);
	}
	if (s->person[PEOPLE_AGE] == people_index(PEOPLE_AGE, "11-14")
			&& s->person[PEOPLE_REGION] != PEOPLE_UNKNOWN)
		return error_set(why, ERROR_INPUT, _("Avant 15 ans, la région ne s'envoie pas : « geo » doit "
			"valoir « na »."));
	return true;
}

static bool read_channel(struct session *s, const json_t *json, struct error *why)
{
	const char *channel = string_at(json, "channel", why);

	for (size_t i = 0; channel && i < sizeof channels / sizeof *channels; i++)
		if (!strcmp(channel, channels[i])) {
			snprintf(s->channel, sizeof s->channel, "%s", channel);
			return true;
		}
	return error_set(why, ERROR_INPUT, _("« channel » : le code « %s » n'existe pas."),
		quoted(channel ? channel : "").text);
}

static int option_index(const struct quiz_item *item, const json_t *id)
{
	const char *s = string_of(id);

	for (unsigned k = 0; s && k < item->options_count && k < QUIZ_OPTIONS_MAX; k++)
		if (!strcmp(item->options[k].id, s))
			return (int)k;
	return -1;
}

static bool read_options(struct quiz_answer *a, const struct quiz_item *item, const json_t *json,
	struct error *why)
{
	const json_t *list = json_object_get(json, "a");
	size_t count = json_array_size(list);
	unsigned seen = 0;

	if (!json_is_array(list))
		return error_set(why, ERROR_INPUT, _("« %s » attend ses réponses dans « a », une liste."),
			item->id);
	for (size_t i = 0; i < count; i++) {
		int k = option_index(item, json_array_get(list, i));

		if (k < 0 || seen & 1u << k)
			return error_set(why, ERROR_INPUT, _("« %s » : une réponse est inconnue, ou répétée."),
				item->id);
		seen |= 1u << k;
		if (item->kind == QUIZ_ORDER)
			a->order[i] = (unsigned char)k;
	}
	if ((item->kind == QUIZ_SINGLE || item->kind == QUIZ_HABIT) && count != 1)
		return error_set(why, ERROR_INPUT, _("« %s » attend une seule réponse."), item->id);
	if (item->kind == QUIZ_ORDER && count != item->options_count)
		return error_set(why, ERROR_INPUT, _("« %s » attend toutes ses réponses, dans l'ordre."),
			item->id);
	if (item->kind != QUIZ_ORDER)
		a->ticked = seen;
	a->given = true;
	return true;
}

static bool read_number(struct quiz_answer *a, const struct quiz_item *item, const json_t *json,
	struct error *why)
{
	const struct quiz_estimate *e = item->estimate;
	json_int_t n;

	if (!integer_at(json, "n", &n, why))
		return false;
	if (n < e->min || n > e->max)
		return error_set(why, ERROR_INPUT, _("« %s » attend un nombre de %d à %d."), item->id,
			e->min, e->max);
	a->number = (int)n;
	a->given = true;
	return true;
}

static bool read_answer(struct session *s, const struct catalogue *c, json_t *json, size_t at,
	struct error *why)
{
	static const char *const options[] = { "q", "a" }, *const number[] = { "q", "n" };
	const char *id = string_at(json, "q", why);
	const struct quiz_item *item = id ? quiz_find(c->bank, id) : NULL;

	if (!id)
		return false;
	if (!item)
		return error_set(why, ERROR_INPUT, _("La question « %s » n'existe pas."), quoted(id).text);
	for (size_t i = 0; i < at; i++)
		if (s->item[i] == item)
			return error_set(why, ERROR_INPUT, _("La question « %s » vient deux fois."), id);
	s->item[at] = item;
	if (item->kind == QUIZ_ESTIMATE)
		return known_keys(json, number, 2, why) && read_number(&s->answer[at], item, json, why);
	return known_keys(json, options, 2, why) && read_options(&s->answer[at], item, json, why);
}

static bool read_answers(struct session *s, const struct catalogue *c, const json_t *json,
	struct error *why)
{
	const json_t *answers = json_object_get(json, "answers");
	size_t given = json_array_size(answers);
	json_int_t run;
	unsigned whole;

	if (!json_is_array(answers))
		return error_set(why, ERROR_INPUT, _("« answers » manque, ou n'est pas une liste."));
	if (!integer_at(json, "run", &run, why))
		return false;
	whole = s->form == QUIZ_FULL ? c->bank->run : c->bank->express;
	if (run != (json_int_t)whole || whole > RUN_MAX)
		return error_set(why, ERROR_INPUT, _("« run » est le nombre de questions de ce test : %u."), whole);
	if (given > whole)
		return error_set(why, ERROR_INPUT, _("Ce test a %u questions : il y a trop de réponses."), whole);
	s->count = (size_t)run;
	for (size_t i = 0; i < given; i++)
		if (!read_answer(s, c, json_array_get(answers, i), i, why))
			return false;
	for (size_t i = given; i < s->count; i++)
		s->item[i] = &unseen;
	return true;
}

bool session_read(struct session *s, const struct catalogue *c, const void *json, struct error *why)
{
	static const char *const keys[] = { "id", "quiz", "version", "form", "month", "age", "gender",
		"geo", "channel", "run", "answers" };
	/* jansson walks an object only through a pointer that could change it. */
	json_t *object = (json_t *)(uintptr_t)json;

	*s = (struct session){ 0 };
	if (!json_is_object(object))
		return error_set(why, ERROR_INPUT, _("Une session est un objet JSON."));
	return known_keys(object, keys, sizeof keys / sizeof *keys, why) && read_id(s, object, why)
		&& read_quiz(s, c, object, why) && read_month(s, object, why)
		&& read_person(s, object, why) && read_channel(s, object, why)
		&& read_answers(s, c, object, why);
}
