#include "content/stemmer.h"

#include <dlfcn.h>
#include <libstemmer.h>
#include <stdlib.h>

#include "base/mem.h"

struct stemmer {
	void *library;
	struct sb_stemmer *own;
	void (*delete_it)(struct sb_stemmer *);
	const sb_symbol *(*stem)(struct sb_stemmer *, const sb_symbol *, int);
	int (*length)(struct sb_stemmer *);
};

/* A function pointer from dlsym() passes through an object of its own type: ISO C knows no cast
 * from void *. */
static int find(void *library, const char *name, void *function, size_t bytes)
{
	void *found = dlsym(library, name);

	memcpy(function, &found, bytes);
	return found != NULL;
}

struct stemmer *stemmer_new(const char *language)
{
	const char *algorithm = !strcmp(language, "fr") ? "french" : !strcmp(language, "en") ? "english"
		: NULL;
	struct sb_stemmer *(*new_it)(const char *, const char *);
	struct stemmer *s;
	void *library = algorithm ? dlopen("libstemmer.so.0d", RTLD_NOW | RTLD_LOCAL) : NULL;

	if (!library)
		return NULL;
	s = mem_alloc(sizeof *s);
	s->library = library;
	if (find(library, "sb_stemmer_new", &new_it, sizeof new_it)
			&& find(library, "sb_stemmer_delete", &s->delete_it, sizeof s->delete_it)
			&& find(library, "sb_stemmer_stem", &s->stem, sizeof s->stem)
			&& find(library, "sb_stemmer_length", &s->length, sizeof s->length))
		s->own = new_it(algorithm, "UTF_8");
	if (s->own)
		return s;
	stemmer_free(s);
	return NULL;
}

void stemmer_free(struct stemmer *s)
{
	if (!s)
		return;
	if (s->own)
		s->delete_it(s->own);
	dlclose(s->library);
	free(s);
}

const char *stemmer_stem(struct stemmer *s, const char *word, size_t bytes, size_t *stem_bytes)
{
	const char *stem = (const char *)s->stem(s->own, (const sb_symbol *)word, (int)bytes);

	*stem_bytes = (size_t)s->length(s->own);
	return stem;
}
