#include "content/quiz.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "content/fault.h"
#include "content/node.h"
#include "content/reader.h"

static const struct cyaml_strval kinds[] = { { "single", QUIZ_SINGLE }, { "several", QUIZ_SEVERAL },
	{ "order", QUIZ_ORDER }, { "estimate", QUIZ_ESTIMATE }, { "habit", QUIZ_HABIT } };
static const struct cyaml_strval gauges[] = { { "prudence", QUIZ_PRUDENCE },
	{ "presence", QUIZ_PRESENCE } };
static const struct cyaml_strval verdicts[] = { { "wrong", QUIZ_WRONG }, { "right", QUIZ_RIGHT } };

#define FIELD_ENUM(key, type, member, words) \
	CYAML_FIELD_ENUM(key, CYAML_FLAG_STRICT, type, member, words, CYAML_ARRAY_LEN(words))

static const struct cyaml_schema_field option_fields[] = {
	FIELD_ID("id", struct quiz_option, id),
	FIELD_TEXT("label", struct quiz_option, label),
	CYAML_FIELD_UINT("points", 0, struct quiz_option, points),
	FIELD_TEXT("why", struct quiz_option, why),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value option_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct quiz_option, option_fields) };

static const struct cyaml_schema_field estimate_fields[] = {
	CYAML_FIELD_INT("min", 0, struct quiz_estimate, min),
	CYAML_FIELD_INT("max", 0, struct quiz_estimate, max),
	FIELD_OTHER("unit", SCHEMA_TEXT, struct quiz_estimate, unit),
	CYAML_FIELD_INT("right", 0, struct quiz_estimate, right),
	CYAML_FIELD_INT("close", 0, struct quiz_estimate, close),
	CYAML_FIELD_INT("near", 0, struct quiz_estimate, near),
	FIELD_TEXT("low", struct quiz_estimate, low),
	FIELD_TEXT("high", struct quiz_estimate, high),
	CYAML_FIELD_END
};

static const struct cyaml_schema_field again_option_fields[] = {
	FIELD_ID("id", struct quiz_again_option, id),
	FIELD_TEXT("label", struct quiz_again_option, label),
	FIELD_ENUM("verdict", struct quiz_again_option, verdict, verdicts),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value again_option_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct quiz_again_option, again_option_fields) };
static const struct cyaml_schema_field again_fields[] = {
	FIELD_TEXT("prompt", struct quiz_again, prompt),
	CYAML_FIELD_SEQUENCE("options", CYAML_FLAG_POINTER, struct quiz_again, options,
		&again_option_value, 2, QUIZ_OPTIONS_MAX),
	FIELD_TEXT("why", struct quiz_again, why),
	CYAML_FIELD_END
};

static const struct cyaml_schema_field item_fields[] = {
	FIELD_ID("id", struct quiz_item, id),
	FIELD_TEXT("short", struct quiz_item, brief),
	CYAML_FIELD_UINT("level", 0, struct quiz_item, level),
	FIELD_ENUM("kind", struct quiz_item, kind, kinds),
	FIELD_ENUM("gauge", struct quiz_item, gauge, gauges),
	FIELD_TEXT("prompt", struct quiz_item, prompt),
	CYAML_FIELD_SEQUENCE("options", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct quiz_item,
		options, &option_value, 2, QUIZ_OPTIONS_MAX),
	CYAML_FIELD_MAPPING_PTR("estimate", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct quiz_item,
		estimate, estimate_fields),
	FIELD_TEXT("why", struct quiz_item, why),
	FIELD_TEXT("clue", struct quiz_item, clue),
	FIELD_ID("fiche", struct quiz_item, fiche),
	FIELD_LIST("facts", 0, struct quiz_item, facts, &schema_id, 0),
	CYAML_FIELD_MAPPING_PTR("again", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct quiz_item,
		again, again_fields),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value item_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct quiz_item, item_fields) };

