#include "content/glossary.h"

#include "content/node.h"
#include "content/reader.h"

static const struct cyaml_schema_field word_fields[] = {
	FIELD_ID("id", struct glossary_word, id),
	FIELD_TEXT("word", struct glossary_word, word),
	FIELD_TEXT("says", struct glossary_word, says),
	FIELD_LIST("see", 0, struct glossary_word, see, &schema_id, 0),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value word_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct glossary_word, word_fields) };
static const struct cyaml_schema_field fields[] = {
	FIELD_LIST("words", 0, struct glossary, words, &word_value, 1),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct glossary, fields) };

static void rules(const struct node *root, struct faults *faults)
{
	reader_rule_ids(node_get(root, "words"), faults);
}

const struct reader_kind glossary_kind = { .name = "glossary", .folder = "", .file = "glossary",
	.mark = "words", .top = &top, .rules = rules };

struct glossary *glossary_open(struct error *why)
{
	return reader_open_id(&glossary_kind, glossary_kind.file, why);
}

void glossary_close(struct glossary *glossary)
{
	reader_close(&glossary_kind, glossary);
}

const struct glossary_word *glossary_find(const struct glossary *glossary, const char *id)
{
	for (unsigned i = 0; i < glossary->words_count; i++)
		if (!strcmp(glossary->words[i].id, id))
			return &glossary->words[i];
	return NULL;
}
