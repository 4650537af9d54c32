/* The offer: answers to the Observatory, with the exact bytes before the yes and a receipt after
 * it. Saying no, being offline or failing costs nothing. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/catalogue/catalogue.h"
#include "observatory/catalogue/people.h"
#include "observatory/catalogue/session.h"
#include "observatory/client/client.h"
#include "tui/experiences/quiz_run.h"

struct offer {
	struct quiz_run *run;
	struct catalogue *catalogue;
	struct session session;
	enum people_dim dim;       /* being asked */
	struct text bytes;
	unsigned ticket;
	bool yes, asked[PEOPLE_DIMS];
};

static bool under_15(const struct offer *o)
{
	return o->session.person[PEOPLE_AGE] == people_index(PEOPLE_AGE, "11-14");
}

static enum stage_reply offer_scene(struct stage *s, void *data)
{
	struct offer *o = data;
	struct stage_option option[] = {
		{ .id = "oui", .label = _("Oui, montrez-moi ce qui partirait") },
		{ .id = "non", .label = _("Non, je garde mes réponses pour moi") },
	};
	struct stage_choice choice = { .prompt = _("Voulez-vous les donner à l'Observatoire ?"),
		.option = option, .count = 2, .preset = 2 };
	struct stage_pick pick;
	enum stage_reply reply;

	stage_scene(s, _("Vos réponses"), _("à vous de voir"));
	stage_say(s, SAY_TEXT, _("L'Observatoire compte les réponses, sans savoir de qui elles viennent : ni "
		"nom, ni adresse, ni identifiant d'appareil. Elles deviennent des chiffres ouverts à tous."));
	stage_say(s, SAY_TEXT, _("Vous verrez les octets exacts avant de décider. Dire non ne change rien à "
		"votre score."));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		o->yes = pick.index == 0;
	return reply;
}

static const char *person_prompt(const struct offer *o)
{
	if (o->dim == PEOPLE_AGE)
		return _("Quel âge avez-vous ?");
	if (o->dim == PEOPLE_GENDER)
		return under_15(o) ? _("Vous êtes…") : _("Vous êtes :");
	return _("Dans quelle région vivez-vous ?");
}

static const char *person_reason(const struct offer *o)
{
	if (o->dim == PEOPLE_AGE)
		return _("Pourquoi : les usages changent avec l'âge. Une tranche suffit, jamais la date.");
	if (o->dim == PEOPLE_GENDER)
		return under_15(o) ? _("C'est pour comparer. Tu peux passer.")
			: _("Pourquoi : pour voir si les réponses diffèrent. Vous pouvez passer.");
	return _("Pourquoi : pour une carte de France. La région, jamais la ville. Vous pouvez passer.");
}

static enum stage_reply person_scene(struct stage *s, void *data)
{
	struct offer *o = data;
	size_t count;
	const struct people_code *code = people_codes(o->dim, &count);
	struct stage_option *option = mem_array(count, sizeof *option);
	struct stage_choice choice = { .prompt = person_prompt(o), .option = option, .count = count };
	struct stage_pick pick;
	enum stage_reply reply;
	char where[64];

	/* "na", the first code, is offered last, as a way to skip. */
	for (size_t i = 0; i < count; i++) {
		const struct people_code *c = &code[(i + 1) % count];

		option[i] = (struct stage_option){ .id = c->code,
			.label = i + 1 == count ? _("Je préfère passer") : _(c->label) };
	}
	/* An answer given before is kept when one comes back to it. */
	choice.preset = count;
	if (o->asked[o->dim])
		choice.preset = ((size_t)o->session.person[o->dim] + count - 1) % count + 1;
	snprintf(where, sizeof where, _("question facultative %d sur %d"), (int)o->dim + 1,
		under_15(o) ? 2 : 3);
	stage_scene(s, _("Vos réponses"), where);
	stage_say(s, SAY_TEXT, person_reason(o));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK) {
		o->session.person[o->dim] = (int)((pick.index + 1) % count);
		o->asked[o->dim] = true;
	}
	free(option);
	return reply;
}

static void fill(struct offer *o)
{
	const struct quiz_run *run = o->run;
	struct day today = day_today();

	o->session.form = run->form;
	o->session.version = run->bank->version;
	o->session.year = today.year;
	o->session.month = today.month;
	snprintf(o->session.channel, sizeof o->session.channel, "terminal");
	o->session.count = run->count;
	for (size_t i = 0; i < run->count; i++) {
		/* The catalogue has read the bank anew: its own items, found by id. */
		o->session.item[i] = quiz_find(o->catalogue->bank, run->item[i]->id);
		o->session.answer[i] = run->answer[i];
	}
	if (under_15(o))
		o->session.person[PEOPLE_REGION] = PEOPLE_UNKNOWN;
}

static enum stage_reply bytes_scene(struct stage *s, void *data)
{
	struct offer *o = data;
	struct stage_option option[] = {
		{ .id = "envoyer", .label = _("Oui, envoyez ces octets") },
		{ .id = "non", .label = _("Non, n'envoyez rien") },
	};
	struct stage_choice choice = { .prompt = _("Envoyer exactement cela ?"), .option = option,
		.count = 2, .preset = 2 };
	struct stage_pick pick;
	enum stage_reply reply;

