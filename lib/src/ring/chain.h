/* chain.h - the storage of an unlimited ring: chunks that are linked when a sender comes to the end of the last one
 * and given back when everything in them was received (PROTOCOLS §3 "UNLIMITED").
 *
 * A linked list of arrays, as in M. M. Michael's and M. L. Scott's queue (1996) with an array a node (LCRQ,
 * A. Morrison and Y. Afek 2013; folly's UnboundedQueue). Chunk k holds positions [k * slots, (k + 1) * slots):
 * positions never restart, so which chunk a position is in is said by the position alone, and for ever.
 * Memory comes through a table of two functions. Links are names {index, generation} in rows of the segment, which
 * stay rows of chunks; memory that was given back stays mapped.
 *
 * What is given back may still be read by who holds an old name or place:
 *   a row       next, first and the place of the slots count only if the generation, read after them, is the name's;
 *   first_chunk moves by compare-and-swap from name to name, and a name never comes back: who moves it from h read
 *               h's row while h was first;
 *   next        "none yet" carries the chunk's own generation: who took the row for an earlier chunk links nothing;
 *   slots       are read before a claim only, and a claim of a position that was received fails (INV-POS-1).
 * A generation has 31 bits of use: a thread would have to sleep through two billion lives of one row.
 *
 * Order of giving back is the chain's: first_chunk moves past a chunk only when that one is finished, so that
 * from it every chunk that is in use can be walked to. With several on a side `finished` counts the slots that were
 * received and left, and the link to the next; whoever brings it to slots + 1 moves first_chunk as far as it goes.
 *
 * Edges (model: chunks):
 *   H1 generation before what a new use of the row writes (release) -> generation read after what was read (acquire).
 *   H2 next: first, slots and generation of the new chunk before its link (release) -> enter (acquire).
 *   H3 finished: the slots were read before it (acq_rel) -> reuse by who brings it to the end.
 *   H4 finished += n, full fence, first_chunk  against  first_chunk moved, full fence, finished of the next. */
#ifndef KC_RING_CHAIN_H
#define KC_RING_CHAIN_H

#include "base/atomic.h"
#include "segment/layout.h"

struct kc_chain_memory {
	/* A chunk that is not shown: an even generation, slots_off and slots filled in. 0 or -errno. */
	int (*take)(void *ctx, struct kc_seg_chunk **row);
	/* One that is not shown any more. */
	void (*give)(void *ctx, struct kc_seg_chunk *row);
};

struct kc_chain {
	struct kc_seg_ring *row;
	struct kc_seg_chunk *chunks; /* row 0 of the section */
	unsigned char *arena;
	uint64_t mask; /* slots of a chunk - 1 */
	const struct kc_chain_memory *memory;
	void *ctx;
};

/* A place in the chain. One thread's. */
struct kc_chunk_at {
	uint64_t name; /* 0: nowhere */
	uint64_t first;
	struct kc_seg_chunk *row;
	unsigned char *slots;
};

/* --- any number on a side ---------------------------------------------------------------------- */

enum kc_chain_seen {
	KC_CHAIN_HERE, /* the place is the chunk of the position */
	KC_CHAIN_END,  /* the chain ends before it: the place is the last chunk */
	KC_CHAIN_PAST  /* the chain begins behind it: the position was received */
};
/* Goes to the chunk of pos: from the place, if that is not behind it, else from *hint (a name), else from the first.
 * HERE without a look at a generation when the place is the right one already: it was linked for pos, which is true for
 * ever; that it is still in use is known when a claim of pos succeeds. */
enum kc_chain_seen kc_chain_seek(
	const struct kc_chain *c, struct kc_chunk_at *at, uint64_t pos, const uint64_t *hint);
/* A chunk behind the place, which was the last one: 1, and the place is the new chunk; 0 another was faster; or
 * what memory->take says. With several: kc_chain_finish(old place, 1) follows on 1. */
int kc_chain_link(const struct kc_chain *c, struct kc_chunk_at *at);
/* n slots more of the chunk are done with; gives back what nobody needs any more. */
void kc_chain_finish(const struct kc_chain *c, const struct kc_chunk_at *at, uint64_t n);

/* --- one receiver ---------------------------------------------------------------------------- */

/* Everything in the first chunk, the place, was received: on to the next, and the old one is given back. False: there
 * is no next yet. */
bool kc_chain_step(const struct kc_chain *c, struct kc_chunk_at *at);

/* --- nobody else ----------------------------------------------------------------------------- */

/* The first chunk. */
int kc_chain_begin(const struct kc_chain *c);
void kc_chain_end(const struct kc_chain *c);

/* The chunk of a name; false: not any more. */
bool kc_chain_enter(const struct kc_chain *c, uint64_t name, struct kc_chunk_at *at);

/* Of a place where a position has been claimed and not left yet: the chunk cannot have been given back. */
KC_ALWAYS_INLINE bool kc_chain_is_live(const struct kc_chain *c, const struct kc_chunk_at *at)
{
	return kc_load_acquire(&at->row->gen) == KC_CHUNK_GEN(at->name) &&
	       c->arena + kc_load_relaxed(&at->row->slots_off) == at->slots;
}

/* First position behind the place. */
KC_ALWAYS_INLINE uint64_t kc_chunk_end(const struct kc_chain *c, const struct kc_chunk_at *at)
{
	return at->first + c->mask + 1;
}

#endif
