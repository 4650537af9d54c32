#include "content/reader.h"

#include "base/error.h"
#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"
#include "content/fault.h"
#include "content/node.h"

static const cyaml_config_t config = { .mem_fn = cyaml_mem, .flags = CYAML_CFG_NO_ALIAS,
	.log_level = CYAML_LOG_ERROR };

static bool check(const struct reader_kind *kind, const char *name, const char *bytes, size_t n,
	struct error *why)
{
	struct faults faults = { 0 };
	struct node root;
	bool right = node_read(&root, bytes, n, &faults)
		&& schema_check(kind->top, &root, false, &faults);

	if (right && kind->rules)
		kind->rules(&root, &faults);
	right = right && !faults.count;
	faults_sort(&faults);
	if (!right)
		error_set(why, ERROR_INPUT, _("%s, ligne %zu : %s"), name, faults.fault[0].line,
			faults.fault[0].text);
	faults_free(&faults);
	node_free(&root);
	return right;
}

void *reader_load(const struct reader_kind *kind, const char *name, const char *bytes, size_t n,
	struct error *why)
{
	void *loaded = NULL;
	cyaml_err_t status;

	if (n > READER_BYTES_MAX) {
		error_set(why, ERROR_INPUT, _("%s est trop grand."), name);
		return NULL;
	}
	if (!check(kind, name, bytes, n, why))
		return NULL;
	status = cyaml_load_data((const uint8_t *)bytes, n, &config, kind->top, &loaded, NULL);
	if (status == CYAML_OK && loaded)
		return loaded;
	error_set(why, ERROR_INPUT, _("%s ne peut pas être lu : %s."), name, cyaml_strerror(status));
	return NULL;
}

void *reader_open(const struct reader_kind *kind, const char *path, struct error *why)
{
	struct text bytes = TEXT(READER_BYTES_MAX + 1);
	struct error unread = { 0 };
	void *loaded = NULL;

	if (place_read(path, READER_BYTES_MAX, &bytes, &unread))
		loaded = reader_load(kind, path, text_string(&bytes), bytes.bytes, why);
	else if (unread.code == ERROR_MISSING)
		error_set(why, ERROR_MISSING, _("Le fichier %s manque : vérifiez son nom, ou réinstallez."), path);
	else
		error_set(why, unread.code, "%s", unread.text);
	text_free(&bytes);
	return loaded;
}

static bool says(const struct reader_kind *kind, const void *loaded, const char *id,
	struct error *why)
{
	const char *said;

	if (kind->file)
		return true;
	memcpy(&said, (const char *)loaded + kind->top->mapping.fields->data_offset, sizeof said);
	return !strcmp(said, id) || error_set(why, ERROR_INPUT,
		_("Le fichier « %s.yaml » porte l'identifiant « %s » : ils doivent être les mêmes."), id, said);
}

void *reader_open_id(const struct reader_kind *kind, const char *id, struct error *why)
{
	struct text path = TEXT(8192);
	void *loaded = NULL;

	if (schema_is_id(id)) {
		text_addf(&path, "%s/%s%s%s.yaml", place_content(), kind->folder, *kind->folder ? "/" : "", id);
		loaded = reader_open(kind, text_string(&path), why);
		if (loaded && !says(kind, loaded, id, why)) {
			reader_close(kind, loaded);
			loaded = NULL;
		}
	} else {
		error_set(why, ERROR_MISSING, _("Rien ne porte le nom « %.60s » ici."), id);
	}
	text_free(&path);
	return loaded;
}

void reader_close(const struct reader_kind *kind, void *loaded)
{
	cyaml_free(&config, kind->top, loaded, 0);
}

void reader_rule_ids(const struct node *list, struct faults *faults)
{
	for (size_t i = 0; list && i < list->count; i++) {
		const struct node *id = node_get(&list->child[i], "id");

		if (!id)
			continue;
		if (!schema_is_id(id->text))
			fault_add(faults, id->line,
				_("L'identifiant « %.80s » ne convient pas : minuscules sans accent, chiffres et traits d'union."), id->text);
		for (size_t k = 0; k < i; k++)
			if (!strcmp(node_text(&list->child[k], "id"), id->text)) {
				fault_add(faults, id->line, _("L'identifiant « %s » sert deux fois : choisissez-en un autre."), id->text);
				break;
			}
	}
}
