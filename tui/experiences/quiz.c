/* The quiz "Test Réseaux sociaux": the way through a run, there and back. */
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "content/fiche.h"
#include "observatory/client/client.h"
#include "tui/experiences/experience.h"
#include "tui/experiences/quiz_run.h"

enum { AGAIN_AFTER = 3 /* questions before a missed idea comes back */, FICHES_MAX = 5 };

static void shuffle_options(struct quiz_run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		struct chance chance;
		size_t order[QUIZ_OPTIONS_MAX], n = run->item[i]->options_count;

		for (size_t k = 0; k < n; k++)
			order[k] = k;
		chance_seed(&chance, run->seed + i);
		/* A habit's options are a scale: it is turned over, never mixed. */
		if (run->item[i]->kind != QUIZ_HABIT)
			chance_shuffle(&chance, order, n);
		else if (chance_below(&chance, 2))
			for (size_t k = 0; k < n; k++)
				order[k] = n - 1 - k;
		for (size_t k = 0; k < n; k++)
			run->shown[i][k] = (unsigned char)order[k];
	}
}

static struct quiz_run *quiz_run_new(struct program *program, enum quiz_form form,
	struct error *why)
{
	struct quiz_bank *bank = quiz_open("reseaux", why);
	struct quiz_run *run;

	if (!bank)
		return NULL;
	run = mem_alloc(sizeof *run);
	run->program = program;
	run->bank = bank;
	run->form = form;
	chance_uuid(run->session);
	run->seed = (unsigned long)(chance_fresh_seed() & 0xffffffff);
	run->count = quiz_draw(bank, form, run->seed, run->item);
	shuffle_options(run);
	for (size_t i = 0; i < run->count; i++) {
		run->step[run->steps++] = (struct step){ STEP_ASK, (unsigned char)i };
		run->step[run->steps++] = (struct step){ STEP_TELL, (unsigned char)i };
	}
	return run;
}

void quiz_run_free(struct quiz_run *run)
{
	if (!run)
		return;
	if (run->scores)
		client_forget(run->program->client, run->scores);
	quiz_close(run->bank);
	free(run);
}

/* A missed idea comes back once, some questions later; an answer mended takes it out again. */
static void plan_again(struct quiz_run *run, size_t item)
{
	bool missed = run->item[item]->again && score_merit(run->item[item], &run->answer[item]) < 50;
	size_t at = run->at + 1, planned = run->steps;

	for (size_t i = 0; i < run->steps; i++)
		if (run->step[i].kind == STEP_ASK_AGAIN && run->step[i].item == item)
			planned = i;
	if (planned < run->steps && !missed && planned > run->at) {
		memmove(&run->step[planned], &run->step[planned + 2],
			(run->steps - planned - 2) * sizeof *run->step);
		run->steps -= 2;
	}
	if (planned < run->steps || !missed || run->steps + 2 > RUN_STEPS_MAX)
		return;
	for (size_t asked = 0; at < run->steps && asked < AGAIN_AFTER; at++)
		asked += run->step[at].kind == STEP_TELL && run->step[at].item > item;
	if (at <= run->at + 1)
		at = run->steps;
	memmove(&run->step[at + 2], &run->step[at], (run->steps - at) * sizeof *run->step);
	run->step[at] = (struct step){ STEP_ASK_AGAIN, (unsigned char)item };
	run->step[at + 1] = (struct step){ STEP_TELL_AGAIN, (unsigned char)item };
	run->steps += 2;
}

static enum stage_reply through(struct quiz_run *run)
{
	static stage_scene_fn *const scene[] = { [STEP_ASK] = quiz_ask_scene,
		[STEP_TELL] = quiz_tell_scene, [STEP_ASK_AGAIN] = quiz_again_scene,
		[STEP_TELL_AGAIN] = quiz_again_told_scene };

