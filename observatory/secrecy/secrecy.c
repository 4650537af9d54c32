#include "observatory/secrecy/secrecy.h"

#include <math.h>

#include "observatory/secrecy/siphash.h"

enum { ROWS = SECRECY_D + SECRECY_JS + 2, STEPS = 2 * SECRECY_D + 1 };

static bool permitted(int i, int v)
{
	return i + v == 0 || i + v > SECRECY_JS;
}

/* Moments of p(v) ~ exp(a v - b v^2) over what is permitted for a count of i: m[k] = E v^k, and the
 * logarithm of the sum of weights, kept small by taking the largest exponent away. */
static double moments(int i, double a, double b, double m[5])
{
	double top = -INFINITY, sum = 0;

	for (int v = -SECRECY_D; v <= SECRECY_D; v++)
		if (permitted(i, v))
			top = fmax(top, a * v - b * v * v);
	for (int k = 0; k < 5; k++)
		m[k] = 0;
	for (int v = -SECRECY_D; v <= SECRECY_D; v++) {
		double w = permitted(i, v) ? exp(a * v - b * v * v - top) : 0;

		sum += w;
		for (int k = 0; k < 5; k++, w *= v)
			m[k] += w;
	}
	for (int k = 0; k < 5; k++)
		m[k] /= sum;
	return log(sum) + top;
}

/* Newton on the convex dual of maximum entropy: minimise log Z(a, b) + b V. The step is halved
 * while it does not go down. */
static void solve(int i, double *a, double *b)
{
	double m[5], value = moments(i, *a, *b, m) + *b * SECRECY_V;

	for (int turn = 0; turn < 200; turn++) {
		double ga = m[1], gb = SECRECY_V - m[2];
		double haa = m[2] - m[1] * m[1], hab = m[1] * m[2] - m[3], hbb = m[4] - m[2] * m[2];
		double det = haa * hbb - hab * hab, step = 1;
		double da = (hbb * ga - hab * gb) / det, db = (haa * gb - hab * ga) / det;

		if (fabs(ga) + fabs(gb) < 1e-13)
			return;
		while (step > 1e-9) {
			double next = moments(i, *a - step * da, *b - step * db, m)
				+ (*b - step * db) * SECRECY_V;

			if (next <= value + 1e-15) {
				value = next;
				break;
			}
			step /= 2;
		}
		*a -= step * da;
		*b -= step * db;
		moments(i, *a, *b, m);
	}
}

static void make_table(struct secrecy *s)
{
	for (int i = 1; i < ROWS; i++) {
		double a = 0, b = 0, m[5], sum = 0, total = 0;

		solve(i, &a, &b);
		moments(i, a, b, m);
		for (int v = -SECRECY_D; v <= SECRECY_D; v++)
			total += permitted(i, v) ? exp(a * v - b * v * v) : 0;
		for (int v = -SECRECY_D; v <= SECRECY_D; v++) {
			sum += permitted(i, v) ? exp(a * v - b * v * v) / total : 0;
			s->cumulated[i][v + SECRECY_D] = sum;
		}
	}
}

void secrecy_demo(struct secrecy *s, uint64_t seed)
{
	static const uint8_t nothing[16];
	uint8_t *keys[] = { s->record, s->noise, s->dedup };
	uint8_t bytes[10] = { 0 };

	memset(s, 0, sizeof *s);
	siphash_put(bytes, seed);
	for (uint8_t k = 0; k < 6; k++) {
		bytes[8] = k;
		siphash_put(keys[k / 2] + 8 * (k % 2), secrecy_siphash(nothing, bytes, sizeof bytes));
	}
	make_table(s);
}

bool secrecy_open(struct secrecy *s, const char *key_file, bool make, struct error *why)
{
	memset(s, 0, sizeof *s);
	if (!keys_read(s, key_file, make, why))
		return false;
	make_table(s);
	return true;
}

uint64_t secrecy_record_key(const struct secrecy *s, const char *session_id)
{
	return secrecy_siphash(s->record, session_id, strlen(session_id));
}

void secrecy_dedup_key(const struct secrecy *s, const char *session_id, uint8_t out[16])
{
	uint8_t other[16];
	size_t n = strlen(session_id);

	for (int i = 0; i < 16; i++)
		other[i] = s->dedup[i] ^ 0x5c;
	siphash_put(out, secrecy_siphash(s->dedup, session_id, n));
	siphash_put(out + 8, secrecy_siphash(other, session_id, n));
}

int64_t secrecy_publish(const struct secrecy *s, int64_t n, uint64_t k)
{
	int64_t row = n < ROWS - 1 ? n : ROWS - 1;
	uint8_t bytes[8];
	double u;

	if (n <= 0)
		return 0;
	siphash_put(bytes, k);
	u = (double)secrecy_siphash(s->noise, bytes, sizeof bytes) * 0x1p-64;
	for (int step = 0; step < STEPS; step++)
		if (u < s->cumulated[row][step])
			return n + step - SECRECY_D;
	return n + SECRECY_D;   /* u rounded up to 1, or a sum a hair under 1 */
}

bool secrecy_allows(int64_t rel_n, const int64_t *parent_n, size_t parents)
{
	if (rel_n < SECRECY_K)
		return false;
	for (size_t i = 0; i < parents; i++) {
		int64_t rest = parent_n[i] - rel_n;

		if (rest != 0 && rest < SECRECY_K)
			return false;
	}
	return true;
}

bool secrecy_moves(int64_t live_n, int64_t rel_n, unsigned distinct_sources)
{
	return live_n - rel_n >= SECRECY_GATE && distinct_sources >= SECRECY_SOURCES;
}
