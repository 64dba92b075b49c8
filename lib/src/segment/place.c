#include "segment/parts.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/sys.h"

const char *kc_place_cure(int rc, const char *otherwise)
{
	return rc == -EMFILE || rc == -ENFILE ? "raise ulimit -n" : otherwise;
}

/* O_NOFOLLOW with O_PATH opens a symbolic link itself, so that it can be told from a file; nothing
 * is read or started by it, whatever stands there. */
static int open_as_it_is(const char *path)
{
	return kc_sys_again(kc_sys.open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC, 0));
}

/* Under sudo or su the variable often names another user's folder, in cron jobs one that is gone.
 * Making a folder there would lock its user out, so it counts only when it is the caller's. */
static const char *runtime_dir(void)
{
	const char *dir = secure_getenv("XDG_RUNTIME_DIR");
	if (!dir || dir[0] != '/')
		return NULL;
	int fd = kc_sys_again(kc_sys.open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC, 0));
	if (fd < 0)
		return NULL;
	struct stat st;
	bool own = kc_sys.fstat(fd, &st) == 0 && st.st_uid == geteuid();
	kc_sys.close(fd);
	return own ? dir : NULL;
}

/* Writes the absolute path without closing slashes: "link/" would be followed. */
static int put_path(char *path, size_t cap, const char *dir, const char *tail)
{
	size_t used = 0;
	if (dir[0] != '/') {
		if (!getcwd(path, cap - 1))
			return kc_fail(-errno,
				"%.300s: the working folder cannot be told (%s); give an absolute "
				"path",
				dir, strerrordesc_np(errno));
		used = strlen(path);
		path[used++] = '/';
	}
	int n = snprintf(path + used, cap - used, "%s%s", dir, tail);
	if (n < 0 || (size_t)n >= cap - used)
		return kc_fail(-ENAMETOOLONG,
			"%.300s...: the path is longer than %zu bytes; use a shorter one", dir,
			cap - 1);
	size_t len = used + (size_t)n;
	while (len > 1 && path[len - 1] == '/')
		path[--len] = 0;
	return 0;
}

static int choose(const char *dir, char *path, size_t cap)
{
	if (dir && *dir)
		return put_path(path, cap, dir, "");
	dir = secure_getenv("KC_DIR");
	if (dir && *dir)
		return put_path(path, cap, dir, "");
	dir = runtime_dir();
	if (dir)
		return put_path(path, cap, dir, "/kc");
	snprintf(path, cap, "/dev/shm/kc-%u", (unsigned)geteuid());
	return 0;
}

static int open_or_make(const char *path)
{
	int fd = open_as_it_is(path);
	if (fd == -ENOENT) {
		int rc = kc_sys.mkdir(path, 0700);
		if (rc == -ENOENT)
			return kc_fail(rc,
				"%.300s: its parent folder is missing; make it first, or set "
				"KC_DIR to another",
				path);
		if (rc && rc != -EEXIST)
			return kc_fail(rc,
				"%.300s: the folder cannot be made (%s); set KC_DIR to one that "
				"can",
				path, strerrordesc_np(-rc));
		fd = open_as_it_is(path);
	}
	if (fd < 0)
		return kc_fail(fd, "%.300s: the folder cannot be opened (%s); %s", path,
			strerrordesc_np(-fd), kc_place_cure(fd, "set KC_DIR to another"));
	return fd;
}

/* Whoever may write there could put a segment of his own in this one's place. */
static int check(int fd, const char *path)
{
	struct stat st;
	int rc = kc_sys.fstat(fd, &st);
	if (rc)
		return kc_fail(rc,
			"%.300s: the folder cannot be examined (%s); set KC_DIR to another", path,
			strerrordesc_np(-rc));
	if (S_ISLNK(st.st_mode))
		return kc_fail(-ELOOP,
			"%.300s: is a symbolic link, which could be turned elsewhere; name the "
			"folder itself",
			path);
	if (!S_ISDIR(st.st_mode))
		return kc_fail(-ENOTDIR,
			"%.300s: is not a folder; remove it, or set KC_DIR to another", path);
	if (st.st_uid != geteuid())
		return kc_fail(-EPERM,
			"%.300s: belongs to uid %u, not to %u; set KC_DIR to a folder of your own",
			path, (unsigned)st.st_uid, (unsigned)geteuid());
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return kc_fail(-EACCES, "%.300s: others may write to it (mode %04o); chmod go-w it",
			path, (unsigned)(st.st_mode & 07777));
	return 0;
}

int kc_place_open(const char *dir, int *dir_fd, char *path, size_t cap)
{
	int rc = choose(dir, path, cap);
	if (rc)
		return rc;
	int as_it_is = open_or_make(path);
	if (as_it_is < 0)
		return as_it_is;
	rc = check(as_it_is, path);
	if (rc == 0) {
		/* Through the descriptor that was checked: the name may mean another folder now. */
		rc = kc_sys_again(
			kc_sys.openat(as_it_is, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
		if (rc < 0)
			kc_fail(rc, "%.300s: the folder cannot be read (%s); %s", path,
				strerrordesc_np(-rc), kc_place_cure(rc, "chmod u+rwx it"));
	}
	kc_sys.close(as_it_is);
	if (rc < 0)
		return rc;
	*dir_fd = rc;
	return 0;
}
