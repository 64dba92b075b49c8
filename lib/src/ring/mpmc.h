/* mpmc.h - the bounded queue for any number of senders and receivers (PROTOCOLS §3 "MPMC").
 *
 * D. Vyukov's bounded MPMC queue (2010) with 64-bit sequences, batch claims by one compare-and-swap, a
 * CLOSED bit in the send cursor and the claimer's intent on record before it claims, so that a slot that
 * was claimed and never published has a name, also after a crash.
 *
 * Any thread, any mix, one endpoint a thread. Progress: lock-free; a claimed slot that its owner has
 * not published yet holds up the receivers that come to it.
 *
 * Edges:
 *   M1 seq: release in publish -> acquire in scan: element before sequence.
 *   M2 seq: release in recycle -> acquire in the next lap's scan: the slot was read before it is reused.
 *   M3 intent before claim (acq_rel compare-and-swap), publications before the intent is cleared.
 *   M4 closing before CLOSED: release of the locked instruction that sets it -> acquire of a sender that finds it. */
#ifndef KC_RING_MPMC_H
#define KC_RING_MPMC_H

#include "base/atomic.h"
#include "base/pause.h"
#include "ring/slot.h"

struct kc_mpmc {
	struct kc_seg_ring *row;
	unsigned char *slots;
	uint64_t *stamps; /* a word a slot; NULL: no stamps */
	uint64_t mask;
	uint32_t slot_bytes;
	uint32_t elem_bytes;
	/* Slots of 8-byte elements are a power of two: slot_bytes == 1 << shift. Of no meaning for others. */
	uint32_t shift;
};

enum { MPMC_FULL = 0, MPMC_EMPTY = 0 };
enum { MPMC_LOSS_UNITS = 64 }; /* how long the loser of a claim stays away: mpmc.c */

/* Claims and publishes up to n elements; how many (1 ... n), MPMC_FULL, or -EPIPE. stamp: ticks to
 * put on the first of them, 0 none. me: the caller's row, for the intent. */
long kc_mpmc_send(
	struct kc_mpmc *q, struct kc_seg_endpoint *me, const void *elems, size_t n, uint64_t stamp);

/* Takes up to n; how many, MPMC_EMPTY (nothing published at the cursor), or -EPIPE (closed and
 * drained). *stamp: send time of a stamped element among them, 0 none. */
long kc_mpmc_recv(
	struct kc_mpmc *q, struct kc_seg_endpoint *me, void *elems, size_t n, uint64_t *stamp);

/* KC_DROP_OLDEST: a sender takes up to n of the oldest elements of a queue that is full, to make room; how many.
 * 0: it is not full (any more), or whoever claimed the oldest slot has not published it. */
long kc_mpmc_drop(struct kc_mpmc *q, struct kc_seg_endpoint *me, void *elems, size_t n);

/* A look at the next element's 8 bytes without claiming it, and its claim if it is still the next:
 * 1, MPMC_EMPTY or -EPIPE; taking answers 1 or 0 (another was faster: look again). 8-byte elements. */
long kc_mpmc_look(struct kc_mpmc *q, uint64_t *elem, uint64_t *pos);
long kc_mpmc_take(struct kc_mpmc *q, struct kc_seg_endpoint *me, uint64_t pos, uint64_t *elem,
	uint64_t *stamp);

/* How many could be sent or received now, up to n; the CLOSED bit and the end of the stream count as
 * ready. For waits: a hint that is exact when nobody else works on the ring. */
size_t kc_mpmc_room(const struct kc_mpmc *q, size_t n, bool *closed);
size_t kc_mpmc_there(const struct kc_mpmc *q, size_t n, bool *drained);

/* --- one element of 8 bytes ------------------------------------------------------------------ */

KC_ALWAYS_INLINE struct kc_seg_slot *kc_mpmc_slot8(const struct kc_mpmc *q, uint64_t pos)
{
	return (struct kc_seg_slot *)(void *)(q->slots + ((pos & q->mask) << q->shift));
}

/* The claim of w, whose slot is ready. Who loses it stays away and goes the long way. */
KC_ALWAYS_INLINE bool kc_mpmc_claim8(
	struct kc_seg_endpoint *me, enum kc_seg_intent what, uint64_t *cursor, uint64_t w)
{
	kc_intent_is_over(me);
	kc_intend(me, what, w, 1);
	if (kc_likely(kc_cas_acq_rel(cursor, &w, w + 1))) {
		kc_intent_kept(me, what, w, 1);
		return true;
	}
	kc_intent_done(me);
	kc_pause_units(MPMC_LOSS_UNITS);
	return false;
}

/* Sends, or receives, one without a stamp, in as few steps as there are, if the cursor is before seen and the slot at
 * it is ready: whether it has. The long way, above, finds out why it has not. */
KC_ALWAYS_INLINE bool kc_mpmc_send8(
	const struct kc_mpmc *q, struct kc_seg_endpoint *me, const void *elem, uint64_t seen)
{
	uint64_t w = kc_load_relaxed(&q->row->sent);
	struct kc_seg_slot *slot = kc_mpmc_slot8(q, w);
	if (kc_unlikely(w >= seen) || kc_unlikely(kc_load_acquire(&slot->seq) != w)) /* M2 */
		return false;
	/* A closed cursor never comes here. It has bit 63, as a sequence has whose element is stamped: that is a position of
	 * this slot and 1, which is no position of this slot, for there are two slots at the least. */
	if (kc_unlikely(!kc_mpmc_claim8(me, KC_INTENT_SEND, &q->row->sent, w)))
		return false;
	kc_claimed_to_send(q->row, w + 1, q->mask + 1);
	kc_slot_put(slot, elem, 8);
	kc_store_release(&slot->seq, w + 1); /* M1 */
	kc_intent_done(me);
	return true;
}

KC_ALWAYS_INLINE bool kc_mpmc_recv8(
	const struct kc_mpmc *q, struct kc_seg_endpoint *me, void *elem, uint64_t seen)
{
	uint64_t w = kc_load_relaxed(&q->row->received);
	struct kc_seg_slot *slot = kc_mpmc_slot8(q, w);
	if (kc_unlikely(w >= seen) || kc_unlikely(kc_load_acquire(&slot->seq) != w + 1)) /* M1 */
		return false; /* also one with a stamp */
	if (kc_unlikely(!kc_mpmc_claim8(me, KC_INTENT_RECEIVE, &q->row->received, w)))
		return false;
	kc_claimed_to_receive(q->row, w + 1);
	kc_slot_get(slot, elem, 8);
	kc_store_release(&slot->seq, w + q->mask + 1); /* M2 */
	kc_intent_done(me);
	return true;
}

/* No claim succeeds after it. */
void kc_mpmc_close(struct kc_mpmc *q);
/* Fresh storage: every slot free for the first lap. */
void kc_mpmc_format(struct kc_mpmc *q);

#endif
