/* http.h - the Observatory on a socket: libmicrohttpd driven by our own loop, in the one thread. No
 * address is ever logged; standard error gets starts, stops, releases and errors. */
#ifndef OBSERVATORY_SERVER_HTTP_H
#define OBSERVATORY_SERVER_HTTP_H

struct observatory;
struct error;

#define HTTP_LISTEN "127.0.0.1:8642"

/* Serves until SIGTERM or SIGINT, then lets what is under way end (5 s at most); SIGHUP closes a
 * release, as does the clock from 02:00. `listen` is HOST:PORT or [::1]:PORT, NULL for HTTP_LISTEN;
 * port 0 lets the kernel choose. `port_file` (NULL: none) gets the port, by rename, once
 * connections are accepted. 0 when it stopped as asked, 1 and *why otherwise. */
int http_serve(struct observatory *, const char *listen, const char *port_file, struct error *why);
#endif
