/* The copy that came with the program: one file a path, written by `mesdatas-observatory
 * snapshot`. */
#include "base/place.h"
#include "base/text.h"
#include "observatory/client/client.h"

bool client_snapshot(const char *path, struct client_reply *reply)
{
	struct text name = TEXT(8192), body = TEXT(CLIENT_BODY_MAX);

	*reply = (struct client_reply){ 0 };
	text_addf(&name, "%s/", place_snapshot());
	for (const char *at = path; *at; at++) {
		bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z')
			|| (*at >= '0' && *at <= '9') || *at == '-';

		text_add_bytes(&name, plain || *at == '.' ? at : "_", 1);
	}
	if (!name.full && place_read(text_string(&name), CLIENT_BODY_MAX, &body, NULL)) {
		reply->state = CLIENT_SNAPSHOT;
		reply->bytes = body.bytes;
		reply->body = text_take(&body);
	}
	text_free(&name);
	text_free(&body);
	return reply->state == CLIENT_SNAPSHOT;
}
