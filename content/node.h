/* node.h - a YAML file as a tree that remembers its lines, which loaded structs do not. One
 * document, no anchor, no alias, no tag, bounded in depth and size; every text is clean UTF-8. */
#ifndef CONTENT_NODE_H
#define CONTENT_NODE_H
#include <stdbool.h>
#include <stddef.h>

struct faults;

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };
enum { NODE_DEPTH_MAX = 12, NODES_MAX = 50000 };
struct node {
	enum node_kind kind;
	size_t line;               /* from 1 */
	size_t key_line;
	char *key;                 /* in a map; NULL elsewhere */
	char *text;                /* NODE_TEXT */
	bool quoted, one_line;     /* NODE_TEXT: in double quotes; on one line of the file */
	struct node *child;
	size_t count;
};

/* False and at least one fault when these bytes are no such tree; node_free() all the same. */
bool node_read(struct node *, const char *bytes, size_t n, struct faults *);
void node_free(struct node *);
/* Of a map, which may be NULL: the child under this key, or NULL; its text, "" when absent; its
 * whole number, and how many children it has, 0 when absent. */
const struct node *node_get(const struct node *map, const char *key);
const char *node_text(const struct node *map, const char *key);
int node_int(const struct node *map, const char *key);
size_t node_count(const struct node *map, const char *key);
#endif
