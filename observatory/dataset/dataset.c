#include "observatory/dataset/dataset.h"

#include <math.h>

#include "base/error.h"
#include "base/mem.h"

struct dataset *dataset_new(const char *id, const char *label)
{
	struct dataset *d = mem_alloc(sizeof *d);

	d->id = mem_dup(id);
	d->label = mem_dup(label);
	d->base = -1;
	return d;
}

void dataset_add_dim(struct dataset *d, const struct dataset_axis *axis)
{
	struct dataset_dim *dim;

	if (d->dims == DATASET_DIMS_MAX || !axis->count || d->value)
		BUG("dimension %s does not fit", axis->id);
	dim = &d->dim[d->dims++];
	*dim = (struct dataset_dim){ .id = mem_dup(axis->id), .label = mem_dup(axis->label),
		.count = axis->count };
	dim->code = mem_array(axis->count, sizeof *dim->code);
	dim->name = mem_array(axis->count, sizeof *dim->name);
	for (size_t i = 0; i < axis->count; i++) {
		dim->code[i] = mem_dup(axis->code[i]);
		dim->name[i] = mem_dup(axis->name[i]);
	}
}

void dataset_seal(struct dataset *d)
{
	d->cells = 1;
	for (size_t i = 0; i < d->dims; i++)
		d->cells *= d->dim[i].count;
	d->value = mem_array(d->cells, sizeof *d->value);
	d->status = mem_array(d->cells, sizeof *d->status);
	for (size_t i = 0; i < d->cells; i++)
		d->value[i] = NAN;
}

void dataset_free(struct dataset *d)
{
	if (!d)
		return;
	for (size_t i = 0; i < d->dims; i++) {
		struct dataset_dim *dim = &d->dim[i];

		for (size_t k = 0; k < dim->count; k++) {
			free(dim->code[k]);
			free(dim->name[k]);
		}
		free(dim->code);
		free(dim->name);
		free(dim->id);
		free(dim->label);
	}
	free(d->id);
	free(d->label);
	free(d->source);
	free(d->updated);
	free(d->href);
	free(d->note);
	free(d->from);
	free(d->to);
	free(d->value);
	free(d->status);
	free(d);
}

int dataset_dim_index(const struct dataset *d, const char *id)
{
	for (size_t i = 0; i < d->dims; i++)
		if (!strcmp(d->dim[i].id, id))
			return (int)i;
	return -1;
}

int dataset_code_index(const struct dataset *d, int dim, const char *code)
{
	if (dim < 0 || (size_t)dim >= d->dims)
		return -1;
	for (size_t i = 0; i < d->dim[dim].count; i++)
		if (!strcmp(d->dim[dim].code[i], code))
			return (int)i;
	return -1;
}

size_t dataset_cell(const struct dataset *d, const size_t *position)
{
	size_t cell = 0;

	for (size_t i = 0; i < d->dims; i++) {
		if (position[i] >= d->dim[i].count)
			BUG("%s has no category %zu", d->dim[i].id, position[i]);
		cell = cell * d->dim[i].count + position[i];
	}
	return cell;
}
