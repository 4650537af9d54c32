/* dataset.h - a statistic in memory <-> JSON-stat 2.0, CSV. Dimensions in order, the last varies
 * fastest; a cell has a value (percent, or a count) or is missing with a status letter.
 * Written for what the Observatory and Eurostat's dissemination API send; reading is bounded:
 * at most 8 dimensions, 4096 categories each, 200 000 cells, strings cleaned at the door. */
#ifndef OBSERVATORY_DATASET_H
#define OBSERVATORY_DATASET_H
#include <stdbool.h>
#include <stddef.h>

struct text;
struct error;

struct dataset_dim { char *id, *label; size_t count; char **code, **name; };
enum { DATASET_DIMS_MAX = 8 };
struct dataset {
	char *id, *label, *source, *updated, *href;
	char *note;                /* the sentence on volunteers, limits; may be NULL */
	char *from, *to;           /* months "2015-10", of the answers counted; may be NULL */
	bool demonstration;        /* synthetic: must be said wherever it is shown */
	bool multi;                /* shares may pass 100 % together */
	long base;                 /* respondents behind the whole, as published; -1 unknown */
	size_t dims;
	struct dataset_dim dim[DATASET_DIMS_MAX];
	size_t cells;
	double *value;             /* NAN where missing */
	char *status;              /* per cell: 0, 'c' confidential, 'u' low reliability... */
};
/* Usual dimensions of ours, in this order: measure (n, pct), [age|gender|geo|time,] outcome. */

struct dataset *dataset_new(const char *id, const char *label);
/* Adds a dimension of `count` categories (all strings are copied); dataset_seal() then makes the
 * cells. */
struct dataset_axis {
	const char *id, *label;
	size_t count;
	const char *const *code, *const *name;
};
void dataset_add_dim(struct dataset *, const struct dataset_axis *);
void dataset_seal(struct dataset *);
void dataset_free(struct dataset *);
int dataset_dim_index(const struct dataset *, const char *id);                 /* -1 */
int dataset_code_index(const struct dataset *, int dim, const char *code);     /* -1 */
size_t dataset_cell(const struct dataset *, const size_t *position);            /* by dimension */

void dataset_write_json(const struct dataset *, struct text *out);
/* One line a cell; each says whether it was made up, since a file is passed on without its page. */
void dataset_write_csv(const struct dataset *, struct text *out);
/* The caller frees with dataset_free(); NULL and *why when the bytes are no such dataset. */
struct dataset *dataset_read_json(const char *bytes, size_t n, struct error *why);
#endif
