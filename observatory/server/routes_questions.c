/* What can be asked about: every question, with its outcomes. */
#include "base/i18n.h"
#include "observatory/server/route.h"

static const char *kind_of(const struct question *q)
{
	static const char *const name[] = {
		[QUIZ_SINGLE] = "single", [QUIZ_SEVERAL] = "several", [QUIZ_ORDER] = "order",
		[QUIZ_ESTIMATE] = "estimate", [QUIZ_HABIT] = "habit",
	};

	return q->item ? name[q->item->kind] : "score";
}

static void add_named(struct text *out, const char *before, const char *value)
{
	text_add(out, before);
	text_add_json(out, value);
}

/* Everything but the closing brace. */
static void add_question(struct text *out, const struct question *q)
{
	add_named(out, "{\"id\":", q->id);
	add_named(out, ",\"label\":", _(q->label));
	add_named(out, ",\"prompt\":", _(q->prompt));
	add_named(out, ",\"kind\":", kind_of(q));
	text_add(out, ",\"theme\":");
	if (*q->theme)
		text_add_json(out, q->theme);
	else
		text_add(out, "null");
	text_addf(out, ",\"version\":%u,\"multi\":%s", q->version, q->multi ? "true" : "false");
	for (size_t i = 0; i < q->outcomes; i++) {
		add_named(out, i ? ",{\"id\":" : ",\"outcomes\":[{\"id\":", q->outcome[i].id);
		add_named(out, ",\"label\":", _(q->outcome[i].label));
		text_add(out, "}");
	}
	text_addf(out, "],\"href\":\"/v1/statistics/%s\"", q->id);
}

bool questions_read(struct call *call)
{
	const struct quiz_bank *bank = observatory_catalogue(call->of)->bank;
	const char *theme = query_value(&call->query, "theme");

	if (!theme)
		return true;
	for (unsigned t = 0; t < bank->themes_count; t++)
		if (!strcmp(bank->theme[t]->theme, theme)) {
			call->theme = bank->theme[t]->theme;
			call_key(call, "?theme=%s", call->theme);
			return true;
		}
	call_unknown(call, "theme", theme);
	for (unsigned t = 0; t < bank->themes_count; t++)
		problem_allow(call->reply, bank->theme[t]->theme);
	return false;
}

bool questions_render(struct call *call)
{
	const struct catalogue *catalogue = observatory_catalogue(call->of);
	struct text *out = &call->reply->body;
	size_t count = 0;

	text_addf(out, "{\"demonstration\":%s,\"questions\":[",
		call->counts.demonstration ? "true" : "false");
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct question *q = &catalogue->question[i];

		if (call->theme && strcmp(q->theme, call->theme))
			continue;
		text_add(out, count++ ? ",\n" : "\n");
		add_question(out, q);
		text_add(out, "}");
	}
	text_addf(out, "],\n\"count\":%zu}\n", count);
	return true;
}

bool question_read(struct call *call)
{
	call->wanted.question = catalogue_find(observatory_catalogue(call->of), call->segment);
	if (call->wanted.question) {
		call_key(call, "%s", call->wanted.question->id);
		return true;
	}
	problem_answer(call->reply, call->language, PROBLEM_PLACE,
		N_("La question « %s » n'existe pas. Leur liste est à /v1/questions."), call->segment);
	return false;
}

bool question_render(struct call *call)
{
	add_question(&call->reply->body, call->wanted.question);
	text_addf(&call->reply->body, ",\"demonstration\":%s}\n",
		call->counts.demonstration ? "true" : "false");
	return true;
}
