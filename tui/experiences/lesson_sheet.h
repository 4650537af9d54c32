/* lesson_sheet.h - a facilitator's sheet, shared by lesson.c (page by page) and lesson_print.c (for
 * a printer). */
#ifndef TUI_EXPERIENCES_LESSON_SHEET_H
#define TUI_EXPERIENCES_LESSON_SHEET_H
#include "content/lesson.h"

struct text;

/* When a step begins, in minutes from the start. */
unsigned lesson_minute(const struct lesson *, unsigned step);
/* The whole sheet, wrapped, in what the terminal can show. */
void lesson_print(const struct lesson *, struct text *out);
#endif
