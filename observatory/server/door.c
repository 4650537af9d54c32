#include "observatory/server/door.h"

#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"

enum { BACKLOG = 511, HOST_MAX = 256 };

static void look_length(struct door *d, const char *value, size_t n)
{
	if (!n || strspn(value, "0123456789") != n || n > 18)
		d->odd = 1;
	else
		d->length = strtoull(value, NULL, 10);
	d->lengths++;
}

static enum MHD_Result look_header(void *arg, enum MHD_ValueKind kind, const char *name,
	size_t name_bytes, const char *value, size_t bytes)
{
	struct door *d = arg;

	(void)kind;
	value = value ? value : "";
	if (strlen(name) != name_bytes || strlen(value) != bytes || strpbrk(value, "\r\n"))
		d->odd = 1;
	else if (!strcasecmp(name, "Host"))
		d->hosts++;
	else if (!strcasecmp(name, "Content-Length"))
		look_length(d, value, bytes);
	else if (!strcasecmp(name, "Transfer-Encoding"))
		d->codings += strcasecmp(value, "chunked") ? 2 : 1;
	else if (!strcasecmp(name, "Content-Type") && !d->types++)
		d->content_type = value;
	else if (!strcasecmp(name, "Accept") && !*d->accept)
		d->accept = value;
	else if (!strcasecmp(name, "Accept-Language") && !*d->language)
		d->language = value;
	else if (!strcasecmp(name, "If-None-Match") && !*d->if_none_match)
		d->if_none_match = value;
	return MHD_YES;
}

const char *door_look(struct door *d, struct MHD_Connection *connection, const char *version)
{
	*d = (struct door){ .accept = "", .language = "", .content_type = "", .if_none_match = "" };
	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, look_header, d);
	if (strcmp(version, MHD_HTTP_VERSION_1_0) && strcmp(version, MHD_HTTP_VERSION_1_1))
		return N_("Cette version de HTTP n'est pas lue ici : la 1.1 l'est.");
	if (d->hosts > 1 || (!d->hosts && strcmp(version, MHD_HTTP_VERSION_1_0)))
		return N_("Une demande porte l'en-tête Host une fois, et une seule.");
	if (d->lengths > 1 || (d->lengths && d->codings))
		return N_("La longueur de l'envoi est dite deux fois : gardez Content-Length seul.");
	if (d->codings > 1 || (d->codings && strcmp(version, MHD_HTTP_VERSION_1_1)))
		return N_("Transfer-Encoding n'a ici qu'une valeur : chunked, en HTTP 1.1.");
	if (d->types > 1)
		return N_("L'en-tête Content-Type est donné deux fois : gardez-en un seul.");
	return d->odd ? N_("Un en-tête de la demande est mal formé.") : NULL;
}

/* "[::1]:8642" or "127.0.0.1:8642" into host and port. */
static bool split(const char *listen, char host[HOST_MAX], const char **port)
{
	const char *colon = strrchr(listen, ':');
	size_t n = colon ? (size_t)(colon - listen) : 0;
	long number;
	char *end;

	if (!n)
		return false;
	if (*listen == '[' && listen[n - 1] == ']') {
		listen++;
		n -= 2;
	} else if (memchr(listen, ':', n)) {
		return false;
	}
	if (!n || n >= HOST_MAX)
		return false;
	memcpy(host, listen, n);
	host[n] = 0;
	*port = colon + 1;
	number = strtol(*port, &end, 10);
	return **port >= '0' && **port <= '9' && !*end && number <= 65535;
}

static int listen_on(const struct addrinfo *to)
{
	int one = 1, fd = socket(to->ai_family, to->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
		to->ai_protocol);

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
	if (!bind(fd, to->ai_addr, to->ai_addrlen) && !listen(fd, BACKLOG))
		return fd;
	one = errno;
	close(fd);
	errno = one;
	return -1;
}

static unsigned port_of(int fd)
{
	struct sockaddr_storage own = { 0 };
	socklen_t n = sizeof own;

	if (getsockname(fd, (struct sockaddr *)&own, &n))
		return 0;
	return ntohs(own.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&own)->sin6_port
		: ((struct sockaddr_in *)&own)->sin_port);
}

int door_open(const char *listen, unsigned *port, struct error *why)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV };
	struct addrinfo *list = NULL;
	char host[HOST_MAX];
	const char *service;
	int fd = -1, fault;

	if (!split(listen, host, &service)) {
		error_set(why, ERROR_USAGE, _("« %s » n'est pas une adresse où écouter : écrivez HÔTE:PORT, "
			"comme 127.0.0.1:8642 ou [::1]:8642."), listen);
		return -1;
	}
	fault = getaddrinfo(host, service, &hints, &list);
	if (fault) {
		error_set(why, ERROR_USAGE, _("L'hôte « %s » est inconnu : %s."), host,
			gai_strerror(fault));
		return -1;
	}
	for (const struct addrinfo *to = list; to && fd < 0; to = to->ai_next)
		fd = listen_on(to);
	if (fd < 0)
		error_set(why, ERROR_SYSTEM, _("Impossible d'écouter sur %s : %s. Choisissez un autre "
			"port avec --listen."), listen, strerror(errno));
	else
		*port = port_of(fd);
	freeaddrinfo(list);
	return fd;
}