static const struct cyaml_schema_field theme_fields[] = {
	FIELD_ID("theme", struct quiz_theme, theme),
	FIELD_TEXT("title", struct quiz_theme, title),
	CYAML_FIELD_SEQUENCE("items", CYAML_FLAG_POINTER, struct quiz_theme, items, &item_value, 1, 200),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value theme_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct quiz_theme, theme_fields) };

static const struct cyaml_schema_field bank_fields[] = {
	FIELD_ID("id", struct quiz_bank, id),
	FIELD_TEXT("title", struct quiz_bank, title),
	FIELD_TEXT("pitch", struct quiz_bank, pitch),
	CYAML_FIELD_UINT("version", 0, struct quiz_bank, version),
	CYAML_FIELD_UINT("run", 0, struct quiz_bank, run),
	CYAML_FIELD_UINT("express", 0, struct quiz_bank, express),
	CYAML_FIELD_SEQUENCE("themes", CYAML_FLAG_POINTER, struct quiz_bank, themes, &schema_id, 1, 32),
	CYAML_FIELD_END
};
static const struct cyaml_schema_value bank_value = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct quiz_bank, bank_fields) };

static void rule_right(const struct node *item, const char *kind, struct faults *faults)
{
	const struct node *options = node_get(item, "options");
	size_t best = 0, some = 0;

	for (size_t i = 0; i < options->count; i++) {
		int points = node_int(&options->child[i], "points");

		best += points == 4;
		some += points > 0;
	}
	if (!strcmp(kind, "single") && best != 1)
		fault_add(faults, options->line, _("Une question « single » a une seule option à 4 points, il y en a %zu."), best);
	if (!strcmp(kind, "several") && (best < 2 || some != best))
		fault_add(faults, options->line, _("Une question « several » a au moins deux options à 4 points, et les autres à 0."));
	if (!strcmp(kind, "order") && some)
		fault_add(faults, options->line, _("Dans une question « order », toutes les options ont 0 point : c'est l'ordre du fichier qui compte."));
	if (!strcmp(kind, "habit") && !best)
		fault_add(faults, options->line, _("Une question « habit » a au moins une option à 4 points."));
}

static void rule_options(const struct node *item, const char *kind, struct faults *faults)
{
	const struct node *options = node_get(item, "options");

	if (!strcmp(kind, "estimate")) {
		if (options)
			fault_add(faults, options->key_line, _("Une question « estimate » n'a pas d'options."));
		return;
	}
	if (!options) {
		fault_add(faults, item->line, _("Il manque les « options » de cette question « %s »."), kind);
		return;
	}
	if (options->count < 3)
		fault_add(faults, options->line, _("Il faut au moins trois options, il y en a %zu."), options->count);
	reader_rule_ids(options, faults);
	rule_right(item, kind, faults);
}

static void rule_estimate(const struct node *item, const char *kind, struct faults *faults)
{
	const struct node *e = node_get(item, "estimate");
	int right = node_int(e, "right");

	if (strcmp(kind, "estimate")) {
		if (e)
			fault_add(faults, e->key_line, _("Seule une question « estimate » a une partie « estimate »."));
		return;
	}
	if (!e)
		fault_add(faults, item->line, _("Il manque la partie « estimate » de cette question."));
	else if (node_int(e, "min") >= node_int(e, "max") || right < node_int(e, "min")
			|| right > node_int(e, "max"))
		fault_add(faults, e->line, _("« right » est entre « min » et « max », et « min » est le plus petit."));
	else if (node_int(e, "close") < 0 || node_int(e, "close") > node_int(e, "near"))
		fault_add(faults, e->line, _("« close » et « near » sont des distances : « close » est la plus petite."));
}

