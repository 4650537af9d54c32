#include "base/i18n.h"
#include "content/day.h"
#include "content/day_when.h"
#include "content/fault.h"
#include "content/node.h"
#include "content/reader.h"
#define CONTENT_INDEX_DAYS
#include "content_index.h"

static const struct cyaml_schema_value when_value = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 80) };
#define FIELD_WHEN(type) FIELD_LIST("when", CYAML_FLAG_OPTIONAL, type, when, &when_value, 0)

static const struct cyaml_schema_field paragraph_fields[] = {
	FIELD_TEXT("text", struct paragraph, text),
	FIELD_WHEN(struct paragraph),
	FIELD_LIST("facts", CYAML_FLAG_OPTIONAL, struct paragraph, facts, &schema_id, 0),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value paragraph_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct paragraph, paragraph_fields) };

static const struct cyaml_strval kinds[] = { { "service", DAY_SERVICE }, { "third", DAY_THIRD },
	{ "people", DAY_PEOPLE }, { "public", DAY_PUBLIC }, { "thief", DAY_THIEF } };

static const struct cyaml_schema_field actor_fields[] = {
	FIELD_ID("id", struct day_actor, id),
	FIELD_TEXT("label", struct day_actor, label),
	CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct day_actor, kind, kinds,
		CYAML_ARRAY_LEN(kinds)),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value actor_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct day_actor, actor_fields) };

static const struct cyaml_schema_field send_fields[] = {
	FIELD_TEXT("what", struct day_send, what),
	FIELD_ID("to", struct day_send, to),
	FIELD_TEXT("why", struct day_send, why),
	FIELD_TEXT("keep", struct day_send, keep),
	FIELD_TEXT("right", struct day_send, right),
	FIELD_ID("fiche", struct day_send, fiche),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value send_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct day_send, send_fields) };

static const struct cyaml_schema_field choice_fields[] = {
	FIELD_ID("id", struct day_choice, id),
	FIELD_TEXT("label", struct day_choice, label),
	FIELD_WHEN(struct day_choice),
	FIELD_LIST("set", CYAML_FLAG_OPTIONAL, struct day_choice, set, &schema_id, 0),
	CYAML_FIELD_INT("prudence", CYAML_FLAG_OPTIONAL, struct day_choice, prudence),
	CYAML_FIELD_INT("presence", CYAML_FLAG_OPTIONAL, struct day_choice, presence),
	FIELD_LIST("outcome", 0, struct day_choice, outcome, &paragraph_value, 0),
	FIELD_LIST("sends", CYAML_FLAG_OPTIONAL, struct day_choice, sends, &send_value, 0),
	CYAML_FIELD_STRING_PTR("echo", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL | SCHEMA_TEXT,
		struct day_choice, echo, 1, SCHEMA_STRING_MAX),
	FIELD_ID("next", struct day_choice, next),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value choice_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct day_choice, choice_fields) };

static const struct cyaml_schema_field scene_fields[] = {
	FIELD_ID("id", struct day_scene, id),
	FIELD_TEXT("time", struct day_scene, time),
	FIELD_TEXT("title", struct day_scene, title),
	FIELD_OTHER("tool", CYAML_FLAG_OPTIONAL, struct day_scene, tool),
	FIELD_OTHER("figure", CYAML_FLAG_OPTIONAL, struct day_scene, figure),
	FIELD_LIST("text", 0, struct day_scene, text, &paragraph_value, 1),
	FIELD_TEXT("question", struct day_scene, question),
	CYAML_FIELD_SEQUENCE("choices", CYAML_FLAG_POINTER, struct day_scene, choices, &choice_value, 1, 16),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value scene_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct day_scene, scene_fields) };

static const struct cyaml_schema_field ending_fields[] = {
	FIELD_ID("id", struct day_ending, id),
	FIELD_TEXT("title", struct day_ending, title),
	FIELD_WHEN(struct day_ending),
	FIELD_LIST("text", 0, struct day_ending, text, &paragraph_value, 1),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value ending_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct day_ending, ending_fields) };

