#include "observatory/server/query.h"

#include <stdbool.h>

#include "base/utf.h"

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Decodes in place up to `end`. A '/' that was encoded would change what the path means. */
static bool decode(char *at, const char *end, bool in_path)
{
	char *out = at, *start = at;

	for (; at < end; at++) {
		char c = *at;

		if (c == '%') {
			int high = hex(at[1]), low = high < 0 ? -1 : hex(at[2]);

			if (low < 0)
				return false;
			c = (char)(high << 4 | low);
			at += 2;
			if (in_path && c == '/')
				return false;
		} else if (c == '+' && !in_path) {
			c = ' ';
		}
		if ((unsigned char)c < ' ' || c == 127)
			return false;
		*out++ = c;
	}
	*out = 0;
	return utf_valid(start, (size_t)(out - start)) && utf_is_clean(start);
}

/* "http://host/path" is a target too (RFC 9112, 3.2.2); where its path begins. */
static const char *path_of(const char *target)
{
	const char *slash;

	if (strncasecmp(target, "http://", 7))
		return target;
	slash = target + 7 + strcspn(target + 7, "/?#");
	return *slash == '/' ? slash : "/";
}

static enum query_fault read_param(struct query *q, char *at, char *end)
{
	char *equal = memchr(at, '=', (size_t)(end - at)), *value = equal ? equal + 1 : end;

	if (q->count == QUERY_PARAMS)
		return QUERY_MANY;
	if (equal)
		*equal = 0;
	if (!decode(at, equal ? equal : end, false) || !decode(value, end, false))
		return QUERY_MALFORMED;
	if (query_value(q, at)) {
		q->fault = at;
		return QUERY_REPEATED;
	}
	q->param[q->count].name = at;
	q->param[q->count++].value = value;
	return QUERY_GOOD;
}

enum query_fault query_read(struct query *q, const char *target)
{
	size_t n = strlen(target);
	char *question, *at;

	q->count = 0;
	q->path = q->fault = "";
	if (n > QUERY_TARGET_MAX)
		return QUERY_LONG;
	/* Raw controls and spaces are never legal; '#' is never sent. */
	for (const char *c = target; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 127 || *c == '#')
			return QUERY_MALFORMED;
	target = path_of(target);
	n = strlen(target);
	memcpy(q->bytes, target, n + 1);
	question = strchr(q->bytes, '?');
	at = question ? question + 1 : NULL;
	if (question)
		*question = 0;
	if (!decode(q->bytes, q->bytes + strlen(q->bytes), true))
		return QUERY_MALFORMED;
	q->path = q->bytes;
	while (at && *at) {
		char *end = at + strcspn(at, "&"), *next = *end ? end + 1 : NULL;
		enum query_fault fault;

		*end = 0;
		fault = read_param(q, at, end);
		if (fault)
			return fault;
		at = next;
	}
	return *q->path == '/' || !strcmp(q->path, "*") ? QUERY_GOOD : QUERY_MALFORMED;
}

const char *query_value(const struct query *q, const char *name)
{
	for (size_t i = 0; i < q->count; i++)
		if (!strcmp(q->param[i].name, name))
			return q->param[i].value;
	return NULL;
}
