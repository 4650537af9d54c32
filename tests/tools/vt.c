/* vt - runs a program in a real terminal (a pty behind libvterm), presses keys, prints what is on the
 * screen and where the cursor is. For the tests: nothing outside the repository is needed.
 *
 *   vt [-s COLSxROWS] [-t TERM] [-r RAWFILE] [-k KEYS]... [-z COLSxROWS] -- PROGRAM [ARG...]
 *
 * KEYS: words separated by spaces: Up Down Left Right Enter Esc Tab Space PageUp PageDown Home End
 * Backspace, ^C for control, hex:1b5b39397e for bytes, anything else is typed as it is. -z resizes. Options are done
 * in order. After each one, once the program is quiet, a frame is printed:
 *   === keys | cursor ROW,COL | bytes N
 * then the lines of the screen, trailing blanks cut. Exit status: the program's, 128 + signal, or 124 when it
 * never became quiet. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

struct rig {
	VTerm *vt;
	VTermScreen *screen;
	int master, raw;
	pid_t child;
	size_t bytes;      /* written by the program since the last frame */
	int rows, cols;
	int ended;
};

static const struct { const char *name, *bytes; } named[] = {
	{ "Up", "\033OA" }, { "Down", "\033OB" }, { "Right", "\033OC" }, { "Left", "\033OD" },
	{ "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" }, { "Space", " " },
	{ "PageUp", "\033[5~" }, { "PageDown", "\033[6~" }, { "Home", "\033OH" }, { "End", "\033OF" },
	{ "Backspace", "\177" },
};

/* Is the program waiting, rather than about to write? Its state in /proc says so. */
static int sleeping(pid_t pid)
{
	char path[64], line[512], *at;
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (!f)
		return 1;
	n = fread(line, 1, sizeof line - 1, f);
	fclose(f);
	line[n] = 0;
	at = strrchr(line, ')');
	return !at || at[2] == 'S' || at[2] == 'Z';
}

static void answer(struct rig *r)
{
	char reply[512];
	size_t n = vterm_output_read(r->vt, reply, sizeof reply);

	if (n && write(r->master, reply, n) < 0)
		r->ended = 1;
}

/* Until nothing was written for `still_ms` and the program sleeps; 0 when it never is. */
static int settle(struct rig *r, int still_ms)
{
	char bytes[65536];
	int waited = 0, limit = 20000;

	while (!r->ended && limit > 0) {
		struct pollfd fd = { r->master, POLLIN, 0 };
		int n = poll(&fd, 1, 10);

		if (n > 0) {
			ssize_t got = read(r->master, bytes, sizeof bytes);

			if (got <= 0) {
				r->ended = 1;
				return 1;
			}
			r->bytes += (size_t)got;
			if (r->raw >= 0 && write(r->raw, bytes, (size_t)got) < 0)
				return 0;
			vterm_input_write(r->vt, bytes, (size_t)got);
			answer(r);
			waited = 0;
			continue;
		}
		limit -= 10;
		waited += sleeping(r->child) ? 10 : 0;
		if (waited >= still_ms)
			return 1;
	}
	return r->ended;
}

static void put_utf8(char *out, size_t *at, uint32_t c)
{
	if (c < 0x80)
		out[(*at)++] = (char)c;
	else if (c < 0x800) {
		out[(*at)++] = (char)(0xc0 | c >> 6);
		out[(*at)++] = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		out[(*at)++] = (char)(0xe0 | c >> 12);
		out[(*at)++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[(*at)++] = (char)(0x80 | (c & 0x3f));
	} else {
		out[(*at)++] = (char)(0xf0 | c >> 18);
		out[(*at)++] = (char)(0x80 | (c >> 12 & 0x3f));
		out[(*at)++] = (char)(0x80 | (c >> 6 & 0x3f));
		out[(*at)++] = (char)(0x80 | (c & 0x3f));
	}
}

static void frame(struct rig *r, const char *what)
{
	VTermPos cursor;
	char *line = malloc((size_t)r->cols * 32 + 8);

	vterm_state_get_cursorpos(vterm_obtain_state(r->vt), &cursor);
	printf("=== %s | cursor %d,%d | bytes %zu\n", what, cursor.row, cursor.col, r->bytes);
	for (int y = 0; y < r->rows; y++) {
		size_t at = 0, end = 0;

		for (int x = 0; x < r->cols; x++) {
			VTermScreenCell cell;
			VTermPos pos = { y, x };

			vterm_screen_get_cell(r->screen, pos, &cell);
			if (cell.chars[0] == (uint32_t)-1)
				continue;
			if (!cell.chars[0])
				line[at++] = ' ';
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				put_utf8(line, &at, cell.chars[i]);
			if (line[at - 1] != ' ')
				end = at;
		}
		printf("%.*s\n", (int)end, line);
	}
	r->bytes = 0;
	free(line);
}

static void send_bytes(struct rig *r, const char *bytes, size_t n)
{
	while (n && !r->ended) {
		ssize_t sent = write(r->master, bytes, n);

		if (sent < 0 && errno == EAGAIN) {
			settle(r, 10);
			continue;
		}
		if (sent < 0) {
			r->ended = 1;
			break;
		}
		bytes += sent;
		n -= (size_t)sent;
	}
}

static void press(struct rig *r, const char *word, size_t n)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strlen(named[i].name) == n && !memcmp(named[i].name, word, n)) {
			send_bytes(r, named[i].bytes, strlen(named[i].bytes));
			return;
		}
	if (n == 2 && word[0] == '^') {
		char c = (char)(word[1] & 0x1f);

		send_bytes(r, &c, 1);
	} else if (n > 4 && !memcmp(word, "hex:", 4)) {
		for (size_t i = 4; i + 1 < n; i += 2) {
			unsigned byte;
			char c;

			sscanf(word + i, "%2x", &byte);
			c = (char)byte;
			send_bytes(r, &c, 1);
		}
	} else {
		send_bytes(r, word, n);
	}
}