	while (run->at < run->steps) {
		struct step step = run->step[run->at];
		enum stage_reply reply = stage_play(run->program->stage, scene[step.kind], run);

		if (reply == STAGE_OK) {
			if (step.kind == STEP_ASK)
				plan_again(run, step.item);
			run->at++;
		} else if (reply == STAGE_BACK && run->at) {
			run->at--;
		} else {
			return reply;
		}
	}
	return STAGE_OK;
}

/* The fiches that fit this run, most needed first (ids borrowed); returns how many. */
static size_t quiz_fiches(const struct quiz_run *run, const char **id, size_t room)
{
	size_t count = 0;

	for (int limit = 50; limit <= 99 && count < room; limit += 49)
		for (size_t i = 0; i < run->count && count < room; i++) {
			const char *fiche = run->item[i]->fiche;
			bool there = !fiche || !fiche_entry(fiche)
				|| score_merit(run->item[i], &run->answer[i]) > limit;

			for (size_t k = 0; k < count && !there; k++)
				there = !strcmp(id[k], fiche);
			if (!there)
				id[count++] = fiche;
		}
	return count;
}

struct shelf { struct quiz_run *run; const char *id[FICHES_MAX]; size_t count, picked; };

static enum stage_reply shelf_scene(struct stage *s, void *data)
{
	struct shelf *shelf = data;
	struct stage_option option[FICHES_MAX + 1];
	struct stage_choice choice = { .prompt = _("Laquelle voulez-vous lire ?"), .option = option,
		.preset = shelf->picked + 1 };
	struct stage_pick pick;
	enum stage_reply reply;

	shelf->count = quiz_fiches(shelf->run, shelf->id, FICHES_MAX);
	for (size_t i = 0; i < shelf->count; i++) {
		const struct fiche_entry *e = fiche_entry(shelf->id[i]);

		option[choice.count++] = (struct stage_option){ .id = e->id, .label = _(e->title),
			.hint = _(e->pitch) };
	}
	option[choice.count++] = (struct stage_option){ .id = "fin", .label = _("Terminer") };
	stage_scene(s, _("Les fiches qui vous vont"), NULL);
	stage_say(s, SAY_TEXT, shelf->count ? _("Choisies d'après vos réponses. Trois gestes chacune, pas plus.")
		: _("Vous avez tout bon : aucune fiche ne s'impose. La médiathèque reste ouverte."));
	if (choice.preset > choice.count)
		choice.preset = choice.count;
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		shelf->picked = pick.index;
	return reply;
}

static enum stage_reply fiches(struct quiz_run *run)
{
	struct shelf shelf = { .run = run };
	enum stage_reply reply;

	do {
		reply = stage_play(run->program->stage, shelf_scene, &shelf);
		if (reply != STAGE_OK || shelf.picked == shelf.count)
			return reply;
		reply = library_fiche(run->program->stage, shelf.id[shelf.picked]);
		shelf.picked++; /* the next one is offered first */
	} while (reply != STAGE_GONE && reply != STAGE_QUIT);
	return reply;
}

/* After the last question: score, the others, the offer, the fiches; back goes one step back. */
static enum stage_reply after(struct quiz_run *run)
{
	enum { SCORE, OTHERS, OFFER, FICHES, DONE };
	struct stage *s = run->program->stage;
	int at = SCORE;

	while (at < DONE) {
		enum stage_reply reply = at == SCORE ? stage_play(s, quiz_score_scene, run)
			: at == OTHERS ? stage_play(s, quiz_others_scene, run)
			: at == OFFER ? contribute_run(run) : fiches(run);

		if (reply == STAGE_OK)
			at++;
		else if (reply == STAGE_BACK && at > SCORE)
			at -= at == FICHES && run->contributed ? 2 : 1;
		else
			return reply;
	}
	return STAGE_OK;
}

