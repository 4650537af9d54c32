#include "base/text.h"

#include "base/mem.h"

const char *text_string(const struct text *t)
{
	return t->at ? t->at : "";
}

/* Room for n more bytes and the NUL; less than asked at the ceiling. Returns what fits. */
static size_t make_room(struct text *t, size_t n)
{
	size_t ceiling = t->ceiling ? t->ceiling : TEXT_CEILING;

	if (n > ceiling - t->bytes) {
		t->full = true;
		n = ceiling - t->bytes;
	}
	t->at = mem_grow(t->at, &t->room, t->bytes + n + 1, 1);
	return n;
}

bool text_add_bytes(struct text *t, const char *bytes, size_t n)
{
	size_t fits = make_room(t, n);

	/* Never half a character: back to the start of the one that does not fit. */
	if (fits < n)
		while (fits && ((unsigned char)bytes[fits] & 0xc0) == 0x80)
			fits--;
	if (fits)
		memcpy(t->at + t->bytes, bytes, fits);
	t->bytes += fits;
	t->at[t->bytes] = 0;
	return fits == n;
}

bool text_add(struct text *t, const char *string)
{
	return text_add_bytes(t, string, strlen(string));
}

bool text_addv(struct text *t, const char *format, va_list args)
{
	char small[512], *large;
	va_list again;
	bool whole;
	int n;

	va_copy(again, args);
	n = vsnprintf(small, sizeof small, format, args);
	if (n < (int)sizeof small) {
		va_end(again);
		return n < 0 ? false : text_add_bytes(t, small, (size_t)n);
	}
	large = mem_alloc((size_t)n + 1);
	vsnprintf(large, (size_t)n + 1, format, again);
	va_end(again);
	whole = text_add_bytes(t, large, (size_t)n);
	free(large);
	return whole;
}

bool text_addf(struct text *t, const char *format, ...)
{
	va_list args;
	bool whole;

	va_start(args, format);
	whole = text_addv(t, format, args);
	va_end(args);
	return whole;
}

bool text_add_json(struct text *t, const char *value)
{
	bool whole = text_add(t, "\"");

	for (const char *at = value; *at && whole; at++) {
		unsigned char c = (unsigned char)*at;

		if (c == '"' || c == '\\')
			whole = text_addf(t, "\\%c", c);
		else if (c == '\n')
			whole = text_add(t, "\\n");
		else if (c < ' ')
			whole = text_addf(t, "\\u%04x", c);
		else
			whole = text_add_bytes(t, at, 1);
	}
	return text_add(t, "\"") && whole;
}

void text_cut(struct text *t, size_t bytes)
{
	if (bytes >= t->bytes)
		return;
	t->bytes = bytes;
	t->at[bytes] = 0;
}

void text_clear(struct text *t)
{
	text_cut(t, 0);
	t->full = false;
}

char *text_take(struct text *t)
{
	char *taken = t->at ? t->at : mem_dup("");

	t->at = NULL;
	t->bytes = t->room = 0;
	t->full = false;
	return taken;
}

void text_free(struct text *t)
{
	free(t->at);
	t->at = NULL;
	t->bytes = t->room = 0;
}

void text_wipe(struct text *t)
{
	if (t->at)
		explicit_bzero(t->at, t->room);
	text_free(t);
}
