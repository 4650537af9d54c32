#include "base/mem.h"
#include "observatory/server/inside.h"

/* Where each field stands in store_dims(): age, gender, region, month. A slice packs value + 1
 * in the same places, 0 being any. */
static const struct { unsigned shift, mask; } place[FIELDS] = {
	[PEOPLE_AGE] = { 8, 15 }, [PEOPLE_GENDER] = { 5, 7 }, [PEOPLE_REGION] = { 0, 31 },
	[BY_MONTH] = { 12, 0xfffff },
};

struct tally *tally_new(size_t questions)
{
	struct tally *t = mem_array(questions, sizeof *t);

	for (size_t i = 0; i < questions; i++) {
		t[i].cells.bytes = sizeof(struct cell);
		t[i].slices.bytes = sizeof(struct slice);
	}
	return t;
}

void tally_free(struct tally *t, size_t questions)
{
	for (size_t i = 0; t && i < questions; i++) {
		table_clear(&t[i].cells);
		table_clear(&t[i].slices);
	}
	free(t);
}

uint64_t tally_cell_key(uint32_t outcome, uint32_t dims, uint32_t epoch)
{
	return (uint64_t)outcome << 56 | (uint64_t)(epoch & 0xffffff) << 32 | dims;
}

unsigned tally_field(uint32_t dims, int field)
{
	return dims >> place[field].shift & place[field].mask;
}

uint32_t tally_slice_key(const int value[FIELDS])
{
	uint32_t key = 0;

	for (int f = 0; f < FIELDS; f++)
		key |= (uint32_t)(value[f] + 1) << place[f].shift;
	return key;
}

void tally_slices_of(uint32_t dims, uint32_t out[SLICES_OF_A_CELL])
{
	uint32_t part[FIELDS];
	size_t n = 0;

	for (int f = 0; f < FIELDS; f++)
		part[f] = (tally_field(dims, f) + 1) << place[f].shift;
	out[n++] = 0;
	for (int f = 0; f < FIELDS; f++) {
		out[n++] = part[f];
		for (int g = f + 1; g < FIELDS; g++)
			out[n++] = part[f] | part[g];
	}
}

static void count(struct tally *t, uint32_t outcome, const struct passage *p)
{
	struct cell *c = table_put(&t->cells, tally_cell_key(outcome, p->dims, p->epoch));

	c->n++;
	c->k ^= p->key;
}

bool tally_answer(struct tally *t, const struct question *q, const struct quiz_answer *answer,
	const struct passage *p)
{
	unsigned bits = catalogue_outcomes(q, answer);
	uint32_t slices[SLICES_OF_A_CELL];

	if (!answer->given || (!bits && !q->multi))
		return false;
	if (q->multi)
		count(t, RESPONDENTS, p);
	for (unsigned i = 0; i < q->outcomes; i++)
		if (bits >> i & 1)
			count(t, i + 1, p);
	tally_slices_of(p->dims, slices);
	for (int i = 0; i < SLICES_OF_A_CELL; i++) {
		struct slice *s = table_put(&t->slices, slices[i]);

		s->live_n++;
		s->sources |= (uint64_t)1 << (p->source & 63);
	}
	return true;
}

void tally_merge(struct tally *t, const struct tally *news)
{
	for (size_t i = 0; i < news->cells.count; i++) {
		const struct cell *from = table_at(&news->cells, i);
		struct cell *c = table_put(&t->cells, from->key);

		c->n += from->n;
		c->k ^= from->k;
	}
	for (size_t i = 0; i < news->slices.count; i++) {
		const struct slice *from = table_at(&news->slices, i);
		struct slice *s = table_put(&t->slices, from->key);

		s->live_n += from->live_n;
		s->sources |= from->sources;
	}
}
