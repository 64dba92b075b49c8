#include "inspect/source.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/identity.h"
#include "inspect/liveness.h"

enum { HEADER_TRIES = 3 };

int ki_fail(struct ki_error *err, int rc, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	if (err) {
		err->rc = rc;
		vsnprintf(err->text, sizeof err->text, fmt, ap);
	}
	va_end(ap);
	return rc;
}

/* The deepest part of path that can be looked at, for "who would have to let me in". */
static bool look_at(const char *path, char *part, size_t cap, struct stat *st)
{
	snprintf(part, cap, "%s", path);
	while (stat(part, st) != 0) {
		char *slash = strrchr(part, '/');
		if (!slash)
			return false;
		if (slash == part)
			slash[1] = 0;
		else
			*slash = 0;
		if (strcmp(part, "/") == 0)
			return stat(part, st) == 0;
	}
	return true;
}

int ki_fail_open(struct ki_error *err, int rc, const char *path)
{
	char safe[512], part[4096];
	struct stat st;
	ki_safe_text(safe, sizeof safe, path, strlen(path));
	if (rc == -ENOENT || rc == -ENOTDIR)
		return ki_fail(err, -ENOENT, "%s: no such file", safe);
	if (rc == -ELOOP)
		return ki_fail(
			err, -EINVAL, "%s is a symbolic link; name the segment file itself", safe);
	if ((rc == -EACCES || rc == -EPERM) && look_at(path, part, sizeof part, &st)) {
		char where[512];
		struct passwd *pw = getpwuid(st.st_uid);
		ki_safe_text(where, sizeof where, part, strlen(part));
		return ki_fail(err, -EACCES,
			"%s: not allowed: %s belongs to %s (uid %u) and has mode %04o; run this as that user or "
			"as root, or let the program open its domain with KC_GROUP_READ",
			safe, strcmp(part, path) == 0 ? "it" : where, pw ? pw->pw_name : "unknown",
			(unsigned)st.st_uid, (unsigned)(st.st_mode & 07777));
	}
	return ki_fail(err, rc == -ENOMEM ? -ENOMEM : -EIO, "%s: cannot be opened: %s%s", safe,
		strerror(-rc), rc == -EMFILE || rc == -ENFILE ? "; raise ulimit -n" : "");
}

unsigned char *ki_buffer(ki_source *s)
{
	if (!s->buf)
		s->buf = aligned_alloc(128, 2 * (size_t)KI_CHUNK_BYTES);
	return s->buf;
}

void ki_work_begin(ki_source *s)
{
	uint64_t most = s->file_size < UINT64_MAX / 16 ? 4 * s->file_size : UINT64_MAX / 4;
	s->limit.bytes_read = s->work.bytes_read + most;
	s->limit.reads = s->work.reads + KI_READS_MAX;
}

bool ki_work_left(const ki_source *s, uint64_t bytes)
{
	return s->work.reads < s->limit.reads && s->work.bytes_read <= s->limit.bytes_read &&
	       bytes <= s->limit.bytes_read - s->work.bytes_read;
}

static int copy(ki_source *s, int fd, void *to, uint64_t bytes, uint64_t offset)
{
	unsigned char *p = to;
	while (bytes) {
		if (!ki_work_left(s, bytes))
			return -E2BIG;
		ssize_t n = pread(fd, p, (size_t)bytes, (off_t)offset);
		s->work.reads++;
		if (n < 0)
			return -errno;
		if (n == 0)
			return -EIO;
		s->work.bytes_read += (uint64_t)n;
		p += n;
		offset += (uint64_t)n;
		bytes -= (uint64_t)n;
	}
	return 0;
}

int ki_read(ki_source *s, void *to, uint64_t bytes, uint64_t offset)
{
	if (offset > s->bound || bytes > s->bound - offset)
		return -ERANGE;
	return copy(s, s->fd, to, bytes, offset);
}

/* The writer's descriptor is opened through /proc only after what it names was seen to be a plain file of
 * the recorded length and owner: opening anything else could have effects. */
static int open_arena(const ki_source *s)
{
	char path[64];
	struct stat st, own;
	const struct kc_seg_header *h = &s->header;
	if (h->arena_fd < 0 || h->pid == 0 || h->pid > INT32_MAX ||
		(s->info.liveness != KI_ALIVE && s->info.liveness != KI_STOPPED))
		return -2;
	snprintf(path, sizeof path, "/proc/%u/fd/%d", h->pid, h->arena_fd);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
		(uint64_t)st.st_size != h->arena_bytes || fstat(s->fd, &own) != 0 ||
		st.st_uid != own.st_uid)
		return -2;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return -2;
	if (fstat(fd, &own) != 0 || own.st_dev != st.st_dev || own.st_ino != st.st_ino) {
		close(fd);
		return -2;
	}
	return fd;
}

int ki_read_arena(ki_source *s, void *to, uint64_t bytes, uint64_t offset)
{
	if (s->arena_fd == -1)
		s->arena_fd = open_arena(s);
	if (s->arena_fd < 0)
		return -ENOENT;
	if (offset > s->header.arena_bytes || bytes > s->header.arena_bytes - offset)
		return -ERANGE;
	return copy(s, s->arena_fd, to, bytes, offset);
}

static void read_clock(ki_source *s, const struct kc_seg_clock *c)
{
	/* An odd sequence is a pair half written; the one from open, or from the last look, still serves. */
	if (c->seq % 2 == 0 && c->ticks && c->mono_ns)
		s->clock = *c;
}