static void rule_again(const struct node *item, const char *kind, struct faults *faults)
{
	const struct node *again = node_get(item, "again"), *options = node_get(again, "options");
	size_t right = 0;

	if (!strcmp(kind, "habit")) {
		if (again)
			fault_add(faults, again->key_line, _("Une question « habit » n'a pas de partie « again » : une habitude n'est pas une leçon."));
		return;
	}
	if (!again) {
		fault_add(faults, item->line, _("Il manque la partie « again » : la même idée, avec d'autres mots."));
		return;
	}
	for (size_t i = 0; i < options->count; i++)
		right += !strcmp(node_text(&options->child[i], "verdict"), "right");
	if (right != 1)
		fault_add(faults, options->line, _("La partie « again » a une seule option « right », il y en a %zu."), right);
	reader_rule_ids(options, faults);
}

static void theme_rules(const struct node *root, struct faults *faults)
{
	const struct node *items = node_get(root, "items");

	reader_rule_ids(items, faults);
	for (size_t i = 0; i < items->count; i++) {
		const char *kind = node_text(&items->child[i], "kind");

		rule_options(&items->child[i], kind, faults);
		rule_estimate(&items->child[i], kind, faults);
		rule_again(&items->child[i], kind, faults);
	}
}

static void bank_rules(const struct node *root, struct faults *faults)
{
	const struct node *themes = node_get(root, "themes");

	if (node_int(root, "express") > node_int(root, "run"))
		fault_add(faults, node_get(root, "express")->line,
			_("« express » ne dépasse pas « run »."));
	for (size_t i = 0; i < themes->count; i++)
		for (size_t k = 0; k < i; k++)
			if (!strcmp(themes->child[i].text, themes->child[k].text))
				fault_add(faults, themes->line, _("Le thème « %s » est cité deux fois."),
					themes->child[i].text);
}

const struct reader_kind quiz_theme_kind = { .name = "quiz", .folder = "quizzes", .mark = "items",
	.top = &theme_value, .rules = theme_rules };
const struct reader_kind quiz_bank_kind = { .name = "bank", .folder = "quizzes", .mark = "themes",
	.top = &bank_value, .rules = bank_rules };

struct quiz_bank *quiz_open(const char *id, struct error *why)
{
	struct quiz_bank *bank = reader_open_id(&quiz_bank_kind, id, why);
	bool right = bank;

	if (bank)
		bank->theme = mem_array(bank->themes_count, sizeof *bank->theme);
	for (unsigned i = 0; right && i < bank->themes_count; i++) {
		bank->theme[i] = reader_open_id(&quiz_theme_kind, bank->themes[i], why);
		right = bank->theme[i];
		for (unsigned k = 0; right && k < bank->theme[i]->items_count; k++) {
			const struct quiz_item *item = &bank->theme[i]->items[k];

			if (quiz_find(bank, item->id) != item)
				right = error_set(why, ERROR_INPUT,
					_("L'identifiant « %s » sert dans deux thèmes de « %s »."), item->id, id);
		}
	}
	if (right)
		return bank;
	quiz_close(bank);
	return NULL;
}

void quiz_close(struct quiz_bank *bank)
{
	if (!bank)
		return;
	for (unsigned i = 0; i < bank->themes_count; i++)
		reader_close(&quiz_theme_kind, bank->theme[i]);
	free(bank->theme);
	reader_close(&quiz_bank_kind, bank);
}

const struct quiz_item *quiz_find(const struct quiz_bank *bank, const char *item_id)
{
	for (unsigned i = 0; i < bank->themes_count && bank->theme[i]; i++)
		for (unsigned k = 0; k < bank->theme[i]->items_count; k++)
			if (!strcmp(bank->theme[i]->items[k].id, item_id))
				return &bank->theme[i]->items[k];
	return NULL;
}

size_t quiz_theme_of(const struct quiz_bank *bank, const struct quiz_item *item)
{
	for (unsigned i = 0; i < bank->themes_count; i++)
		if (item >= bank->theme[i]->items
				&& item < bank->theme[i]->items + bank->theme[i]->items_count)
			return i;
	return 0;
}
