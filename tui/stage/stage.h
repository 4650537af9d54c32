/* stage.h - all that an experience may do in front of a person, whoever they are and whatever they
 * sit at. The border is drawn at meaning: say, show, choose, ask, go on, await. An experience never
 * knows its width, never draws a box, never includes curses, readline or stdio.
 *
 * One step = one scene = one function: stage_scene(), then what is said, then ONE waiting verb. A
 * scene has no side effect before its waiting verb, because the verb may answer STAGE_AGAIN: the
 * person changed language, theme or stage, or came back from the library, and the scene must be
 * played again. Do that with stage_play(), which loops while a scene answers STAGE_AGAIN; what the
 * person had typed, ticked or pointed at is kept by the stage meanwhile.
 *
 * Strings passed in are borrowed until the call returns. One thread. */
#ifndef TUI_STAGE_H
#define TUI_STAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stage;
struct chart;
struct text;

enum stage_reply {        /* what every waiting verb answers */
	STAGE_OK,         /* answered */
	STAGE_BACK,       /* wants the previous step: "<" or Esc */
	STAGE_QUIT,       /* asked to leave this experience: save and return */
	STAGE_GONE,       /* end of input, hangup, signal: sticky, nobody listens any more */
	STAGE_AGAIN       /* play this scene again, from its beginning */
};
enum stage_role {         /* meaning, never looks */
	SAY_TEXT, SAY_LEAD /* the sentence that matters most */, SAY_ASIDE /* said lower: hints */,
	SAY_HEADING, SAY_QUOTE, SAY_GOOD, SAY_WARN, SAY_EXACT /* bytes shown as they are */,
	SAY_SOURCE        /* who says so: in view for eyes, told to ears that ask for more */
};

/* --- A scene ------------------------------------------------------------------------------- */

/* A new scene. `where` says how far ("question 2 sur 12") or is NULL. */
void stage_scene(struct stage *, const char *title, const char *where);
void stage_say(struct stage *, enum stage_role, const char *text);       /* not a format */
void stage_sayf(struct stage *, enum stage_role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The stage owns the chart from now on. NULL is allowed: nothing is shown. */
void stage_show(struct stage *, struct chart *);
/* A panel kept in view beside the scene where there is room, opened by a key or a word elsewhere:
 * the tally of the day, a preview. Lines are separated by '\n'. */
void stage_side(struct stage *, const char *title, const char *lines);
/* Something that happened meanwhile: held until the next scene, never printed over typing. */
void stage_news(struct stage *, const char *text);

typedef enum stage_reply stage_scene_fn(struct stage *, void *data);
enum stage_reply stage_play(struct stage *, stage_scene_fn *, void *data);

/* --- Waiting verbs: at most one a scene ----------------------------------------------------- */

enum stage_reply stage_page(struct stage *);                             /* "go on?" */

struct stage_option {
	const char *id;           /* stable, untranslated: scripts, saves */
	const char *label;        /* translated */
	const char *hint;         /* NULL, or said after the label */
	const char *heading;      /* NULL, or a heading written above this option */
};
enum stage_mode { CHOOSE_ONE, CHOOSE_SEVERAL, CHOOSE_ORDER };
struct stage_pick {
	size_t index;             /* CHOOSE_ONE */
	size_t count;             /* CHOOSE_SEVERAL: how many ticked; CHOOSE_ORDER: all */
	unsigned char at[64];     /* their indexes, in the order ticked or put */
};
struct stage_choice {
	const char *prompt;       /* "Que fait Camille ?" */
	const struct stage_option *option;
	size_t count;
	enum stage_mode mode;
	size_t preset;            /* index + 1 of the option to start on; 0: the first */
	const struct stage_pick *chosen; /* CHOOSE_SEVERAL, CHOOSE_ORDER: ticked already; NULL: none */
	/* What to show beside the focused option on a wide screen; NULL, or words of `data`'s own. */
	const char *(*preview)(size_t index, void *data);
	void *data;
};
/* CHOOSE_SEVERAL and CHOOSE_ORDER take at most 64 options. */
enum stage_reply stage_choose(struct stage *, const struct stage_choice *, struct stage_pick *);

struct stage_question {
	const char *prompt;
	const char *unit;         /* NULL, or what follows the number: "%" */
	const char *preset;       /* NULL, or what an empty line answers */
	size_t max_chars;         /* grapheme clusters; 0: 200 */
	/* NULL when the line is right, else one sentence that says how to mend it. */
	const char *(*check)(const char *line, void *data);
	void *data;
};
enum stage_reply stage_ask(struct stage *, const struct stage_question *, struct text *answer);

/* Waits until done(data), telling `label` once. STAGE_BACK when the person would rather not
 * wait. */
enum stage_reply stage_await(struct stage *, const char *label, bool (*done)(void *), void *data);

/* --- The stage itself ----------------------------------------------------------------------- */

/* Something to watch while any verb waits (the Observatory's helper): fd() may change, -1 is
 * nothing; ready() runs when it is readable; tick() returns the milliseconds until it wants to run
 * again, -1 for never. They may call stage_news(), never a waiting verb. */
struct stage_watch {
	int (*fd)(void *);
	void (*ready)(void *);
	int (*tick)(void *);
	void *data;
};
void stage_watch(struct stage *, const struct stage_watch *);

/* Opens anywhere by a key, then returns to the very same place. Set by main. */
void stage_set_library(struct stage *, stage_scene_fn *);
/* Emergency numbers: a scene, one key from anywhere. */
void stage_set_urgent(struct stage *, stage_scene_fn *);

/* Plays the scene again that waits on the screen; by voice, what was told stays told. */
void stage_refresh(struct stage *);

/* What this program could note of the person, as any application could: kept in memory alone, so
 * that it can be shown, then forgotten before their eyes. */
struct stage_trace {
	unsigned answers, moves, backs;   /* moves: the focus went elsewhere, an answer was mended */
	int64_t total_ms, longest_ms;
	char longest[160];                /* the scene that took longest */
};
const struct stage_trace *stage_trace(const struct stage *);
void stage_forget(struct stage *);

struct stage_options {
	const char *theme;        /* NULL: chosen by the terminal */
	bool ascii;               /* no UTF-8 on this terminal */
};
/* NULL and a sentence on stderr when there is no terminal to draw on. */
struct stage *stage_open_screen(const struct stage_options *);
struct stage *stage_open_voice(const struct stage_options *);
/* One answer a line, '#' comments; the transcript goes to standard output. */
struct stage *stage_open_script(const char *answers, const struct stage_options *);
void stage_close(struct stage *);  /* the terminal is as it was */

/* Names of themes for --theme and the theme menu; false when unknown. */
bool stage_theme_known(const char *name);
#endif
