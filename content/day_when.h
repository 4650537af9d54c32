/* day_when.h - one condition of a day, read. For the engine, which must believe it, and for
 * lint, which must not. */
#ifndef CONTENT_DAY_WHEN_H
#define CONTENT_DAY_WHEN_H
#include <stdbool.h>

enum day_subject { DAY_FLAG, DAY_PRUDENCE, DAY_PRESENCE, DAY_SENDS };
struct day_when {
	enum day_subject subject;
	const char *flag;          /* DAY_FLAG: inside the condition's own bytes */
	bool negated;              /* DAY_FLAG: must not be set */
	bool at_most;              /* numbers: <= instead of >= */
	int number;
};
/* False when it is no condition. */
bool day_when_read(const char *condition, struct day_when *);
/* Does it hold for these numbers and, for a flag, `set`? */
bool day_when_holds(const struct day_when *, const int number[static 4], bool set);
#endif
