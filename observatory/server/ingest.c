#include <jansson.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "observatory/catalogue/session.h"
#include "observatory/server/inside.h"

enum { SESSIONS_MAX = 500, BODY_MAX = 1 << 20, DEPTH_MAX = 16 };

/* A batch as read: `rejected` and `scores` are made again from the bytes when it is sent again, so
 * that no sentence about a session, and no score of anybody, is ever kept. */
struct parcel {
	struct session *session;
	size_t good, accepted, duplicates, rejected;
	long answers;
	struct text rejections, scores;
	struct tally *news;
};

/* Before the parser, which calls itself at each level. */
static bool is_shallow(const char *body, size_t bytes)
{
	bool inside = false;
	int depth = 0;

	for (size_t i = 0; i < bytes; i++) {
		char c = body[i];

		if (inside && c == '\\')
			i++;
		else if (c == '"')
			inside = !inside;
		else if (!inside && (c == '[' || c == '{') && ++depth > DEPTH_MAX)
			return false;
		else if (!inside && (c == ']' || c == '}'))
			depth--;
	}
	return true;
}

static void digest_of(const struct secrecy *s, const char *body, size_t bytes, uint8_t out[16])
{
	for (int half = 0; half < 2; half++) {
		uint8_t key[16];
		uint64_t word;

		for (int i = 0; i < 16; i++)
			key[i] = s->dedup[i] ^ (half ? 0x3b : 0xc6);
		word = secrecy_siphash(key, body, bytes);
		for (int i = 0; i < 8; i++)
			out[8 * half + i] = (uint8_t)(word >> (8 * i));
	}
}

static int session_score(const struct session *s)
{
	struct score score;

	score_run(&score, s->item, s->answer, s->count);
	return score.total;
}

static bool is_wanted(const struct observatory *o, const struct session *s, struct error *why)
{
	return o->demonstration || strcmp(s->channel, "demo")
		|| error_set(why, ERROR_INPUT, _("Une réponse inventée ne se compte pas ici."));
}

static void read_one(const struct observatory *o, struct parcel *p, size_t index,
	const json_t *json)
{
	struct error why = { 0 };
	struct session *s = &p->session[p->good];

	text_add(&p->scores, index ? "," : "");
	if (session_read(s, o->catalogue, json, &why) && is_wanted(o, s, &why)) {
		p->good++;
		text_addf(&p->scores, "%d", session_score(s));
		return;
	}
	text_addf(&p->rejections, "%s{\"index\":%zu,\"detail\":", p->rejected++ ? "," : "", index);
	text_add_json(&p->rejections, why.text);
	text_add(&p->rejections, "}");
	text_add(&p->scores, "null");
}

static bool read_all(const struct observatory *o, struct parcel *p, const char *body, size_t bytes,
	struct error *why)
{
	json_error_t fault;
	json_t *root = NULL, *list;
	size_t count;

	if (bytes <= BODY_MAX && is_shallow(body, bytes))
		root = json_loadb(body, bytes, JSON_REJECT_DUPLICATES, &fault);
	list = json_object_get(root, "sessions");
	count = json_array_size(list);
	if (!root) {
		error_set(why, ERROR_INPUT, _("Cet envoi n'est pas du JSON lisible."));
	} else if (!json_is_array(list) || json_object_size(root) != 1) {
		error_set(why, ERROR_INPUT, _("Un envoi est un objet qui contient « sessions », une liste, "
			"et rien d'autre."));
	} else if (!count || count > SESSIONS_MAX) {
		error_set(why, ERROR_INPUT, _("Un envoi contient de 1 à %d sessions."), SESSIONS_MAX);
	} else {
		p->session = mem_array(count, sizeof *p->session);
		for (size_t i = 0; i < count; i++)
			read_one(o, p, i, json_array_get(list, i));
	}
	json_decref(root);
	return p->session != NULL;
}

/* A clock a little ahead of ours is in our month. */
static uint32_t session_dims(const struct session *s)
{
	struct day today = day_today();
	int month = s->year * 12 + s->month - 1, now = today.year * 12 + today.month - 1;

	if (month > now)
		month = now;
	return store_dims(month / 12, month % 12 + 1, s->person[PEOPLE_AGE], s->person[PEOPLE_GENDER],
		s->person[PEOPLE_REGION]);
}

static void count_session(struct observatory *o, struct parcel *p, const struct session *s,
	unsigned source)
{
	const struct passage passage = { session_dims(s), o->release + 1, source,
		secrecy_record_key(&o->secrecy, s->id) };
	const struct quiz_answer total = { .given = true, .number = session_score(s) };
	const struct question *q;
	char id[128];
	long answers = 0;

	for (size_t i = 0; i < s->count; i++) {
		q = s->answer[i].given ? catalogue_find(o->catalogue, s->item[i]->id) : NULL;
		if (q)
			answers += tally_answer(&p->news[catalogue_index(o->catalogue, q)], q,
				&s->answer[i], &passage);
	}
	catalogue_score_id(id, sizeof id, o->catalogue->bank->id, s->form, s->version);
	q = answers ? catalogue_find(o->catalogue, id) : NULL;
	if (q)
		tally_answer(&p->news[catalogue_index(o->catalogue, q)], q, &total, &passage);
	p->answers += answers;
}

