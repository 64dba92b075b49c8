#include "tool/output.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMP_TRIES = 100 };

int kt_parse_color(const char *word, enum kt_color *out)
{
	static const char *const words[] = { "auto", "always", "never" };
	for (unsigned i = 0; i < 3; i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum kt_color)i;
			return 0;
		}
	return -EINVAL;
}

bool kt_use_color(enum kt_color c, FILE *f)
{
	switch (c) {
	case KT_COLOR_ALWAYS:
		return true;
	case KT_COLOR_NEVER:
		return false;
	case KT_COLOR_AUTO:
		break;
	}
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	if ((no && *no) || !term || !*term || strcmp(term, "dumb") == 0)
		return false;
	return isatty(fileno(f)) == 1;
}

bool kt_use_unicode(bool ascii_asked)
{
	return !ascii_asked && strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* A device or a pipe cannot be replaced by a file: it is written to as it is. */
static int open_special(struct kt_output *o, const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	o->f = fd < 0 ? NULL : fdopen(fd, "w");
	if (o->f)
		return 0;
	int rc = -errno;
	if (fd >= 0)
		close(fd);
	return rc;
}

static int open_temp(struct kt_output *o, const struct stat *replaced)
{
	int fd = -1;
	for (int i = 0; i < TEMP_TRIES && fd < 0; i++) {
		free(o->temp);
		if (asprintf(&o->temp, "%s.%ld-%d.tmp", o->path, (long)getpid(), i) < 0) {
			o->temp = NULL;
			return -ENOMEM;
		}
		fd = open(o->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (fd < 0 && errno != EEXIST)
			return -errno;
	}
	if (fd < 0)
		return -EEXIST;
	/* A file that is replaced keeps its mode; that it may not be set is no reason to lose a
	 * result. */
	if (replaced && fchmod(fd, replaced->st_mode & 0777) != 0)
		errno = 0;
	o->f = fdopen(fd, "w");
	if (o->f)
		return 0;
	int rc = -errno;
	close(fd);
	unlink(o->temp);
	return rc;
}

int kt_output_open(struct kt_output *o, const char *path)
{
	*o = (struct kt_output){ .f = stdout };
	if (!path)
		return 0;
	o->f = NULL;
	struct stat st;
	bool exists = stat(path, &st) == 0;
	if (exists && S_ISDIR(st.st_mode))
		return -EISDIR;
	bool special = exists && !S_ISREG(st.st_mode);
	/* Through a symbolic link the file it names is replaced, not the link. */
	o->path = exists && !special ? realpath(path, NULL) : strdup(path);
	int rc = o->path ? 0 : -errno;
	if (rc == 0)
		rc = special ? open_special(o, path) : open_temp(o, exists ? &st : NULL);
	if (rc != 0) {
		free(o->path);
		free(o->temp);
		*o = (struct kt_output){ .f = NULL };
	}
	return rc;
}

/* stdio keeps the fact of a failed write, not its reason: ask again, then ask the descriptor. */
static int flush(FILE *f)
{
	errno = 0;
	int rc = fflush(f) == 0 ? 0 : -(errno ? errno : EIO);
	if (rc == 0 && ferror(f)) {
		struct pollfd p = { .fd = fileno(f), .events = POLLOUT };
		bool gone = poll(&p, 1, 0) == 1 && (p.revents & (POLLERR | POLLHUP));
		rc = gone ? -EPIPE : -EIO;
	}
	return rc;
}

/* The name is safe only when the folder is on disk too; a file system that cannot sync is not an
 * error of the result. */
static void sync_folder(const char *path)
{
	char *copy = strdup(path);
	if (!copy)
		return;
	char *slash = strrchr(copy, '/');
	if (slash)
		slash[slash == copy] = '\0';
	int fd = open(slash ? copy : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(copy);
}

int kt_output_close(struct kt_output *o, bool keep)
{
	if (!o->f)
		return 0;
	int rc = flush(o->f);
	if (rc == 0 && o->temp && keep && fsync(fileno(o->f)) != 0)
		rc = -errno;
	if (o->path && fclose(o->f) != 0 && rc == 0)
		rc = -errno;
	if (o->temp) {
		if (rc == 0 && keep && rename(o->temp, o->path) != 0)
			rc = -errno;
		if (rc != 0 || !keep)
			unlink(o->temp);
		else
			sync_folder(o->path);
	} else if (rc == -EPIPE) {
		rc = 0;
	}
	free(o->path);
	free(o->temp);
	*o = (struct kt_output){ .f = NULL };
	return rc;
}

void kt_output_setup(void)
{
	signal(SIGPIPE, SIG_IGN);
	/* A file that may not grow (ulimit -f) is an error with its cause like a full disk, not a crash. */
	signal(SIGXFSZ, SIG_IGN);
	/* A closed standard descriptor would be taken by the next file opened, and a message to
	 * stderr would land in it. The wrong direction on purpose: a write to it still fails. */
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}
