#include "content/letter.h"

#include "base/i18n.h"
#include "base/text.h"
#include "content/fault.h"
#include "content/letter_field.h"
#include "content/node.h"
#include "content/reader.h"
#define CONTENT_INDEX_LETTERS
#include "content_index.h"

static const struct cyaml_strval needs[] = { { "required", LETTER_REQUIRED },
	{ "optional", LETTER_OPTIONAL } };
static const struct cyaml_strval kinds[] = { { "line", LETTER_LINE }, { "date", LETTER_DATE } };

static const struct cyaml_schema_field field_fields[] = {
	FIELD_ID("id", struct letter_field, id),
	FIELD_TEXT("ask", struct letter_field, ask),
	CYAML_FIELD_STRING_PTR("hint", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL | SCHEMA_TEXT,
		struct letter_field, hint, 1, SCHEMA_STRING_MAX),
	CYAML_FIELD_ENUM("need", CYAML_FLAG_STRICT, struct letter_field, need, needs,
		CYAML_ARRAY_LEN(needs)),
	CYAML_FIELD_ENUM("kind", CYAML_FLAG_STRICT, struct letter_field, kind, kinds,
		CYAML_ARRAY_LEN(kinds)),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value field_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct letter_field, field_fields) };

/* No facts here: what a letter claims, it claims as a whole. */
static const struct cyaml_schema_field body_fields[] = {
	FIELD_TEXT("text", struct paragraph, text),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value body_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct paragraph, body_fields) };

static const struct cyaml_schema_field fields[] = {
	FIELD_ID("id", struct letter, id),
	FIELD_TEXT("title", struct letter, title),
	FIELD_TEXT("pitch", struct letter, pitch),
	FIELD_ID("fiche", struct letter, fiche),
	FIELD_LIST("facts", 0, struct letter, facts, &schema_id, 0),
	CYAML_FIELD_SEQUENCE("fields", CYAML_FLAG_POINTER, struct letter, fields, &field_value, 1, 16),
	FIELD_LIST("body", 0, struct letter, body, &body_value, 1),
	FIELD_LIST("after", 0, struct letter, after, &fiche_paragraph, 0),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value top = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct letter, fields) };

const char *letter_field_next(const char *text, size_t *bytes)
{
	const char *at = strchr(text, '{');

	for (; at; at = strchr(at + 1, '{')) {
		*bytes = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
		if (*bytes && at[*bytes + 1] == '}')
			return at;
	}
	return NULL;
}

static bool is_named(const struct node *list, const char *id, size_t bytes)
{
	for (size_t i = 0; i < list->count; i++) {
		const char *name = node_text(&list->child[i], "id");

		if (!strncmp(name, id, bytes) && !name[bytes])
			return true;
	}
	return false;
}

static void rules(const struct node *root, struct faults *faults)
{
	const struct node *list = node_get(root, "fields"), *body = node_get(root, "body");
	size_t bytes;

	reader_rule_ids(list, faults);
	for (size_t i = 0; i < body->count; i++) {
		const struct node *text = node_get(&body->child[i], "text");

		for (const char *at = text->text; (at = letter_field_next(at, &bytes)); at += bytes + 2)
			if (!is_named(list, at + 1, bytes))
				fault_add(faults, text->line, _("Le champ « %.*s » n'est pas dans la liste « fields »."),
					(int)bytes, at + 1);
	}
}

const struct reader_kind letter_kind = { .name = "letter", .folder = "letters", .mark = "fields",
	.top = &top, .rules = rules };

struct letter *letter_open(const char *id, struct error *why)
{
	return reader_open_id(&letter_kind, id, why);
}

void letter_close(struct letter *l)
{
	reader_close(&letter_kind, l);
}

/* What the person gave for the field named at `id`; NULL when no field has this name. */
static const char *given(const struct letter *l, const char *const *value, const char *id,
	size_t bytes)
{
	for (unsigned i = 0; i < l->fields_count; i++)
		if (!strncmp(l->fields[i].id, id, bytes) && !l->fields[i].id[bytes])
			return value[i];
	return NULL;
}

static bool is_left_out(const struct letter *l, const char *const *value, const char *text)
{
	size_t bytes, named = 0;

	for (const char *at = text; (at = letter_field_next(at, &bytes)); at += bytes + 2) {
		const char *said = given(l, value, at + 1, bytes);

		if (said && *said)
			return false;
		named += said != NULL;
	}
	return named > 0;
}

/* One pass: what a person types is never read again, so that braces in it mean nothing. */
static void fill(const struct letter *l, const char *const *value, const char *text,
	struct text *out)
{
	size_t bytes;

	for (const char *at; (at = letter_field_next(text, &bytes)); text = at + bytes + 2) {
		const char *said = given(l, value, at + 1, bytes);

		text_add_bytes(out, text, (size_t)(at - text));
		if (said)
			text_add(out, said);
		else
			text_add_bytes(out, at, bytes + 2);
	}
	text_add(out, text);
}

void letter_write(const struct letter *l, const char *const *value, struct text *out)
{
	bool first = true;

	for (unsigned i = 0; i < l->body_count; i++) {
		const char *text = _(l->body[i].text);

		if (is_left_out(l, value, text))
			continue;
		text_add(out, first ? "" : "\n\n");
		fill(l, value, text, out);
		first = false;
	}
}

const struct letter_entry *letter_index(size_t *count)
{
	*count = CONTENT_LETTERS;
	return index_letters;
}
