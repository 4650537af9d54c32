/* What leaves a device and where it goes: a sentence for each thing, a branch for each receiver. */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/chart/chart.h"

const char *chart_lane(enum chart_lane lane)
{
	static const char *const name[LANES] = { [LANE_SERVICE] = N_("le service utilisé"),
		[LANE_THIRD] = N_("un tiers"), [LANE_PEOPLE] = N_("des personnes choisies"),
		[LANE_PUBLIC] = N_("tout le monde"), [LANE_THIEF] = N_("un escroc") };

	return name[lane];
}

struct chart *chart_flow(const char *from)
{
	struct chart *c = chart_new(CHART_FLOW, NULL);

	c->from = mem_dup(from);
	return c;
}

void chart_flow_add(struct chart *c, const char *what, const char *to, enum chart_lane lane)
{
	chart_add(c, what, (double)lane, to, false);
}

void chart_flow_tell(struct chart *c)
{
	struct text told = TEXT(1 << 14);

	for (size_t i = 0; i < c->count; i++)
		text_addf(&told, _("%s%s, vers %s."), i ? " " : "", c->row[i].label, c->row[i].shown);
	if (!c->count)
		text_add(&told, _("Rien n'est parti."));
	chart_tell(c, "%s", text_string(&told));
	text_free(&told);
}
