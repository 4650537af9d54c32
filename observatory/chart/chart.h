/* chart.h - one chart = a sentence, a table and a picture. The same object is spoken by the voice
 * stage, drawn by the screen stage, printed by the server. Strings are already translated,
 * owned. */
#ifndef OBSERVATORY_CHART_H
#define OBSERVATORY_CHART_H
#include <stdbool.h>
#include <stddef.h>
#include "base/canvas.h"

struct dataset;
struct text;

enum chart_kind { CHART_BARS, CHART_HISTOGRAM, CHART_FLOW };
/* Where something that leaves a device goes (a CHART_FLOW's rows). */
enum chart_lane { LANE_SERVICE, LANE_THIRD, LANE_PEOPLE, LANE_PUBLIC, LANE_THIEF, LANES };
struct chart_row {
	char *label;
	char *shown;               /* the value in words: "39 %", "0 à 5", "non publié" */
	double value;              /* NAN: nothing to draw */
	bool you;                  /* where the person is: marked by a word as well as by ink */
};
struct chart {
	enum chart_kind kind;
	char *title;
	char *told;                /* the sentence: what is largest, how much, the gap; never NULL */
	char *source;              /* "Observatoire, de 10/2015 à 11/2026. Volontaires, pas un échantillon." */
	char *base;                /* "29 166 participants" */
	char *from;                /* CHART_FLOW: the device; NULL elsewhere */
	bool demonstration;
	double max;                /* of the scale; 0: the largest value */
	size_t count, room;
	struct chart_row *row;
};

struct chart *chart_new(enum chart_kind, const char *title);
void chart_add(struct chart *, const char *label, double value, const char *shown, bool you);
void chart_tell(struct chart *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void chart_free(struct chart *);

/* What leaves a device, and where it goes: rows are added one by one, then told. */
struct chart *chart_flow(const char *from);
void chart_flow_add(struct chart *, const char *what, const char *to, enum chart_lane);
void chart_flow_tell(struct chart *);
const char *chart_lane(enum chart_lane);                    /* msgid: "un tiers" */

/* The whole of a question: one row an outcome. NULL when nothing could be published. */
struct chart *chart_of_question(const struct dataset *);
/* Split: one row a category of dimension `by`, for one outcome. */
struct chart *chart_of_split(const struct dataset *, const char *by, const char *outcome);
/* Distribution of scores with the person's own bin marked (score -1: not marked). */
struct chart *chart_of_scores(const struct dataset *, int score);
/* Where a score (0..100) stands in a distribution: the share of scores below, half of its own bin
 * counted (mid-rank), in percent, rounded to 5. -1: fewer than 100 people, or nothing published. */
int chart_percentile(const struct dataset *scores, int score);

/* Rows needed by the picture at this width, and the picture itself from line y; returns lines used.
 * Labels are aligned, never wider than half of the width; values are written at the bar's end. */
size_t chart_height(const struct chart *, size_t width);
size_t chart_draw(const struct chart *, struct canvas *, size_t y);
/* The whole as plain text (title, sentence, picture, source) for curl and --format text. */
void chart_print(const struct chart *, size_t width, bool ascii, struct text *out);
#endif
