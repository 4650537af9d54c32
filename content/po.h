/* po.h - a catalogue of translations as its translator wrote it (locale/en.po): lint compares it
 * with the content before msgfmt makes it a program's. Reads what gettext's tools write;
 * anything else is skipped. */
#ifndef CONTENT_PO_H
#define CONTENT_PO_H
#include <stddef.h>

struct error;

struct po_entry { char *id, *translation; };   /* translation "": none yet, or fuzzy */
struct po {
	struct po_entry *entry;                /* sorted by id */
	size_t count, room;
};
struct po *po_open(const char *path, struct error *why);
void po_close(struct po *);
const char *po_find(const struct po *, const char *id);  /* "" when absent or not translated */
#endif
