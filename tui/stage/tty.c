#include "tui/stage/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "tui/stage/inside.h"

static int signal_pipe[2] = { -1, -1 };
static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
	int saved = errno;
	char byte = number == SIGWINCH || number == SIGCONT ? 'w' : 's';

	if (byte == 's')
		stopped = 1;
	if (write(signal_pipe[1], &byte, 1) < 0)
		errno = 0; /* the pipe is full: an event is waiting already */
	errno = saved;
}

bool tty_open(void)
{
	static const int caught[] = { SIGWINCH, SIGCONT, SIGHUP, SIGTERM, SIGINT };
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

	if (signal_pipe[0] < 0 && pipe2(signal_pipe, O_CLOEXEC | O_NONBLOCK) < 0)
		return false;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < sizeof caught / sizeof *caught; i++)
		sigaction(caught[i], &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	return true;
}

static enum tty_event drain_signals(void)
{
	char bytes[64];

	while (read(signal_pipe[0], bytes, sizeof bytes) > 0)
		continue;
	return stopped ? TTY_STOP : TTY_RESIZE;
}

enum tty_event tty_wait(struct stage *s, bool input, int wait_ms)
{
	const struct stage_watch *w = &s->watch;

	for (;;) {
		struct pollfd fds[3] = {
			{ .fd = input ? STDIN_FILENO : -1, .events = POLLIN },
			{ .fd = signal_pipe[0], .events = POLLIN },
			{ .fd = w->fd ? w->fd(w->data) : -1, .events = POLLIN },
		};
		int tick = w->tick ? w->tick(w->data) : -1;
		int wait = tick >= 0 && (wait_ms < 0 || tick < wait_ms) ? tick : wait_ms;
		int n;

		if (stopped)
			return TTY_STOP;
		n = poll(fds, 3, wait);
		if (n < 0 && errno != EINTR)
			return TTY_STOP;
		if (fds[1].revents)
			return drain_signals();
		if (n > 0 && fds[2].revents) {
			w->ready(w->data);
			if (!fds[0].revents)
				return TTY_LATER;
		}
		if (n > 0 && fds[0].revents & (POLLERR | POLLNVAL))
			return TTY_STOP;
		if (n > 0 && fds[0].revents)
			return TTY_INPUT;
		if (n == 0)
			return TTY_LATER;
	}
}
