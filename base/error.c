#include "base/error.h"

#include <stdarg.h>

#include "base/text.h"
#include "base/utf.h"

static void (*hook)(void);

void bug_set_hook(void (*restore)(void))
{
	hook = restore;
}

bool error_set(struct error *why, enum error_code code, const char *format, ...)
{
	struct text raw = TEXT(4096), clean = TEXT(4096);
	va_list args;

	if (!why || why->code)
		return false;
	va_start(args, format);
	text_addv(&raw, format, args);
	va_end(args);
	utf_clean(&clean, text_string(&raw), raw.bytes);
	why->code = code;
	if (clean.bytes >= sizeof why->text) {
		size_t cut = sizeof why->text - 1;

		while (cut && ((unsigned char)clean.at[cut] & 0xc0) == 0x80)
			cut--;
		text_cut(&clean, cut);
	}
	snprintf(why->text, sizeof why->text, "%s", text_string(&clean));
	text_free(&raw);
	text_free(&clean);
	return false;
}

void bug_report(const char *file, int line, const char *format, ...)
{
	va_list args;

	if (hook)
		hook();
	fprintf(stderr, "%s:%d: ", file, line);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}
