/* blocks.h - which ticket entry owns which block: binding, unbinding and reclaiming.
 *
 * An entry stays bound to its block while it travels through magazines and depots. Every call but
 * kc_classes_init: under the arena's lock. */
#ifndef KC_ARENA_BLOCKS_H
#define KC_ARENA_BLOCKS_H

#include "arena/cache.h"

/* Fills the size classes of the arena's row, the lookup and the rounds of its magazines. */
void kc_classes_init(struct kc_arena *a);

/* Puts entries with fresh blocks into an empty magazine, some at once. -ENOMEM the limit is reached,
 * -ENOSPC the ticket table is full or no memory is left. */
int kc_blocks_fill(struct kc_arena *a, uint32_t size_class, struct kc_seg_magazine *m);

/* An entry with a run of pages that hold len_bytes. Errors as above. */
int kc_blocks_run(struct kc_arena *a, uint64_t len_bytes, uint32_t *index);

/* Takes the block or the run from a FREE entry. The entry can be bound again unless it is retired. */
void kc_blocks_unbind(struct kc_arena *a, uint32_t index);

/* Unbinds what lies in depots and in the caches of all threads; pages that become empty are free
 * for every use. How many entries were unbound. */
uint64_t kc_blocks_reclaim(struct kc_arena *a);

#endif
