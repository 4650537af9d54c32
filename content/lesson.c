#include "content/lesson.h"

#include "content/node.h"
#include "content/reader.h"
#define CONTENT_INDEX_LESSONS
#include "content_index.h"

static const struct cyaml_schema_field step_fields[] = {
	CYAML_FIELD_UINT("minutes", 0, struct lesson_step, minutes),
	FIELD_TEXT("title", struct lesson_step, title),
	FIELD_LIST("text", 0, struct lesson_step, text, &fiche_paragraph, 1),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value step_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct lesson_step, step_fields) };

static const struct cyaml_schema_field option_fields[] = {
	FIELD_ID("id", struct lesson_option, id),
	FIELD_TEXT("label", struct lesson_option, label),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value option_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct lesson_option, option_fields) };

static const struct cyaml_schema_field question_fields[] = {
	FIELD_ID("id", struct lesson_question, id),
	FIELD_TEXT("prompt", struct lesson_question, prompt),
	CYAML_FIELD_SEQUENCE("options", CYAML_FLAG_POINTER, struct lesson_question, options,
		&option_value, 2, 5),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value question_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct lesson_question, question_fields) };

static const struct cyaml_schema_field fields[] = {
	FIELD_ID("id", struct lesson, id),
	FIELD_TEXT("title", struct lesson, title),
	FIELD_TEXT("pitch", struct lesson, pitch),
	CYAML_FIELD_UINT("minutes", 0, struct lesson, minutes),
	FIELD_LIST("goals", 0, struct lesson, goals, &fiche_paragraph, 1),
	FIELD_LIST("before", 0, struct lesson, before, &fiche_paragraph, 1),
	FIELD_LIST("steps", 0, struct lesson, steps, &step_value, 1),
	FIELD_LIST("debate", 0, struct lesson, debate, &fiche_paragraph, 1),
	FIELD_LIST("after", 0, struct lesson, after, &fiche_paragraph, 1),
	FIELD_LIST("questions", 0, struct lesson, questions, &question_value, 1),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct lesson, fields) };

static void rules(const struct node *root, struct faults *faults)
{
	const struct node *questions = node_get(root, "questions");

	reader_rule_ids(questions, faults);
	for (size_t i = 0; i < questions->count; i++)
		reader_rule_ids(node_get(&questions->child[i], "options"), faults);
}

const struct reader_kind lesson_kind = { .name = "lesson", .folder = "lessons",
	.mark = "questions", .top = &top, .rules = rules };

struct lesson *lesson_open(const char *id, struct error *why)
{
	return reader_open_id(&lesson_kind, id, why);
}

void lesson_close(struct lesson *l)
{
	reader_close(&lesson_kind, l);
}

const struct lesson_entry *lesson_index(size_t *count)
{
	*count = CONTENT_LESSONS;
	return index_lessons;
}