/* The question one would come back to: an idea that returns belongs to the one asked last. */
static int asked_so_far(const struct quiz_run *run)
{
	int asked = 0;

	for (size_t i = 0; i <= run->at && i < run->steps; i++)
		asked += run->step[i].kind == STEP_ASK;
	return asked;
}

struct start { struct program *program; enum quiz_form form; bool resume; };

static enum stage_reply start_scene(struct stage *s, void *data)
{
	struct start *start = data;
	const struct quiz_run *left = start->program->quiz;
	struct stage_option option[3];
	struct stage_choice choice = { .prompt = _("Comment voulez-vous jouer ?"), .option = option };
	struct stage_pick pick;
	enum stage_reply reply;
	char resume[120];

	if (left) {
		snprintf(resume, sizeof resume, _("Reprendre à la question %d sur %zu"),
			asked_so_far(left), left->count);
		option[choice.count++] = (struct stage_option){ .id = "reprendre", .label = resume };
	}
	option[choice.count++] = (struct stage_option){ .id = "complet",
		.label = _("Le test complet"), .hint = _("12 questions, 4 minutes environ") };
	option[choice.count++] = (struct stage_option){ .id = "express",
		.label = _("L'express"), .hint = _("5 questions, 90 secondes environ") };
	stage_scene(s, _("Test Réseaux sociaux"), NULL);
	stage_say(s, SAY_LEAD, _("Que dit de vous ce que vous publiez ?"));
	stage_say(s, SAY_TEXT, _("Il n'y a guère de bonne ou de mauvaise façon d'être en ligne, mais certains "
		"comportements sont plus risqués que d'autres. Ici, se cacher ne suffit pas : être prudent "
		"compte, être présent aussi."));
	stage_say(s, SAY_TEXT, _("Prenez votre temps : rien n'est chronométré. Rien n'est envoyé sans votre "
		"accord."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		start->resume = !strcmp(option[pick.index].id, "reprendre");
		start->form = !strcmp(option[pick.index].id, "express") ? QUIZ_EXPRESS : QUIZ_FULL;
	}
	return reply;
}

static enum stage_reply trouble_scene(struct stage *s, void *data)
{
	stage_scene(s, _("Test Réseaux sociaux"), NULL);
	stage_say(s, SAY_WARN, data);
	return stage_page(s);
}

static enum stage_reply play(struct program *p, const struct start *start)
{
	struct quiz_run *run = p->quiz;
	struct error why = { 0 };
	enum stage_reply reply;

	if (!start->resume) {
		quiz_run_free(p->quiz);
		p->quiz = run = quiz_run_new(p, start->form, &why);
	}
	if (!run) {
		p->status = 1;
		return stage_play(p->stage, trouble_scene, why.text);
	}
	if (!run->scores)
		run->scores = client_get(p->client, run->form == QUIZ_FULL
			? "/v1/scores/reseaux?form=full" : "/v1/scores/reseaux?form=express");
	do {
		reply = through(run);
		if (reply == STAGE_OK)
			reply = after(run);
		if (reply == STAGE_BACK && run->at == run->steps)
			run->at--;
		else
			break;
	} while (true);
	if (reply == STAGE_OK) {
		p->finished = true;
		quiz_run_free(run);
		p->quiz = NULL;
	}
	return reply;
}

enum stage_reply quiz_run(struct program *p)
{
	struct start start = { .program = p, .form = p->express ? QUIZ_EXPRESS : QUIZ_FULL };
	enum stage_reply reply;

	if (p->express && !p->quiz) {
		p->express = false;
		reply = play(p, &start);
		return reply;
	}
	for (;;) {
		/* Left after the score: nothing to resume. */
		if (p->quiz && p->quiz->at >= p->quiz->steps) {
			quiz_run_free(p->quiz);
			p->quiz = NULL;
		}
		reply = stage_play(p->stage, start_scene, &start);
		if (reply != STAGE_OK)
			return reply;
		reply = play(p, &start);
		if (reply != STAGE_BACK)
			return reply;
	}
}
