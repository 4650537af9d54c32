/* Anything in the index, anything asked of it: no crash, no hit of a document that is not there. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "content/search.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct search *s = search_new(n && data[0] & 1 ? "fr" : "en");
	char *bytes = malloc(n + 1), *part[5], *at = bytes;
	struct search_hit hit[3];
	const char *near[3];
	size_t found;

	memcpy(bytes, data, n);
	bytes[n] = 0;
	for (int i = 0; i < 5; i++) { /* NUL between the parts */
		part[i] = at;
		at += strlen(at);
		at += at < bytes + n;
	}
	search_add(s, "a", part[0], part[1], part[2]);
	search_add(s, "b", part[3], NULL, part[1]);
	search_add(s, "c", "Un bon mot de passe", "photo metadonnees", "Facile à retenir");
	found = search_find(s, part[4], hit, 3);
	for (size_t i = 0; i < found; i++)
		if (!strchr("abc", hit[i].id[0]) || !(hit[i].score > 0) || (i && hit[i].score > hit[i - 1].score))
			abort();
	search_near(s, part[4], near, 3);
	search_find(s, part[0], hit, 1);
	free(bytes);
	search_free(s);
	return 0;
}
