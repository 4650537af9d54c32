#include "observatory/secrecy/siphash.h"

static uint64_t take(const uint8_t *at, size_t n)
{
	uint64_t word = 0;

	for (size_t i = 0; i < n; i++)
		word |= (uint64_t)at[i] << (8 * i);
	return word;
}

void siphash_put(uint8_t out[8], uint64_t word)
{
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t)(word >> (8 * i));
}

static inline uint64_t turn(uint64_t x, int b)
{
	return x << b | x >> (64 - b);
}

static inline void rounds(uint64_t v[4], int n)
{
	while (n--) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = turn(v[1], 13) ^ v[0];
		v[3] = turn(v[3], 16) ^ v[2];
		v[0] = turn(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = turn(v[1], 17) ^ v[2];
		v[3] = turn(v[3], 21) ^ v[0];
		v[2] = turn(v[2], 32);
	}
}

uint64_t secrecy_siphash(const uint8_t key[16], const void *bytes, size_t n)
{
	const uint8_t *at = bytes;
	uint64_t k0 = take(key, 8), k1 = take(key + 8, 8), word;
	uint64_t v[4] = { k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du,
		k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u };

	for (size_t left = n; left >= 8; left -= 8, at += 8) {
		word = take(at, 8);
		v[3] ^= word;
		rounds(v, 2);
		v[0] ^= word;
	}
	word = take(at, n % 8) | (uint64_t)n << 56;
	v[3] ^= word;
	rounds(v, 2);
	v[0] ^= word;
	v[2] ^= 0xff;
	rounds(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}
