#include "arena/pages.h"

#include <errno.h>
#include <inttypes.h>
#include <linux/falloc.h>
#include <string.h>
#include <sys/mman.h>

#include "base/atomic.h"
#include "base/error.h"
#include "base/sys.h"

enum { STEP_MAX_PAGES = 16 };

static bool bit(const uint64_t *bits, uint64_t i)
{
	return bits[i / 64] >> (i % 64) & 1;
}

static void set_bits(uint64_t *bits, uint64_t first, uint64_t n, bool on)
{
	for (uint64_t i = first; i < first + n; i++) {
		if (on)
			bits[i / 64] |= UINT64_C(1) << (i % 64);
		else
			bits[i / 64] &= ~(UINT64_C(1) << (i % 64));
	}
}

int kc_pages_open(struct kc_page_map *m, uint64_t pages)
{
	uint64_t words = (pages + 63) / 64;
	uint64_t bytes = words * 16 + pages * sizeof m->blocks[0];
	memset(m, 0, sizeof *m);
	/* Untouched parts of the mapping take no memory: a limit of terabytes costs address space. */
	int rc = kc_sys.mmap(&m->mapping, NULL, bytes, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (rc < 0)
		return rc;
	(void)kc_sys.madvise(m->mapping, bytes, MADV_DONTDUMP);
	m->mapping_bytes = bytes;
	m->used = m->mapping;
	m->backed = m->used + words;
	m->blocks = (void *)(m->backed + words);
	m->pages = pages;
	m->step = 1;
	return 0;
}

void kc_pages_close(struct kc_page_map *m)
{
	(void)kc_sys.munmap(m->mapping, m->mapping_bytes);
	m->mapping = NULL;
}

struct kc_seg_page *kc_pages_row(const struct kc_arena *a, uint32_t page)
{
	return kc_segment_row(a->seg, KC_SEC_PAGES, page);
}

/* The lowest unused page that has memory; the caller knows that there is one. */
static uint64_t find_backed(struct kc_page_map *m)
{
	uint64_t w = m->hint / 64;
	while ((m->backed[w] & ~m->used[w]) == 0)
		w++;
	return w * 64 + (uint64_t)__builtin_ctzll(m->backed[w] & ~m->used[w]);
}

/* First fit of n unused pages; m->pages when there is no such run. Whole words of used pages are
 * skipped at once. */
static uint64_t find_run(struct kc_page_map *m, uint64_t n)
{
	uint64_t start = m->hint, i = m->hint;
	bool seen = false;
	while (i < m->pages) {
		if (i % 64 == 0 && m->used[i / 64] == UINT64_MAX) {
			i += 64;
			start = i;
			continue;
		}
		if (bit(m->used, i)) {
			start = ++i;
			continue;
		}
		if (!seen) {
			m->hint = i;
			seen = true;
		}
		if (++i - start >= n)
			return start;
	}
	return m->pages;
}

static void publish(struct kc_arena *a, uint64_t end)
{
	uint64_t hwm = a->row->pages_hwm;
	if (end > hwm) {
		hwm = end;
		kc_store_relaxed(&a->row->pages_hwm, hwm);
	}
	kc_store_relaxed(&a->row->pages_free, hwm - a->map.used_count);
}

static void mark_backed(struct kc_arena *a, uint64_t first, uint64_t n)
{
	for (uint64_t i = first; i < first + n; i++) {
		if (bit(a->map.backed, i))
			continue;
		a->grown += KC_ARENA_PAGE_BYTES;
		a->map.backed_free++;
		kc_pages_row(a, (uint32_t)i)->state = KC_PAGE_FREE;
	}
	set_bits(a->map.backed, first, n, true);
	/* Only what has memory belongs into a core dump (PROTOCOLS §6). */
	(void)kc_sys.madvise(
		a->base + (first << KC_ARENA_PAGE_BITS), n << KC_ARENA_PAGE_BITS, MADV_DODUMP);
}

static int fail_no_room(const struct kc_arena *a, uint64_t pages)
{
	uint64_t kib = pages << KC_ARENA_PAGE_BITS >> 10;
	if (a->file[0])
		return kc_fail(-ENOSPC,
			"%.300s: no room for %" PRIu64
			" KiB more of the arena file beside it; free some, or set KC_DIR to a folder on another "
			"file system",
			a->seg->path, kib);
	return kc_fail(-ENOSPC,
		"%.300s: the system has no memory for %" PRIu64
		" KiB more of its arena; release tickets, or see what else uses memory and swap",
		a->seg->path, kib);
}

/* Memory for [first, first + n), and for some neighbours so that the next call finds them. */
static int back(struct kc_arena *a, uint64_t first, uint64_t n)
{
	struct kc_page_map *m = &a->map;
	uint64_t more = n;
	while (more < m->step && first + more < m->pages && !bit(m->used, first + more) &&
		!bit(m->backed, first + more))
		more++;
	for (;;) {
		int rc = kc_segment_reserve(a->seg, KC_SEC_PAGES, first + more);
		bool listed = rc == 0; /* else the segment has said why */
		if (rc == 0)
			rc = kc_sys.fallocate(a->fd, FALLOC_FL_KEEP_SIZE,
				first << KC_ARENA_PAGE_BITS, more << KC_ARENA_PAGE_BITS);
		if (rc == 0)
			break;
		if (rc == -EINTR)
			continue;
		if (more == n)
			return listed ? fail_no_room(a, n) : -ENOSPC;
		more = n;
		m->step = 1;
	}
	mark_backed(a, first, more);
	if (m->step < STEP_MAX_PAGES)
		m->step *= 2;
	publish(a, first + more);
	return 0;
}

int kc_pages_take(struct kc_arena *a, uint64_t n, uint32_t *first, bool *fresh)
{
	struct kc_page_map *m = &a->map;
	if (n == 0 || n > m->pages)
		return -ENOMEM;
	uint64_t at = n == 1 && m->backed_free ? find_backed(m) : find_run(m, n);
	if (at >= m->pages)
		return -ENOMEM;
	uint64_t had = 0;
	for (uint64_t i = at; i < at + n; i++)
		had += bit(m->backed, i);
	if (had < n) {
		int rc = back(a, at, n);
		if (rc < 0)
			return rc;
	}
	set_bits(m->used, at, n, true);
	m->used_count += n;
	m->backed_free -= n;
	*first = (uint32_t)at;
	*fresh = had == 0;
	publish(a, at + n);
	return 0;
}

void kc_pages_give(struct kc_arena *a, uint32_t first, uint64_t n)
{
	struct kc_page_map *m = &a->map;
	for (uint64_t i = first; i < first + n; i++) {
		struct kc_seg_page *p = kc_pages_row(a, (uint32_t)i);
		memset(p, 0, sizeof *p);
		p->state = KC_PAGE_FREE;
	}
	set_bits(m->used, first, n, false);
	m->used_count -= n;
	m->backed_free += n;
	if (first < m->hint)
		m->hint = first;
	publish(a, 0);
}

static void forget(struct kc_arena *a, uint64_t first, uint64_t n)
{
	for (uint64_t i = first; i < first + n; i++)
		kc_pages_row(a, (uint32_t)i)->state = KC_PAGE_UNUSED;
	set_bits(a->map.backed, first, n, false);
	a->map.backed_free -= n;
	a->grown -= n << KC_ARENA_PAGE_BITS;
}

uint64_t kc_pages_punch(struct kc_arena *a)
{
	struct kc_page_map *m = &a->map;
	uint64_t end = a->row->pages_hwm, given = 0;
	for (uint64_t i = 0; i < end && m->backed_free;) {
		uint64_t n = 0;
		while (i + n < end && bit(m->backed, i + n) && !bit(m->used, i + n))
			n++;
		if (n == 0) {
			i++;
			continue;
		}
		uint64_t at = i << KC_ARENA_PAGE_BITS, bytes = n << KC_ARENA_PAGE_BITS;
		if (kc_sys.fallocate(
			    a->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, at, bytes) == 0) {
			/* A core dump would fill the hole again. */
			(void)kc_sys.madvise(a->base + at, bytes, MADV_DONTDUMP);
			forget(a, i, n);
			given += bytes;
		}
		i += n;
	}
	m->step = 1;
	return given;
}

void kc_pages_link(struct kc_arena *a, uint32_t *head, uint32_t page)
{
	struct kc_seg_page *p = kc_pages_row(a, page);
	p->prev = KC_NONE;
	p->next = *head;
	if (*head != KC_NONE)
		kc_pages_row(a, *head)->prev = page;
	kc_store_relaxed(head, page);
}

void kc_pages_unlink(struct kc_arena *a, uint32_t *head, uint32_t page)
{
	struct kc_seg_page *p = kc_pages_row(a, page);
	if (p->prev == KC_NONE)
		kc_store_relaxed(head, p->next);
	else
		kc_pages_row(a, p->prev)->next = p->next;
	if (p->next != KC_NONE)
		kc_pages_row(a, p->next)->prev = p->prev;
	p->next = p->prev = KC_NONE;
}

uint32_t kc_pages_block_take(struct kc_arena *a, uint32_t page)
{
	uint64_t *bits = a->map.blocks[page];
	uint32_t w = 0;
	while (w < KC_ARENA_BLOCK_WORDS - 1 && bits[w] == UINT64_MAX)
		w++;
	uint32_t b = w * 64 + (uint32_t)__builtin_ctzll(~bits[w]);
	bits[w] |= UINT64_C(1) << (b % 64);
	return b;
}

void kc_pages_block_give(struct kc_arena *a, uint32_t page, uint32_t block)
{
	a->map.blocks[page][block / 64] &= ~(UINT64_C(1) << (block % 64));
}
