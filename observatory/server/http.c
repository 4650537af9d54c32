#include "observatory/server/http.h"

#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/text.h"
#include "observatory/server/door.h"
#include "observatory/server/exchange.h"
#include "observatory/server/observatory.h"

enum { NIGHT_MS = 60000, LAST_WORDS_MS = 5000 };

static bool write_port(const char *path, unsigned port, struct error *why)
{
	struct text aside = TEXT(8192);
	FILE *file;
	bool done;

	if (!path)
		return true;
	text_addf(&aside, "%s.new", path);
	file = fopen(text_string(&aside), "we");
	done = file && fprintf(file, "%u\n", port) > 0;
	if (file && fclose(file))
		done = false;
	done = done && !rename(text_string(&aside), path);
	text_free(&aside);
	return done || error_set(why, ERROR_SYSTEM, _("Impossible d'écrire %s : %s."), path,
		strerror(errno));
}

static void close_release(struct server *s)
{
	struct error why = { 0 };
	size_t moved = 0;

	if (observatory_release(s->of, &moved, &why))
		fprintf(stderr, _("Publication : %zu tranches de chiffres ont bougé.\n"), moved);
	else
		fprintf(stderr, "%s\n", why.text);
}

/* The loop is ours: the library's own stalls when an exact multiple of 128 connections is ready. */
static void turn(struct server *s, int signals, int64_t until)
{
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	struct pollfd fd[] = { { info->epoll_fd, POLLIN, 0 }, { signals, POLLIN, 0 } };
	int64_t wait = until - clock_ms();
	MHD_UNSIGNED_LONG_LONG library;
	struct signalfd_siginfo signal;

	if (MHD_get_timeout(s->daemon, &library) == MHD_YES && (int64_t)library < wait)
		wait = (int64_t)library;
	poll(fd, 2, wait < 0 ? 0 : (int)wait);
	MHD_run(s->daemon);
	if (fd[1].revents && read(signals, &signal, sizeof signal) == sizeof signal) {
		if (signal.ssi_signo == SIGHUP)
			close_release(s);
		else
			s->stopping = true;
	}
}

static void serve(struct server *s, int signals)
{
	int64_t night = clock_ms(), end;
	int listening;

	while (!s->stopping) {
		if (clock_ms() >= night) {
			night = clock_ms() + NIGHT_MS;
			if (observatory_release_due(s->of))
				close_release(s);
		}
		turn(s, signals, night);
	}
	listening = MHD_quiesce_daemon(s->daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
	end = clock_ms() + LAST_WORDS_MS;
	while (s->under_way && clock_ms() < end)
		turn(s, signals, end);
}

int http_serve(struct observatory *of, const char *listen, const char *port_file, struct error *why)
{
	struct server s = { .of = of };
	unsigned port = 0;
	int signals, fd = door_open(listen ? listen : HTTP_LISTEN, &port, why);
	sigset_t set, before;

	if (fd < 0)
		return 1;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set, &before);
	signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (signals < 0 || !exchange_start(&s, fd)) {
		error_set(why, ERROR_SYSTEM, _("Le serveur ne démarre pas : %s."), strerror(errno));
		close(fd);
	} else if (write_port(port_file, port, why)) {
		fprintf(stderr, _("L'Observatoire répond sur le port %u.\n"), port);
		serve(&s, signals);
		fprintf(stderr, "%s\n", _("L'Observatoire s'arrête."));
	}
	exchange_stop(&s);
	if (signals >= 0)
		close(signals);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return s.daemon && s.stopping ? 0 : 1;
}
