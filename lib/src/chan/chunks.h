/* chunks.h - pieces of storage that a channel takes and gives back while it is in use: a row in the segment's
 * chunks section and memory from the arena.
 *
 * Any thread, any time; a lock of its own, for this is as rare as a chunk is large. A row is type-stable: a chunk's
 * name is {index, generation}, and what is read through a stale one is thrown away because a compare-and-swap on
 * the name or on a position fails (PROTOCOLS §3 "UNLIMITED"). Arena memory stays mapped after it was given back. */
#ifndef KC_CHAN_CHUNKS_H
#define KC_CHAN_CHUNKS_H

#include "chan/domain.h"

/* slots of slot_bytes each, not cleared beyond what the arena does (fresh memory is zero). The row is in use for
 * readers once kc_chunk_show was called: fill `first` and the slots before. 0, or -ENOSPC or -ENOMEM. */
int kc_chunk_take(struct kc_domain *d, uint32_t ring, uint32_t slots, uint32_t slot_bytes,
	struct kc_seg_chunk **row);
/* The name under which it is linked. */
uint64_t kc_chunk_show(struct kc_domain *d, struct kc_seg_chunk *row);
/* Its generation is over, if it was shown; the memory goes back to the arena. */
void kc_chunk_give(struct kc_domain *d, struct kc_seg_chunk *row);

/* The row of a name, stale or not: compare its generation. */
struct kc_seg_chunk *kc_chunk_row(const struct kc_domain *d, uint64_t name);

#endif
