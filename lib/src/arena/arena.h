/* arena.h - payload memory: a sealed memfd (or a named file), pages, size classes, runs.
 *
 * Metadata (page table, chains, depots) is in the stats segment; the arena holds payload bytes and
 * ring slots only (PROTOCOLS §6). Pages come by fallocate and are added to core dumps when they do. */
#ifndef KC_ARENA_ARENA_H
#define KC_ARENA_ARENA_H

#include <pthread.h>
#include <stdbool.h>

#include "base/clock.h"
#include "segment/layout.h"
#include "segment/segment.h"

struct kc_thread_cache;

struct kc_arena {
	uint8_t *base; /* MAP_SHARED, the whole limit, sparse */
	uint64_t limit;
	int fd;
	bool no_stats, checksum;
	uint32_t brand;
	uint32_t tickets_max;
	struct kc_segment *seg;
	struct kc_seg_arena *row;
	struct kc_seg_ticket *tickets; /* row 0 of the table */
	pthread_mutex_t lock;          /* pages, new entries, thread rows: the cold paths */
	uint64_t serial;               /* unique in the process: a thread's cache names its arena by it */
	struct kc_thread_cache *caches; /* of all threads, for the closing walk */
	uintptr_t load_address;         /* of the executable: sites are stored relative to it */
	/* the implementation's own */
	uint64_t grown; /* bytes with memory */
};

/* limit_bytes is rounded up to pages. dir_fd and file name it when it is a file beside the segment
 * (KC_ARENA_FILE), else file is NULL. Stores arena_fd in the header.
 * -EFBIG RLIMIT_FSIZE, -ENOSPC, -ENOMEM, -EMFILE with kc_fail's sentence. */
int kc_arena_open(struct kc_arena *a, struct kc_segment *seg, uint64_t limit_bytes, const char *file);
/* Frees every thread's cache of this arena; returns how many tickets are still live. */
uint64_t kc_arena_close(struct kc_arena *a);
/* Child of a fork: private mapping, descriptor closed. Async-signal-safe. */
void kc_arena_after_fork(struct kc_arena *a);

/* A run of whole pages for a ring's slots, zeroed. -ENOMEM limit, -ENOSPC. */
int kc_arena_ring_alloc(struct kc_arena *a, uint64_t bytes, uint32_t ring, uint64_t *offset);
void kc_arena_ring_free(struct kc_arena *a, uint64_t offset);

/* Gives empty pages back to the kernel; bytes returned. Cold. */
uint64_t kc_arena_trim(struct kc_arena *a);

#endif
