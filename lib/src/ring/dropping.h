/* dropping.h - the ring of spsc.h for channels that drop the oldest element when they are full (PROTOCOLS §3
 * "DROP_OLDEST"): the sender is a second consumer.
 *
 * Both sides take with a compare-and-swap on `received`. The receiver copies first and swaps then: had it claimed
 * first, a receiver that was interrupted would keep the sender waiting. If the swap fails the sender has taken
 * the element and may be writing the next one over it, so the copy is worth nothing and is thrown away; it is made
 * of whole words, loaded and stored as atomics, because it may be of a slot that is being written.
 *
 *            room/drop/put    look/copy/take      progress: the sender's calls are wait-free; a receiver's take
 *   sender         X                -             fails only when the sender has taken or it was not there
 *   receiver       -                X             X: caller excludes
 *
 * Edges (model: drop_oldest):
 *   D1 sent: release in put -> acquire in look: element before position.
 *   D2 received: release in take -> acquire in room and drop: the slot was read before it is written again.
 *   D3 received: of two swaps from one position one succeeds. What is written over a slot comes after the sender's
 *      swap, so a copy that has any of it is followed by a swap that fails. Positions never come back (INV-POS-1).
 *   D4 8-byte elements: release in put -> acquire in copy: who saw the next element in the slot sees that
 *      `received` has moved on. */
#ifndef KC_RING_DROPPING_H
#define KC_RING_DROPPING_H

#include <string.h>

#include "base/atomic.h"
#include "segment/layout.h"

struct kc_dropping {
	struct kc_seg_ring *row;
	unsigned char *slots;
	uint64_t mask;
	uint32_t slot_bytes; /* a multiple of 8 */
	uint32_t elem_bytes;
};

KC_ALWAYS_INLINE void *kc_dropping_slot(const struct kc_dropping *q, uint64_t pos)
{
	return q->slots + (pos & q->mask) * q->slot_bytes;
}

/* --- sender ------------------------------------------------------------------------------------ */

/* Slots that could be filled now. */
uint64_t kc_dropping_room(const struct kc_dropping *q);
/* Takes up to n of the oldest elements, of a full ring; how many, and where the first was. 0: the receiver
 * was faster, and so there is room. They stay in their slots until the next put. */
uint64_t kc_dropping_drop(struct kc_dropping *q, uint64_t n, uint64_t *pos);
/* Publishes n elements; there is room for them. */
void kc_dropping_put(struct kc_dropping *q, const void *elems, uint64_t n);

/* --- receiver ---------------------------------------------------------------------------------- */

/* Elements there, up to n, and where the first is. */
uint64_t kc_dropping_look(const struct kc_dropping *q, uint64_t n, uint64_t *pos);
void kc_dropping_copy(const struct kc_dropping *q, uint64_t pos, void *elems, uint64_t n);
/* Whether what was copied was taken; false: throw it away and look again. */
bool kc_dropping_take(struct kc_dropping *q, uint64_t pos, uint64_t n);

#endif
