#include "content/search.h"

#include <math.h>
#include <stdbool.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf.h"
#include "content/stemmer.h"

enum {
	BUCKETS = 4096,
	WORD_MAX = 40,             /* bytes; a longer word is compared whole only */
	QUERY_WORDS = 32,          /* more are ignored: a paragraph was pasted */
	QUERY_BYTES = 2000,
	CLOSE_MAX = 8,             /* terms that a mistyped word may stand for */
	TOO_FAR = 99
};

static const double weight[] = { 6, 4, 1.5 };   /* by field: title, words, text */
enum { TITLE, WORDS, TEXT_OF, FIELDS };

struct posting { unsigned doc; unsigned char fields; /* a bit a field */ };
struct term {
	char *stem;
	char *shown;               /* as written once; NULL when only texts have it */
	struct posting *posting;
	size_t count, room;
	unsigned next;             /* in its bucket, index + 1 */
};
struct search {
	struct stemmer *stemmer;               /* NULL: none for this language */
	char **id;
	size_t docs, docs_room;
	struct term *term;
	size_t terms, terms_room;
	unsigned bucket[BUCKETS];
};

/* Folded, both languages together: people mix them. Those of one letter are dropped by their
 * length, except x, which is a name. */
static const char stop_words[] =
	" ai au aux avec ca ce cela ces cet cette ceux chez comme comment dans de depuis des deux dois doit "
	"donc du elle elles en es est et ete etre eu faire fais fait faut fois il ils je la le les leur leurs "
	"lui ma mais me meme mes moi mon ne ni non nos notre nous on ont ou par parce pas peu peut peuvent "
	"peux plus pour pourquoi puis qu quand que quel quelle quelles quels quelqu qui quoi sa sans se sera "
	"ses si son sont sous suis sur ta te tes toi ton tous tout toute toutes tres trop tu un une va vais "
	"veut veux via voici vos votre vous vraiment chose choses truc "
	"about after all also am an and any are as at be been before but by can could did do does doing for "
	"from get gets got had has have he her here him his how if in into is it its just like me more my "
	"need no not of off on one or our out over she should so some somebody someone still than that the "
	"their them then there these they thing things this to too up us very want was we were what when "
	"where which who why will with without would you your ";

static bool is_stop(const char *word, size_t bytes)
{
	char framed[24];

	if (bytes == 1)
		return word[0] != 'x' && (word[0] < '0' || word[0] > '9');
	if (bytes + 3 > sizeof framed)
		return false;
	snprintf(framed, sizeof framed, " %.*s ", (int)bytes, word);
	return strstr(stop_words, framed) != NULL;
}

struct search *search_new(const char *language)
{
	struct search *s = mem_alloc(sizeof *s);

	s->stemmer = stemmer_new(language);
	return s;
}

void search_free(struct search *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->terms; i++) {
		free(s->term[i].stem);
		free(s->term[i].shown);
		free(s->term[i].posting);
	}
	for (size_t i = 0; i < s->docs; i++)
		free(s->id[i]);
	stemmer_free(s->stemmer);
	free(s->term);
	free(s->id);
	free(s);
}

/* --- Words ------------------------------------------------------------------------------------ */

/* The stem of a folded word, borrowed until the next call. The French rules expect accents that
 * folding took away: what they leave of "donnée" and "données" differs by a last e. */
static const char *stem_of(struct search *s, const char *word, size_t bytes, char *out, size_t room)
{
	const char *stem = word;
	size_t n = bytes;

	if (s->stemmer && bytes < WORD_MAX) {
		stem = stemmer_stem(s->stemmer, word, bytes, &n);
		while (n > 3 && (stem[n - 1] == 'e' || stem[n - 1] == 's'))
			n--;
	}
	if (n >= room)
		n = room - 1;
	memcpy(out, stem, n);
	out[n] = 0;
	return out;
}

static unsigned hash(const char *stem)
{
	unsigned h = 2166136261u;

	for (; *stem; stem++)
		h = (h ^ (unsigned char)*stem) * 16777619u;
	return h % BUCKETS;
}

static struct term *term_find(struct search *s, const char *stem)
{
	for (unsigned i = s->bucket[hash(stem)]; i; i = s->term[i - 1].next)
		if (!strcmp(s->term[i - 1].stem, stem))
			return &s->term[i - 1];
	return NULL;
}

static struct term *term_make(struct search *s, const char *stem)
{
	struct term *term = term_find(s, stem);
	unsigned *bucket = &s->bucket[hash(stem)];

	if (term)
		return term;
	s->term = mem_grow(s->term, &s->terms_room, s->terms + 1, sizeof *s->term);
	term = &s->term[s->terms++];
	*term = (struct term){ .stem = mem_dup(stem), .next = *bucket };
	*bucket = (unsigned)s->terms;
	return term;
}

