/* slot.h - what rings with a sequence in each slot have in common: moving an element in and out, the claimer's
 * intent on record, and the end of the stream. Edges: M3, M4 of mpmc.h. */
#ifndef KC_RING_SLOT_H
#define KC_RING_SLOT_H

#include "base/atomic.h"
#include "base/check.h"
#include "ring/elem.h"
#include "segment/layout.h"

/* 8-byte elements are moved as atomics: a look may read one that is being overwritten. */
KC_ALWAYS_INLINE void kc_slot_put(struct kc_seg_slot *slot, const void *elem, uint32_t bytes)
{
	if (kc_likely(bytes == 8)) {
		uint64_t v;
		memcpy(&v, elem, 8);
		kc_store_relaxed(&slot->elem[0], v);
	} else {
		kc_elem_copy(slot->elem, elem, bytes);
	}
}

KC_ALWAYS_INLINE void kc_slot_get(const struct kc_seg_slot *slot, void *elem, uint32_t bytes)
{
	if (kc_likely(bytes == 8)) {
		uint64_t v = kc_load_relaxed(&slot->elem[0]);
		memcpy(elem, &v, 8);
	} else {
		kc_elem_copy(elem, slot->elem, bytes);
	}
}

/* M3: on record before the claim; the claim's compare-and-swap orders it. */
KC_ALWAYS_INLINE void kc_intend(
	struct kc_seg_endpoint *me, enum kc_seg_intent what, uint64_t pos, uint64_t count)
{
	kc_store_relaxed(&me->intent_pos, pos);
	kc_store_relaxed(&me->intent_count, (uint32_t)count);
	kc_store_relaxed(&me->intent, (uint32_t)what);
}

/* The claim has succeeded: it was on record before. */
KC_ALWAYS_INLINE void kc_intent_kept(
	const struct kc_seg_endpoint *me, enum kc_seg_intent what, uint64_t pos, uint64_t count)
{
	KC_INVARIANT("MPMC", kc_load_relaxed(&me->intent) == what);
	KC_INVARIANT("MPMC", kc_load_relaxed(&me->intent_pos) == pos &&
				     kc_load_relaxed(&me->intent_count) == count);
}

/* A call begins: the claim of the one before is over. */
KC_ALWAYS_INLINE void kc_intent_is_over(const struct kc_seg_endpoint *me)
{
	KC_INVARIANT("MPMC", kc_load_relaxed(&me->intent) == KC_INTENT_NONE);
}

/* M3: after the last publication, or when the claim failed; it must not be seen cleared before that. */
KC_ALWAYS_INLINE void kc_intent_done(struct kc_seg_endpoint *me)
{
	kc_store_release(&me->intent, (uint32_t)KC_INTENT_NONE);
}

/* No claim succeeds after it. M4: whoever finds nothing asks first whether anybody is closing, and looks at `sent`
 * only then: otherwise a receiver that waits would take the senders' line away from them with every look. Who finds
 * `closing` clear came before the close: nobody else who finds CLOSED has told it. */
KC_ALWAYS_INLINE void kc_cursors_close(struct kc_seg_ring *r)
{
	kc_store_relaxed(&r->closing, 1u);
	(void)kc_fetch_or(&r->sent, KC_CURSOR_CLOSED);
}

/* Positions below a cursor have been claimed, and no more are between the two than there is room. */
KC_ALWAYS_INLINE void kc_claimed_to_send(const struct kc_seg_ring *r, uint64_t end, uint64_t most)
{
	KC_INVARIANT("INV-POS-2", end - kc_load_relaxed(&r->received) <= most);
	KC_INVARIANT("INV-POS-1", end <= (kc_load_relaxed(&r->sent) & ~KC_CURSOR_CLOSED));
}

KC_ALWAYS_INLINE void kc_claimed_to_receive(const struct kc_seg_ring *r, uint64_t end)
{
	KC_INVARIANT("INV-POS-3", end <= (kc_load_relaxed(&r->sent) & ~KC_CURSOR_CLOSED));
	KC_INVARIANT("INV-POS-1", end <= kc_load_relaxed(&r->received));
}

/* The end of the stream: closed, and every claimed position was received. A hole below the cursor is
 * not the end: its sender will publish. */
KC_ALWAYS_INLINE bool kc_cursors_drained(const struct kc_seg_ring *r, uint64_t received)
{
	if (kc_likely(!kc_load_relaxed(&r->closing)))
		return false; /* M4 */
	uint64_t sent = kc_load_acquire(&r->sent);
	return (sent & KC_CURSOR_CLOSED) && (sent & ~KC_CURSOR_CLOSED) == received;
}

#endif
