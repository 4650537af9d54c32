# index.awk - content/*/*.yaml -> content_index.h: what the home page counts and what lists show, made by
# `make` so that nothing is read before the first frame. It relies on the layout that lint checks:
# top-level keys at the start of a line, one line a text.
function text(line) { sub(/^[a-z]+: */, "", line); return line ~ /^"/ ? line : "\"" line "\"" }
function kind(name, parts) { split(name, parts, "/"); return parts[length(parts) - 1] }
FNR == 1 { k = kind(FILENAME); if (k == "fiches") n++ }
k == "content" && /^  - id:/ { f++; fact[f] = text(substr($0, 5)) }
k == "content" && /^    year:/ { year[f] = text(substr($0, 5)) }
k == "content" && /^    source:/ { source[f] = text(substr($0, 5)) }
k == "quizzes" && /^  - id:/ { items++ }
k == "day" && /^  - id:/ && section == "scenes:" { scenes++ }
k == "day" && /^[a-z]+:/ { section = $1 }
k == "day" && /^id:/ { days++; day[days] = text($0) }
k == "day" && /^name:/ { name[days] = text($0) }
k == "day" && /^pitch:/ { hint[days] = text($0) }
k == "day" && /^minutes:/ { long[days] = $2 }
k == "fiches" && /^id:/ { id[n] = text($0) }
k == "fiches" && /^title:/ { title[n] = text($0) }
k == "fiches" && /^pitch:/ { pitch[n] = text($0) }
k == "fiches" && /^level:/ { level[n] = $2 }
k == "fiches" && /^minutes:/ { minutes[n] = $2 }
k == "fiches" && /^words:/ { w = $0; sub(/^words: *\[/, "", w); sub(/\].*/, "", w); gsub(/"/, "", w); gsub(/,/, "", w); words[n] = "\"" w "\"" }
k ~ /^(letters|lessons|benches)$/ && /^id:/ { c[k]++; of[k, c[k], "id"] = text($0) }
k ~ /^(letters|lessons|benches)$/ && /^(title|pitch|fiche):/ { of[k, c[k], substr($1, 1, 5)] = text($0) }
k == "lessons" && /^minutes:/ { of[k, c[k], "minutes"] = $2 + 0 }
# A table of `k`, in the order of `rank`; never empty, since C has no empty array.
function table(k, type, rank,   i, r) {
	printf "#ifdef CONTENT_INDEX_%s\nstatic const struct %s index_%s[] = {\n", toupper(k), type, k
	for (i = 1; i <= c[k]; i++) {
		r = rank[i] ? rank[i] : i
		printf "\t{ %s, %s, %s, %s },\n", of[k, r, "id"], of[k, r, "title"], of[k, r, "pitch"], of[k, r, k == "lessons" ? "minutes" : "fiche"]
	}
	if (!c[k]) print "\t{ \"\", \"\", \"\", 0 },"
	print "};\n#endif"
}
function shortest_first(rank,   i, j) {
	for (i = 1; i <= c["lessons"]; i++) {
		for (j = i; j > 1 && of["lessons", rank[j - 1], "minutes"] + 0 > of["lessons", i, "minutes"] + 0; j--) rank[j] = rank[j - 1]
		rank[j] = i
	}
}
END {
	print "/* Made by content/index.awk: do not edit. */"
	printf "#define CONTENT_FICHES %d\n#define CONTENT_ITEMS %d\n#define CONTENT_SCENES %d\n", n, items, scenes
	printf "#define CONTENT_LETTERS %d\n#define CONTENT_LESSONS %d\n#define CONTENT_BENCHES %d\n", c["letters"], c["lessons"], c["benches"]
	print "#ifdef CONTENT_INDEX_FICHES\nstatic const struct fiche_entry index_fiches[] = {"
	for (i = 1; i <= n; i++)
		printf "\t{ %s, %s, %s, %s, %d, %d },\n", id[i], title[i], pitch[i], words[i], level[i], minutes[i]
	if (!n) print "\t{ \"\", \"\", \"\", \"\", 0, 0 },"
	print "};\n#endif\n#ifdef CONTENT_INDEX_DAYS\nstatic const struct day_entry index_days[] = {"
	for (i = 1; i <= days; i++)
		printf "\t{ %s, %s, %s, %d },\n", day[i], name[i], hint[i], long[i]
	print "};\n#endif\n#ifdef CONTENT_INDEX_FACTS\nstatic const struct fact_entry index_facts[] = {"
	for (i = 1; i <= f; i++)
		printf "\t{ %s, %s, %s },\n", fact[i], source[i], year[i]
	print "};\n#endif"
	shortest_first(order)
	table("letters", "letter_entry", asis)
	table("lessons", "lesson_entry", order)
	table("benches", "bench_entry", asis)
}
