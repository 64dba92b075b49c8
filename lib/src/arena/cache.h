/* cache.h - a thread's magazines of ticket entries, and the depots behind them.
 *
 * After J. Bonwick's magazine allocator: a thread has a loaded and a previous magazine a class and
 * exchanges whole ones with the depot of the class, a tagged lock-free stack (base/stack.h): two locked
 * instructions per 62 tickets. Entries in magazines and depots are FREE and own a block.
 *
 * A cache is used by its thread between kc_cache_enter and kc_cache_leave, without a locked
 * instruction; another thread may empty it under the arena's lock after it has set stop, called
 * membarrier (which orders the owner's store of busy before its load of stop) and seen busy 0. */
#ifndef KC_ARENA_CACHE_H
#define KC_ARENA_CACHE_H

#include "arena/arena.h"
#include "base/atomic.h"

struct kc_cache_class {
	struct kc_seg_magazine *loaded, *previous; /* never NULL; a shared empty one at first */
	uint32_t rounds;                           /* how many entries fit; 0 with the shared one */
};

struct kc_thread_cache {
	uint64_t serial; /* of the arena; 0: the arena is gone */
	uint32_t busy;   /* the owner is between enter and leave */
	uint32_t stop;   /* another thread is emptying it */
	uint32_t holder; /* thread row + 1; 0: none yet, or the table is full */
	uint32_t row_asked;
	struct kc_arena *arena;
	struct kc_thread_cache *thread_next;             /* of the same thread */
	struct kc_thread_cache *arena_next, *arena_prev; /* of the same arena */
	struct kc_cache_class classes[KC_ARENA_CLASSES_MAX];
};

/* The cache that the thread used last; a dummy with serial 0 before the first. */
extern _Thread_local struct kc_thread_cache *kc_cache_current
	__attribute__((tls_model("initial-exec")));

/* This thread's cache of the arena, made when there is none. NULL: no memory. */
struct kc_thread_cache *kc_cache_find(struct kc_arena *a);

KC_ALWAYS_INLINE struct kc_thread_cache *kc_cache_get(struct kc_arena *a)
{
	struct kc_thread_cache *c = kc_cache_current;
	if (kc_likely(kc_load_relaxed(&c->serial) == a->serial))
		return c;
	return kc_cache_find(a);
}

/* False: somebody is emptying the cache; leave and take the arena's lock to wait for the end. */
KC_ALWAYS_INLINE bool kc_cache_enter(struct kc_thread_cache *c)
{
	kc_store_relaxed(&c->busy, 1);
	kc_barrier(); /* the other half is the membarrier in kc_caches_stop */
	return kc_likely(kc_load_acquire(&c->stop) == 0);
}

KC_ALWAYS_INLINE void kc_cache_leave(struct kc_thread_cache *c)
{
	kc_store_release(&c->busy, 0);
}

/* Takes the thread's row in the threads section; holder stays 0 when the table is full. */
void kc_cache_take_row(struct kc_arena *a, struct kc_thread_cache *c);

/* Inside enter ... leave: fills loaded or makes room in it by swapping with previous or the depots.
 * False: the depots cannot help, the arena's lock is needed. */
bool kc_cache_load(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class);
bool kc_cache_unload(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class);

/* Under the lock: gives the class two magazines of its own. -ENOSPC: no row for them. */
int kc_cache_equip(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class);
/* Under the lock: makes loaded take at least one entry more, with a magazine that is new. -ENOSPC. */
int kc_cache_make_room(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class);

/* Under the lock: stops every other thread's cache that can be stopped (stop stays 1), and lets
 * them go on. */
void kc_caches_stop(struct kc_arena *a);
void kc_caches_go_on(struct kc_arena *a);

/* Depots: stacks of magazines. */
void kc_depot_push(struct kc_arena *a, uint64_t *head, struct kc_seg_magazine *m);
struct kc_seg_magazine *kc_depot_pop(struct kc_arena *a, uint64_t *head);

/* At close: no thread's cache names the arena any more. In the child of a fork, where only the
 * calling thread is left: the same for its own caches. */
void kc_caches_detach(struct kc_arena *a);
void kc_caches_detach_own(struct kc_arena *a);
/* In the child of a fork, once, whether or not an arena is open. */
void kc_caches_after_fork(void);

#endif