/* --- The index -------------------------------------------------------------------------------- */

static void add_posting(struct term *term, unsigned doc, int field)
{
	struct posting *p = term->count ? &term->posting[term->count - 1] : NULL;

	if (!p || p->doc != doc) {
		term->posting = mem_grow(term->posting, &term->room, term->count + 1, sizeof *p);
		p = &term->posting[term->count++];
		p->doc = doc;
	}
	p->fields |= (unsigned char)(1u << field);
}

/* A word as it is written, when it is one word of Latin letters: what may be suggested. */
static bool is_shown(const char *word, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		unsigned char c = (unsigned char)word[i];

		if (c == 0xc3 || c == 0xc5)
			i++;
		else if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '-')
			return false;
	}
	return bytes > 2;
}

static void add_field(struct search *s, unsigned doc, int field, const char *string)
{
	struct text folded = TEXT(1 << 16), piece = TEXT(1 << 16);
	char stem[WORD_MAX * 2];

	for (const char *at = string; at && *at;) {
		size_t n = strcspn(at, " \n'\"(),.:;!?");
		size_t words = 0;
		struct term *term = NULL;

		text_clear(&piece);
		text_clear(&folded);
		text_add_bytes(&piece, at, n);
		utf_fold(&folded, text_string(&piece));
		for (const char *w = text_string(&folded); *w; words++) {
			size_t bytes = strcspn(w, " ");

			if (!is_stop(w, bytes)) {
				term = term_make(s, stem_of(s, w, bytes, stem, sizeof stem));
				add_posting(term, doc, field);
			}
			w += bytes;
			w += *w == ' ';
		}
		if (term && words == 1 && field != TEXT_OF && !term->shown && is_shown(at, n))
			term->shown = mem_dup_bytes(at, n);
		at += n;
		at += *at != 0;
	}
	text_free(&folded);
	text_free(&piece);
}

void search_add(struct search *s, const char *id, const char *title, const char *words,
	const char *text)
{
	unsigned doc = (unsigned)s->docs;

	s->id = mem_grow(s->id, &s->docs_room, s->docs + 1, sizeof *s->id);
	s->id[s->docs++] = mem_dup(id);
	add_field(s, doc, TITLE, title);
	add_field(s, doc, WORDS, words);
	add_field(s, doc, TEXT_OF, text);
}

/* --- Looking -------------------------------------------------------------------------------- */

/* Slips between two words (a letter more, less, other, or two swapped); TOO_FAR over `most`. */
static int slips(const char *a, const char *b, int most)
{
	int row[3][WORD_MAX + 1], n = (int)strlen(a), m = (int)strlen(b);

	if (n > WORD_MAX || m > WORD_MAX || n - m > most || m - n > most)
		return TOO_FAR;
	for (int j = 0; j <= m; j++)
		row[0][j] = j;
	for (int i = 1; i <= n; i++) {
		int *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3], best = i;

		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int other = last[j - 1] + (a[i - 1] != b[j - 1]), less = last[j] + 1;

			now[j] = now[j - 1] + 1;
			if (less < now[j])
				now[j] = less;
			if (other < now[j])
				now[j] = other;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
					&& before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
			if (now[j] < best)
				best = now[j];
		}
		if (best > most)
			return TOO_FAR;
	}
	return row[n % 3][m] <= most ? row[n % 3][m] : TOO_FAR;
}

/* Letters that two words begin with together. */
static size_t together(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	return n;
}

static int forgiven(size_t letters)
{
	return letters < 4 ? 0 : letters < 8 ? 1 : 2;
}

struct close { struct term *term; double trust; };

/* The terms one word of the query stands for: itself, else those that look like it. */
static size_t stand_for(struct search *s, const char *word, size_t bytes, struct close *close)
{
	char stem[WORD_MAX * 2];
	struct term *itself = term_find(s, stem_of(s, word, bytes, stem, sizeof stem));
	int most = forgiven(strlen(stem));
	size_t count = 0;

	if (itself) {
		close[0] = (struct close){ itself, 1 };
		return 1;
	}
	for (int away = 1; away <= most && !count; away++)
		for (size_t i = 0; i < s->terms && count < CLOSE_MAX; i++)
			if ((away == 1 || stem[0] == s->term[i].stem[0])
					&& slips(stem, s->term[i].stem, away) == away)
				close[count++] = (struct close){ &s->term[i], away == 1 ? 0.6 : 0.4 };
	/* Not yet finished, or ended otherwise: "anonym", "confidentiel" for confidentialité. */
	for (size_t i = 0, n = strlen(stem), room = count ? 0 : CLOSE_MAX; i < s->terms; i++) {
		size_t same = together(s->term[i].stem, stem);

		if (count < room && same >= 4 && same * 4 >= n * 3)
			close[count++] = (struct close){ &s->term[i], 0.5 };
	}
	return count;
}