static int keys(struct rig *r, const char *spec)
{
	int quiet = 1;

	while (*spec && quiet) {
		size_t n = strcspn(spec, " ");

		if (n)
			press(r, spec, n);
		spec += n;
		spec += strspn(spec, " ");
		quiet = settle(r, *spec ? 30 : 80);
	}
	return quiet;
}

static void size(const char *spec, int *cols, int *rows)
{
	if (sscanf(spec, "%dx%d", cols, rows) != 2 || *cols < 1 || *rows < 1) {
		fprintf(stderr, "vt: COLSxROWS, not %s\n", spec);
		exit(2);
	}
}

static void start(struct rig *r, const char *term, char **argv)
{
	struct winsize ws = { .ws_row = (unsigned short)r->rows, .ws_col = (unsigned short)r->cols };

	r->child = forkpty(&r->master, NULL, NULL, &ws);
	if (r->child < 0) {
		perror("vt");
		exit(2);
	}
	if (!r->child) {
		setenv("TERM", term, 1);
		unsetenv("COLUMNS");
		unsetenv("LINES");
		execvp(argv[0], argv);
		perror(argv[0]);
		_exit(127);
	}
	fcntl(r->master, F_SETFL, O_NONBLOCK);
	r->vt = vterm_new(r->rows, r->cols);
	vterm_set_utf8(r->vt, 1);
	r->screen = vterm_obtain_screen(r->vt);
	vterm_screen_enable_altscreen(r->screen, 1);
	vterm_screen_reset(r->screen, 1);
}

static int finish(struct rig *r, int quiet)
{
	int status = 0;

	settle(r, 30);
	if (!r->ended)
		kill(r->child, SIGHUP);
	for (int i = 0; i < 200 && waitpid(r->child, &status, WNOHANG) == 0; i++) {
		settle(r, 10);
		usleep(10000);
		if (i == 150)
			kill(r->child, SIGKILL);
	}
	if (!quiet)
		return 124;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	struct rig r = { .raw = -1, .cols = 80, .rows = 24 };
	const char *term = "xterm-256color";
	int i = 1, program = 1, quiet, status;

	for (program = 1; program < argc && strcmp(argv[program], "--"); program++)
		continue;
	if (program + 1 >= argc) {
		fprintf(stderr, "vt [-s COLSxROWS] [-t TERM] [-r FILE] [-k KEYS]... -- PROGRAM [ARG...]\n");
		return 2;
	}
	for (; i + 1 < program && strchr("str", argv[i][1]); i += 2) {
		if (argv[i][1] == 's')
			size(argv[i + 1], &r.cols, &r.rows);
		else if (argv[i][1] == 't')
			term = argv[i + 1];
		else
			r.raw = open(argv[i + 1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	}
	start(&r, term, argv + program + 1);
	quiet = settle(&r, 120);
	frame(&r, "start");
	for (; i + 1 < program && quiet; i += 2) {
		if (argv[i][1] == 'z') {
			struct winsize ws = { 0 };

			size(argv[i + 1], &r.cols, &r.rows);
			ws.ws_row = (unsigned short)r.rows;
			ws.ws_col = (unsigned short)r.cols;
			vterm_set_size(r.vt, r.rows, r.cols);
			ioctl(r.master, TIOCSWINSZ, &ws);
			quiet = settle(&r, 120);
		} else {
			quiet = keys(&r, argv[i + 1]);
		}
		frame(&r, argv[i + 1]);
	}
	status = finish(&r, quiet);
	printf("=== exit %d\n", status);
	vterm_free(r.vt);
	return status;
}