	text_clear(&o->bytes);
	session_write(&o->session, o->catalogue, &o->bytes);
	stage_scene(s, _("Ce qui partirait"), NULL);
	stage_sayf(s, SAY_TEXT, NN_("Voici l'octet exact, %zu en tout. Rien d'autre ne partira.",
		"Voici les octets exacts, %zu en tout. Rien d'autre ne partira.", o->bytes.bytes),
		o->bytes.bytes);
	stage_say(s, SAY_EXACT, text_string(&o->bytes));
	stage_sayf(s, SAY_ASIDE, _("Destination : %s. L'identifiant au début est tiré au hasard pour cet envoi : "
		"il évite de compter deux fois, rien de plus."), client_api(o->run->program->client));
	reply = stage_choose(s, &choice, &pick);
	if (reply == STAGE_OK)
		o->yes = pick.index == 0;
	return reply;
}

static bool is_sent(void *data)
{
	const struct offer *o = data;

	return client_reply(o->run->program->client, o->ticket)->state != CLIENT_WAITING;
}

static enum stage_reply receipt_scene(struct stage *s, void *data)
{
	struct offer *o = data;
	struct error why = { 0 };
	bool taken, demonstration;

	if (!is_sent(o)) {
		enum stage_reply waited;

		stage_scene(s, _("Vos réponses"), NULL);
		waited = stage_await(s, _("J'envoie."), is_sent, o);
		if (waited != STAGE_OK)
			return waited;
	}
	taken = client_receipt(client_reply(o->run->program->client, o->ticket), &demonstration, &why);
	o->run->contributed = taken;
	stage_scene(s, taken ? _("Reçu") : _("Vos réponses"), NULL);
	if (taken) {
		stage_say(s, SAY_GOOD, _("Merci. Vos réponses sont comptées."));
		stage_sayf(s, SAY_TEXT, _("Votre reçu : %s."), o->session.id);
		stage_say(s, SAY_TEXT, demonstration ? _("Ici, c'est une démonstration : vos réponses se mêlent à des "
			"réponses inventées, et rien n'en sera publié.")
			: _("Elles apparaîtront dans les chiffres publiés quand assez de personnes "
			"auront répondu : c'est ainsi que personne ne peut vous y reconnaître."));
	} else {
		stage_say(s, SAY_TEXT, _("L'envoi n'a pas abouti : rien n'est perdu pour vous, et rien n'est gardé "
			"ici."));
		stage_say(s, SAY_ASIDE, why.text);
	}
	return stage_page(s);
}

static enum stage_reply send(struct offer *o)
{
	struct client *client = o->run->program->client;
	struct text path = TEXT(256);

	text_addf(&path, "/v1/batches/%s", o->session.id);
	o->ticket = client_put(client, text_string(&path), text_string(&o->bytes), o->bytes.bytes);
	text_free(&path);
	return stage_play(o->run->program->stage, receipt_scene, o);
}

/* Offer, person, bytes, receipt; back goes one step back. */
static enum stage_reply steps(struct offer *o)
{
	struct stage *s = o->run->program->stage;
	enum { OFFER, AGE, GENDER, REGION, BYTES };
	int at = OFFER;

	for (;;) {
		enum stage_reply reply;

		if (at == REGION && under_15(o))
			at = BYTES;
		o->dim = at == AGE ? PEOPLE_AGE : at == GENDER ? PEOPLE_GENDER : PEOPLE_REGION;
		if (at == BYTES)
			fill(o);
		reply = stage_play(s, at == OFFER ? offer_scene : at == BYTES ? bytes_scene
			: person_scene, o);
		if (reply == STAGE_BACK && at > OFFER)
			at -= at == BYTES && under_15(o) ? 2 : 1;
		else if (reply != STAGE_OK || ((at == OFFER || at == BYTES) && !o->yes))
			return reply;
		else if (at == BYTES)
			return send(o);
		else
			at++;
	}
}

static enum stage_reply offline_scene(struct stage *s, void *data)
{
	(void)data;
	stage_scene(s, _("Vos réponses"), NULL);
	stage_say(s, SAY_TEXT, _("Ce poste n'est pas relié à l'Observatoire : vos réponses restent ici, et "
		"s'effacent quand vous partez."));
	return stage_page(s);
}

enum stage_reply contribute_run(struct quiz_run *run)
{
	struct offer *o;
	struct error why = { 0 };
	enum stage_reply reply;

	if (run->contributed)
		return STAGE_OK;
	if (!client_online(run->program->client))
		return stage_play(run->program->stage, offline_scene, NULL);
	o = mem_alloc(sizeof *o);
	o->run = run;
	o->bytes = TEXT(1 << 16);
	memcpy(o->session.id, run->session, sizeof o->session.id);
	o->catalogue = catalogue_open(&why);
	reply = o->catalogue ? steps(o) : STAGE_OK;
	if (o->ticket)
		client_forget(run->program->client, o->ticket);
	catalogue_close(o->catalogue);
	text_free(&o->bytes);
	free(o);
	return reply;
}
