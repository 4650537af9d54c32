/* inside.h - between the verbs (stage.c) and the implementations. Nothing outside tui/stage/
 * includes this. An implementation is one const struct of four functions; what was said is kept
 * in the scene, so that it can be laid out again at any moment. */
#ifndef TUI_STAGE_INSIDE_H
#define TUI_STAGE_INSIDE_H
#include "base/text.h"
#include "tui/stage/keys.h"
#include "tui/stage/stage.h"

struct block {
	enum stage_role role;
	char *text;               /* NULL for a chart */
	struct chart *chart;      /* owned */
};
struct scene {
	char *title, *where;
	struct block *block;
	size_t count, room;
	char *side_title, *side;  /* NULL: none */
};

enum want_kind { WANT_PAGE, WANT_PICK, WANT_LINE, WANT_DONE };
enum place { PLACE_UNKNOWN, PLACE_READING /* above the answer: a long text */, PLACE_ANSWER };
/* What the person has done so far at this prompt: kept over STAGE_AGAIN. */
struct draft {
	size_t focus;
	size_t top;               /* screen: first line in view */
	enum place place;
	size_t count;             /* ticked, or put in order */
	unsigned char at[64];
	struct text line;
	struct text filter;
	bool filtering;           /* letters go to the filter */
};
struct want {
	enum want_kind kind;
	const struct stage_choice *choice;      /* WANT_PICK */
	const struct stage_question *question;  /* WANT_LINE */
	const char *label;                      /* WANT_DONE */
	bool (*done)(void *);
	void *data;
	const char *complaint;    /* NULL, or why the last answer would not do */
	bool told;                /* the choices were told already: by ear, only the prompt again */
	struct draft *draft;      /* in and out */
};
enum got_kind { GOT_TAKEN /* the draft holds the answer */, GOT_LINE, GOT_COMMAND, GOT_GONE };
struct got {
	enum got_kind kind;
	enum command command;
	struct text line;         /* GOT_LINE: as typed, cleaned */
};

struct stage_ops {
	const char *name;
	/* A new scene begins: its title and place are in the scene. */
	void (*clear)(struct stage *, const struct scene *);
	/* A block was added to the scene, or is to be told now (detail of a chart). */
	void (*show)(struct stage *, const struct block *);
	/* Waits for the person. Lines typed are parsed by the caller. */
	void (*read)(struct stage *, const struct scene *, const struct want *, struct got *);
	void (*close)(struct stage *);
};

struct stage {
	const struct stage_ops *ops;
	void *self;               /* the implementation's own */
	struct scene scene;
	struct draft draft;
	char *focus_id;           /* of the option in focus when a scene is played again; NULL */
	bool keep_draft;          /* the next waiting verb takes the draft over */
	bool waited;              /* this scene has had its waiting verb */
	bool gone;                /* sticky */
	unsigned depth;           /* nested scenes: help, library */
	bool refresh;             /* play the scene again at the next look */
	struct stage_trace trace;
	struct text news;
	struct stage_options options;
	char theme[16];
	struct stage_watch watch;
	stage_scene_fn *library, *urgent;
};

extern const struct stage_ops screen_ops, voice_ops, script_ops, gone_ops;
bool screen_open(struct stage *);
bool voice_open(struct stage *);
void stage_become_gone(struct stage *);

/* commands.c: what a command does from anywhere. STAGE_AGAIN, STAGE_BACK, STAGE_QUIT or
 * STAGE_GONE. */
enum stage_reply stage_command(struct stage *, enum command);
#endif
