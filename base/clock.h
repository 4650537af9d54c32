/* clock.h - time and chance, both of which a test can hold still: MESDATAS_CLOCK="2026-11-24T08:00"
 * fixes the clock (UTC), MESDATAS_SEED=N the generator. Days are calendar days, never seconds. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct day { int year, month, mday; }; /* 2026, 11, 24 */

struct day day_today(void);                        /* local calendar day */
bool day_parse(const char *iso, struct day *);     /* "2026-11-24" */
long day_number(struct day);                       /* days since 1970-01-01 */
int day_age_months(struct day from, struct day to);
int64_t clock_ms(void);                            /* monotonic: for waits, never for dates */
int64_t clock_unix(void);                          /* seconds since 1970, fixed by MESDATAS_CLOCK */

/* A small seedable generator (xoshiro128** seeded by splitmix64): for shuffling questions and for
 * demonstration data, not for secrets. chance_secret() asks the kernel. */
struct chance { uint32_t s[4]; };
void chance_seed(struct chance *, uint64_t seed);
uint32_t chance_next(struct chance *);
uint32_t chance_below(struct chance *, uint32_t n);/* 0..n-1, without bias */
double chance_unit(struct chance *);               /* [0, 1) */
void chance_shuffle(struct chance *, size_t *order, size_t n);
uint64_t chance_fresh_seed(void);                  /* MESDATAS_SEED, or the kernel's */
bool chance_secret(void *out, size_t bytes);
void chance_uuid(char out[static 37]);             /* random, version 4, lower case */
bool chance_is_uuid(const char *);                 /* of any version, in lower case */
#endif
