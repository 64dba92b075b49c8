/* arena.h - payload memory: a sealed memfd (or a named file), pages, size classes, runs.
 *
 * Metadata (page table, chains, depots) is in the stats segment; the arena holds payload bytes and
 * ring slots only (PROTOCOLS §6). Pages come by fallocate and are added to core dumps when they do.
 *
 *               open/close  ring  trim  tickets       - : safe together    X : caller excludes
 *   open/close      X        X     X      X           ring and trim take the arena's lock; tickets take
 *   others          X        -     -      -           it only when magazines and depots have nothing */
#ifndef KC_ARENA_ARENA_H
#define KC_ARENA_ARENA_H

#include <pthread.h>
#include <stdbool.h>

#include "base/clock.h"
#include "segment/layout.h"
#include "segment/segment.h"

struct kc_thread_cache;

enum {
	KC_ARENA_CLASS_STEP = 64,                 /* block sizes are multiples of it */
	KC_ARENA_BLOCK_MAX = KC_ARENA_PAGE_BYTES, /* larger payloads are runs of pages */
	KC_ARENA_CLASS_LOOKUP = KC_ARENA_BLOCK_MAX / KC_ARENA_CLASS_STEP + 1,
	KC_ARENA_PAGE_BITS = 16,
	KC_ARENA_BLOCK_WORDS = KC_ARENA_PAGE_BYTES / KC_ARENA_CLASS_STEP / 64,
	KC_ARENA_RING_SIZES = 9 /* small rings share pages: blocks of 128 << 0 ... 128 << 8 */
};

/* Which pages and blocks are taken: private memory, sparse like the arena, so that finding one is
 * a search over bits and the shared page table is only written. */
struct kc_page_map {
	uint64_t *used;                           /* one bit a page */
	uint64_t *backed;                         /* the page has memory */
	uint64_t (*blocks)[KC_ARENA_BLOCK_WORDS]; /* one bit a block, per page */
	void *mapping;
	uint64_t mapping_bytes;
	uint64_t pages; /* of the limit */
	uint64_t used_count;
	uint64_t backed_free; /* have memory and are not used */
	uint64_t hint;        /* no unused page below */
	uint32_t step;        /* pages of the next growth */
};

struct kc_arena {
	/* read on every call, written at open */
	uint8_t *base;                     /* MAP_SHARED, the whole limit, sparse */
	struct kc_seg_ticket *tickets;     /* row 0 of the table */
	struct kc_seg_magazine *magazines; /* row 0 */
	struct kc_seg_arena *row;
	uint64_t serial; /* unique in the process: a thread's cache names its arena by it */
	uint32_t brand;
	uint32_t tickets_max;
	uint32_t tickets_ready; /* entries below have memory and a word; only grows */
	int fd;
	bool no_stats, checksum;
	uint64_t load_address;           /* of the executable: sites are stored relative to it */
	uint64_t text_start, text_bytes; /* of the executable */
	uint64_t limit;
	struct kc_segment *seg;
	uint8_t class_of[KC_ARENA_CLASS_LOOKUP]; /* by length in steps, rounded up */
	uint8_t rounds[KC_ARENA_CLASSES_MAX];    /* entries a magazine of this class may hold */
	/* the cold paths, under the lock */
	pthread_mutex_t lock;
	struct kc_thread_cache *caches; /* of all threads, for reclaim and the closing walk */
	struct kc_page_map map;
	uint32_t ring_chain[KC_ARENA_RING_SIZES]; /* pages of small rings with room */
	uint32_t unbound; /* entries without a block, chained by their pages field */
	uint32_t magazines_made;
	uint32_t threads_made;
	uint64_t grown; /* bytes with memory */
	char file[160]; /* of a named arena; empty: memfd */
};

/* limit_bytes is rounded up to pages. file names it when it is a file beside the segment
 * (KC_ARENA_FILE), else file is NULL. Stores arena_fd in the header.
 * -EFBIG RLIMIT_FSIZE, -ENOSPC, -ENOMEM, -EMFILE, -EEXIST with kc_fail's sentence. */
int kc_arena_open(
	struct kc_arena *a, struct kc_segment *seg, uint64_t limit_bytes, const char *file);
/* Frees every thread's cache of this arena; returns how many tickets are still live. A named arena
 * is unlinked unless tickets are live or the segment is kept. */
uint64_t kc_arena_close(struct kc_arena *a);
/* Child of a fork: private mapping, descriptor closed. Async-signal-safe. */
void kc_arena_after_fork(struct kc_arena *a);

/* Memory for a ring's slots, zeroed and 128-byte aligned: a block of a page that small rings share,
 * or a run of whole pages. -ENOMEM limit, -ENOSPC. */
int kc_arena_ring_alloc(struct kc_arena *a, uint64_t bytes, uint32_t ring, uint64_t *offset);
void kc_arena_ring_free(struct kc_arena *a, uint64_t offset);

/* Gives empty pages back to the kernel; bytes returned. Cold. */
uint64_t kc_arena_trim(struct kc_arena *a);

#endif
