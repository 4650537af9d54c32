/* The verbs: everything that must be the same whoever is in front. */
#include "tui/stage/stage.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf.h"
#include "observatory/chart/chart.h"
#include "tui/stage/inside.h"
#include "tui/stage/parse.h"

static void block_free(struct block *b)
{
	free(b->text);
	chart_free(b->chart);
}

static void scene_free(struct scene *s)
{
	for (size_t i = 0; i < s->count; i++)
		block_free(&s->block[i]);
	free(s->block);
	free(s->title);
	free(s->where);
	free(s->side_title);
	free(s->side);
	*s = (struct scene){ 0 };
}

static char *clean(const char *string)
{
	struct text out = TEXT(1 << 18);

	if (!string || utf_is_clean(string))
		return mem_dup(string);
	utf_clean(&out, string, strlen(string));
	return out.bytes ? text_take(&out) : mem_dup("");
}

static struct block *add(struct stage *s)
{
	struct scene *scene = &s->scene;

	if (s->waited)
		BUG("said after the waiting verb of the scene '%s'", scene->title ? scene->title : "");
	scene->block = mem_grow(scene->block, &scene->room, scene->count + 1, sizeof *scene->block);
	return &scene->block[scene->count++];
}

void stage_scene(struct stage *s, const char *title, const char *where)
{
	scene_free(&s->scene);
	s->scene.title = clean(title);
	s->scene.where = clean(where);
	s->waited = false;
	s->ops->clear(s, &s->scene);
	if (s->news.bytes) {
		char *news = text_take(&s->news);

		stage_say(s, SAY_ASIDE, news);
		free(news);
	}
}

void stage_say(struct stage *s, enum stage_role role, const char *text)
{
	struct block *b;

	if (!text || !*text)
		return;
	b = add(s);
	b->role = role;
	b->text = clean(text);
	s->ops->show(s, b);
}

void stage_sayf(struct stage *s, enum stage_role role, const char *format, ...)
{
	struct text line = TEXT(1 << 18);
	va_list args;

	va_start(args, format);
	text_addv(&line, format, args);
	va_end(args);
	stage_say(s, role, text_string(&line));
	text_free(&line);
}

void stage_show(struct stage *s, struct chart *chart)
{
	struct block *b;

	if (!chart)
		return;
	b = add(s);
	b->role = SAY_TEXT;
	b->chart = chart;
	s->ops->show(s, b);
}

void stage_side(struct stage *s, const char *title, const char *lines)
{
	free(s->scene.side_title);
	free(s->scene.side);
	s->scene.side_title = clean(title);
	s->scene.side = clean(lines);
}

void stage_news(struct stage *s, const char *text)
{
	if (s->news.bytes)
		text_add(&s->news, "\n");
	text_add(&s->news, text);
}

enum stage_reply stage_play(struct stage *s, stage_scene_fn *scene, void *data)
{
	enum stage_reply reply;

	do
		reply = scene(s, data);
	while (reply == STAGE_AGAIN && !s->gone);
	return s->gone ? STAGE_GONE : reply;
}

/* Before reading: the draft of the person, empty unless the scene is played again. */
static void start_waiting(struct stage *s)
{
	if (s->waited)
		BUG("two waiting verbs in the scene '%s'", s->scene.title ? s->scene.title : "");
	s->waited = true;
	if (!s->keep_draft) {
		s->draft.focus = s->draft.count = s->draft.top = 0;
		s->draft.place = PLACE_UNKNOWN;
		text_clear(&s->draft.line);
		text_clear(&s->draft.filter);
		s->draft.filtering = false;
	}
	s->keep_draft = false;
}

static void tell_table(const struct chart *c, struct text *out)
{
	text_addf(out, NN_("Tableau, %zu ligne.", "Tableau, %zu lignes.", c->count), c->count);
	for (size_t k = 0; k < c->count; k++)
		text_addf(out, c->row[k].you ? _("\n%s : %s, vous êtes là.") : _("\n%s : %s."),
			c->row[k].label, c->row[k].shown);
	if (c->base || c->source)
		text_addf(out, "\n%s%s%s", c->base ? c->base : "", c->base && c->source ? " " : "",
			c->source ? c->source : "");
}

/* The tables and the sources of this scene, for those who asked; false when there is none. */
static bool tell_more(struct stage *s)
{
	bool told = false;

	for (size_t i = 0; i < s->scene.count; i++) {
		const struct block *b = &s->scene.block[i];
		struct text line = TEXT(1 << 14);

		if (b->chart)
			tell_table(b->chart, &line);
		else if (b->role == SAY_SOURCE)
			text_add(&line, b->text);
		if (line.bytes)
			s->ops->show(s, &(struct block){ .role = SAY_TEXT, .text = line.at });
		told = told || line.bytes;
		text_free(&line);
	}
	return told;
}

