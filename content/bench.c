#include "content/bench.h"

#include "content/node.h"
#include "content/reader.h"
#define CONTENT_INDEX_BENCHES
#include "content_index.h"

static const struct cyaml_strval verdicts[] = { { "fine", BENCH_FINE }, { "odd", BENCH_ODD } };

static const struct cyaml_schema_field line_fields[] = {
	FIELD_ID("id", struct bench_line, id),
	FIELD_TEXT("label", struct bench_line, label),
	CYAML_FIELD_ENUM("verdict", CYAML_FLAG_STRICT, struct bench_line, verdict, verdicts,
		CYAML_ARRAY_LEN(verdicts)),
	FIELD_TEXT("why", struct bench_line, why),
	FIELD_LIST("facts", CYAML_FLAG_OPTIONAL, struct bench_line, facts, &schema_id, 0),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value line_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct bench_line, line_fields) };

static const struct cyaml_schema_field fields[] = {
	FIELD_ID("id", struct bench, id),
	FIELD_TEXT("title", struct bench, title),
	FIELD_TEXT("pitch", struct bench, pitch),
	FIELD_ID("fiche", struct bench, fiche),
	FIELD_LIST("text", 0, struct bench, text, &fiche_paragraph, 1),
	FIELD_TEXT("prompt", struct bench, prompt),
	CYAML_FIELD_SEQUENCE("lines", CYAML_FLAG_POINTER, struct bench, lines, &line_value, 4, 10),
	FIELD_TEXT("outro", struct bench, outro),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bench, fields) };

static void rules(const struct node *root, struct faults *faults)
{
	reader_rule_ids(node_get(root, "lines"), faults);
}

const struct reader_kind bench_kind = { .name = "bench", .folder = "benches", .mark = "lines",
	.top = &top, .rules = rules };

struct bench *bench_open(const char *id, struct error *why)
{
	return reader_open_id(&bench_kind, id, why);
}

void bench_close(struct bench *b)
{
	reader_close(&bench_kind, b);
}

const struct bench_entry *bench_index(size_t *count)
{
	*count = CONTENT_BENCHES;
	return index_benches;
}
