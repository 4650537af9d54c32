/* The tables libcyaml loads by, as JSON Schema draft 2020-12, for authors' editors. */
#include "base/text.h"
#include "content/lint.h"
#include "content/lint_inside.h"

static void line(struct text *out, unsigned depth, const char *words)
{
	text_addf(out, "\n%*s%s", (int)(2 * depth), "", words);
}

static void value(struct text *out, const struct cyaml_schema_value *v, const char *key,
	unsigned depth);

static void object(struct text *out, const struct cyaml_schema_value *v, unsigned depth)
{
	bool first = true;

	text_add(out, "\"type\": \"object\",");
	line(out, depth, "\"additionalProperties\": false,");
	line(out, depth, "\"required\": [");
	for (const struct cyaml_schema_field *f = v->mapping.fields; f->key; f++) {
		if (f->value.flags & CYAML_FLAG_OPTIONAL)
			continue;
		text_add(out, first ? "" : ", ");
		text_add_json(out, f->key);
		first = false;
	}
	text_add(out, "],");
	line(out, depth, "\"properties\": {");
	for (const struct cyaml_schema_field *f = v->mapping.fields; f->key; f++) {
		line(out, depth + 1, "");
		text_add_json(out, f->key);
		text_add(out, ": { ");
		value(out, &f->value, f->key, depth + 2);
		text_add(out, f[1].key ? " }," : " }");
	}
	line(out, depth, "}");
}

static void integer(struct text *out, const struct cyaml_schema_value *v, const char *key)
{
	int min, max;

	text_add(out, "\"type\": \"integer\"");
	if (schema_range(key, &min, &max))
		text_addf(out, ", \"minimum\": %d, \"maximum\": %d", min, max);
	else if (v->type == CYAML_UINT)
		text_add(out, ", \"minimum\": 0");
}

static void value(struct text *out, const struct cyaml_schema_value *v, const char *key,
	unsigned depth)
{
	switch (v->type) {
	case CYAML_MAPPING:
		object(out, v, depth);
		break;
	case CYAML_SEQUENCE:
		text_addf(out, "\"type\": \"array\", \"minItems\": %u, \"maxItems\": %u, \"items\": { ",
			v->sequence.min,
			v->sequence.max);
		value(out, v->sequence.entry, key, depth);
		text_add(out, " }");
		break;
	case CYAML_ENUM:
		text_add(out, "\"enum\": [");
		for (uint32_t i = 0; i < v->enumeration.count; i++) {
			text_add(out, i ? ", " : "");
			text_add_json(out, v->enumeration.strings[i].str);
		}
		text_add(out, "]");
		break;
	case CYAML_STRING:
		text_addf(out, "\"type\": \"string\", \"minLength\": %u, \"maxLength\": %u",
			v->string.min, v->string.max);
		break;
	default:
		integer(out, v, key);
	}
}

bool lint_schema(const char *kind, struct text *out)
{
	for (size_t i = 0; i < LINT_KINDS; i++) {
		if (strcmp(lint_kinds[i]->name, kind))
			continue;
		text_add(out, "{");
		line(out, 1, "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",");
		line(out, 1, "\"title\": ");
		text_add_json(out, kind);
		text_add(out, ",");
		line(out, 1, "");
		value(out, lint_kinds[i]->top, "", 1);
		text_add(out, "\n}\n");
		return true;
	}
	return false;
}
