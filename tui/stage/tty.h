/* tty.h - the one place that sleeps. Signals become events through a pipe; nothing is done in a
 * handler. Opened once, by whichever stage is in front. */
#ifndef TUI_STAGE_TTY_H
#define TUI_STAGE_TTY_H
#include <stdbool.h>

struct stage;

enum tty_event {
	TTY_INPUT,   /* standard input is readable, or at its end */
	TTY_RESIZE,  /* SIGWINCH, or back from a stop */
	TTY_STOP,    /* SIGHUP, SIGTERM, SIGINT, or the terminal is gone: unwind */
	TTY_LATER    /* wait_ms passed, or the watched descriptor was served: is what you await done? */
};
bool tty_open(void);                     /* signal handlers; idempotent */
/* wait_ms -1: for ever. `input` false: what is typed meanwhile stays where it is. */
enum tty_event tty_wait(struct stage *, bool input, int wait_ms);
#endif