/* Every choice, for those who asked: by ear a long list is otherwise only summed up. */
static void tell_choices(struct stage *s, const struct want *want)
{
	struct text list = TEXT(1 << 16);

	for (size_t i = 0; want->kind == WANT_PICK && i < want->choice->count; i++) {
		const struct stage_option *o = &want->choice->option[i];

		if (o->heading)
			text_addf(&list, "%s%s", i ? "\n" : "", o->heading);
		text_addf(&list, "%s%zu. %s%s%s", i || o->heading ? "\n" : "", i + 1, o->label,
			o->hint ? ", " : "", o->hint ? o->hint : "");
	}
	s->ops->show(s, &(struct block){ .role = SAY_TEXT, .text = list.bytes ? list.at
		: (char *)_("Il n'y a pas de liste ici.") });
	text_free(&list);
}

static void note(struct stage *s, const struct got *got, int64_t took)
{
	struct stage_trace *t = &s->trace;

	t->answers += got->kind == GOT_TAKEN || got->kind == GOT_LINE;
	t->backs += got->kind == GOT_COMMAND && got->command == COMMAND_BACK;
	t->total_ms += took;
	if (took <= t->longest_ms)
		return;
	t->longest_ms = took;
	snprintf(t->longest, sizeof t->longest, "%s", s->scene.where ? s->scene.where
		: s->scene.title ? s->scene.title : "");
}

const struct stage_trace *stage_trace(const struct stage *s)
{
	return &s->trace;
}

void stage_forget(struct stage *s)
{
	explicit_bzero(&s->trace, sizeof s->trace);
}

void stage_refresh(struct stage *s)
{
	s->refresh = true;
}

/* One turn of reading. STAGE_OK: *got holds a line or the draft a pick. STAGE_AGAIN with
 * *stay set: read once more, the scene stands. */
static enum stage_reply turn(struct stage *s, struct want *want, struct got *got, bool *stay)
{
	int64_t began = clock_ms();
	enum stage_reply reply;

	*stay = false;
	text_clear(&got->line);
	s->ops->read(s, &s->scene, want, got);
	note(s, got, clock_ms() - began);
	want->complaint = NULL;
	want->told = true;
	if (s->gone || got->kind == GOT_GONE) {
		stage_become_gone(s);
		return STAGE_GONE;
	}
	if (got->kind != GOT_COMMAND)
		return STAGE_OK;
	if (got->command == COMMAND_MORE) {
		if (!tell_more(s))
			s->ops->show(s, &(struct block){ .role = SAY_ASIDE,
				.text = (char *)_("Il n'y a rien de plus à dire ici.") });
		*stay = true;
		return STAGE_AGAIN;
	}
	if (got->command == COMMAND_LIST) {
		tell_choices(s, want);
		*stay = true;
		return STAGE_AGAIN;
	}
	if (got->command == COMMAND_WHERE) {
		struct text line = TEXT(1024);

		text_addf(&line, "%s%s%s.", s->scene.title ? s->scene.title : "",
			s->scene.where ? ", " : "", s->scene.where ? s->scene.where : "");
		s->ops->show(s, &(struct block){ .role = SAY_TEXT, .text = line.at });
		text_free(&line);
		*stay = true;
		return STAGE_AGAIN;
	}
	if (want->kind == WANT_PICK) {
		free(s->focus_id);
		s->focus_id = mem_dup(want->choice->option[s->draft.focus].id);
	}
	reply = stage_command(s, got->command);
	if (reply != STAGE_AGAIN) {
		free(s->focus_id);
		s->focus_id = NULL;
	}
	return reply;
}

enum stage_reply stage_page(struct stage *s)
{
	struct want want = { .kind = WANT_PAGE, .draft = &s->draft };
	struct got got = { .line = TEXT(1 << 16) };
	enum stage_reply reply;
	bool stay;

	start_waiting(s);
	do {
		reply = turn(s, &want, &got, &stay);
		if (reply == STAGE_OK && got.kind == GOT_LINE && got.line.bytes) {
			want.complaint = _("Entrée pour continuer.");
			stay = true;
		}
	} while (stay);
	text_free(&got.line);
	return reply;
}

/* A list sorted by its words is in another order in another language: the focus goes by id. */
static void find_focus(struct stage *s, const struct stage_choice *choice)
{
	for (size_t i = 0; s->focus_id && i < choice->count; i++)
		if (!strcmp(choice->option[i].id, s->focus_id)) {
			s->draft.focus = i;
			break;
		}
	free(s->focus_id);
	s->focus_id = NULL;
}

static void take_draft(const struct stage *s, struct stage_pick *pick)
{
	pick->index = s->draft.focus;
	pick->count = s->draft.count;
	memcpy(pick->at, s->draft.at, sizeof pick->at);
}

