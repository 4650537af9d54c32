/* mesdatas-fetch: the only one of our programs that reaches the network for a person. It knows
 * nothing but the requests it is given (protocol.h), keeps nothing, and leaves when its socket
 * closes. */
#include <curl/curl.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "observatory/client/protocol.h"

enum { SOCKET = STDIN_FILENO };

struct job {
	unsigned ticket;
	CURL *easy;
	struct curl_slist *headers;
	struct text body, sent;
	char failure[CURL_ERROR_SIZE];
};

static const char *base;
static CURLM *multi;
static struct text incoming = { .ceiling = 4 * FETCH_SEND_MAX };

static bool send_all(const char *bytes, size_t n)
{
	while (n) {
		ssize_t sent = send(SOCKET, bytes, n, MSG_NOSIGNAL);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			return false;
		bytes += sent;
		n -= (size_t)sent;
	}
	return true;
}

static bool answer(unsigned ticket, long status, enum fetch_fault fault, const struct text *body)
{
	char line[80];
	int n = snprintf(line, sizeof line, "%u %ld %d %zu\n", ticket, status, (int)fault,
		body ? body->bytes : 0);

	return send_all(line, (size_t)n) && (!body || send_all(text_string(body), body->bytes));
}

static size_t keep(char *bytes, size_t size, size_t count, void *data)
{
	struct job *job = data;

	/* Fewer bytes than given is libcurl's way to be told to stop. */
	return text_add_bytes(&job->body, bytes, size * count) ? size * count : 0;
}

static void job_free(struct job *job)
{
	curl_easy_cleanup(job->easy);
	curl_slist_free_all(job->headers);
	text_free(&job->body);
	text_free(&job->sent);
	free(job);
}

static void job_set(struct job *job, const char *method, const char *target)
{
	struct text url = TEXT(2 * FETCH_LINE_MAX);
	CURL *easy = job->easy;

	text_addf(&url, "%s%s", base, target);
	curl_easy_setopt(easy, CURLOPT_URL, text_string(&url));
	text_free(&url);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)FETCH_CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)FETCH_WHOLE_MS);
	curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)FETCH_BODY_MAX);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "mesdatas/" VERSION);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, keep);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, job);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, job);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, job->failure);
	job->headers = curl_slist_append(NULL, "Accept: application/json");
	if (!strcmp(method, "PUT")) {
		job->headers = curl_slist_append(job->headers, "Content-Type: application/json");
		/* Without this libcurl asks leave first, and waits a second for it. */
		job->headers = curl_slist_append(job->headers, "Expect:");
		curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT");
		curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)job->sent.bytes);
		curl_easy_setopt(easy, CURLOPT_POSTFIELDS, text_string(&job->sent));
	}
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, job->headers);
}

static bool start(unsigned ticket, const char *method, const char *target, const char *body,
	size_t n)
{
	struct job *job = mem_alloc(sizeof *job);

	job->ticket = ticket;
	job->body = TEXT(FETCH_BODY_MAX);
	job->sent = TEXT(FETCH_SEND_MAX);
	text_add_bytes(&job->sent, body, n);
	job->easy = curl_easy_init();
	if (!job->easy) {
		job_free(job);
		return answer(ticket, 0, FETCH_UNREACHABLE, NULL);
	}
	job_set(job, method, target);
	curl_multi_add_handle(multi, job->easy);
	return true;
}

/* Starts every request that has arrived whole. False: the other end talks nonsense, or is gone. */
static bool take_requests(void)
{
	for (;;) {
		const char *at = text_string(&incoming), *end = memchr(at, '\n', incoming.bytes);
		char method[8], target[FETCH_LINE_MAX];
		unsigned ticket;
		size_t n, head;

		if (!end)
			return incoming.bytes < FETCH_LINE_MAX;
		head = (size_t)(end - at) + 1;
		if (head > FETCH_LINE_MAX
				|| sscanf(at, "%u %7s %zu %4095s", &ticket, method, &n, target) != 4
				|| n > FETCH_SEND_MAX || target[0] != '/')
			return false;
		if (incoming.bytes < head + n)
			return true;
		if (!start(ticket, method, target, at + head, n))
			return false;
		memmove(incoming.at, incoming.at + head + n, incoming.bytes - head - n);
		text_cut(&incoming, incoming.bytes - head - n);
	}
}

static enum fetch_fault fault_of(CURLcode code, const struct job *job)
{
	switch (code) {
	case CURLE_OK:
		return FETCH_FINE;
	case CURLE_OPERATION_TIMEDOUT:
		return FETCH_LATE;
	case CURLE_FILESIZE_EXCEEDED:
		return FETCH_TOO_BIG;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
		return FETCH_UNTRUSTED;
	default:
		return job->body.full ? FETCH_TOO_BIG : FETCH_UNREACHABLE;
	}
}

static bool give_replies(void)
{
	CURLMsg *message;
	int left;
	bool heard = true;

	while ((message = curl_multi_info_read(multi, &left))) {
		struct job *job;
		long status = 0;
		enum fetch_fault fault;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job);
		curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
		fault = fault_of(message->data.result, job);
		heard = heard && answer(job->ticket, fault ? 0 : status, fault, fault ? NULL : &job->body);
		curl_multi_remove_handle(multi, job->easy);
		job_free(job);
	}
	return heard;
}

static bool hear(void)
{
	char bytes[16384];
	ssize_t n = recv(SOCKET, bytes, sizeof bytes, MSG_DONTWAIT);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	return n && text_add_bytes(&incoming, bytes, (size_t)n) && take_requests();
}

int main(int argc, char **argv)
{
	struct curl_waitfd waiting = { .fd = SOCKET, .events = CURL_WAIT_POLLIN };
	int running;

	/* A terminal's Ctrl-C reaches us too: our end is the socket's, nothing else. */
	signal(SIGINT, SIG_IGN);
	if (argc != 2 || (strncmp(argv[1], "http://", 7) && strncmp(argv[1], "https://", 8)))
		return 2;
	base = argv[1];
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		return 1;
	multi = curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)FETCH_AT_ONCE);
	for (;;) {
		waiting.revents = 0;
		curl_multi_poll(multi, &waiting, 1, 60000, NULL);
		if (waiting.revents && !hear())
			break;
		curl_multi_perform(multi, &running);
		if (!give_replies())
			break;
	}
	/* Requests under way are nobody's any more. _exit: a name being resolved would hold us back. */
	_exit(0);
}