static bool count_all(struct observatory *o, struct parcel *p, unsigned source, struct error *why)
{
	uint32_t today = (uint32_t)day_number(day_today());

	p->news = tally_new(o->catalogue->count);
	for (size_t i = 0; i < p->good; i++) {
		uint8_t key[16];
		bool already;

		secrecy_dedup_key(&o->secrecy, p->session[i].id, key);
		if (!store_seen(o->store, key, today, &already, why))
			return false;
		if (already) {
			p->duplicates++;
			continue;
		}
		p->accepted++;
		count_session(o, p, &p->session[i], source);
	}
	for (size_t q = 0; q < o->catalogue->count; q++)
		if (!observatory_save(o, q, &p->news[q], why))
			return false;
	return true;
}

/* On disk, then in memory: when the disk says no, memory has not moved. */
static bool keep(struct observatory *o, struct parcel *p, const char *name,
	const struct store_batch *batch, struct error *why)
{
	o->sessions += (long)p->accepted;
	o->answers += p->answers;
	if (!observatory_save_counts(o, why) || !store_batch_put(o->store, name, batch, why)
			|| !store_commit(o->store, why)) {
		o->sessions -= (long)p->accepted;
		o->answers -= p->answers;
		return false;
	}
	for (size_t q = 0; q < o->catalogue->count; q++)
		tally_merge(&o->tally[q], &p->news[q]);
	return true;
}

/* 200 when a batch of this name and these bytes was counted, 422 of other bytes, 0 when it is
 * new. */
static int known(struct observatory *o, struct parcel *p, const char *name,
	const uint8_t digest[16], struct error *why)
{
	uint8_t kept[16];
	char *reply;
	int status = 503;

	if (!store_batch_get(o->store, name, kept, &reply, why))
		return status;
	if (!reply) {
		status = 0;
	} else if (memcmp(kept, digest, sizeof kept)) {
		error_set(why, ERROR_REFUSED, _("Un envoi différent porte déjà ce nom. Donnez un nouvel "
			"uuid à celui-ci."));
		status = 422;
	} else if (sscanf(reply, "{\"accepted\":%zu,\"duplicates\":%zu", &p->accepted,
			&p->duplicates) == 2) {
		status = 200;
	}
	free(reply);
	return status;
}

/* The name under which a batch is remembered: keyed, as its sender holds the uuid as a receipt. */
static void name_of(const struct observatory *o, const char *uuid, char out[static 33])
{
	char marked[48];
	uint8_t key[16];

	snprintf(marked, sizeof marked, "batch %s", uuid);
	secrecy_dedup_key(&o->secrecy, marked, key);
	for (size_t i = 0; i < sizeof key; i++)
		snprintf(out + 2 * i, 3, "%02x", key[i]);
}

static int put(struct observatory *o, struct parcel *p, const struct observatory_batch *from,
	const uint8_t digest[static 16], struct error *why)
{
	char reply[96], name[33];
	struct store_batch batch = { .reply = reply, .day = (uint32_t)day_number(day_today()) };
	int status;

	if (!store_begin(o->store, why))
		return 503;
	name_of(o, from->uuid, name);
	status = known(o, p, name, digest, why);
	if (!status && count_all(o, p, from->source, why)) {
		snprintf(reply, sizeof reply, "{\"accepted\":%zu,\"duplicates\":%zu}", p->accepted,
			p->duplicates);
		memcpy(batch.digest, digest, sizeof batch.digest);
		if (keep(o, p, name, &batch, why))
			return 200;
	}
	store_rollback(o->store);
	return status ? status : 503;
}

int observatory_put(struct observatory *o, const struct observatory_batch *batch,
	struct text *reply, struct error *why)
{
	struct parcel p = { .rejections = TEXT(1 << 20), .scores = TEXT(1 << 16) };
	uint8_t digest[16];
	int status = 400;

	if (!chance_is_uuid(batch->uuid)) {
		error_set(why, ERROR_USAGE, _("Le nom d'un envoi est un uuid, en minuscules."));
	} else if (!observatory_ready(o, why)) {
		status = 503;
	} else if (read_all(o, &p, batch->body, batch->bytes, why)) {
		digest_of(&o->secrecy, batch->body, batch->bytes, digest);
		status = put(o, &p, batch, digest, why);
	}
	if (status == 200)
		text_addf(reply, "{\"accepted\":%zu,\"duplicates\":%zu,\"rejected\":[%s],\"scores\":[%s],"
			"\"demonstration\":%s}", p.accepted, p.duplicates, text_string(&p.rejections),
			text_string(&p.scores), o->demonstration ? "true" : "false");
	tally_free(p.news, o->catalogue->count);
	free(p.session);
	text_free(&p.rejections);
	text_free(&p.scores);
	return status;
}
