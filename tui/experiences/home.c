/* The home page: what there is, and how long it takes. It reads no file. */
#include "base/i18n.h"
#include "base/mem.h"
#include "tui/experiences/experience.h"

struct home { size_t picked; bool started; };

static enum stage_reply home_scene(struct stage *s, void *data)
{
	struct home *home = data;
	size_t count;
	const struct experience *e = experience_table(&count);
	struct stage_option *option = mem_array(count, sizeof *option);
	char (*hint)[160] = mem_array(count, sizeof *hint);
	char counted[120];
	struct stage_choice choice = { .prompt = "", .option = option, .count = count,
		.preset = home->started ? home->picked + 1 : 0 };
	struct stage_pick pick;
	enum stage_reply reply;

	for (size_t i = 0; i < count; i++) {
		const char *pitch = e[i].counted ? e[i].counted(counted, sizeof counted) : _(e[i].pitch);

		option[i] = (struct stage_option){ .id = e[i].command, .label = _(e[i].title),
			.hint = hint[i] };
		if (e[i].minutes)
			snprintf(hint[i], sizeof *hint, _("%u min, %s"), e[i].minutes, pitch);
		else
			snprintf(hint[i], sizeof *hint, "%s", pitch);
		if (!i || strcmp(e[i].heading, e[i - 1].heading))
			option[i].heading = _(e[i].heading);
	}
	stage_scene(s, "Mes Datas et Moi", NULL);
	stage_say(s, SAY_LEAD, _("Reprenez la main sur votre identité numérique."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		home->picked = pick.index;
		home->started = true;
	}
	free(option);
	free(hint);
	return reply;
}

enum stage_reply home_run(struct program *program)
{
	struct home home = { 0 };
	size_t count;
	const struct experience *e = experience_table(&count);

	for (;;) {
		enum stage_reply reply = stage_play(program->stage, home_scene, &home);

		if (reply == STAGE_QUIT || reply == STAGE_GONE)
			return reply;
		if (reply != STAGE_OK) /* back, at home: there is nowhere to go back to */
			continue;
		if (e[home.picked].run(program) == STAGE_GONE)
			return STAGE_GONE;
	}
}
