#include "content/fiche.h"

#include "content/reader.h"
#define CONTENT_INDEX_FICHES
#include "content_index.h"

static const struct cyaml_schema_field paragraph_fields[] = {
	FIELD_TEXT("text", struct paragraph, text),
	FIELD_LIST("facts", CYAML_FLAG_OPTIONAL, struct paragraph, facts, &schema_id, 0),
	CYAML_FIELD_END
};
const struct cyaml_schema_value fiche_paragraph = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct paragraph, paragraph_fields) };

static const struct cyaml_schema_field link_fields[] = {
	FIELD_TEXT("label", struct fiche_link, label),
	FIELD_OTHER("url", 0, struct fiche_link, url),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value link_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct fiche_link, link_fields) };

static const struct cyaml_schema_field fields[] = {
	FIELD_ID("id", struct fiche, id),
	FIELD_TEXT("title", struct fiche, title),
	FIELD_TEXT("pitch", struct fiche, pitch),
	CYAML_FIELD_UINT("level", 0, struct fiche, level),
	CYAML_FIELD_UINT("minutes", 0, struct fiche, minutes),
	FIELD_ID("verified", struct fiche, verified),
	FIELD_LIST("topics", 0, struct fiche, topics, &schema_id, 0),
	FIELD_LIST("words", 0, struct fiche, words, &schema_word, 1),
	FIELD_LIST("see", 0, struct fiche, see, &schema_id, 0),
	FIELD_LIST("why", 0, struct fiche, why, &fiche_paragraph, 1),
	FIELD_LIST("gestures", 0, struct fiche, gestures, &fiche_paragraph, 1),
	FIELD_LIST("check", CYAML_FLAG_OPTIONAL, struct fiche, check, &fiche_paragraph, 0),
	FIELD_LIST("further", CYAML_FLAG_OPTIONAL, struct fiche, further, &fiche_paragraph, 0),
	FIELD_LIST("links", CYAML_FLAG_OPTIONAL, struct fiche, links, &link_value, 0),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct fiche, fields) };

const struct reader_kind fiche_kind = { .name = "fiche", .folder = "fiches", .mark = "gestures",
	.top = &top };

struct fiche *fiche_open(const char *id, struct error *why)
{
	return reader_open_id(&fiche_kind, id, why);
}

void fiche_close(struct fiche *f)
{
	reader_close(&fiche_kind, f);
}

const struct fiche_entry *fiche_index(size_t *count)
{
	*count = CONTENT_FICHES;
	return index_fiches;
}

const struct fiche_entry *fiche_entry(const char *id)
{
	size_t count;
	const struct fiche_entry *entry = fiche_index(&count);

	for (size_t i = 0; id && i < count; i++)
		if (!strcmp(entry[i].id, id))
			return &entry[i];
	return NULL;
}
