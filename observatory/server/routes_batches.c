/* Completed questionnaires coming in. */
#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "observatory/server/negotiate.h"
#include "observatory/server/route.h"

bool batch_read(struct call *call)
{
	const struct request *request = call->request;

	if (!chance_is_uuid(call->segment))
		problem_answer(call->reply, call->language, PROBLEM_CODE,
			N_("Le nom d'un envoi est un uuid, en minuscules, comme "
			"3f2b8c1e-6d4a-4b7e-9c55-0a1b2c3d4e5f."));
	else if (!negotiate_is(request->content_type, "application/json"))
		problem_answer(call->reply, call->language, PROBLEM_MEDIA,
			N_("Un envoi est du JSON : ajoutez « Content-Type: application/json »."));
	else if (request->bytes > ROUTES_BODY_MAX)
		problem_answer(call->reply, call->language, PROBLEM_SIZE,
			N_("Un envoi fait au plus %d octets : coupez-le en plusieurs."), ROUTES_BODY_MAX);
	else
		return true;
	return false;
}

bool batch_render(struct call *call)
{
	const struct request *request = call->request;
	struct error why = { 0 };
	struct observatory_batch batch = { call->segment, request->body, request->bytes,
		request->source };
	int status = observatory_put(call->of, &batch, &call->reply->body, &why);

	if (status == 200)
		return true;
	problem_answer(call->reply, call->language, status == 422 ? PROBLEM_OTHER_BYTES
		: status == 503 ? PROBLEM_BUSY : PROBLEM_BATCH, "%s", why.text);
	return false;
}
