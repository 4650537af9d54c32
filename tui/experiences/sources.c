/* Naming sources, the same way wherever a figure or a claim is shown. */
#include "base/i18n.h"
#include "base/text.h"
#include "content/fact.h"
#include "tui/experiences/experience.h"

static bool named_before(char *const *facts, unsigned before, const struct fact_entry *e)
{
	for (unsigned i = 0; i < before; i++) {
		const struct fact_entry *other = fact_entry(facts[i]);

		if (other && !strcmp(other->source, e->source) && !strcmp(other->year, e->year))
			return true;
	}
	return false;
}

void sources_list(struct text *out, char *const *facts, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct fact_entry *e = fact_entry(facts[i]);

		if (!e || named_before(facts, i, e))
			continue;
		text_add(out, out->bytes ? P_("entre deux sources", " ; ") : "");
		text_add(out, e->source);
		if (*e->year && !strstr(e->source, e->year))
			text_addf(out, ", %s", e->year);
	}
}

void say_sources(struct stage *s, char *const *facts, unsigned count)
{
	struct text line = TEXT(4096);

	sources_list(&line, facts, count);
	if (line.bytes)
		stage_sayf(s, SAY_SOURCE, _("Sources : %s."), text_string(&line));
	text_free(&line);
}
