#include "base/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

static char *own_folder(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
	char *slash;

	if (n <= 0)
		return mem_dup("/");
	path[n] = 0;
	slash = strrchr(path, '/');
	*(slash == path ? slash + 1 : slash) = 0;
	return mem_dup(path);
}

static bool is_folder(const char *path)
{
	struct stat st;

	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* In a build tree the program is in build/ or build/unit/: what `inside` names is looked for in its
 * own folder and so many `levels` above; NULL when none has it. */
static char *near_program(const char *inside, unsigned levels)
{
	struct text path = TEXT(8192);
	char *folder = own_folder();
	bool found = false;

	for (unsigned up = 0; up <= levels && !found; up++) {
		text_clear(&path);
		text_addf(&path, "%s/%s%s", folder, up == 0 ? "" : up == 1 ? "../" : up == 2 ? "../../"
			: "../../../", inside);
		found = is_folder(text_string(&path));
	}
	free(folder);
	if (found)
		return text_take(&path);
	text_free(&path);
	return NULL;
}

/* The environment, else near the program, else where `make install` put it; found once. `probe` is
 * what must be inside for a folder near the program to be the right one. */
static const char *place(char **kept, const char *variable, const char *probe, unsigned levels,
	const char *installed)
{
	const char *said = getenv(variable);
	size_t last = strlen(probe) - strcspn(probe, "/");

	if (said && *said)
		return said;
	if (!*kept) {
		*kept = near_program(probe, levels);
		if (*kept)
			(*kept)[strlen(*kept) - last] = 0;
		else
			*kept = mem_dup(installed);
	}
	return *kept;
}

const char *place_content(void)
{
	static char *kept;

	return place(&kept, "MESDATAS_CONTENT", "content/quizzes", 3, PREFIX "/share/mesdatas/content");
}

const char *place_locale(void)
{
	static char *kept;

	return place(&kept, "MESDATAS_LOCALE", "locale/en/LC_MESSAGES", 1, PREFIX "/share/locale");
}

const char *place_snapshot(void)
{
	static char *kept;

	return place(&kept, "MESDATAS_SNAPSHOT", "snapshot/.", 1, PREFIX "/share/mesdatas/snapshot");
}

const char *place_helper(const char *name, struct error *why)
{
	static char path[8192];
	char *folder = own_folder();

	for (size_t i = 0; i < 2; i++) {
		if (i)
			snprintf(path, sizeof path, "%s/../%s", folder, name);
		else
			snprintf(path, sizeof path, "%s/%s", folder, name);
		if (!access(path, X_OK)) {
			free(folder);
			return path;
		}
	}
	free(folder);
	snprintf(path, sizeof path, "%s/lib/mesdatas/%s", PREFIX, name);
	if (!access(path, X_OK))
		return path;
	error_set(why, ERROR_MISSING, _("Le programme %s manque à côté de celui-ci : réinstallez."), name);
	return NULL;
}

bool place_read(const char *path, size_t ceiling, struct text *out, struct error *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO would wait for its writer */
	struct stat st;
	char bytes[16384];
	size_t read_so_far = 0;
	ssize_t n = 0;

	if (fd < 0)
		return error_set(why, errno == ENOENT ? ERROR_MISSING : ERROR_SYSTEM,
			_("Impossible d'ouvrir %s : %s."), path, strerror(errno));
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || (size_t)st.st_size > ceiling) {
		bool regular = S_ISREG(st.st_mode);

		close(fd);
		return error_set(why, ERROR_INPUT, regular ? _("%s est trop grand.")
			: _("%s n'est pas un fichier ordinaire."), path);
	}
	while ((n = read(fd, bytes, sizeof bytes)) > 0 && read_so_far <= ceiling) {
		text_add_bytes(out, bytes, (size_t)n);
		read_so_far += (size_t)n;
	}
	close(fd);
	if (n < 0)
		return error_set(why, ERROR_SYSTEM, _("Impossible de lire %s : %s."), path,
			strerror(errno));
	return read_so_far <= ceiling || error_set(why, ERROR_INPUT, _("%s est trop grand."), path);
}

bool place_put(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n) {
		ssize_t done = write(fd, at, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		at += done;
		n -= (size_t)done;
	}
	return !fsync(fd);
}

bool place_write(const char *path, const struct text *bytes, struct error *why)
{
	const char *home = getenv("HOME");
	struct text whole = TEXT(8192);
	bool tilde = path[0] == '~' && path[1] == '/' && home;
	bool bare = *path && !strchr(path, '/') && home;
	bool written;
	int fd, fault;

	text_addf(&whole, "%s%s%s", tilde || bare ? home : "", bare ? "/" : "", path + (tilde ? 1 : 0));
	fd = open(text_string(&whole), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		error_set(why, ERROR_SYSTEM, errno == EEXIST
			? _("%s existe déjà, et n'a pas été touché : donnez un autre nom.")
			: _("%s ne peut pas être écrit ici : donnez un autre endroit."), text_string(&whole));
		text_free(&whole);
		return false;
	}
	written = place_put(fd, text_string(bytes), bytes->bytes);
	fault = errno;
	if (close(fd) && written) {
		fault = errno;
		written = false;
	}
	if (!written) {
		unlink(text_string(&whole)); /* half a letter is worse than none */
		error_set(why, ERROR_SYSTEM, fault == ENOSPC || fault == EDQUOT
			? _("Le disque est plein : %s n'a pas été écrit.") : _("%s n'a pas pu être écrit."),
			text_string(&whole));
	}
	text_free(&whole);
	return written;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **place_list(const char *folder, const char *suffix, size_t *count)
{
	DIR *dir = opendir(folder);
	char **list = NULL;
	size_t room = 0, tail = strlen(suffix);
	struct dirent *entry;

	*count = 0;
	while (dir && (entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (n <= tail || entry->d_name[0] == '.' || strcmp(entry->d_name + n - tail, suffix))
			continue;
		list = mem_grow(list, &room, *count + 1, sizeof *list);
		list[(*count)++] = mem_dup_bytes(entry->d_name, n - tail);
	}
	if (dir)
		closedir(dir);
	if (*count)
		qsort(list, *count, sizeof *list, by_name);
	return list;
}
