/* client.h - the Observatory seen from the program. Requests go to a helper process,
 * mesdatas-fetch, the only one that is linked with libcurl, started at the first request; nothing
 * here ever blocks. When the network is off, down, slow or talks rubbish, a GET is answered from
 * the snapshot that came with the program. */
#ifndef OBSERVATORY_CLIENT_H
#define OBSERVATORY_CLIENT_H
#include <stdbool.h>
#include <stddef.h>
#include "base/error.h"

struct client;
struct dataset;

enum client_state {
	CLIENT_WAITING,
	CLIENT_LIVE,       /* from the server, now */
	CLIENT_SNAPSHOT,   /* from the copy that came with the program: say so */
	CLIENT_FAILED      /* nothing to show; why says it in words */
};
struct client_reply {
	enum client_state state;
	int status;        /* HTTP, 0 when none */
	char *body;        /* NUL terminated, at most CLIENT_BODY_MAX, not cleaned: parse it */
	size_t bytes;
	struct error why;  /* also set with CLIENT_SNAPSHOT: why it is not live */
};
enum { CLIENT_BODY_MAX = 1 << 21 }; /* FETCH_BODY_MAX of protocol.h */

/* `api` is an http(s) base address, or "off". An address that is none is kept: requests say why. */
struct client *client_open(const char *api);
void client_close(struct client *);
bool client_online(const struct client *);         /* false when api is "off" */
const char *client_api(const struct client *);

/* Starts a request; returns its ticket (never 0). `path` starts with '/'. */
unsigned client_get(struct client *, const char *path);
unsigned client_put(struct client *, const char *path, const char *body, size_t bytes);
/* Never NULL; borrowed until the next client_get(), client_put() or client_forget(). */
const struct client_reply *client_reply(const struct client *, unsigned ticket);
void client_forget(struct client *, unsigned ticket);

/* For the one poll of the program: the descriptor to watch (-1: nothing under way), and what to
 * call when it is readable. client_tick() ends requests past their time limit; returns the
 * milliseconds until the next one (-1: none). */
int client_fd(const struct client *);
void client_ready(struct client *);
int client_tick(struct client *);
/* For non-interactive commands: waits, by poll, until the ticket is answered. */
const struct client_reply *client_wait(struct client *, unsigned ticket);

/* The bundled copy of a GET path, whatever the network says; false when there is none. The
 * caller frees reply->body. */
bool client_snapshot(const char *path, struct client_reply *reply);

/* The dataset in a reply: checks status, size and shape; NULL and *why otherwise. The caller frees
 * with dataset_free(). */
struct dataset *client_dataset(const struct client_reply *, struct error *why);
/* Was the session of a batch counted, now or before? False and *why when it was not sent, was
 * refused, or what answered is no Observatory. *demonstration: among made-up answers. */
bool client_receipt(const struct client_reply *, bool *demonstration, struct error *why);
#endif
