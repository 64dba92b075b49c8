#include "arena/blocks.h"

#include <errno.h>
#include <string.h>

#include "arena/pages.h"
#include "arena/ticket.h"
#include "base/check.h"

enum {
	EXACT_MAX = 512,                /* up to here every multiple of 64 is a class */
	MAGAZINE_BYTES_MAX = 256 * 1024 /* a magazine of large blocks holds fewer */
};

/* --- size classes ------------------------------------------------------------------------------ */

/* The largest block of which a page holds as many as of bytes. */
static uint32_t packed(uint32_t bytes)
{
	return KC_ARENA_PAGE_BYTES / (KC_ARENA_PAGE_BYTES / bytes) & ~(KC_ARENA_CLASS_STEP - 1u);
}

static uint32_t next_size(uint32_t bytes)
{
	if (bytes < EXACT_MAX)
		return bytes + KC_ARENA_CLASS_STEP;
	/* About four a doubling, each stretched until it packs the page. */
	uint32_t quarter = 1u << (29 - __builtin_clz(bytes));
	uint32_t next = packed((bytes / quarter + 1) * quarter);
	return next > bytes ? next : packed(bytes + KC_ARENA_CLASS_STEP);
}

void kc_classes_init(struct kc_arena *a)
{
	uint32_t n = 0, from = 0;
	for (uint32_t size = KC_ARENA_CLASS_STEP;; size = next_size(size), n++) {
		struct kc_seg_class *c = &a->row->classes[n];
		c->block_bytes = size;
		c->blocks_per_page = KC_ARENA_PAGE_BYTES / size;
		c->full = KC_NONE;
		c->pages = KC_NONE;
		for (; from <= size / KC_ARENA_CLASS_STEP; from++)
			a->class_of[from] = (uint8_t)n;
		uint32_t rounds = MAGAZINE_BYTES_MAX / size;
		a->rounds[n] = (uint8_t)(rounds < KC_MAGAZINE_SLOTS ? rounds : KC_MAGAZINE_SLOTS);
		if (size == KC_ARENA_BLOCK_MAX)
			break;
	}
	a->row->class_count = n + 1;
	a->row->empty = KC_NONE;
}

/* --- entries ----------------------------------------------------------------------------------- */

/* An entry without a block: one that was unbound, else the next of the table. -ENOSPC. */
static int entry_take(struct kc_arena *a, uint32_t *index)
{
	if (a->unbound != KC_NONE) {
		*index = a->unbound;
		a->unbound = a->tickets[a->unbound].pages;
		return 0;
	}
	uint32_t i = a->tickets_ready;
	if (i >= a->tickets_max || kc_segment_reserve(a->seg, KC_SEC_TICKETS, (uint64_t)i + 1) < 0)
		return -ENOSPC;
	struct kc_seg_ticket *t = &a->tickets[i];
	t->size_class = KC_CLASS_NONE;
	t->channel = KC_NONE;
	kc_store_relaxed(&t->word, KC_TKT_WORD(1, 0, 0, 0));
	kc_store_release(&a->tickets_ready, i + 1); /* A1: the word before any handle may name it */
	kc_store_relaxed(&a->row->tickets_hwm, i + 1);
	*index = i;
	return 0;
}

static void entry_give(struct kc_arena *a, uint32_t index)
{
	struct kc_seg_ticket *t = &a->tickets[index];
	t->size_class = KC_CLASS_NONE;
	t->pages = 0;
	if (KC_TKT_WORD_FLAGS(kc_load_relaxed(&t->word)) & KC_TKT_RETIRED)
		return;
	t->pages = a->unbound;
	a->unbound = index;
}

/* --- blocks ------------------------------------------------------------------------------------ */

static int class_page(struct kc_arena *a, uint32_t size_class, uint32_t *page)
{
	struct kc_seg_class *c = &a->row->classes[size_class];
	if (c->pages != KC_NONE) {
		*page = c->pages;
		return 0;
	}
	bool fresh;
	int rc = kc_pages_take(a, 1, page, &fresh);
	if (rc < 0)
		return rc;
	struct kc_seg_page *p = kc_pages_row(a, *page);
	p->size_class = (uint16_t)size_class;
	p->blocks = c->blocks_per_page;
	p->bound = 0;
	p->owner = KC_NONE;
	p->state = KC_PAGE_CLASS;
	kc_pages_link(a, &c->pages, *page);
	kc_store_relaxed(&c->page_count, c->page_count + 1);
	return 0;
}

static void drop_page(struct kc_arena *a, struct kc_seg_class *c, uint32_t page)
{
	kc_pages_unlink(a, &c->pages, page);
	kc_store_relaxed(&c->page_count, c->page_count - 1);
	kc_pages_give(a, page, 1);
}

static int bind(struct kc_arena *a, uint32_t size_class, uint32_t *index)
{
	struct kc_seg_class *c = &a->row->classes[size_class];
	uint32_t page;
	int rc = class_page(a, size_class, &page);
	if (rc < 0)
		return rc;
	struct kc_seg_page *p = kc_pages_row(a, page);
	rc = entry_take(a, index);
	if (rc < 0) {
		if (p->bound == 0)
			drop_page(a, c, page);
		return rc;
	}
	struct kc_seg_ticket *t = &a->tickets[*index];
	uint32_t block = kc_pages_block_take(a, page);
	kc_store_relaxed(&t->block,
		((uint64_t)page << KC_ARENA_PAGE_BITS) + (uint64_t)block * c->block_bytes);
	t->pages = 0;
	t->size_class = (uint16_t)size_class;
	if (++p->bound == p->blocks)
		kc_pages_unlink(a, &c->pages, page);
	kc_store_relaxed(&c->blocks_bound, c->blocks_bound + 1);
	return 0;
}

