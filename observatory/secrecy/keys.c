#include "observatory/secrecy/siphash.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/place.h"
#include "base/text.h"

static const char *const names[] = { "record", "noise", "dedup" };

/* A name in a folder is on disk when the folder is. */
static void sync_folder(const char *path)
{
	struct text folder = TEXT(8192);
	const char *slash = strrchr(path, '/');
	int fd;

	text_add_bytes(&folder, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
	fd = open(text_string(&folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	text_free(&folder);
}

/* Written aside, then linked: a file of keys is whole or is not, and never replaces another. */
static bool make_file(const char *path, struct error *why)
{
	struct text aside = TEXT(8192), lines = TEXT(1024);
	uint8_t key[16];
	bool done = true;
	int fd, fault;

	for (int k = 0; k < 3 && done; k++) {
		done = chance_secret(key, sizeof key);
		text_addf(&lines, "%s ", names[k]);
		for (int i = 0; i < 16; i++)
			text_addf(&lines, "%02x", key[i]);
		text_add(&lines, "\n");
	}
	text_addf(&aside, "%s.%ld.new", path, (long)getpid());
	fd = done ? open(text_string(&aside), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0400) : -1;
	done = fd >= 0 && place_put(fd, text_string(&lines), lines.bytes)
		&& link(text_string(&aside), path) == 0;
	fault = errno;
	if (fd >= 0) {
		close(fd);
		unlink(text_string(&aside));
		sync_folder(path);
	}
	explicit_bzero(key, sizeof key);
	text_wipe(&lines);
	text_free(&aside);
	return done || error_set(why, ERROR_SYSTEM,
		_("Les clés secrètes n'ont pas pu être écrites dans %s : %s. Vérifiez le dossier."),
		path, strerror(fault));
}

static bool take_key(const char **at, const char *name, uint8_t key[16])
{
	size_t n = strlen(name);

	if (strncmp(*at, name, n) || (*at)[n] != ' ')
		return false;
	*at += n + 1;
	for (int i = 0; i < 16; i++) {
		char pair[3] = { (*at)[0], (*at)[0] ? (*at)[1] : 0, 0 };

		if (strspn(pair, "0123456789abcdef") != 2)
			return false;
		key[i] = (uint8_t)strtoul(pair, NULL, 16);
		*at += 2;
	}
	if (**at != '\n')
		return false;
	++*at;
	return true;
}

static bool take_all(struct secrecy *s, int fd, const char *path, struct error *why)
{
	uint8_t *keys[] = { s->record, s->noise, s->dedup };
	char lines[256];
	const char *at = lines;
	ssize_t n = read(fd, lines, sizeof lines - 1);
	bool good = n > 0;

	lines[n > 0 ? n : 0] = 0;
	for (int k = 0; k < 3 && good; k++)
		good = take_key(&at, names[k], keys[k]);
	good = good && !*at;
	explicit_bzero(lines, sizeof lines);
	return good || error_set(why, ERROR_INPUT,
		_("Le fichier de clés %s est abîmé. Remettez celui de votre sauvegarde : de nouvelles "
		"clés changeraient les chiffres publiés."), path);
}

bool keys_read(struct secrecy *s, const char *path, bool make, struct error *why)
{
	struct stat st;
	bool good;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 && errno == ENOENT && make) {
		if (!make_file(path, why))
			return false;
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	}
	if (fd < 0 && errno == ENOENT)
		return error_set(why, ERROR_MISSING, _("Le fichier de clés %s manque. Remettez celui qui "
			"va avec cette base : sans lui, rien ne peut être publié."), path);
	if (fd < 0)
		return error_set(why, ERROR_SYSTEM, _("Le fichier de clés %s ne s'ouvre pas : %s."), path,
			strerror(errno));
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || (st.st_mode & 077))
		good = error_set(why, ERROR_SYSTEM, _("D'autres que vous peuvent lire le fichier de clés "
			"%s. Faites « chmod 400 %s », puis recommencez."), path, path);
	else
		good = take_all(s, fd, path, why);
	close(fd);
	return good;
}
