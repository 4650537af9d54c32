#include "content/fact.h"

#include "content/reader.h"
#define CONTENT_INDEX_FACTS
#include "content_index.h"

static const struct cyaml_strval confidences[] = { { "A", FACT_A }, { "B", FACT_B },
	{ "C", FACT_C } };

static const struct cyaml_schema_field fact_fields[] = {
	FIELD_ID("id", struct fact, id),
	FIELD_OTHER("claim", 0, struct fact, claim),
	FIELD_OTHER("year", 0, struct fact, year),
	FIELD_OTHER("population", 0, struct fact, population),
	FIELD_OTHER("source", 0, struct fact, source),
	FIELD_OTHER("url", 0, struct fact, url),
	CYAML_FIELD_ENUM("confidence", CYAML_FLAG_STRICT, struct fact, confidence, confidences,
		CYAML_ARRAY_LEN(confidences)),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value fact_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct fact, fact_fields) };
static const struct cyaml_schema_field fields[] = {
	CYAML_FIELD_SEQUENCE("facts", CYAML_FLAG_POINTER, struct facts, facts, &fact_value, 1, 5000),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct facts, fields) };

const struct reader_kind facts_kind = { .name = "facts", .folder = "", .file = "facts",
	.mark = "facts", .top = &top };

struct facts *facts_open(struct error *why)
{
	return reader_open_id(&facts_kind, facts_kind.file, why);
}

void facts_close(struct facts *facts)
{
	reader_close(&facts_kind, facts);
}

const struct fact *fact_find(const struct facts *facts, const char *id)
{
	for (unsigned i = 0; i < facts->facts_count; i++)
		if (!strcmp(facts->facts[i].id, id))
			return &facts->facts[i];
	return NULL;
}

const struct fact_entry *fact_entry(const char *id)
{
	for (size_t i = 0; i < sizeof index_facts / sizeof *index_facts; i++)
		if (!strcmp(index_facts[i].id, id))
			return &index_facts[i];
	return NULL;
}
