/* An author's own chapter, played as it is being written: the file is read again when it changes,
 * and the same scene goes on with the new words. */
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "observatory/client/client.h"
#include "tui/experiences/day_visit.h"

enum { LOOK_MS = 300 /* between two looks at the file */ };

struct preview {
	struct visit visit;
	const char *path;
	struct timespec read;      /* the file's date when it was read last */
	struct timespec announced; /* and when a change was announced last */
	struct error why;          /* what is wrong with it now */
};

static bool is_other(const struct preview *p, const struct timespec *date)
{
	struct stat st;

	return !stat(p->path, &st) && (st.st_mtim.tv_sec != date->tv_sec
		|| st.st_mtim.tv_nsec != date->tv_nsec);
}

static bool changed(const struct preview *p)
{
	return is_other(p, &p->read);
}

static struct day_story *read_it(struct preview *p)
{
	struct stat st;

	if (!stat(p->path, &st))
		p->read = st.st_mtim;
	p->why = (struct error){ 0 };
	return day_open_file(p->path, &p->why);
}

static const struct day_choice *same_choice(const struct day_scene *scene, const char *id)
{
	for (unsigned i = 0; scene && i < scene->choices_count; i++)
		if (!strcmp(scene->choices[i].id, id))
			return &scene->choices[i];
	return NULL;
}

/* The same way through the new story, by ids, as far as it still goes; then the same scene. */
static void move_over(struct visit *v, struct day_story *story)
{
	struct visit *next = mem_alloc(sizeof *next);
	const struct day_scene *here;

	*next = (struct visit){ .program = v->program, .story = story, .preview = v->preview,
		.scene = day_scene(story, story->start) };
	for (size_t i = 0; i < v->state.count; i++) {
		const struct day_choice *choice = same_choice(next->scene, visit_choice(v, i)->id);

		if (!choice)
			break;
		visit_take(next, choice);
	}
	here = v->scene ? day_scene(story, v->scene->id) : NULL;
	if (here)
		next->scene = here;
	else if (v->scene && !next->scene)
		next->scene = day_scene(story, story->start);
	day_close(v->story);
	*v = *next;
	free(next);
}

static enum stage_reply wrong_scene(struct stage *s, void *data)
{
	struct preview *p = data;

	if (changed(p)) {
		struct day_story *story = read_it(p);

		if (story) {
			move_over(&p->visit, story);
			return STAGE_OK;
		}
	}
	stage_scene(s, _("Aperçu"), p->path);
	stage_say(s, SAY_WARN, p->why.text);
	stage_say(s, SAY_TEXT, _("Corrigez le fichier et enregistrez-le : la suite vient toute seule."));
	return stage_page(s);
}

/* One scene with its consequences, or the end; the file is looked at in between. */
static enum stage_reply go_on(struct stage *s, struct preview *p)
{
	struct visit *v = &p->visit;
	enum stage_reply reply;

	if (changed(p) || !v->story || p->why.code) {
		struct day_story *story = read_it(p);

		if (!story)
			return stage_play(s, wrong_scene, p);
		move_over(v, story);
	}
	reply = v->scene ? visit_live(s, v) : visit_end(s, v);
	if (reply == STAGE_BACK && v->depth) {
		visit_undo(v);
		return STAGE_OK;
	}
	return reply;
}

static int fd_of(void *data)
{
	return client_fd(((struct preview *)data)->visit.program->client);
}

static void ready(void *data)
{
	client_ready(((struct preview *)data)->visit.program->client);
}

static int tick(void *data)
{
	struct preview *p = data;
	int client = client_tick(p->visit.program->client);
	struct stat st;

	/* Once for each change: a scene that does not read the file would be played again for ever. */
	if (changed(p) && is_other(p, &p->announced) && !stat(p->path, &st)) {
		p->announced = st.st_mtim;
		stage_refresh(p->visit.program->stage);
	}
	return client >= 0 && client < LOOK_MS ? client : LOOK_MS;
}

enum stage_reply visit_preview(struct program *program, const char *path)
{
	struct preview *p = mem_alloc(sizeof *p);
	enum stage_reply reply;

	p->path = path;
	p->visit.program = program;
	p->visit.preview = p;
	stage_watch(program->stage, &(struct stage_watch){ fd_of, ready, tick, p });
	do {
		bool over = p->visit.story && !p->visit.scene;

		reply = go_on(program->stage, p);
		if (over && reply == STAGE_OK)
			break;
	} while (reply == STAGE_OK);
	program->finished = reply == STAGE_OK || reply == STAGE_QUIT || reply == STAGE_BACK;
	stage_watch(program->stage, &(struct stage_watch){ 0 });
	day_close(p->visit.story);
	free(p);
	return reply;
}

bool visit_changed(const struct visit *v)
{
	return v->preview && changed(v->preview);
}
