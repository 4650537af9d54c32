/* schema.h - the tables that libcyaml loads by, read in two more ways: they check a tree with
 * its lines, and they become a JSON Schema. What cyaml's types cannot say is here: which strings
 * are read by people, which are ids, and the range of a number (by its key: a key means the same
 * everywhere). */
#ifndef CONTENT_SCHEMA_H
#define CONTENT_SCHEMA_H
#include <cyaml/cyaml.h>
#include <stdbool.h>

struct faults;
struct node;

/* How cyaml would write a value is free for our own use, since we never write: between double
 * quotes what people read, plain what programs read. */
enum { SCHEMA_TEXT = CYAML_FLAG_SCALAR_QUOTE_DOUBLE, SCHEMA_ID = CYAML_FLAG_SCALAR_PLAIN };
enum { SCHEMA_STRING_MAX = 4000, SCHEMA_LIST_MAX = 1000 };

#define FIELD_TEXT(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | SCHEMA_TEXT, type, member, 1, \
		SCHEMA_STRING_MAX)
#define FIELD_ID(key, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | SCHEMA_ID, type, member, 1, 80)
#define FIELD_OTHER(key, flags, type, member) \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER | (flags), type, member, 0, SCHEMA_STRING_MAX)
#define FIELD_LIST(key, flags, type, member, entry, least) \
	CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | (flags), type, member, entry, least, \
		SCHEMA_LIST_MAX)

extern const struct cyaml_schema_value schema_id;   /* an entry of a list of ids */
extern const struct cyaml_schema_value schema_word; /* an entry of a list of words for people */

/* Every difference between a tree and its table. `strict`, for lint: keys in the table's order,
 * texts between double quotes on one line (content/index.awk relies on it). True when nothing
 * was added. */
bool schema_check(const struct cyaml_schema_value *, const struct node *, bool strict,
	struct faults *);
/* The range of the integer under this key; false when any will do. */
bool schema_range(const char *key, int *min, int *max);
/* Lower case letters, digits and single hyphens between them. */
bool schema_is_id(const char *);
/* The table of a child under this key, or NULL. */
const struct cyaml_schema_value *schema_child(const struct cyaml_schema_value *map,
	const char *key);
#endif
