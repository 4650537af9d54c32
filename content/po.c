#include "content/po.h"

#include "base/mem.h"
#include "base/place.h"
#include "base/text.h"

enum { PO_BYTES_MAX = 1 << 24 };

enum part { PART_NONE, PART_CONTEXT, PART_ID, PART_TRANSLATION };

struct reading {
	struct po *po;
	struct text id, translation;
	enum part part;
	bool context, fuzzy;
};

static void keep(struct reading *r)
{
	struct po *po = r->po;

	if (r->id.bytes && !r->context) {
		po->entry = mem_grow(po->entry, &po->room, po->count + 1, sizeof *po->entry);
		po->entry[po->count++] = (struct po_entry){ mem_dup(text_string(&r->id)),
			mem_dup(r->fuzzy ? "" : text_string(&r->translation)) };
	}
	text_clear(&r->id);
	text_clear(&r->translation);
	r->part = PART_NONE;
	r->context = r->fuzzy = false;
}

/* What stands between the quotes of a line, unescaped. */
static void quoted(struct text *out, const char *line, const char *end)
{
	const char *at = memchr(line, '"', (size_t)(end - line));

	for (at = at ? at + 1 : end; at < end && *at != '"'; at++) {
		char c = *at;

		if (c == '\\' && at + 1 < end) {
			at++;
			c = *at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
		}
		text_add_bytes(out, &c, 1);
	}
}

static bool begins(const char *line, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - line) >= n && !memcmp(line, word, n);
}

static void read_line(struct reading *r, const char *line, const char *end)
{
	if (begins(line, end, "#")) {
		/* Comments stand before their entry: the last one is complete. */
		if (r->part == PART_TRANSLATION)
			keep(r);
		for (const char *at = line; begins(line, end, "#,") && at + 5 <= end; at++)
			r->fuzzy |= !memcmp(at, "fuzzy", 5);
		return;
	}
	if (begins(line, end, "msgctxt ") || begins(line, end, "msgid ")) {
		if (r->part == PART_TRANSLATION)
			keep(r);
		r->part = line[3] == 'c' ? PART_CONTEXT : PART_ID;
		r->context |= r->part == PART_CONTEXT;
	} else if (begins(line, end, "msgstr ") || begins(line, end, "msgstr[0]")) {
		r->part = PART_TRANSLATION;
	} else if (begins(line, end, "msg")) {
		r->part = PART_CONTEXT; /* other plurals: read and forgotten */
	}
	if (r->part == PART_ID)
		quoted(&r->id, line, end);
	else if (r->part == PART_TRANSLATION)
		quoted(&r->translation, line, end);
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct po_entry *)a)->id, ((const struct po_entry *)b)->id);
}

static int is_id(const void *id, const void *entry)
{
	return strcmp(id, ((const struct po_entry *)entry)->id);
}

struct po *po_open(const char *path, struct error *why)
{
	struct text bytes = TEXT(PO_BYTES_MAX + 1);
	struct reading r = { .id = TEXT(1 << 16), .translation = TEXT(1 << 16) };
	const char *at, *stop;

	if (!place_read(path, PO_BYTES_MAX, &bytes, why)) {
		text_free(&bytes);
		return NULL;
	}
	r.po = mem_alloc(sizeof *r.po);
	at = text_string(&bytes);
	for (stop = at + bytes.bytes; at < stop;) {
		const char *end = memchr(at, '\n', (size_t)(stop - at));

		end = end ? end : stop;
		read_line(&r, at, end);
		at = end + 1;
	}
	keep(&r);
	if (r.po->count)
		qsort(r.po->entry, r.po->count, sizeof *r.po->entry, by_id);
	text_free(&r.id);
	text_free(&r.translation);
	text_free(&bytes);
	return r.po;
}

void po_close(struct po *po)
{
	for (size_t i = 0; po && i < po->count; i++) {
		free(po->entry[i].id);
		free(po->entry[i].translation);
	}
	if (po)
		free(po->entry);
	free(po);
}

const char *po_find(const struct po *po, const char *id)
{
	const struct po_entry *found = po->count
		? bsearch(id, po->entry, po->count, sizeof *po->entry, is_id) : NULL;

	return found ? found->translation : "";
}
