#include "segment/segment.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/check.h"
#include "base/clock.h"
#include "base/crc32c.h"
#include "base/error.h"
#include "base/sys.h"
#include "segment/parts.h"

enum { GROWTH_MAX_BYTES = 1 << 20, CLOCK_REFRESH_NS = 1000000000 };

_Static_assert((int)KC_CLOCK_MONOTONIC == (int)KC_TICKS_MONOTONIC &&
		       (int)KC_CLOCK_TSC == (int)KC_TICKS_TSC &&
		       (int)KC_CLOCK_CNTVCT == (int)KC_TICKS_CNTVCT,
	"readers know the clock by the same numbers");

/* Gives bytes of the file memory and puts them into core dumps; -ENOSPC also for a quota. */
static int allocate(struct kc_segment *s, uint64_t offset, uint64_t bytes)
{
	/* tmpfs gives up whenever a signal is pending */
	int rc = kc_sys_again(kc_sys.fallocate(s->fd, 0, offset, bytes));
	if (rc)
		return rc == -EDQUOT ? -ENOSPC : rc;
	/* Only dumps suffer when the kernel has no room for one more mapping. */
	kc_sys.madvise(s->base + offset, bytes, MADV_DODUMP);
	return 0;
}

static int fail_no_room(const struct kc_segment *s, int rc, uint64_t bytes)
{
	if (rc == -ENOSPC)
		return kc_fail(rc,
			"%.300s: the file system has no room for %" PRIu64
			" KiB more; free some, or set KC_DIR to a folder on another",
			s->path, bytes >> 10);
	return kc_fail(rc,
		"%.300s: %" PRIu64
		" KiB could not be allocated (%s); set KC_DIR to a folder on tmpfs",
		s->path, bytes >> 10, strerrordesc_np(-rc));
}

/* Growing a file beyond the limit would kill the process with SIGXFSZ. */
static int check_file_limit(const struct kc_segment *s)
{
	struct rlimit limit;
	int rc = kc_sys.getrlimit(RLIMIT_FSIZE, &limit);
	if (rc)
		return kc_fail(rc,
			"%.300s: the limit of file sizes cannot be read (%s); allow getrlimit(2)",
			s->path, strerrordesc_np(-rc));
	if (limit.rlim_cur != RLIM_INFINITY && s->bytes > limit.rlim_cur)
		return kc_fail(-EFBIG,
			"%.300s: the segment's length of %" PRIu64
			" KiB (sparse) is over RLIMIT_FSIZE, %" PRIu64
			" KiB; raise ulimit -f, or lower tickets_max, endpoints_max and "
			"channels_max",
			s->path, s->bytes >> 10, (uint64_t)limit.rlim_cur >> 10);
	return 0;
}

static uint64_t new_instance(void)
{
	uint64_t v = 0;
	if (kc_sys.getrandom(&v, sizeof v) == (ssize_t)sizeof v)
		return v;
	/* Early at boot or filtered: two runs with one pid still differ in the nanosecond. */
	return kc_clock_ns(CLOCK_REALTIME) * UINT64_C(0x9e3779b97f4a7c15) ^ (uint64_t)getpid()
										    << 48;
}

static struct kc_seg_clock clock_now(uint32_t kind)
{
	struct kc_instant i = kc_instant_now(kind);
	return (struct kc_seg_clock){
		.ticks = i.ticks, .mono_ns = i.mono_ns, .wall_ns = i.wall_ns
	};
}

/* Everything but the CRC, in memory of our own: the leftovers are compared with it first. */
static void fill_header(
	struct kc_seg_header *h, const struct kc_segment_opts *o, const struct kc_plan *plan)
{
	memset(h, 0, sizeof *h);
	h->magic = KC_SEG_MAGIC;
	h->layout_major = KC_LAYOUT_MAJOR;
	h->layout_minor = KC_LAYOUT_MINOR;
	h->byte_order = KC_SEG_BYTE_ORDER;
	h->header_bytes = KC_SEG_HEADER_BYTES;
	h->section_count = plan->section_count;
	h->file_bytes = plan->file_bytes;
	h->instance = new_instance();
	h->flags = o->flags;
	h->clock_kind = kc_ticks_kind();
	h->brand = o->brand;
	h->arena_page_bytes = KC_ARENA_PAGE_BYTES;
	h->arena_bytes = KC_ALIGN_UP(o->arena_bytes, KC_ARENA_PAGE_BYTES);
	h->arena_fd = -1;
	h->tls_abi = o->tls_abi;
	h->tls_offset = o->tls_offset;
	strncpy(h->name, o->name, sizeof h->name - 1);
	kc_owner_describe(h);
	memcpy(h->sections, plan->section, sizeof h->sections);
	h->state = KC_SEG_INITIALISING;
	h->clock_open = clock_now(h->clock_kind);
	h->clock_latest = h->clock_open;
}

