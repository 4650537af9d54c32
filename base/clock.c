#include "base/clock.h"

#include <errno.h>
#include <sys/random.h>

static bool fixed(struct day *day, int64_t *seconds)
{
	const char *at = getenv("MESDATAS_CLOCK");
	int hour = 0, minute = 0;

	if (!at || !day_parse(at, day))
		return false;
	if (at[10] == 'T')
		sscanf(at + 11, "%2d:%2d", &hour, &minute);
	*seconds = (int64_t)day_number(*day) * 86400 + hour * 3600 + minute * 60;
	return true;
}

bool day_parse(const char *iso, struct day *out)
{
	static const int length[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	struct day d;
	int n = 0;

	if (sscanf(iso, "%4d-%2d-%2d%n", &d.year, &d.month, &d.mday, &n) != 3 || n != 10)
		return false;
	if (d.year < 1970 || d.month < 1 || d.month > 12 || d.mday < 1 || d.mday > length[d.month - 1])
		return false;
	if (d.month == 2 && d.mday == 29 && (d.year % 4 || (d.year % 100 == 0 && d.year % 400)))
		return false;
	*out = d;
	return true;
}

struct day day_today(void)
{
	struct day d;
	int64_t seconds;
	struct tm tm;
	time_t now;

	if (fixed(&d, &seconds))
		return d;
	now = time(NULL);
	localtime_r(&now, &tm);
	return (struct day){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday };
}

/* Days from the civil calendar: the year is taken to begin in March, so that the leap day is
 * last. */
long day_number(struct day d)
{
	long y = d.year - (d.month <= 2), era = y / 400, yoe = y - era * 400;
	long doy = (153L * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.mday - 1;
	long doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

int day_age_months(struct day from, struct day to)
{
	return (to.year - from.year) * 12 + to.month - from.month - (to.mday < from.mday);
}

int64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t clock_unix(void)
{
	struct day d;
	int64_t seconds;

	return fixed(&d, &seconds) ? seconds : (int64_t)time(NULL);
}

void chance_seed(struct chance *c, uint64_t seed)
{
	for (int i = 0; i < 4; i += 2) {
		uint64_t z = (seed += 0x9e3779b97f4a7c15u);

		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
		z ^= z >> 31;
		c->s[i] = (uint32_t)z;
		c->s[i + 1] = (uint32_t)(z >> 32);
	}
}

static uint32_t rotl(uint32_t x, int k)
{
	return x << k | x >> (32 - k);
}

uint32_t chance_next(struct chance *c)
{
	uint32_t *s = c->s, result = rotl(s[1] * 5, 7) * 9, t = s[1] << 9;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotl(s[3], 11);
	return result;
}

uint32_t chance_below(struct chance *c, uint32_t n)
{
	uint32_t limit = n ? UINT32_MAX - UINT32_MAX % n : 0, x;

	if (!n)
		return 0;
	do
		x = chance_next(c);
	while (x >= limit);
	return x % n;
}

double chance_unit(struct chance *c)
{
	return chance_next(c) * 0x1p-32;
}

void chance_shuffle(struct chance *c, size_t *order, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = chance_below(c, (uint32_t)i), swap = order[i - 1];

		order[i - 1] = order[k];
		order[k] = swap;
	}
}

bool chance_secret(void *out, size_t bytes)
{
	char *at = out;

	while (bytes) {
		ssize_t n = getrandom(at, bytes, 0);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		bytes -= (size_t)n;
	}
	return true;
}

uint64_t chance_fresh_seed(void)
{
	const char *said = getenv("MESDATAS_SEED");
	uint64_t seed;

	if (said && *said)
		return strtoull(said, NULL, 10);
	if (!chance_secret(&seed, sizeof seed))
		seed = (uint64_t)clock_ms();
	return seed;
}

void chance_uuid(char out[static 37])
{
	unsigned char b[16];
	struct chance chance;
	size_t at = 0;

	if (!chance_secret(b, sizeof b)) {
		chance_seed(&chance, (uint64_t)clock_ms());
		for (size_t i = 0; i < sizeof b; i++)
			b[i] = (unsigned char)chance_next(&chance);
	}
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	for (size_t i = 0; i < sizeof b; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			out[at++] = '-';
		snprintf(out + at, 3, "%02x", b[i]);
		at += 2;
	}
}

bool chance_is_uuid(const char *id)
{
	for (size_t i = 0; i < 36; i++)
		if (i == 8 || i == 13 || i == 18 || i == 23 ? id[i] != '-'
				: !id[i] || !strchr("0123456789abcdef", id[i]))
			return false;
	return !id[36];
}