static const struct cyaml_schema_field fields[] = {
	FIELD_ID("id", struct day_story, id),
	FIELD_TEXT("name", struct day_story, name),
	FIELD_TEXT("title", struct day_story, title),
	FIELD_TEXT("pitch", struct day_story, pitch),
	FIELD_ID("start", struct day_story, start),
	CYAML_FIELD_UINT("minutes", 0, struct day_story, minutes),
	FIELD_LIST("actors", 0, struct day_story, actors, &actor_value, 1),
	CYAML_FIELD_SEQUENCE("scenes", CYAML_FLAG_POINTER, struct day_story, scenes, &scene_value, 1, 200),
	CYAML_FIELD_SEQUENCE("endings", CYAML_FLAG_POINTER, struct day_story, endings, &ending_value, 1, 30),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct day_story, fields) };

static bool has_id(const struct node *list, const char *id)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(node_text(&list->child[i], "id"), id))
			return true;
	return false;
}

static void rule_when(const struct node *owner, struct faults *faults)
{
	const struct node *when = node_get(owner, "when");
	struct day_when read;

	for (size_t i = 0; when && i < when->count; i++)
		if (!day_when_read(when->child[i].text, &read))
			fault_add(faults, when->child[i].line,
				_("« %s » n'est pas une condition. Exemples : geoloc, !geoloc, prudence>=3, presence<=1, sends>=5."),
				when->child[i].text);
}

static void rule_paragraphs(const struct node *paragraphs, struct faults *faults)
{
	for (size_t i = 0; paragraphs && i < paragraphs->count; i++)
		rule_when(&paragraphs->child[i], faults);
}

static void rule_choice(const struct node *root, const struct node *choice, struct faults *faults)
{
	const struct node *next = node_get(choice, "next"), *sends = node_get(choice, "sends");
	const struct node *set = node_get(choice, "set");

	rule_when(choice, faults);
	rule_paragraphs(node_get(choice, "outcome"), faults);
	if (strcmp(next->text, "end") && !has_id(node_get(root, "scenes"), next->text))
		fault_add(faults, next->line, _("La scène « %s » n'existe pas : « next » nomme une scène, ou « end »."), next->text);
	for (size_t i = 0; sends && i < sends->count; i++) {
		const struct node *to = node_get(&sends->child[i], "to");

		if (!has_id(node_get(root, "actors"), to->text))
			fault_add(faults, to->line, _("« %s » n'est pas dans la liste « actors »."), to->text);
	}
	for (size_t i = 0; set && i < set->count; i++)
		if (!schema_is_id(set->child[i].text))
			fault_add(faults, set->child[i].line,
				_("L'identifiant « %.80s » ne convient pas : minuscules sans accent, chiffres et traits d'union."),
				set->child[i].text);
}

static void rule_scenes(const struct node *root, struct faults *faults)
{
	const struct node *scenes = node_get(root, "scenes"), *start = node_get(root, "start");

	reader_rule_ids(scenes, faults);
	if (!has_id(scenes, start->text))
		fault_add(faults, start->line, _("La scène « %s » n'existe pas : « start » nomme la première scène."), start->text);
	for (size_t i = 0; i < scenes->count; i++) {
		const struct node *choices = node_get(&scenes->child[i], "choices");

		rule_paragraphs(node_get(&scenes->child[i], "text"), faults);
		reader_rule_ids(choices, faults);
		for (size_t k = 0; k < choices->count; k++)
			rule_choice(root, &choices->child[k], faults);
	}
}

static void rules(const struct node *root, struct faults *faults)
{
	const struct node *endings = node_get(root, "endings");

	reader_rule_ids(node_get(root, "actors"), faults);
	rule_scenes(root, faults);
	reader_rule_ids(endings, faults);
	for (size_t i = 0; i < endings->count; i++) {
		bool last = i + 1 == endings->count;

		rule_when(&endings->child[i], faults);
		rule_paragraphs(node_get(&endings->child[i], "text"), faults);
		if (last == (node_count(&endings->child[i], "when") > 0))
			fault_add(faults, endings->child[i].line, last ? _("La dernière fin n'a pas de condition : elle sert quand aucune autre ne convient.")
				: _("Cette fin n'a pas de condition : celles qui suivent ne serviront jamais."));
	}
}

const struct reader_kind day_kind = { .name = "day", .folder = "day", .mark = "scenes", .top = &top,
	.rules = rules };

const struct day_entry *day_index(size_t *count)
{
	*count = sizeof index_days / sizeof *index_days;
	return index_days;
}

struct day_story *day_open(const char *id, struct error *why)
{
	return reader_open_id(&day_kind, id, why);
}

struct day_story *day_open_file(const char *path, struct error *why)
{
	return reader_open(&day_kind, path, why);
}

void day_close(struct day_story *story)
{
	reader_close(&day_kind, story);
}
