/* What the Observatory, or who pretends to be, may send: read, written, read again, drawn. */
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"
#include "observatory/dataset/dataset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void draw(struct chart *c, size_t width)
{
	struct text out = TEXT(1 << 20);

	if (!c)
		return;
	if (!*c->told || !utf_is_clean(c->told) || !c->source)
		BUG("a chart says nothing that may be shown");
	chart_print(c, width, width & 1, &out);
	if (!out.full && !utf_is_clean(text_string(&out)))
		BUG("a picture is not clean");
	text_free(&out);
	chart_free(c);
}

static void write_again(const struct dataset *d)
{
	struct text once = TEXT(1 << 24), twice = TEXT(1 << 24);
	struct error why = { 0 };
	struct dataset *again;

	dataset_write_json(d, &once);
	again = dataset_read_json(text_string(&once), once.bytes, &why);
	if (!again)
		BUG("what we write we do not read: %s", why.text);
	dataset_write_json(again, &twice);
	if (strcmp(text_string(&once), text_string(&twice)))
		BUG("written twice, not the same");
	text_clear(&once);
	dataset_write_csv(d, &once);
	dataset_free(again);
	text_free(&once);
	text_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error why = { 0 };
	struct dataset *d = dataset_read_json((const char *)data, size, &why);
	int outcome;

	if (!d) {
		if (!why.code || !why.text[0])
			BUG("refused without a word");
		return 0;
	}
	write_again(d);
	draw(chart_of_question(d), 20 + size % 100);
	draw(chart_of_scores(d, (int)(size % 102) - 1), 20 + size % 100);
	outcome = dataset_dim_index(d, "outcome");
	for (size_t i = 0; outcome >= 0 && i < d->dims; i++)
		draw(chart_of_split(d, d->dim[i].id, d->dim[outcome].code[0]), 20 + size % 100);
	dataset_free(d);
	return 0;
}
