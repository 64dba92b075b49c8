/* segment-kit.h - a folder of its own for each test of the segment, and what is looked at often.
 *
 * Every test runs in a process of its own and makes its folder in /dev/shm. */
#ifndef KC_TESTS_SEGMENT_KIT_H
#define KC_TESTS_SEGMENT_KIT_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/sys.h"
#include "segment/parts.h"
#include "segment/segment.h"

static char kit_dir[64];

static inline int kit_remove(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)type, (void)f;
	return remove(path);
}

static inline void kit_begin(void)
{
	strcpy(kit_dir, "/dev/shm/kc-segment-XXXXXX");
	cr_assert_not_null(mkdtemp(kit_dir));
	unsetenv("KC_DIR");
	unsetenv("XDG_RUNTIME_DIR");
	unsetenv("KC_LEFTOVERS");
}

static inline void kit_end(void)
{
	umount2(kit_dir, MNT_DETACH); /* some mount a small file system there */
	nftw(kit_dir, kit_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* A test that is skipped does not come to its end. */
#define kit_skip(why) (kit_end(), cr_skip_test(why))

/* The domain's defaults, in this test's folder. */
static inline struct kc_segment_opts kit_opts(const char *name)
{
	return (struct kc_segment_opts){ .name = name,
		.dir = kit_dir,
		.arena_bytes = UINT64_C(256) << 20,
		.channels_max = 4096,
		.endpoints_max = 16384,
		.tickets_max = UINT64_C(1) << 20,
		.brand = 77 };
}

static inline int kit_count(const char *dir, const char *ending)
{
	int n = 0;
	DIR *d = opendir(dir);
	cr_assert_not_null(d, "%s", dir);
	for (struct dirent *e; (e = readdir(d));) {
		size_t len = strlen(e->d_name), tail = strlen(ending);
		if (e->d_name[0] != '.' && len >= tail &&
			strcmp(e->d_name + len - tail, ending) == 0)
			n++;
	}
	closedir(d);
	return n;
}

static inline int kit_descriptors(void)
{
	return kit_count("/proc/self/fd", "");
}

/* The header as any other process finds it: by name, read from the file. */
static inline struct kc_seg_header kit_header(const char *path)
{
	struct kc_seg_header h;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_geq(fd, 0, "%s: %s", path, strerror(errno));
	cr_assert_eq(pread(fd, &h, sizeof h, 0), (ssize_t)sizeof h);
	close(fd);
	return h;
}

/* What a refusal owes its reader: the error, the path, and a cure behind the semicolon. */
static inline void kit_refused(int rc, int expected, const char *path)
{
	cr_assert_eq(rc, expected, "got %s, expected %s; %s", strerrorname_np(-rc),
		strerrorname_np(-expected), kc_reason());
	cr_assert_not_null(strstr(kc_reason(), path), "no path in: %s", kc_reason());
	cr_assert_not_null(strchr(kc_reason(), ';'), "no cure in: %s", kc_reason());
}

#endif