static void count_word(struct search *s, const struct close *close, size_t count, double *score)
{
	double *best = mem_array(s->docs, sizeof *best);

	for (size_t i = 0; i < count; i++) {
		const struct term *term = close[i].term;
		double rare = log(1 + (double)s->docs / (double)term->count);

		for (size_t k = 0; k < term->count; k++) {
			const struct posting *p = &term->posting[k];
			double value = 0;

			for (int field = 0; field < FIELDS; field++)
				value += p->fields & 1u << field ? weight[field] : 0;
			value = close[i].trust * rare * value / (value + 4);
			if (value > best[p->doc])
				best[p->doc] = value;
		}
	}
	for (size_t doc = 0; doc < s->docs; doc++)
		score[doc] += best[doc];
	free(best);
}

/* The words that matter of a query: folded into `folded`, cut at its spaces. When all are stop
 * words, all matter. */
static size_t query_words(const char *query, struct text *folded, const char **word, size_t *bytes)
{
	size_t count = 0;

	utf_fold(folded, query);
	for (bool stops = false; !count; stops = true) {
		for (const char *at = text_string(folded); *at && count < QUERY_WORDS;) {
			size_t n = strcspn(at, " ");

			if (n && (stops || !is_stop(at, n))) {
				word[count] = at;
				bytes[count++] = n;
			}
			at += n;
			at += *at == ' ';
		}
		if (stops)
			break;
	}
	return count;
}

static void keep_best(struct search *s, const double *score, struct search_hit *hit, size_t room,
	size_t *count)
{
	*count = 0;
	for (size_t doc = 0; doc < s->docs; doc++) {
		size_t at = *count;

		if (score[doc] <= 0)
			continue;
		while (at > 0 && hit[at - 1].score < score[doc])
			at--;
		if (at >= room)
			continue;
		if (*count < room)
			++*count;
		memmove(&hit[at + 1], &hit[at], (*count - at - 1) * sizeof *hit);
		hit[at] = (struct search_hit){ s->id[doc], score[doc] };
	}
}

/* Words written as one: "motdepasse". Each known part counts; false when a part is unknown. */
static bool count_parts(struct search *s, const char *word, size_t bytes, unsigned parts,
	double *score)
{
	char stem[WORD_MAX * 2];

	for (size_t left = bytes; parts && left >= 2; left--) {
		struct close close = { NULL, 0.8 };
		bool stop = left < bytes && is_stop(word, left);

		if (!stop && left >= 3)
			close.term = term_find(s, stem_of(s, word, left, stem, sizeof stem));
		if (!stop && !close.term)
			continue;
		if (left < bytes && !count_parts(s, word + left, bytes - left, parts - 1, score))
			continue;
		if (close.term)
			count_word(s, &close, 1, score);
		return true;
	}
	return false;
}

size_t search_find(struct search *s, const char *query, struct search_hit *hit, size_t room)
{
	struct text folded = TEXT(QUERY_BYTES);
	const char *word[QUERY_WORDS];
	size_t bytes[QUERY_WORDS], count = query_words(query, &folded, word, bytes), found = 0;
	double *score = mem_array(s->docs + 1, sizeof *score);

	for (size_t i = 0; i < count; i++) {
		struct close close[CLOSE_MAX];
		size_t n = stand_for(s, word[i], bytes[i], close);

		if (n)
			count_word(s, close, n, score);
		else if (bytes[i] < WORD_MAX)
			count_parts(s, word[i], bytes[i], 3, score);
	}
	keep_best(s, score, hit, room, &found);
	free(score);
	text_free(&folded);
	return found;
}

size_t search_near(struct search *s, const char *query, const char **near, size_t room)
{
	struct text folded = TEXT(QUERY_BYTES);
	const char *word[QUERY_WORDS];
	size_t bytes[QUERY_WORDS], words = query_words(query, &folded, word, bytes), count = 0;

	for (int away = 1; away <= 4; away++)
		for (size_t w = 0; w < words; w++) {
			char stem[WORD_MAX * 2];

			stem_of(s, word[w], bytes[w], stem, sizeof stem);
			for (size_t i = 0; i < s->terms && count < room; i++) {
				const struct term *t = &s->term[i];
				size_t same = together(t->stem, stem);
				bool looks = same + (size_t)away > 2 && slips(stem, t->stem, away) == away;

				if (away == 4)
					looks = same >= 4;
				for (size_t k = 0; k < count && looks; k++)
					looks = near[k] != t->shown;
				if (looks && t->shown && strlen(stem) > (size_t)away)
					near[count++] = t->shown;
			}
		}
	text_free(&folded);
	return count;
}
