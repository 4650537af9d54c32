#include "observatory/server/snapshot.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/server/observatory.h"
#include "observatory/server/routes.h"

static void file_name(struct text *out, const char *folder, const char *path)
{
	text_addf(out, "%s/", folder);
	for (; *path; path++) {
		char c = *path;
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
			|| c == '.' || c == '_' || c == '-';

		text_add_bytes(out, plain ? path : "_", 1);
	}
}

static bool write_file(const char *name, const struct text *body, struct error *why)
{
	FILE *f = fopen(name, "we");
	bool good = f && fwrite(text_string(body), 1, body->bytes, f) == body->bytes;

	if (f && fclose(f))
		good = false;
	return good || error_set(why, ERROR_SYSTEM, _("%s n'a pas pu être écrit : %s."), name,
		strerror(errno));
}

static bool write_one(struct observatory *o, const char *folder, const char *path,
	struct error *why)
{
	struct request request = { .method = "GET", .target = path, .accept = "application/json",
		.language = "", .content_type = "", .if_none_match = "", .body = "" };
	struct text name = TEXT(8192);
	struct reply reply;
	bool good;

	routes_answer(o, &request, &reply);
	file_name(&name, folder, path);
	good = reply.status == 200 ? write_file(text_string(&name), &reply.body, why)
		: error_set(why, ERROR_REFUSED, _("%s a répondu %d : la copie n'est pas entière."), path,
			reply.status);
	reply_free(&reply);
	text_free(&name);
	return good;
}

static bool write_question(struct observatory *o, const char *folder, const char *id, size_t *files,
	struct error *why)
{
	struct text path = TEXT(1024);
	bool good = true;

	for (int by = BY_NOTHING; by < PEOPLE_DIMS && good; by++) {
		text_clear(&path);
		text_addf(&path, "/v1/statistics/%s", id);
		if (by != BY_NOTHING)
			text_addf(&path, "?by=%s", people_dim_id((enum people_dim)by));
		good = write_one(o, folder, text_string(&path), why);
		*files += good;
	}
	text_free(&path);
	return good;
}

bool snapshot_write(struct observatory *o, const char *folder, size_t *files, struct error *why)
{
	static const char *const others[] = { "/v1", "/v1/questions", "/v1/scores/reseaux?form=full",
		"/v1/scores/reseaux?form=express" };
	const struct catalogue *c = observatory_catalogue(o);
	bool good = true;

	if (mkdir(folder, 0755) && errno != EEXIST)
		return error_set(why, ERROR_SYSTEM, _("Le dossier %s n'a pas pu être créé : %s."), folder,
			strerror(errno));
	for (size_t i = 0; i < sizeof others / sizeof *others && good; i++) {
		good = write_one(o, folder, others[i], why);
		*files += good;
	}
	for (size_t q = 0; q < c->count && good; q++)
		good = write_question(o, folder, c->question[q].id, files, why);
	return good;
}
