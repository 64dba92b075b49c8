#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inspect/inspect.h"
#include "tool/options.h"

static void say_refused(const char *shown, const char *path)
{
	struct stat st;
	if (stat(path, &st)) {
		fprintf(stderr,
			"kcbench: %s: not allowed to look into its folder; check the folder's mode\n",
			shown);
		return;
	}
	struct passwd *owner = getpwuid(st.st_uid);
	fprintf(stderr,
		"kcbench: %s: not allowed to read it: it belongs to %s (uid %u) and has mode %04o; "
		"run as its owner or ask for `chmod +r`\n",
		shown, owner ? owner->pw_name : "somebody", st.st_uid, st.st_mode & 07777);
}

static int say(const char *path, int error)
{
	char shown[1024];
	ki_safe_text(shown, sizeof(shown), path, strlen(path));
	switch (error) {
	case EACCES:
	case EPERM:
		say_refused(shown, path);
		break;
	case ENOENT:
		fprintf(stderr, "kcbench: %s: there is no such file; check the path\n", shown);
		break;
	case EISDIR:
		fprintf(stderr, "kcbench: %s: is a directory; name a file in it\n", shown);
		break;
	case ESPIPE:
		fprintf(stderr,
			"kcbench: %s: is no regular file; it is read twice, so save a pipe or device to a "
			"file first\n",
			shown);
		break;
	default:
		fprintf(stderr, "kcbench: %s: cannot open it: %s\n", shown, strerror(error));
	}
	return KT_CANNOT;
}

int kb_input_open(struct kb_input *in, const char *path)
{
	in->path = path;
	/* Not blocking: a fifo without a writer must be refused, not waited for. */
	in->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (in->fd < 0)
		return say(path, errno == ENXIO ? ESPIPE : errno);
	int error = 0;
	if (fstat(in->fd, &in->at_open))
		error = errno;
	else if (S_ISDIR(in->at_open.st_mode))
		error = EISDIR;
	else if (!S_ISREG(in->at_open.st_mode))
		error = ESPIPE;
	if (!error)
		return 0;
	close(in->fd);
	return say(path, error);
}

void kb_input_close(struct kb_input *in)
{
	close(in->fd);
}

bool kb_input_changed(const struct kb_input *in, char *how, size_t cap)
{
	struct stat now;
	const struct stat *then = &in->at_open;
	if (fstat(in->fd, &now)) {
		snprintf(how, cap, "it cannot be looked at any more: %s", strerror(errno));
		return true;
	}
	if (now.st_size != then->st_size) {
		snprintf(how, cap, "it %s from %jd to %jd bytes",
			now.st_size > then->st_size ? "grew" : "shrank", (intmax_t)then->st_size,
			(intmax_t)now.st_size);
		return true;
	}
	if (now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
		now.st_mtim.tv_nsec != then->st_mtim.tv_nsec) {
		snprintf(how, cap, "it was written to");
		return true;
	}
	return false;
}
