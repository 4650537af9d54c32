#include "base/mem.h"

#include "base/error.h"
#include "base/i18n.h"

static void *checked(void *memory)
{
	if (!memory) {
		fprintf(stderr, "%s\n", _("Il n'y a plus assez de mémoire pour continuer."));
		exit(1);
	}
	return memory;
}

void *mem_alloc(size_t bytes)
{
	return checked(calloc(1, bytes ? bytes : 1));
}

void *mem_array(size_t count, size_t bytes)
{
	return checked(calloc(count ? count : 1, bytes ? bytes : 1));
}

void *mem_grow(void *array, size_t *room, size_t need, size_t bytes)
{
	size_t wanted = *room ? *room : 8;

	if (need <= *room)
		return array;
	while (wanted < need)
		wanted *= 2;
	if (wanted > ((size_t)1 << 30) / bytes)
		BUG("an array of %zu elements", need);
	array = checked(realloc(array, wanted * bytes));
	memset((char *)array + *room * bytes, 0, (wanted - *room) * bytes);
	*room = wanted;
	return array;
}

char *mem_dup(const char *string)
{
	return string ? checked(strdup(string)) : NULL;
}

char *mem_dup_bytes(const char *bytes, size_t n)
{
	char *copy = mem_alloc(n + 1);

	if (n)
		memcpy(copy, bytes, n);
	return copy;
}