static bool measure(ki_source *s)
{
	struct stat st;
	if (fstat(s->fd, &st) != 0)
		return false;
	s->file_size = (uint64_t)st.st_size;
	s->info.file_allocated = (uint64_t)st.st_blocks * 512;
	s->bound = s->file_size < s->header.file_bytes ? s->file_size : s->header.file_bytes;
	return true;
}

static int read_header(ki_source *s, const char *path, struct ki_error *err)
{
	uint64_t bytes = s->file_size < sizeof s->header ? s->file_size : sizeof s->header;
	int rc = -EINVAL;
	/* The writer may be storing a field and its checksum at this moment: look again, a few times. */
	for (int i = 0; i < HEADER_TRIES && rc; i++) {
		memset(&s->header, 0, sizeof s->header);
		s->bound = bytes;
		ki_work_begin(s);
		rc = ki_read(s, &s->header, bytes, 0);
		if (rc)
			return ki_fail(err, -EIO, "%s: cannot be read: %s", path, strerror(-rc));
		rc = ki_header_check(&s->header, bytes, s->file_size, path, err);
		if (rc != -EINVAL)
			break;
	}
	return rc;
}

int ki_open(ki_source **out, const char *path, struct ki_error *err)
{
	char safe[512];
	struct stat st;
	ki_source *s = calloc(1, sizeof *s);
	*out = NULL;
	if (!s)
		return ki_fail(err, -ENOMEM, "out of memory");
	ki_safe_text(safe, sizeof safe, path, strlen(path));
	s->arena_fd = -1;
	s->fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int rc = s->fd < 0 ? ki_fail_open(err, -errno, path) : 0;
	if (!rc && (fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode)))
		rc = ki_fail(err, -EINVAL, "%s is not a regular file, so it is no segment", safe);
	if (rc)
		goto fail;
	s->file_size = (uint64_t)st.st_size;
	rc = read_header(s, safe, err);
	if (rc)
		goto fail;
	measure(s);
	ki_info_fill(s, path);
	read_clock(s, &s->header.clock_open);
	read_clock(s, &s->header.clock_latest);
	ki_toc_check(s);
	ki_liveness_look(s);
	*out = s;
	return 0;
fail:
	ki_close(s);
	return rc;
}

void ki_close(ki_source *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	if (s->arena_fd >= 0)
		close(s->arena_fd);
	ki_findings_free(&s->toc);
	free(s->buf);
	free(s);
}

const struct ki_info *ki_source_info(const ki_source *s)
{
	return &s->info;
}

struct ki_work ki_source_work(const ki_source *s)
{
	return s->work;
}

enum ki_liveness ki_source_refresh(ki_source *s)
{
	struct kc_seg_header h;
	measure(s);
	ki_work_begin(s);
	if (ki_read(s, &h, sizeof h, 0) == 0) {
		struct kc_seg_header *own = &s->header;
		/* Only what changes is taken over: the fixed part was checked once and stays what it was. */
		for (uint32_t i = 0; i < own->section_count; i++)
			own->sections[i].hwm = h.sections[i].hwm;
		own->state = h.state;
		own->structure_seq = h.structure_seq;
		own->closed_mono_ns = h.closed_mono_ns;
		own->tickets_live_at_close = h.tickets_live_at_close;
		s->info.seg_state = h.state;
		s->info.structure_seq = h.structure_seq;
		s->info.closed_mono_ns = h.closed_mono_ns;
		s->info.tickets_live_at_close = h.tickets_live_at_close;
		read_clock(s, &h.clock_latest);
	}
	ki_toc_check(s);
	return ki_liveness_look(s);
}

bool ki_same_boot(const ki_source *s)
{
	uint8_t boot[16];
	kc_boot_id(boot);
	return memcmp(boot, s->header.boot_id, sizeof boot) == 0;
}

struct kc_timebase ki_timebase(const ki_source *s)
{
	const struct kc_seg_clock *a = &s->header.clock_open, *b = &s->clock;
	uint32_t kind = s->header.clock_kind;
	if (kind == KC_CLOCK_MONOTONIC)
		return (struct kc_timebase){ 0, 0, UINT64_C(1) << 32 };
	if (ki_same_boot(s) && kind == kc_ticks_kind()) {
		/* The same counter still runs here: this very instant is the far end of the baseline. */
		struct kc_instant now = kc_instant_now(kind);
		if (a->ticks && now.ticks > a->ticks && now.mono_ns > a->mono_ns)
			return kc_timebase_make(a->ticks, a->mono_ns, now.ticks, now.mono_ns);
		struct kc_timebase here = kc_timebase_local(kind);
		here.base_ticks = now.ticks;
		here.base_ns = now.mono_ns;
		return here;
	}
	return kc_timebase_make(a->ticks, a->mono_ns, b->ticks, b->mono_ns);
}

uint64_t ki_instant(const struct kc_timebase *b, uint64_t ticks)
{
	if (ticks == 0)
		return 0;
	if (ticks > b->base_ticks) {
		unsigned __int128 span =
			((unsigned __int128)(ticks - b->base_ticks) * b->ns_per_tick_q32) >> 32;
		return span > UINT64_MAX - b->base_ns ? UINT64_MAX : b->base_ns + (uint64_t)span;
	}
	return kc_ticks_to_ns(b, ticks);
}
