/* people.h - who answers, in the Observatory's own codes: age bands, genders, regions, channels.
 * Labels are French msgids. Regions are Eurostat's codes for the 18 French regions. */
#ifndef OBSERVATORY_CATALOGUE_PEOPLE_H
#define OBSERVATORY_CATALOGUE_PEOPLE_H
#include <stddef.h>

struct people_code { const char *code, *label; };
enum people_dim { PEOPLE_AGE, PEOPLE_GENDER, PEOPLE_REGION, PEOPLE_DIMS };
enum { PEOPLE_UNKNOWN = 0 };       /* index 0 of each list is "na": not said */

/* age: na 11-14 15-17 18-30 31-45 46-60 61-75 76-plus. gender: na f m o. region: na, then the 18
 * codes from FR1 to FRY5. */
const struct people_code *people_codes(enum people_dim, size_t *count);
int people_index(enum people_dim, const char *code);       /* -1 if unknown */
const char *people_dim_id(enum people_dim);                 /* "age", "gender", "geo" */
const char *people_dim_label(enum people_dim);              /* msgid */
int people_dim_find(const char *id);                        /* -1 if unknown */
#endif