int kc_blocks_fill(struct kc_arena *a, uint32_t size_class, struct kc_seg_magazine *m)
{
	uint32_t want = a->rounds[size_class], n = 0, index[KC_MAGAZINE_SLOTS];
	uint32_t per_page = a->row->classes[size_class].blocks_per_page;
	if (want > per_page)
		want = per_page;
	int rc = 0;
	while (n < want && (rc = bind(a, size_class, &index[n])) == 0)
		n++;
	/* The last one is taken first: in reverse, so that addresses rise as they are handed out. */
	for (uint32_t i = 0; i < n; i++)
		kc_store_relaxed(&m->index[i], index[n - 1 - i]);
	kc_store_relaxed(&m->count, n);
	return n ? 0 : rc;
}

int kc_blocks_run(struct kc_arena *a, uint64_t len_bytes, uint32_t *index)
{
	uint64_t n = (len_bytes + KC_ARENA_PAGE_BYTES - 1) >> KC_ARENA_PAGE_BITS;
	uint32_t first;
	bool fresh;
	if (len_bytes > a->limit)
		return -ENOMEM;
	int rc = kc_pages_take(a, n, &first, &fresh);
	if (rc < 0)
		return rc;
	rc = entry_take(a, index);
	if (rc < 0) {
		kc_pages_give(a, first, n);
		return rc;
	}
	for (uint64_t i = 0; i < n; i++) {
		struct kc_seg_page *p = kc_pages_row(a, (uint32_t)(first + i));
		p->size_class = KC_CLASS_RUN;
		p->owner = *index;
		p->run_pages = i ? 0 : (uint32_t)n;
		p->state = i ? KC_PAGE_RUN_NEXT : KC_PAGE_RUN;
	}
	struct kc_seg_ticket *t = &a->tickets[*index];
	kc_store_relaxed(&t->block, (uint64_t)first << KC_ARENA_PAGE_BITS);
	t->pages = (uint32_t)n;
	t->size_class = KC_CLASS_RUN;
	kc_store_relaxed(&a->row->bytes_runs, a->row->bytes_runs + (n << KC_ARENA_PAGE_BITS));
	return 0;
}

void kc_blocks_unbind(struct kc_arena *a, uint32_t index)
{
	struct kc_seg_ticket *t = &a->tickets[index];
	KC_INVARIANT("INV-TKT-1", kc_ticket_is_free(kc_load_relaxed(&t->word)));
	uint32_t page = (uint32_t)(t->block >> KC_ARENA_PAGE_BITS);
	if (t->size_class == KC_CLASS_RUN) {
		uint64_t n = t->pages;
		entry_give(a, index);
		kc_pages_give(a, page, n);
		kc_store_relaxed(
			&a->row->bytes_runs, a->row->bytes_runs - (n << KC_ARENA_PAGE_BITS));
		return;
	}
	struct kc_seg_class *c = &a->row->classes[t->size_class];
	struct kc_seg_page *p = kc_pages_row(a, page);
	uint32_t in_page = (uint32_t)(t->block & (KC_ARENA_PAGE_BYTES - 1));
	kc_pages_block_give(a, page, in_page / c->block_bytes);
	entry_give(a, index);
	kc_store_relaxed(&c->blocks_bound, c->blocks_bound - 1);
	if (p->bound-- == p->blocks)
		kc_pages_link(a, &c->pages, page);
	if (p->bound == 0)
		drop_page(a, c, page);
}

/* --- reclaim ----------------------------------------------------------------------------------- */

static uint64_t unbind_all(struct kc_arena *a, struct kc_seg_magazine *m)
{
	uint32_t n = kc_load_relaxed(&m->count);
	for (uint32_t i = 0; i < n; i++)
		kc_blocks_unbind(a, kc_load_relaxed(&m->index[i]));
	kc_store_relaxed(&m->count, 0);
	return n;
}

static uint64_t drain_cache(struct kc_arena *a, struct kc_thread_cache *c)
{
	uint64_t n = 0;
	for (uint32_t i = 0; i < a->row->class_count; i++) {
		if (c->classes[i].rounds)
			n += unbind_all(a, c->classes[i].loaded) +
			     unbind_all(a, c->classes[i].previous);
	}
	return n;
}

uint64_t kc_blocks_reclaim(struct kc_arena *a)
{
	uint64_t n = 0;
	kc_caches_stop(a);
	for (struct kc_thread_cache *c = a->caches; c; c = c->arena_next) {
		if (c == kc_cache_current || kc_load_relaxed(&c->stop))
			n += drain_cache(a, c);
	}
	kc_caches_go_on(a);
	for (uint32_t i = 0; i < a->row->class_count; i++) {
		struct kc_seg_magazine *m;
		while ((m = kc_depot_pop(a, &a->row->classes[i].full)) != NULL) {
			n += unbind_all(a, m);
			kc_depot_push(a, &a->row->empty, m);
		}
	}
	return n;
}