/* A line typed in answer to a choice. True: *pick is the answer. */
static bool take_line(struct want *want, const struct stage_choice *choice, const char *line,
	char *complaint, struct stage_pick *pick, struct stage *s)
{
	struct parse *p = mem_alloc(sizeof *p);
	enum parse_result result;
	bool taken;

	if (!*line && choice->preset && choice->mode == CHOOSE_ONE) {
		pick->index = choice->preset - 1;
		free(p);
		return true;
	}
	if (!*line && s->draft.count && (choice->mode == CHOOSE_SEVERAL
			|| (choice->mode == CHOOSE_ORDER && s->draft.count == choice->count))) {
		take_draft(s, pick); /* ticked before, on the screen or the first time */
		free(p);
		return true;
	}
	result = *line || choice->mode == CHOOSE_SEVERAL ? parse_line(p, choice, line) : PARSE_WRONG;
	taken = result == PARSE_TAKEN;
	if (taken) {
		*pick = p->pick;
	} else if (result == PARSE_NARROWED) {
		struct text list = TEXT(1 << 16);

		for (size_t i = 0; i < p->match_count; i++)
			text_addf(&list, "%s%zu. %s", i ? "\n" : "", p->match[i] + 1,
				choice->option[p->match[i]].label);
		s->ops->show(s, &(struct block){ .role = SAY_TEXT, .text = list.at });
		text_free(&list);
		snprintf(complaint, 240, NN_("%zu choix correspond.", "%zu choix correspondent.",
			p->match_count), p->match_count);
		want->complaint = complaint;
	} else {
		s->trace.moves++;
		snprintf(complaint, 240, "%s", *line ? p->complaint : _("Il faut une réponse."));
		want->complaint = complaint;
	}
	free(p);
	return taken;
}

enum stage_reply stage_choose(struct stage *s, const struct stage_choice *choice,
	struct stage_pick *pick)
{
	struct want want = { .kind = WANT_PICK, .choice = choice, .draft = &s->draft };
	struct got got = { .line = TEXT(1 << 16) };
	enum stage_reply reply;
	char complaint[240];
	bool fresh = !s->keep_draft, stay;

	if (!choice->count || (choice->mode != CHOOSE_ONE && choice->count > 64))
		BUG("a choice of %zu options", choice->count);
	*pick = (struct stage_pick){ 0 };
	start_waiting(s);
	if (fresh && choice->preset)
		s->draft.focus = choice->preset - 1;
	if (fresh && choice->chosen) {
		s->draft.count = choice->chosen->count;
		memcpy(s->draft.at, choice->chosen->at, sizeof s->draft.at);
	}
	find_focus(s, choice);
	if (s->draft.focus >= choice->count)
		s->draft.focus = 0;
	do {
		reply = turn(s, &want, &got, &stay);
		if (reply == STAGE_OK && got.kind == GOT_TAKEN)
			take_draft(s, pick);
		else if (reply == STAGE_OK)
			stay = !take_line(&want, choice, text_string(&got.line), complaint, pick, s);
	} while (stay);
	text_free(&got.line);
	return reply;
}

enum stage_reply stage_ask(struct stage *s, const struct stage_question *q, struct text *answer)
{
	struct want want = { .kind = WANT_LINE, .question = q, .draft = &s->draft };
	struct got got = { .line = TEXT(1 << 16) };
	size_t max = q->max_chars ? q->max_chars : 200;
	enum stage_reply reply;
	char complaint[240];
	bool stay;

	start_waiting(s);
	do {
		const char *line, *wrong = NULL;

		reply = turn(s, &want, &got, &stay);
		if (reply != STAGE_OK)
			continue;
		line = got.line.bytes || !q->preset ? text_string(&got.line) : q->preset;
		if (utf_chars(line) > max)
			wrong = _("C'est trop long.");
		else if (q->check)
			wrong = q->check(line, q->data);
		if (wrong) {
			snprintf(complaint, sizeof complaint, "%s", wrong);
			want.complaint = complaint;
			stay = true;
		} else {
			text_clear(answer);
			text_add(answer, line);
		}
	} while (stay);
	text_wipe(&got.line);
	if (reply != STAGE_AGAIN)
		text_wipe(&s->draft.line);
	return reply;
}

enum stage_reply stage_await(struct stage *s, const char *label, bool (*done)(void *), void *data)
{
	struct want want = { .kind = WANT_DONE, .label = label, .done = done, .data = data,
		.draft = &s->draft };
	struct got got = { .line = TEXT(1 << 16) };
	enum stage_reply reply = STAGE_OK;
	bool stay;

	start_waiting(s);
	if (!done(data))
		do
			reply = turn(s, &want, &got, &stay);
		while (stay || (reply == STAGE_OK && !done(data)));
	text_free(&got.line);
	return reply;
}

void stage_watch(struct stage *s, const struct stage_watch *watch)
{
	s->watch = *watch;
}

void stage_set_library(struct stage *s, stage_scene_fn *fn)
{
	s->library = fn;
}

void stage_set_urgent(struct stage *s, stage_scene_fn *fn)
{
	s->urgent = fn;
}

void stage_close(struct stage *s)
{
	if (!s)
		return;
	s->ops->close(s);
	scene_free(&s->scene);
	text_free(&s->draft.line);
	text_free(&s->draft.filter);
	text_free(&s->news);
	free(s->focus_id);
	free(s);
}
