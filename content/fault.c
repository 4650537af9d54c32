#include "content/fault.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"

void fault_add(struct faults *f, size_t line, const char *format, ...)
{
	struct text raw = TEXT(4096), clean = TEXT(4096);
	va_list args;

	if (f->count >= FAULTS_MAX)
		return;
	va_start(args, format);
	text_addv(&raw, format, args);
	va_end(args);
	utf_clean(&clean, text_string(&raw), raw.bytes);
	f->fault = mem_grow(f->fault, &f->room, f->count + 1, sizeof *f->fault);
	f->fault[f->count++] = (struct fault){ line, text_take(&clean) };
	text_free(&raw);
}

void faults_sort(struct faults *f)
{
	for (size_t i = 1; i < f->count; i++) {
		struct fault moved = f->fault[i];
		size_t k = i;

		for (; k && f->fault[k - 1].line > moved.line; k--)
			f->fault[k] = f->fault[k - 1];
		f->fault[k] = moved;
	}
}

void faults_free(struct faults *f)
{
	for (size_t i = 0; i < f->count; i++)
		free(f->fault[i].text);
	free(f->fault);
	*f = (struct faults){ 0 };
}
