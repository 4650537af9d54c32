# Mes Datas et Moi. `make help` lists what can be made: the lines below that carry "##".

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
# Written one way only, or dependencies recorded under one name would be missed under the other.
override BUILD := $(patsubst $(CURDIR)/%,%,$(abspath $(BUILD)))
CC := gcc
CFLAGS ?= -O2 -g
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wvla \
	-Wformat=2 -Wwrite-strings -Wconversion
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
EXTRA ?=
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -I. -I$(BUILD) -include base/banned.h \
	-DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"' $(WARN) $(HARDEN) $(CFLAGS) $(EXTRA)
ALL_LDFLAGS = -pie -Wl,-z,relro -Wl,--as-needed $(LDFLAGS) $(EXTRA)

base_SRC := $(wildcard base/*.c)
content_SRC := $(wildcard content/*.c)
shared_SRC := $(wildcard observatory/catalogue/*.c observatory/dataset/*.c observatory/chart/*.c)
client_SRC := $(filter-out observatory/client/fetch_main.c,$(wildcard observatory/client/*.c))
server_SRC := $(filter-out observatory/server/main.c,$(wildcard observatory/server/*.c \
	observatory/store/*.c observatory/secrecy/*.c))
stage_SRC := $(wildcard tui/stage/*.c)
tui_SRC := $(filter-out tui/main.c,$(wildcard tui/*.c tui/archive/*.c tui/experiences/*.c))

LIBS := base content shared client server stage tui
$(foreach l,$(LIBS),$(eval $(l)_A := $(BUILD)/lib$(l).a)$(eval $(l)_OBJ := $($(l)_SRC:%.c=$(BUILD)/%.o)))
common_A := $(content_A) $(base_A)

common_LIBS := -lcyaml -lyaml -lunistring -ljansson -lm
mesdatas_LIBS := -lreadline -lncursesw -ltinfo -lzxcvbn $(common_LIBS)
server_LIBS := -lmicrohttpd -lsqlite3 $(common_LIBS)
fetch_LIBS := -lcurl $(common_LIBS)

PROGRAMS := $(BUILD)/mesdatas $(BUILD)/mesdatas-fetch $(BUILD)/mesdatas-observatory

.PHONY: all
all: $(PROGRAMS) ## build the three programs and the catalogues
.DEFAULT_GOAL := all

# One short line a file; `make V=1` shows the commands.
Q := $(if $(V),,@)
say = @printf '  %-8s %s\n' '$(1)' '$(2)'

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,compile,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

define library
$($(1)_A): $($(1)_OBJ)
	@mkdir -p $$(@D)
	$(Q)rm -f $$@ && ar rcs $$@ $$^
endef
$(foreach l,$(LIBS),$(eval $(call library,$(l))))

$(BUILD)/mesdatas: $(BUILD)/tui/main.o $(tui_A) $(stage_A) $(client_A) $(shared_A) $(common_A)
	$(call say,link,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(mesdatas_LIBS)
$(BUILD)/mesdatas-fetch: $(BUILD)/observatory/client/fetch_main.o $(base_A)
	$(call say,link,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(fetch_LIBS)
$(BUILD)/mesdatas-observatory: $(BUILD)/observatory/server/main.o $(server_A) $(shared_A) $(common_A)
	$(call say,link,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(server_LIBS)

# The content's index: counts and titles, so that the home page and lists read no file.
indexed := $(sort $(wildcard content/*/*.yaml)) content/facts.yaml
# The folders too: a file taken away leaves nothing newer behind.
$(BUILD)/content_index.h: $(indexed) content/index.awk $(wildcard content/*/)
	@mkdir -p $(@D)
	@awk -f content/index.awk $(indexed) >$@.new && mv $@.new $@
$(content_OBJ) $(tui_OBJ): | $(BUILD)/content_index.h

# Catalogues. `fr` is the source: its catalogue says every sentence to itself, so that a reader of
# French and then English never falls through to English, and plurals follow French rules.
$(BUILD)/locale/%/LC_MESSAGES/mesdatas.mo: locale/%.po
	@mkdir -p $(@D)
	@msgfmt -o $@ $<
$(BUILD)/locale/fr/LC_MESSAGES/mesdatas.mo: locale/mesdatas.pot
	@mkdir -p $(@D)
	@msgen -o - $< | sed '/^"Language:/d; s/nplurals=INTEGER; plural=EXPRESSION/nplurals=2; plural=n>1/' \
		| msgfmt -o $@ -
catalogues := $(patsubst locale/%.po,$(BUILD)/locale/%/LC_MESSAGES/mesdatas.mo,$(wildcard locale/*.po)) \
	$(if $(wildcard locale/mesdatas.pot),$(BUILD)/locale/fr/LC_MESSAGES/mesdatas.mo)
all: $(catalogues)

# Figures for those without network: a demonstration Observatory, asked for all that the program asks.
$(BUILD)/snapshot/.done: $(BUILD)/mesdatas-observatory $(wildcard content/*/*.yaml)
	$(call say,figures,$(@D))
	@rm -rf $(@D) && mkdir -p $(@D)
	$(Q)$(BUILD)/mesdatas-observatory demo --answers 350000 --seed 1 --store sqlite:$(@D)/demo.db >/dev/null
	$(Q)$(BUILD)/mesdatas-observatory snapshot $(@D) --store sqlite:$(@D)/demo.db >/dev/null
	@rm -f $(@D)/demo.db* && touch $@
