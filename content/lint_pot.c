#include "base/text.h"
#include "content/lint.h"
#include "content/lint_words.h"

static void add_string(struct text *out, const char *string)
{
	text_add(out, "\"");
	for (; *string; string++) {
		if (*string == '\n')
			text_add(out, "\\n");
		else if (*string == '"' || *string == '\\')
			text_addf(out, "\\%c", *string);
		else
			text_add_bytes(out, string, 1);
	}
	text_add(out, "\"\n");
}

void lint_pot(struct text *out)
{
	struct corpus corpus;
	struct words w;

	corpus_open(&corpus);
	words_open(&w, &corpus);
	text_add(out, "msgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: mesdatas " VERSION "\\n\"\n"
		"\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
		"\"Content-Transfer-Encoding: 8bit\\n\"\n");
	for (size_t i = 0; i < w.count;) {
		size_t first = i;

		text_add(out, "\n");
		for (; i < w.count && w.word[i].first == w.word[first].first; i++)
			text_addf(out, "#: %s: %s\n", w.word[i].source->shown, w.word[i].path);
		text_add(out, "msgid ");
		add_string(out, w.word[first].text);
		text_add(out, "msgstr \"\"\n");
	}
	words_close(&w);
	corpus_close(&corpus);
}
