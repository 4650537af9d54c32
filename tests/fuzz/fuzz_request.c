/* Any request against a small demonstration Observatory: first line "METHOD target", then lines "Header: value",
 * an empty line, and a body. Whatever comes in, a reply of the right shape goes out. */
#include <stdint.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf.h"
#include "observatory/server/observatory.h"
#include "observatory/server/routes.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static struct observatory *demo(void)
{
	static struct observatory *made;
	struct error why = { 0 };

	if (made)
		return made;
	i18n_start("fr");
	made = observatory_open("sqlite::memory:", NULL, &why);
	if (!made || !observatory_demo(made, 3000, 1, &why))
		BUG("%s", why.text);
	return made;
}

static char *word(char **at, char end)
{
	char *start = *at, *stop = strchr(start, end);

	*at = stop ? stop + 1 : start + strlen(start);
	if (stop)
		*stop = 0;
	return start;
}

static void check(const struct reply *reply)
{
	bool empty = reply->status == 204 || reply->status == 304;

	if (reply->status < 200 || reply->status > 599 || !reply->content_type)
		BUG("status %d", reply->status);
	if (empty != !reply->body.bytes)
		BUG("status %d, %zu bytes", reply->status, reply->body.bytes);
	if (!utf_valid(text_string(&reply->body), reply->body.bytes)
			|| !utf_is_clean(text_string(&reply->body)))
		BUG("the reply is not clean: %s", text_string(&reply->body));
	if (reply->status >= 500)
		BUG("%d %s", reply->status, text_string(&reply->body));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *all = mem_dup_bytes((const char *)bytes, n), *at = all;
	struct request request = { .accept = "", .language = "", .content_type = "", .if_none_match = "" };
	struct reply reply;

	request.method = word(&at, ' ');
	request.target = word(&at, '\n');
	while (*at && *at != '\n') {
		char *value = word(&at, '\n'), *name = word(&value, ':');

		if (*name == 'A')
			request.accept = value;
		else if (*name == 'L')
			request.language = value;
		else if (*name == 'T')
			request.content_type = value;
		else
			request.if_none_match = value;
	}
	request.body = *at ? at + 1 : at;
	request.bytes = n - (size_t)(request.body - all);
	routes_answer(demo(), &request, &reply);
	check(&reply);
	reply_free(&reply);
	free(all);
	return 0;
}
