/* What anybody may PUT: a batch of sessions. What is accepted is written back and accepted again. */
#include <jansson.h>
#include <stdint.h>

#include "base/error.h"
#include "base/text.h"
#include "observatory/catalogue/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct catalogue *catalogue(void)
{
	static struct catalogue *kept;
	struct error why = { 0 };

	if (!kept) {
		setenv("MESDATAS_CLOCK", "2026-11-24T08:00", 1);
		kept = catalogue_open(&why);
	}
	if (!kept)
		BUG("%s", why.text);
	return kept;
}

static void accept(const struct session *s)
{
	struct text once = TEXT(1 << 20), twice = TEXT(1 << 20);
	struct error why = { 0 };
	struct score score;
	struct session again;
	json_t *root;

	score_run(&score, s->item, s->answer, s->count);
	if (score.total < 0 || score.total > 100)
		BUG("a score of %d", score.total);
	for (size_t i = 0; i < s->count; i++)
		if (s->answer[i].given)
			catalogue_outcomes(catalogue_find(catalogue(), s->item[i]->id), &s->answer[i]);
	session_write(s, catalogue(), &once);
	root = json_loadb(text_string(&once), once.bytes, JSON_REJECT_DUPLICATES, NULL);
	if (!session_read(&again, catalogue(), json_array_get(json_object_get(root, "sessions"), 0), &why))
		BUG("what we write we do not read: %s", why.text);
	session_write(&again, catalogue(), &twice);
	if (strcmp(text_string(&once), text_string(&twice)))
		BUG("written twice, not the same");
	json_decref(root);
	text_free(&once);
	text_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *root = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL), *one;
	size_t i;

	json_array_foreach(json_object_get(root, "sessions"), i, one) {
		struct error why = { 0 };
		struct session s;

		if (session_read(&s, catalogue(), one, &why))
			accept(&s);
		else if (!why.code || !why.text[0])
			BUG("refused without a word");
	}
	json_decref(root);
	return 0;
}
