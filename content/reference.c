#include "content/reference.h"

#include "base/mem.h"
#include "content/reader.h"

static const struct cyaml_schema_field row_fields[] = {
	FIELD_ID("question", struct reference_row, question),
	FIELD_OTHER("option", SCHEMA_ID, struct reference_row, option),
	CYAML_FIELD_UINT("percent", 0, struct reference_row, percent),
	FIELD_OTHER("age", SCHEMA_ID | CYAML_FLAG_OPTIONAL, struct reference_row, age),
	FIELD_ID("fact", struct reference_row, fact),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value row_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct reference_row, row_fields) };
static const struct cyaml_schema_field fields[] = {
	CYAML_FIELD_SEQUENCE("rows", CYAML_FLAG_POINTER, struct reference, rows, &row_value, 0, 5000),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct reference, fields) };

const struct reader_kind reference_kind = { .name = "reference", .folder = "indicators",
	.file = "reference", .mark = "rows", .top = &top };

struct reference *reference_open(struct error *why)
{
	struct reference *reference = reader_open_id(&reference_kind, reference_kind.file, why);

	for (unsigned i = 0; reference && i < reference->rows_count; i++)
		if (!reference->rows[i].age)
			reference->rows[i].age = mem_dup("");
	return reference;
}

void reference_close(struct reference *reference)
{
	reader_close(&reference_kind, reference);
}

const struct reference_row *reference_find(const struct reference *reference, const char *question,
	const char *option, const char *age)
{
	for (unsigned i = 0; i < reference->rows_count; i++) {
		const struct reference_row *row = &reference->rows[i];

		if (!strcmp(row->question, question) && !strcmp(row->option, option)
				&& !strcmp(row->age, age))
			return row;
	}
	return NULL;
}
