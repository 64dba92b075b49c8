/* cells.h - the single-producer single-consumer ring with the flag in the slot: KC_LOW_LATENCY.
 *
 * A slot holds its element and a sequence that says which one it is, so that a hand-over moves one cache line
 * where an index ring moves two: the receiver polls the slot it waits for, and neither side reads the other's
 * position until a whole lap of room is used up. After J. Giacomoni's FastForward (2008), with 64-bit sequences in
 * place of its empty value. Slots are padded so that small ones never cross a line.
 *
 *                put   there/get   look        - : safe together    X : caller excludes
 *   put (tx)      X        -         -          progress: wait-free until full or empty
 *   get (rx)      -        X         -
 *
 * `sent` is stored before the slots are published, so that `received` is never above it (INV-POS-3): an element that
 * is being published counts as sent.
 *
 * Edges:
 *   C1 seq: release in put -> acquire in there: element and `sent` before sequence.
 *   C2 received: release in take -> acquire in room: the slot was read before it is reused.
 * Model: cells. */
#ifndef KC_RING_CELLS_H
#define KC_RING_CELLS_H

#include "base/check.h"
#include "ring/elem.h"
#include "segment/layout.h"
#include <kc/typed.h>

/* Bytes of a slot: a power of two up to a line, then whole lines. */
KC_ALWAYS_INLINE uint32_t kc_cell_bytes(uint32_t elem_bytes)
{
	uint32_t need = (uint32_t)sizeof(struct kc_seg_slot) + elem_bytes, bytes = 16;
	while (bytes < need && bytes < 64)
		bytes *= 2;
	return bytes >= need ? bytes : (uint32_t)KC_ALIGN_UP(need, 64);
}

KC_ALWAYS_INLINE struct kc_seg_slot *kc_cell(
	const struct kc_span *s, const struct kc_seg_ring *r, uint64_t pos)
{
	return (struct kc_seg_slot *)(void *)(s->slots + (pos & s->mask) * r->slot_bytes);
}

/* Free slots; looks at the receiver only when there seems to be none. */
KC_ALWAYS_INLINE uint64_t kc_cells_room(
	struct kc_span *s, const struct kc_seg_ring *r, uint64_t want)
{
	uint64_t room = s->mask + 1 - (s->pos - s->seen);
	if (kc_likely(room >= want))
		return room;
	s->seen = kc_load_acquire(&r->received); /* <- C2 */
	return s->mask + 1 - (s->pos - s->seen);
}

/* n elements into slots that are free. stamp: send time of the first, 0 none; stamps: a word a slot. */
KC_ALWAYS_INLINE void kc_cells_put(struct kc_span *s, struct kc_seg_ring *r, const void *elems,
	size_t n, uint64_t *stamps, uint64_t stamp)
{
	const unsigned char *from = elems;
	uint64_t t = s->pos, flag = 0;
	KC_INVARIANT("INV-POS-2", t + n - kc_load_relaxed(&r->received) <= s->mask + 1);
	KC_INVARIANT("INV-POS-5", kc_load_relaxed(s->cursor) == t);
	kc_store_relaxed(s->cursor, t + n);
	if (kc_unlikely(stamp != 0)) {
		kc_store_relaxed(&stamps[t & s->mask], stamp);
		flag = KC_SLOT_STAMPED;
	}
	for (size_t i = 0; i < n; i++, from += r->elem_bytes, flag = 0) {
		struct kc_seg_slot *slot = kc_cell(s, r, t + i);
		kc_elem_copy(slot->elem, from, r->elem_bytes);
		kc_store_release(&slot->seq, (t + i + 1) | flag); /* C1 */
	}
	s->pos = t + n;
}

/* How many of up to n are there. */
KC_ALWAYS_INLINE size_t kc_cells_there(
	const struct kc_span *s, const struct kc_seg_ring *r, size_t n)
{
	uint64_t h = kc_load_relaxed(s->cursor);
	size_t k = 0;
	while (k < n && k <= s->mask &&
		(kc_load_acquire(&kc_cell(s, r, h + k)->seq) & ~KC_SLOT_STAMPED) ==
			h + k + 1) /* <- C1 */
		k++;
	return k;
}

/* Takes k that are there. *stamp: send time of a stamped one among them, 0 none. */
KC_ALWAYS_INLINE void kc_cells_get(struct kc_span *s, const struct kc_seg_ring *r, void *elems,
	size_t k, const uint64_t *stamps, uint64_t *stamp)
{
	unsigned char *to = elems;
	uint64_t h = kc_load_relaxed(s->cursor);
	*stamp = 0;
	KC_INVARIANT("INV-POS-3", h + k <= kc_load_relaxed(&r->sent));
	for (size_t i = 0; i < k; i++, to += r->elem_bytes) {
		const struct kc_seg_slot *slot = kc_cell(s, r, h + i);
		kc_elem_copy(to, slot->elem, r->elem_bytes);
		if (kc_unlikely(kc_load_relaxed(&slot->seq) & KC_SLOT_STAMPED))
			*stamp = kc_load_relaxed(&stamps[(h + i) & s->mask]);
	}
	kc_store_release(s->cursor, h + k); /* C2 */
}

#endif
