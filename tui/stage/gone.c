/* The stage after hangup, end of input or a signal: it answers at once that nobody is there, so
 * that whatever was running unwinds, saves and returns. */
#include "tui/stage/inside.h"

static void gone_clear(struct stage *s, const struct scene *scene)
{
	(void)s;
	(void)scene;
}

static void gone_show(struct stage *s, const struct block *block)
{
	(void)s;
	(void)block;
}

static void gone_read(struct stage *s, const struct scene *scene, const struct want *want,
	struct got *got)
{
	(void)s;
	(void)scene;
	(void)want;
	got->kind = GOT_GONE;
}

static void gone_close(struct stage *s)
{
	(void)s;
}

const struct stage_ops gone_ops = { "gone", gone_clear, gone_show, gone_read, gone_close };

void stage_become_gone(struct stage *s)
{
	if (s->gone)
		return;
	s->gone = true;
	s->ops->close(s);
	s->ops = &gone_ops;
}
