#include "segment/parts.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/crc32c.h"
#include "base/error.h"
#include "base/identity.h"
#include "base/sys.h"

enum {
	KEEP_DEFAULT = 4,
	KEEP_MAX = 1000,
	ENTRIES_MAX = 65536, /* of the folder */
	FILES_MAX = 4096,    /* segments of this name that are opened */
	STEM_BYTES = 128     /* <name>.<pid>.<instance> */
};

struct leftover {
	uint64_t opened_wall_ns;
	uint64_t instance;
	uint32_t pid;
};

int kc_leftovers_limit(void)
{
	const char *text = secure_getenv("KC_LEFTOVERS");
	if (!text || !*text)
		return KEEP_DEFAULT;
	char *end;
	errno = 0;
	long n = strtol(text, &end, 10);
	if (errno || *end || n < 0 || n > KEEP_MAX)
		return kc_fail(-EINVAL,
			"KC_LEFTOVERS=%.64s: is not a number of segments; set it to 0 ... %d, or "
			"unset it",
			text, KEEP_MAX);
	return (int)n;
}

static void put_stem(char out[STEM_BYTES], const char *name, uint32_t pid, uint64_t instance)
{
	snprintf(out, STEM_BYTES, "%s.%" PRIu32 ".%016" PRIx64, name, pid, instance);
}

/* Only the one spelling that kc_segment_create uses: it is written again and compared. */
static bool parse_file(const char *file, const char *name, struct leftover *l)
{
	size_t len = strlen(name);
	if (strncmp(file, name, len) != 0 || file[len] != '.')
		return false;
	char *end;
	const char *p = file + len + 1;
	unsigned long pid = strtoul(p, &end, 10);
	if (*end != '.' || pid > UINT32_MAX)
		return false;
	l->pid = (uint32_t)pid;
	l->instance = strtoull(end + 1, NULL, 16);
	char stem[STEM_BYTES], again[STEM_BYTES + 4];
	put_stem(stem, name, l->pid, l->instance);
	snprintf(again, sizeof again, "%s.kcs", stem);
	return strcmp(again, file) == 0;
}

static bool is_zero(const uint8_t id[16])
{
	static const uint8_t zero[16];
	return memcmp(id, zero, 16) == 0;
}

/* It is a segment of this layout, of this name and user, and the one that its file name says. */
static bool header_is_good(
	const struct kc_seg_header *h, const struct kc_seg_header *self, const struct leftover *l)
{
	return h->magic == KC_SEG_MAGIC && h->byte_order == KC_SEG_BYTE_ORDER &&
	       h->layout_major == KC_LAYOUT_MAJOR &&
	       h->header_crc == kc_crc32c(0, h, offsetof(struct kc_seg_header, header_crc)) &&
	       strncmp(h->name, self->name, sizeof h->name) == 0 && h->uid == self->uid &&
	       h->pid == l->pid && h->instance == l->instance;
}

/* A segment holds its lock as long as anybody has it open for writing: the owner, or a child that
 * still has its files. */
static bool lock_is_free(int fd)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1 };
	return kc_sys.fcntl_long(fd, F_OFD_GETLK, (long)(intptr_t)&l) == 0 && l.l_type == F_UNLCK;
}

static bool owner_is_dead(int fd, const struct kc_seg_header *h, const struct kc_seg_header *self)
{
	if (!lock_is_free(fd))
		return false;
	if (!is_zero(h->boot_id) && !is_zero(self->boot_id) &&
		memcmp(h->boot_id, self->boot_id, sizeof h->boot_id) != 0)
		return true;
	/* Out of sight, or no way to see: nothing is proved. */
	if (h->pid == 0 || h->pid > INT32_MAX || h->pidns_inode != self->pidns_inode ||
		self->pidns_inode == 0 || self->pid_start == 0)
		return false;
	char state = 0;
	uint64_t start = kc_proc_start((pid_t)h->pid, 0, &state);
	/* A zombie has no memory and no files any more. */
	return start == 0 || start != h->pid_start || state == 'Z' || state == 'X';
}

static bool is_leftover(
	int dir_fd, const char *file, const struct kc_seg_header *self, struct leftover *l)
{
	int fd = kc_sys.openat(dir_fd, file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
	if (fd < 0)
		return false;
	struct stat st;
	struct kc_seg_header h;
	bool dead = kc_sys.fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 &&
		    st.st_uid == self->uid &&
		    kc_sys.pread(fd, &h, sizeof h, 0) == (ssize_t)sizeof h &&
		    header_is_good(&h, self, l) && owner_is_dead(fd, &h, self);
	if (dead)
		l->opened_wall_ns = h.clock_open.wall_ns;
	kc_sys.close(fd);
	return dead;
}

static int newest_first(const void *a, const void *b)
{
	const struct leftover *x = a, *y = b;
	if (x->opened_wall_ns != y->opened_wall_ns)
		return x->opened_wall_ns < y->opened_wall_ns ? 1 : -1;
	return x->instance < y->instance ? 1 : x->instance > y->instance ? -1 : 0;
}

/* Fills found with the dead ones; those beyond FILES_MAX are met by the next open. */
static size_t find(
	DIR *dir, int dir_fd, const struct kc_seg_header *self, struct leftover found[FILES_MAX])
{
	size_t count = 0;
	int opened = 0;
	for (int i = 0; i < ENTRIES_MAX && opened < FILES_MAX; i++) {
		const struct dirent *e = readdir(dir);
		if (!e)
			break;
		if (!parse_file(e->d_name, self->name, &found[count]))
			continue;
		opened++;
		if (is_leftover(dir_fd, e->d_name, self, &found[count]))
			count++;
	}
	return count;
}

/* The arena first: alone it would never be found again. */
static void remove_one(int dir_fd, const char *name, const struct leftover *l)
{
	char stem[STEM_BYTES], file[STEM_BYTES + 4];
	put_stem(stem, name, l->pid, l->instance);
	snprintf(file, sizeof file, "%s.kca", stem);
	int rc = kc_sys.unlinkat(dir_fd, file, 0);
	if (rc && rc != -ENOENT)
		return;
	snprintf(file, sizeof file, "%s.kcs", stem);
	kc_sys.unlinkat(dir_fd, file, 0);
}

void kc_leftovers_remove(int dir_fd, const struct kc_seg_header *self, int keep)
{
	/* Tidying up is no reason to fail an open: whatever goes wrong here, the files stay. */
	struct leftover *found = malloc(FILES_MAX * sizeof *found);
	if (!found)
		return;
	int fd = kc_sys.openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	if (dir) {
		size_t count = find(dir, dir_fd, self, found);
		closedir(dir);
		qsort(found, count, sizeof *found, newest_first);
		for (size_t i = (size_t)keep; i < count; i++)
			remove_one(dir_fd, self->name, &found[i]);
	} else if (fd >= 0) {
		kc_sys.close(fd);
	}
	free(found);
}