static uint32_t header_crc(const struct kc_seg_header *h)
{
	return kc_crc32c(0, h, offsetof(struct kc_seg_header, header_crc));
}

static int put_names(struct kc_segment *s, const char *folder, const struct kc_seg_header *h)
{
	snprintf(s->file, sizeof s->file, "%s.%" PRIu32 ".%016" PRIx64 ".kcs", h->name, h->pid,
		h->instance);
	int n = snprintf(
		s->path, sizeof s->path, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, s->file);
	if (n < 0 || (size_t)n >= sizeof s->path)
		return kc_fail(-ENAMETOOLONG,
			"%.300s...: the path of the segment is too long; set KC_DIR to a shorter "
			"one",
			folder);
	return 0;
}

/* A file without a name, of the fixed length, mapped, with memory behind the header. */
static int make_file(struct kc_segment *s, const struct kc_segment_opts *o)
{
	int rc = check_file_limit(s);
	if (rc)
		return rc;
	s->fd = kc_sys_again(kc_sys.openat(s->dir_fd, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
	if (s->fd == -ENOSPC || s->fd == -EDQUOT)
		return kc_fail(-ENOSPC,
			"%.300s: the file system has no room for one more file; remove some, or set KC_DIR "
			"to a folder on another",
			s->path);
	if (s->fd < 0)
		return kc_fail(s->fd, "%.300s: no file can be made there (%s); %s", s->path,
			strerrordesc_np(-s->fd),
			kc_place_cure(s->fd, "set KC_DIR to a folder on tmpfs"));
	/* Not left to the umask: it could take the group's right away, or the owner's. */
	rc = kc_sys_again(kc_sys.fchmod(s->fd, o->group_read ? 0640 : 0600));
	if (rc)
		return kc_fail(rc,
			"%.300s: the mode cannot be set (%s); set KC_DIR to a folder on tmpfs",
			s->path, strerrordesc_np(-rc));
	rc = kc_sys_again(kc_sys.ftruncate(s->fd, s->bytes));
	if (rc)
		return kc_fail(rc,
			"%.300s: cannot be made %" PRIu64
			" KiB long (%s; it is sparse); set KC_DIR to a folder on tmpfs, or lower "
			"the maxima",
			s->path, s->bytes >> 10, strerrordesc_np(-rc));
	void *at;
	rc = kc_sys.mmap(&at, NULL, s->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, s->fd, 0);
	if (rc)
		return kc_fail(rc,
			"%.300s: %" PRIu64
			" KiB of address space cannot be mapped (%s); raise ulimit -v, or lower "
			"the maxima",
			s->path, s->bytes >> 10, strerrordesc_np(-rc));
	s->base = at;
	/* Else a core dump would write the whole sparse length. */
	rc = kc_sys.madvise(s->base, s->bytes, MADV_DONTDUMP);
	if (rc)
		return kc_fail(rc,
			"%.300s: cannot be kept out of core dumps (%s); Linux 3.4 or newer is "
			"needed",
			s->path, strerrordesc_np(-rc));
	rc = allocate(s, 0, KC_SEG_HEADER_BYTES);
	return rc ? fail_no_room(s, rc, KC_SEG_HEADER_BYTES) : 0;
}

static int fill_file(struct kc_segment *s, const struct kc_seg_header *h)
{
	s->header = (struct kc_seg_header *)s->base;
	memcpy(s->header, h, sizeof *h);
	for (uint32_t i = 0; i < h->section_count; i++)
		s->section[h->sections[i].type] = &s->header->sections[i];
	int rc = kc_segment_reserve(s, KC_SEC_SCHEMA, kc_schema_rows);
	if (rc == 0)
		rc = kc_segment_reserve(s, KC_SEC_ARENA, 1);
	if (rc)
		return rc;
	memcpy(kc_segment_row(s, KC_SEC_SCHEMA, 0), kc_schema, kc_schema_rows * sizeof *kc_schema);
	s->header->header_crc = header_crc(s->header);
	return 0;
}

/* The lock comes before the name: whoever finds the file finds it locked. */
static int publish(struct kc_segment *s)
{
	int rc = kc_sys_again(kc_sys.ofd_lock(s->fd, F_WRLCK));
	if (rc)
		return kc_fail(rc, "%.300s: cannot be locked (%s); set KC_DIR to a folder on tmpfs",
			s->path, strerrordesc_np(-rc));
	rc = kc_sys.linkat_fd(s->fd, s->dir_fd, s->file);
	if (rc)
		return kc_fail(rc == -EDQUOT ? -ENOSPC : rc,
			"%.300s: the file cannot be given its name (%s); /proc must be mounted, "
			"and the folder "
			"have room for a name",
			s->path, strerrordesc_np(-rc));
	kc_store_release(&s->header->state, KC_SEG_LIVE);
	return 0;
}

static void let_go(struct kc_segment *s)
{
	if (s->base)
		kc_sys.munmap(s->base, s->bytes);
	if (s->fd >= 0)
		kc_sys.close(s->fd);
	if (s->dir_fd >= 0)
		kc_sys.close(s->dir_fd);
	s->base = NULL;
	s->header = NULL;
	s->fd = s->dir_fd = -1;
}

int kc_segment_create(struct kc_segment *s, const struct kc_segment_opts *o)
{
	struct kc_plan plan;
	struct kc_seg_header h;
	char folder[sizeof s->path];
	memset(s, 0, sizeof *s);
	s->fd = s->dir_fd = -1;
	s->keep = o->keep;
	int rc = kc_plan_make(&plan, o);
	if (rc)
		return rc;
	int leftovers = kc_leftovers_limit();
	if (leftovers < 0)
		return leftovers;
	rc = kc_place_open(o->dir, &s->dir_fd, folder, sizeof folder);
	if (rc)
		return rc;
	fill_header(&h, o, &plan);
	s->bytes = plan.file_bytes;
	rc = put_names(s, folder, &h);
	if (rc == 0) {
		kc_leftovers_remove(s->dir_fd, &h, leftovers);
		rc = make_file(s, o);
	}
	if (rc == 0)
		rc = fill_file(s, &h);
	if (rc == 0)
		rc = publish(s);
	if (rc)
		let_go(s);
	return rc;
}

int kc_segment_reserve(struct kc_segment *s, uint32_t type, uint64_t rows)
{
	struct kc_seg_section *sec = s->section[type];
	if (rows <= sec->hwm)
		return 0;
	if (rows > sec->capacity)
		return kc_fail(-ENOSPC,
			"%.300s: the table of %s is full with %" PRIu64 " rows; raise %s", s->path,
			kc_plan_rows_name(type), sec->capacity, kc_plan_option_name(type));
	uint64_t have = s->allocated[type];
	uint64_t need = KC_ALIGN_UP(rows * sec->elem_bytes, KC_SEG_SLAB_BYTES);
	if (need > have) {
		/* As much again as there is, up to 1 MiB: few calls, and little wasted. */
		uint64_t end = KC_ALIGN_UP(sec->capacity * sec->elem_bytes, KC_SEG_SLAB_BYTES);
		uint64_t want = have + (have < GROWTH_MAX_BYTES ? have : GROWTH_MAX_BYTES);
		want = want < need ? need : want > end ? end : want;
		int rc = allocate(s, sec->offset + have, want - have);
		if (rc == -ENOSPC && want > need) {
			want = need;
			rc = allocate(s, sec->offset + have, want - have);
		}
		if (rc) { /* whatever the file system says about it: the table cannot grow */
			(void)fail_no_room(s, rc, want - have);
			return -ENOSPC;
		}
		s->allocated[type] = want;
	}
	/* Edge: a reader that sees the mark may touch the rows below it. */
	kc_store_release(&sec->hwm, rows);
	return 0;
}

void *kc_segment_row(const struct kc_segment *s, uint32_t type, uint64_t index)
{
	const struct kc_seg_section *sec = s->section[type];
	KC_INVARIANT("INV-SEG-1", index < kc_load_relaxed(&sec->hwm));
	return s->base + sec->offset + index * sec->elem_bytes;
}

void kc_segment_set_arena_fd(struct kc_segment *s, int fd)
{
	kc_store_relaxed(&s->header->arena_fd, fd);
	kc_store_release(&s->header->header_crc, header_crc(s->header));
}

static void put_clock(struct kc_seg_clock *c, struct kc_seg_clock now)
{
	uint64_t seq = kc_load_relaxed(&c->seq);
	kc_store_relaxed(&c->seq, seq + 1);
	kc_fence_release(); /* the odd number before what follows */
	kc_store_relaxed(&c->ticks, now.ticks);
	kc_store_relaxed(&c->mono_ns, now.mono_ns);
	kc_store_relaxed(&c->wall_ns, now.wall_ns);
	kc_store_release(&c->seq, seq + 2); /* all of it before the even number */
}

static bool clock_is_old(const struct kc_segment *s)
{
	uint64_t latest = kc_load_relaxed(&s->header->clock_latest.mono_ns);
	return kc_mono_ns() >= latest + CLOCK_REFRESH_NS;
}

void kc_segment_refresh_clock(struct kc_segment *s)
{
	uint32_t expected = 0;
	if (!s->header || !clock_is_old(s) || !kc_cas_acquire(&s->clock_busy, &expected, 1))
		return;
	if (clock_is_old(s)) /* not refreshed by the one before */
		put_clock(&s->header->clock_latest, clock_now(s->header->clock_kind));
	kc_store_release(&s->clock_busy, 0);
}

void kc_segment_change_begin(struct kc_segment *s)
{
	uint64_t seq = kc_load_relaxed(&s->header->structure_seq);
	KC_INVARIANT("INV-SEG-1", seq % 2 == 0);
	kc_store_relaxed(&s->header->structure_seq, seq + 1);
	kc_fence_release(); /* the odd number before the rows */
}

void kc_segment_change_end(struct kc_segment *s)
{
	uint64_t seq = kc_load_relaxed(&s->header->structure_seq);
	KC_INVARIANT("INV-SEG-1", seq % 2 == 1);
	kc_store_release(&s->header->structure_seq, seq + 1); /* the rows before the even number */
}

void kc_segment_close(struct kc_segment *s, uint64_t tickets_live)
{
	if (s->dir_fd >= 0) { /* not in a forked child: the file is its parent's */
		struct kc_seg_header *h = s->header;
		put_clock(&h->clock_latest, clock_now(h->clock_kind));
		kc_store_relaxed(&h->closed_mono_ns, kc_mono_ns());
		kc_store_relaxed(&h->tickets_live_at_close, tickets_live);
		kc_store_release(&h->state, KC_SEG_CLOSED);
		if (!s->keep && tickets_live == 0)
			kc_sys.unlinkat(s->dir_fd, s->file, 0);
	}
	let_go(s);
}

void kc_segment_after_fork(struct kc_segment *s)
{
	if (!s->base)
		return;
	/* A mapping holds the file that it was made from open, and with it the parent's lock.
	 * Opened anew, the lock ends with the parent, however long the child lives. */
	int fd = kc_sys_again(
		kc_sys.openat(s->dir_fd, s->file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0));
	void *at;
	int rc = kc_sys.mmap(&at, s->base, s->bytes, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, fd >= 0 ? fd : s->fd, 0);
	if (rc == 0)
		kc_store_release(&s->header->state, KC_SEG_CLOSED);
	else /* at least nothing of the parent's can be changed */
		kc_sys.mmap(&at, s->base, s->bytes, PROT_READ, MAP_SHARED | MAP_FIXED,
			fd >= 0 ? fd : s->fd, 0);
	if (fd >= 0)
		kc_sys.close(fd);
	kc_sys.close(s->fd);
	kc_sys.close(s->dir_fd);
	s->fd = s->dir_fd = -1;
}