all: $(BUILD)/snapshot/.done

# Unit tests: tests/unit/test_x.c is a program. They may use every library.
unit_SRC := $(wildcard tests/unit/test_*.c)
unit_BIN := $(unit_SRC:tests/unit/%.c=$(BUILD)/unit/%)
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/own_content.o $(tui_A) $(stage_A) $(client_A) $(server_A) $(shared_A) $(common_A)
	@mkdir -p $(@D)
	$(call say,link,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(mesdatas_LIBS) $(server_LIBS) -lcmocka
$(BUILD)/vt: tests/tools/vt.c
	@mkdir -p $(@D)
	$(call say,link,$@)
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -Wall -Wextra -O1 -o $@ $< -lvterm -lutil

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

.PHONY: run serve setup setup-tests test tests-built dev asan fuzz bench paths house pot schema cover install deb help clean
run: setup ## install what is missing, build, start a local Observatory, open the program
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@BUILD=$(BUILD) share/run-local

setup: ## install what the programs need (Debian packages, listed first)
	@share/setup build
setup-tests: ## install what the tests need besides
	@share/setup tests

tests-built: all $(unit_BIN) $(BUILD)/vt
test: ## run every test: units, transcripts, screens, voice, content, API, house, sanitizers
	@share/setup tests
	@$(MAKE) --no-print-directory -j$$(nproc) tests-built
	@tests/run $(BUILD)

dev: ## build with every warning an error
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/dev CFLAGS='-O1 -g' EXTRA=-Werror tests-built
asan: ## build with the address and undefined-behaviour sanitizers
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='-O1 -g -fno-omit-frame-pointer' \
		EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=undefined' HARDEN=-fPIE tests-built

fuzz_SRC := $(wildcard tests/fuzz/fuzz_*.c)
FUZZ_SECONDS ?= 30
fuzz: ## run each fuzzer for FUZZ_SECONDS (30)
	@for f in $(fuzz_SRC:tests/fuzz/%.c=%); do \
		$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang CFLAGS='-O1 -g' HARDEN=-fPIE \
		EXTRA='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
		$(BUILD)/fuzz/$$f || exit 1; \
		mkdir -p $(BUILD)/fuzz/corpus/$$f; \
		MESDATAS_CONTENT=$(CURDIR)/content $(BUILD)/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 \
		-print_final_stats=1 $(BUILD)/fuzz/corpus/$$f $(wildcard tests/fuzz/seeds) || exit 1; done
	@$(MAKE) --no-print-directory BUILD=$(BUILD) asan && tests/fuzz/monkey.py $(BUILD)/asan $(FUZZ_SECONDS)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(tui_A) $(stage_A) $(client_A) $(server_A) $(shared_A) $(common_A)
	$(call say,link,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(mesdatas_LIBS) $(server_LIBS)

bench: all ## measure against peers, in one run (share/doc/benchmarks.md)
	@tests/bench/run $(BUILD)
paths: $(BUILD)/unit/test_paths ## live ten thousand random days through the script stage (minutes)
	MESDATAS_CONTENT=$(CURDIR)/content MESDATAS_PATHS=10000 $(BUILD)/unit/test_paths
house: ## the house rules: arrows, sizes, static, nothing orphan
	@tests/house .
pot: $(BUILD)/mesdatas ## extract what is to be translated, and bring the translations up to date
	xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=P_:1c,2 --keyword=NN_:1,2 \
		--add-comments=Note --package-name=mesdatas --package-version=$(VERSION) -s -o $(BUILD)/code.pot \
		$(sort $(shell find base content observatory tui -name '*.c'))
	$(BUILD)/mesdatas lint pot >$(BUILD)/content.pot
	msgcat --use-first -o locale/mesdatas.pot $(BUILD)/code.pot $(BUILD)/content.pot
	for po in $(wildcard locale/*.po); do msgmerge --quiet --update --backup=none --no-fuzzy-matching $$po locale/mesdatas.pot; done
schema: $(BUILD)/mesdatas ## write the JSON Schemas of the content from the reader's own tables
	for kind in $(notdir $(basename $(wildcard share/schema/*.json))); do \
		$(BUILD)/mesdatas lint schema $$kind >share/schema/$$kind.json || exit 1; done
cover: ## how much of the code the tests run (gcov)
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/cover CFLAGS='-O0 -g' HARDEN=-fPIE EXTRA=--coverage tests-built
	@COVER=1 tests/run $(BUILD)/cover; tests/tools/cover $(BUILD)/cover

compile_commands.json: ## for editors: what the compiler is told
	@for f in $(base_SRC) $(content_SRC) $(shared_SRC) $(client_SRC) $(server_SRC) $(stage_SRC) $(tui_SRC) tui/main.c; do \
		printf '%s{"directory":"%s","file":"%s","command":"cc %s -c %s"}' "$$sep" '$(CURDIR)' $$f \
		'$(subst ",\",$(ALL_CFLAGS))' $$f; sep=,; done | sed '1s/^/[/; $$s/$$/]/' >$@

install: all ## install to DESTDIR/PREFIX
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/mesdatas $(DESTDIR)$(PREFIX)/share/mesdatas \
		$(DESTDIR)$(PREFIX)/share/locale
	install -m 755 $(BUILD)/mesdatas $(BUILD)/mesdatas-observatory $(DESTDIR)$(PREFIX)/bin/
	install -m 755 $(BUILD)/mesdatas-fetch $(DESTDIR)$(PREFIX)/lib/mesdatas/
	cp -R content $(DESTDIR)$(PREFIX)/share/mesdatas/ && rm -f $(DESTDIR)$(PREFIX)/share/mesdatas/content/*.[ch] $(DESTDIR)$(PREFIX)/share/mesdatas/content/*.awk
	cp -R $(BUILD)/snapshot $(DESTDIR)$(PREFIX)/share/mesdatas/
	install -m 644 share/openapi.yaml $(DESTDIR)$(PREFIX)/share/mesdatas/
	cd $(BUILD)/locale && for m in */LC_MESSAGES/mesdatas.mo; do install -D -m 644 $$m $(abspath $(DESTDIR)$(PREFIX))/share/locale/$$m; done
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man1 share/man/mesdatas.1
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man8 share/man/mesdatas-observatory.8
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/fr/man1 share/man/fr/mesdatas.1
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/fr/man8 share/man/fr/mesdatas-observatory.8
deb: ## a Debian package in $(BUILD), for labs without network
	@share/make-deb $(BUILD) $(VERSION)

help: ## this list
	@awk -F':.*## ' '/^[a-z_.-]+:.*## /{printf "  make %-22s %s\n", $$1, $$2}' Makefile
clean: ## remove what was built
	rm -rf $(BUILD)
