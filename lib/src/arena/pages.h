/* pages.h - pages of the arena: first fit over a bitmap, memory by fallocate in growing steps.
 *
 * Every call: under the arena's lock. A used page has memory; a page given back keeps its memory (state
 * FREE) until kc_pages_punch. */
#ifndef KC_ARENA_PAGES_H
#define KC_ARENA_PAGES_H

#include "arena/arena.h"

/* The private bitmaps for a limit of so many pages. -ENOMEM. */
int kc_pages_open(struct kc_page_map *m, uint64_t pages);
void kc_pages_close(struct kc_page_map *m);

/* n neighbouring pages; rows are filled by the caller. fresh says that they are all zero.
 * -ENOMEM limit, -ENOSPC no memory or no room for the page table. */
int kc_pages_take(struct kc_arena *a, uint64_t n, uint32_t *first, bool *fresh);
void kc_pages_give(struct kc_arena *a, uint32_t first, uint64_t n);

/* Gives the memory of unused pages back to the kernel; bytes. */
uint64_t kc_pages_punch(struct kc_arena *a);

struct kc_seg_page *kc_pages_row(const struct kc_arena *a, uint32_t page);

/* Doubly linked chains of pages, headed by a page index or KC_NONE. */
void kc_pages_link(struct kc_arena *a, uint32_t *head, uint32_t page);
void kc_pages_unlink(struct kc_arena *a, uint32_t *head, uint32_t page);

/* Blocks inside a page: the lowest free one is marked and returned; there must be one. */
uint32_t kc_pages_block_take(struct kc_arena *a, uint32_t page);
void kc_pages_block_give(struct kc_arena *a, uint32_t page, uint32_t block);

#endif
