#include "arena/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include <kc/domain.h>

#include "arena/blocks.h"
#include "arena/pages.h"
#include "base/error.h"
#include "base/sys.h"

/* --- opening ----------------------------------------------------------------------------------- */

/* Growing past the limit kills with SIGXFSZ; asking first makes it an answer. */
static int check_file_limit(uint64_t bytes)
{
	struct rlimit r;
	if (kc_sys.getrlimit(RLIMIT_FSIZE, &r) < 0 || r.rlim_cur == RLIM_INFINITY ||
		bytes <= r.rlim_cur)
		return 0;
	return kc_fail(-EFBIG,
		"the arena of %llu bytes is larger than the file size limit of %llu; raise it (ulimit -f) "
		"or lower arena_limit_bytes",
		(unsigned long long)bytes, (unsigned long long)r.rlim_cur);
}

static int open_memory(struct kc_arena *a)
{
	int fd = kc_sys.memfd_create("kc-arena", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (fd < 0)
		return kc_fail(fd,
			"%.300s: no memory file can be made for its arena (%s); raise ulimit -n, or use "
			"KC_ARENA_FILE",
			a->seg->path, strerrordesc_np(-fd));
	a->fd = fd;
	return 0;
}

static int open_named(struct kc_arena *a, const char *file)
{
	mode_t mode = a->seg->header->flags & KC_GROUP_READ ? 0640 : 0600;
	int fd = kc_sys_again(kc_sys.openat(
		a->seg->dir_fd, file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
	if (fd < 0)
		return kc_fail(fd == -EDQUOT ? -ENOSPC : fd,
			"%.300s: its arena's file %.90s cannot be made (%s); make room there, or set KC_DIR "
			"to another folder",
			a->seg->path, file, strerrordesc_np(-fd));
	a->fd = fd;
	snprintf(a->file, sizeof a->file, "%s", file);
	int rc = kc_sys_again(kc_sys.fchmod(fd, mode)); /* whatever the umask says */
	if (rc < 0)
		return kc_fail(rc,
			"%.300s: the mode of its arena's file %.90s cannot be set (%s); set KC_DIR to a "
			"folder on tmpfs",
			a->seg->path, file, strerrordesc_np(-rc));
	return 0;
}

static int size_and_map(struct kc_arena *a)
{
	int rc = kc_sys_again(kc_sys.ftruncate(a->fd, a->limit));
	if (rc < 0)
		return kc_fail(rc,
			"cannot size the arena to %llu bytes: %s; lower arena_limit_bytes",
			(unsigned long long)a->limit, strerror(-rc));
	/* Nobody can truncate it under a reader; holes can still be punched. */
	if (!a->file[0])
		rc = kc_sys.fcntl_long(
			a->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
	if (rc < 0)
		return kc_fail(rc,
			"%.300s: its arena cannot be sealed (%s); allow F_ADD_SEALS, or use KC_ARENA_FILE",
			a->seg->path, strerrordesc_np(-rc));
	void *p;
	rc = kc_sys.mmap(
		&p, NULL, a->limit, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, a->fd, 0);
	if (rc < 0)
		return kc_fail(rc,
			"cannot map the arena of %llu bytes: %s; lower arena_limit_bytes or raise ulimit -v",
			(unsigned long long)a->limit, strerror(-rc));
	a->base = p;
	/* A dump would otherwise write the whole limit; pages opt in when they get memory. */
	(void)kc_sys.madvise(p, a->limit, MADV_DONTDUMP);
	return 0;
}

static int note_text(struct dl_phdr_info *info, size_t size, void *ctx)
{
	struct kc_arena *a = ctx;
	(void)size;
	/* The first object is the executable. */
	a->load_address = info->dlpi_addr;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *h = &info->dlpi_phdr[i];
		if (h->p_type == PT_LOAD && (h->p_flags & PF_X)) {
			a->text_start = info->dlpi_addr + h->p_vaddr;
			a->text_bytes = h->p_memsz;
		}
	}
	return 1;
}

/* Where row 0 will be; there is no memory behind it yet. */
static void *table(const struct kc_segment *s, uint32_t type)
{
	return s->base + s->section[type]->offset;
}

static int prepare(struct kc_arena *a)
{
	static uint64_t serials;
	int rc = kc_pages_open(&a->map, a->limit >> KC_ARENA_PAGE_BITS);
	if (rc < 0)
		return kc_fail(rc,
			"%.300s: no memory for the page map of its arena (%s); lower arena_limit_bytes or "
			"raise ulimit -v",
			a->seg->path, strerrordesc_np(-rc));
	rc = kc_segment_reserve(a->seg, KC_SEC_ARENA, 1);
	if (rc < 0)
		return rc;
	a->row = kc_segment_row(a->seg, KC_SEC_ARENA, 0);
	a->tickets = table(a->seg, KC_SEC_TICKETS);
	a->magazines = table(a->seg, KC_SEC_MAGAZINES);
	a->serial = kc_fetch_add_relaxed(&serials, 1) + 1;
	kc_classes_init(a);
	dl_iterate_phdr(note_text, a);
	pthread_mutex_init(&a->lock, NULL);
	return 0;
}

/* False: its file could not be removed. The segment has to stay then: who tidies up later finds the file by it. */
static bool undo(struct kc_arena *a)
{
	int rc = 0;
	if (a->map.mapping)
		kc_pages_close(&a->map);
	if (a->base)
		(void)kc_sys.munmap(a->base, a->limit);
	if (a->file[0])
		rc = kc_sys.unlinkat(a->seg->dir_fd, a->file, 0);
	if (a->fd >= 0)
		(void)kc_sys.close(a->fd);
	a->base = NULL;
	a->fd = -1;
	return rc == 0 || rc == -ENOENT;
}

int kc_arena_open(
	struct kc_arena *a, struct kc_segment *seg, uint64_t limit_bytes, const char *file)
{
	memset(a, 0, sizeof *a);
	a->fd = -1;
	a->seg = seg;
	a->limit = KC_ALIGN_UP(limit_bytes, KC_ARENA_PAGE_BYTES);
	a->brand = seg->header->brand;
	a->no_stats = seg->header->flags & KC_NO_STATS;
	a->checksum = seg->header->flags & KC_CHECKSUM;
	a->tickets_max = (uint32_t)seg->section[KC_SEC_TICKETS]->capacity;
	a->unbound = KC_NONE;
	for (int i = 0; i < KC_ARENA_RING_SIZES; i++)
		a->ring_chain[i] = KC_NONE;
	int rc = check_file_limit(a->limit);
	if (rc == 0)
		rc = file ? open_named(a, file) : open_memory(a);
	if (rc == 0)
		rc = size_and_map(a);
	if (rc == 0)
		rc = prepare(a);
	if (rc < 0) {
		seg->keep = !undo(a);
		return rc;
	}
	kc_segment_set_arena_fd(seg, a->file[0] ? -1 : a->fd);
	return 0;
}

/* --- closing and forking ----------------------------------------------------------------------- */

static uint64_t count_live(const struct kc_arena *a)
{
	uint64_t live = 0;
	for (uint32_t i = 0; i < a->tickets_ready; i++) {
		uint64_t w = kc_load_relaxed(&a->tickets[i].word);
		live += KC_TKT_WORD_QUEUED(w) || KC_TKT_WORD_HELD(w);
	}
	return live;
}

uint64_t kc_arena_close(struct kc_arena *a)
{
	uint64_t live = count_live(a);
	kc_caches_detach(a);
	if (live || a->seg->keep)
		a->file[0] = 0; /* the payloads stay with the report */
	if (!undo(a))
		a->seg->keep = true;
	pthread_mutex_destroy(&a->lock);
	return live;
}

void kc_arena_after_fork(struct kc_arena *a)
{
	void *p;
	kc_caches_detach_own(a);
	/* What the parent shares must not change by the child's hand. */
	if (kc_sys.mmap(&p, a->base, a->limit, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, a->fd, 0))
		(void)kc_sys.mmap(&p, a->base, a->limit, PROT_READ,
			MAP_SHARED | MAP_FIXED | MAP_NORESERVE, a->fd, 0);
	(void)kc_sys.close(a->fd);
	a->fd = -1;
}

/* --- rings ------------------------------------------------------------------------------------- */

enum { RING_BLOCK_MIN_BITS = 7 };

static int small_ring(struct kc_arena *a, uint32_t size, uint32_t ring, uint64_t *offset)
{
	uint32_t bytes = 1u << (size + RING_BLOCK_MIN_BITS), *chain = &a->ring_chain[size];
	uint32_t page = *chain;
	if (page == KC_NONE) {
		bool fresh;
		int rc = kc_pages_take(a, 1, &page, &fresh);
		if (rc < 0)
			return rc;
		struct kc_seg_page *p = kc_pages_row(a, page);
		p->size_class = KC_CLASS_NONE;
		p->blocks = KC_ARENA_PAGE_BYTES / bytes;
		p->bound = 0;
		p->owner = ring;
		p->run_pages = 1;
		p->state = KC_PAGE_RING;
		kc_pages_link(a, chain, page);
		kc_store_relaxed(&a->row->bytes_rings, a->row->bytes_rings + KC_ARENA_PAGE_BYTES);
	}
	struct kc_seg_page *p = kc_pages_row(a, page);
	*offset = ((uint64_t)page << KC_ARENA_PAGE_BITS) +
		  (uint64_t)kc_pages_block_take(a, page) * bytes;
	if (++p->bound == p->blocks)
		kc_pages_unlink(a, chain, page);
	memset(a->base + *offset, 0, bytes);
	return 0;
}

static int large_ring(struct kc_arena *a, uint64_t bytes, uint32_t ring, uint64_t *offset)
{
	uint64_t n = (bytes + KC_ARENA_PAGE_BYTES - 1) >> KC_ARENA_PAGE_BITS;
	uint32_t first;
	bool fresh;
	int rc = kc_pages_take(a, n, &first, &fresh);
	if (rc < 0)
		return rc;
	for (uint64_t i = 0; i < n; i++) {
		struct kc_seg_page *p = kc_pages_row(a, (uint32_t)(first + i));
		p->size_class = KC_CLASS_RUN;
		p->owner = ring;
		p->blocks = 0;
		p->run_pages = i ? 0 : (uint32_t)n;
		p->state = i ? KC_PAGE_RUN_NEXT : KC_PAGE_RING;
	}
	*offset = (uint64_t)first << KC_ARENA_PAGE_BITS;
	if (!fresh)
		memset(a->base + *offset, 0, n << KC_ARENA_PAGE_BITS);
	kc_store_relaxed(&a->row->bytes_rings, a->row->bytes_rings + (n << KC_ARENA_PAGE_BITS));
	return 0;
}

static int ring_alloc(struct kc_arena *a, uint64_t bytes, uint32_t ring, uint64_t *offset)
{
	uint32_t size = 0;
	while (size < KC_ARENA_RING_SIZES && (UINT64_C(1) << (size + RING_BLOCK_MIN_BITS)) < bytes)
		size++;
	return size < KC_ARENA_RING_SIZES ? small_ring(a, size, ring, offset)
					  : large_ring(a, bytes, ring, offset);
}

int kc_arena_ring_alloc(struct kc_arena *a, uint64_t bytes, uint32_t ring, uint64_t *offset)
{
	if (bytes == 0)
		return -EINVAL;
	int rc = -ENOMEM;
	if (bytes <= a->limit) {
		pthread_mutex_lock(&a->lock);
		rc = ring_alloc(a, bytes, ring, offset);
		if (rc < 0 && kc_blocks_reclaim(a) > 0)
			rc = ring_alloc(a, bytes, ring, offset);
		pthread_mutex_unlock(&a->lock);
	}
	if (rc != -ENOMEM)
		return rc; /* who had no room has said so */
	return kc_fail(rc,
		"%.300s: its arena of %llu KiB has no %llu KiB left; raise arena_limit_bytes, or "
		"release tickets",
		a->seg->path, (unsigned long long)a->limit >> 10,
		((unsigned long long)bytes + 1023) >> 10);
}

void kc_arena_ring_free(struct kc_arena *a, uint64_t offset)
{
	uint32_t page = (uint32_t)(offset >> KC_ARENA_PAGE_BITS);
	pthread_mutex_lock(&a->lock);
	struct kc_seg_page *p = kc_pages_row(a, page);
	uint64_t n = p->run_pages;
	if (p->blocks) {
		uint32_t bytes = KC_ARENA_PAGE_BYTES / p->blocks;
		uint32_t size = (uint32_t)__builtin_ctz(bytes) - RING_BLOCK_MIN_BITS;
		kc_pages_block_give(
			a, page, (uint32_t)(offset & (KC_ARENA_PAGE_BYTES - 1)) / bytes);
		if (p->bound-- == p->blocks)
			kc_pages_link(a, &a->ring_chain[size], page);
		if (p->bound == 0)
			kc_pages_unlink(a, &a->ring_chain[size], page);
		else
			n = 0;
	}
	if (n) {
		kc_pages_give(a, page, n);
		kc_store_relaxed(
			&a->row->bytes_rings, a->row->bytes_rings - (n << KC_ARENA_PAGE_BITS));
	}
	pthread_mutex_unlock(&a->lock);
}

uint64_t kc_arena_trim(struct kc_arena *a)
{
	pthread_mutex_lock(&a->lock);
	kc_blocks_reclaim(a);
	uint64_t given = kc_pages_punch(a);
	pthread_mutex_unlock(&a->lock);
	return given;
}
