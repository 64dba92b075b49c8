/* A segment and an arena of a test's own, in a folder that goes away with it. */
#ifndef ARENA_FIXTURE_H
#define ARENA_FIXTURE_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <kc/domain.h>

#include "support/harness.h"

#include "arena/arena.h"
#include "arena/blocks.h"
#include "arena/pages.h"
#include "arena/ticket.h"
#include "base/error.h"
#include "base/sys.h"

struct fixture {
	struct kc_segment seg;
	struct kc_arena a;
	char dir[64];
};

enum { TEST_BRAND = 37 };

static inline int fixture_remove(const char *path, const struct stat *st, int type, struct FTW *w)
{
	(void)st, (void)type, (void)w;
	return remove(path);
}

/* The result of kc_arena_open. */
static inline int fixture_try(
	struct fixture *f, uint64_t limit, uint64_t tickets, uint32_t flags, const char *file)
{
	snprintf(f->dir, sizeof f->dir, "/dev/shm/kc-test-XXXXXX");
	cr_assert_not_null(mkdtemp(f->dir));
	struct kc_segment_opts o = {
		.name = "arena",
		.dir = f->dir,
		.arena_bytes = limit,
		.channels_max = 16,
		.endpoints_max = 64,
		.tickets_max = tickets,
		.flags = flags,
		.brand = TEST_BRAND,
	};
	int rc = kc_segment_create(&f->seg, &o);
	cr_assert_eq(rc, 0, "%s", kc_reason());
	return kc_arena_open(&f->a, &f->seg, limit, file);
}

static inline void fixture_open(struct fixture *f, uint64_t limit, uint64_t tickets, uint32_t flags)
{
	cr_assert_eq(fixture_try(f, limit, tickets, flags, NULL), 0, "%s", kc_reason());
}

/* How many tickets were live. */
static inline uint64_t fixture_close(struct fixture *f)
{
	uint64_t live = kc_arena_close(&f->a);
	kc_segment_close(&f->seg, 0);
	nftw(f->dir, fixture_remove, 8, FTW_DEPTH | FTW_PHYS);
	return live;
}

static inline int ticket_new(struct fixture *f, uint64_t len, uint64_t *handle, void **data)
{
	return kc_ticket_alloc(&f->a, len, (void *)(uintptr_t)&ticket_new, handle, data);
}

static inline uint64_t ticket_must(struct fixture *f, uint64_t len, void **data)
{
	uint64_t handle = 0;
	cr_assert_eq(ticket_new(f, len, &handle, data), 0);
	return handle;
}

static inline struct kc_seg_ticket *ticket_row(struct fixture *f, uint64_t handle)
{
	return &f->a.tickets[KC_TKT_INDEX(handle)];
}

/* The books: every entry is live, retired, unbound or bound to exactly one block, and pages and classes
 * count the same blocks. */
static inline void fixture_audit(struct fixture *f)
{
	struct kc_seg_arena *row = f->a.row;
	uint64_t bound[KC_ARENA_CLASSES_MAX] = { 0 }, in_pages[KC_ARENA_CLASSES_MAX] = { 0 };
	uint64_t runs = 0, pages[KC_ARENA_CLASSES_MAX] = { 0 }, unused = 0, rings = 0;
	for (uint32_t i = 0; i < row->tickets_hwm; i++) {
		struct kc_seg_ticket *t = &f->a.tickets[i];
		if (t->size_class == KC_CLASS_RUN)
			runs += (uint64_t)t->pages * KC_ARENA_PAGE_BYTES;
		else if (t->size_class != KC_CLASS_NONE)
			bound[t->size_class]++;
	}
	for (uint32_t i = 0; i < row->pages_hwm; i++) {
		struct kc_seg_page *p = kc_pages_row(&f->a, i);
		if (p->state == KC_PAGE_CLASS) {
			uint32_t set = 0;
			for (int w = 0; w < KC_ARENA_BLOCK_WORDS; w++)
				set += (uint32_t)__builtin_popcountll(f->a.map.blocks[i][w]);
			cr_assert_eq(set, p->bound);
			cr_assert_leq(p->bound, p->blocks);
			cr_assert_gt(p->bound, 0);
			in_pages[p->size_class] += p->bound;
			pages[p->size_class]++;
		} else if (p->state == KC_PAGE_FREE || p->state == KC_PAGE_UNUSED) {
			unused++;
		} else if (p->state == KC_PAGE_RING) {
			rings += (uint64_t)p->run_pages * KC_ARENA_PAGE_BYTES;
		}
	}
	for (uint32_t c = 0; c < row->class_count; c++) {
		cr_assert_eq(bound[c], row->classes[c].blocks_bound);
		cr_assert_eq(bound[c], in_pages[c]);
		cr_assert_eq(pages[c], row->classes[c].page_count);
	}
	cr_assert_eq(runs, row->bytes_runs);
	cr_assert_eq(rings, row->bytes_rings);
	cr_assert_eq(unused, row->pages_free);
}

#endif
