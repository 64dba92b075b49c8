#include "ring/mpmc.h"

#include <errno.h>

#define SEQ(s) ((s) & ~KC_SLOT_STAMPED)

KC_ALWAYS_INLINE struct kc_seg_slot *slot_at(const struct kc_mpmc *q, uint64_t pos)
{
	return (struct kc_seg_slot *)(void *)(q->slots + (pos & q->mask) * q->slot_bytes);
}

enum { LOSS_UNITS_MAX = 256 };

/* Another endpoint's claim was faster. Who comes back at once takes the line away from the one that has it: staying
 * away for about a microsecond, twice as long with each loss of the same call, lets the winner work on alone and costs
 * nothing where nobody contends. After T. E. Anderson (1990). The cursor as it is now. */
static KC_NOINLINE uint64_t lost(const uint64_t *cursor, uint32_t *units)
{
	kc_pause_units(*units);
	if (*units < LOSS_UNITS_MAX)
		*units *= 2;
	return kc_load_relaxed(cursor);
}

long kc_mpmc_send(
	struct kc_mpmc *q, struct kc_seg_endpoint *me, const void *elems, size_t n, uint64_t stamp)
{
	struct kc_seg_ring *r = q->row;
	uint64_t w = kc_load_relaxed(&r->sent);
	uint32_t units = MPMC_LOSS_UNITS;
	kc_intent_is_over(me);
	for (;;) {
		if (kc_unlikely(w & KC_CURSOR_CLOSED)) {
			kc_fence_acquire(); /* M4 */
			kc_intent_done(me); /* of a claim that failed */
			return -EPIPE;
		}
		uint64_t seq = SEQ(kc_load_acquire(&slot_at(q, w)->seq)); /* M2 */
		int64_t ahead = (int64_t)(seq - w);
		if (ahead == 0) {
			uint64_t k = 1;
			while (k < n && SEQ(kc_load_acquire(&slot_at(q, w + k)->seq)) == w + k)
				k++;
			kc_intend(me, KC_INTENT_SEND, w, k);
			if (!kc_cas_acq_rel(&r->sent, &w, w + k)) {
				w = lost(&r->sent, &units);
				continue;
			}
			kc_intent_kept(me, KC_INTENT_SEND, w, k);
			kc_claimed_to_send(r, w + k, q->mask + 1);
			const unsigned char *from = elems;
			for (uint64_t i = 0; i < k; i++, from += q->elem_bytes) {
				struct kc_seg_slot *slot = slot_at(q, w + i);
				uint64_t flag = 0;
				kc_slot_put(slot, from, q->elem_bytes);
				if (kc_unlikely(stamp != 0 && i == 0)) {
					kc_store_relaxed(&q->stamps[w & q->mask], stamp);
					flag = KC_SLOT_STAMPED;
				}
				kc_store_release(&slot->seq, (w + i + 1) | flag); /* M1 */
			}
			kc_intent_done(me);
			return (long)k;
		}
		uint64_t again = kc_load_relaxed(&r->sent);
		if (ahead < 0 && again == w) {
			kc_intent_done(me);
			return MPMC_FULL;
		}
		w = again;
	}
}

/* Copies out the claimed k elements from w and gives their slots to the next lap. */
KC_ALWAYS_INLINE void take(
	struct kc_mpmc *q, uint64_t w, uint64_t k, unsigned char *to, uint64_t *stamp)
{
	kc_claimed_to_receive(q->row, w + k);
	for (uint64_t i = 0; i < k; i++, to += q->elem_bytes) {
		struct kc_seg_slot *slot = slot_at(q, w + i);
		kc_slot_get(slot, to, q->elem_bytes);
		if (kc_unlikely(kc_load_relaxed(&slot->seq) & KC_SLOT_STAMPED))
			*stamp = kc_load_relaxed(&q->stamps[(w + i) & q->mask]);
		kc_store_release(&slot->seq, w + i + q->mask + 1); /* M2 */
	}
}

long kc_mpmc_recv(
	struct kc_mpmc *q, struct kc_seg_endpoint *me, void *elems, size_t n, uint64_t *stamp)
{
	struct kc_seg_ring *r = q->row;
	uint64_t w = kc_load_relaxed(&r->received);
	uint32_t units = MPMC_LOSS_UNITS;
	*stamp = 0;
	kc_intent_is_over(me);
	for (;;) {
		uint64_t seq = SEQ(kc_load_acquire(&slot_at(q, w)->seq)); /* M1 */
		int64_t ahead = (int64_t)(seq - (w + 1));
		if (ahead == 0) {
			uint64_t k = 1;
			while (k < n && SEQ(kc_load_acquire(&slot_at(q, w + k)->seq)) == w + k + 1)
				k++;
			kc_intend(me, KC_INTENT_RECEIVE, w, k);
			if (!kc_cas_acq_rel(&r->received, &w, w + k)) {
				w = lost(&r->received, &units);
				continue;
			}
			kc_intent_kept(me, KC_INTENT_RECEIVE, w, k);
			take(q, w, k, elems, stamp);
			kc_intent_done(me);
			return (long)k;
		}
		uint64_t again = kc_load_relaxed(&r->received);
		if (ahead < 0 && again == w) {
			kc_intent_done(me);
			return kc_cursors_drained(r, w) ? -EPIPE : MPMC_EMPTY;
		}
		w = again;
	}
}

long kc_mpmc_drop(struct kc_mpmc *q, struct kc_seg_endpoint *me, void *elems, size_t n)
{
	uint64_t h = (kc_load_acquire(&q->row->sent) & ~KC_CURSOR_CLOSED) - (q->mask + 1), k = 0,
		 stamp;
	while (k < n && SEQ(kc_load_acquire(&slot_at(q, h + k)->seq)) == h + k + 1) /* M1 */
		k++;
	if (k == 0)
		return 0;
	/* If the swap finds `received` here the queue is full: `sent` cannot be further ahead of it. */
	uint64_t pos = h;
	kc_intent_is_over(me);
	kc_intend(me, KC_INTENT_RECEIVE, pos, k);
	if (kc_cas_acq_rel(&q->row->received, &h, pos + k))
		take(q, pos, k, elems, &stamp);
	else
		k = 0;
	kc_intent_done(me);
	return (long)k;
}

long kc_mpmc_look(struct kc_mpmc *q, uint64_t *elem, uint64_t *pos)
{
	struct kc_seg_ring *r = q->row;
	uint64_t w = kc_load_relaxed(&r->received);
	for (;;) {
		struct kc_seg_slot *slot = slot_at(q, w);
		int64_t ahead = (int64_t)(SEQ(kc_load_acquire(&slot->seq)) - (w + 1)); /* M1 */
		if (ahead == 0) {
			/* If another takes it meanwhile the value may be the next lap's; then the claim of
			 * pos fails, for positions never come back (INV-POS-1). */
			*elem = kc_load_relaxed(&slot->elem[0]);
			*pos = w;
			return 1;
		}
		uint64_t again = kc_load_relaxed(&r->received);
		if (ahead < 0 && again == w)
			return kc_cursors_drained(r, w) ? -EPIPE : MPMC_EMPTY;
		w = again;
	}
}

long kc_mpmc_take(struct kc_mpmc *q, struct kc_seg_endpoint *me, uint64_t pos, uint64_t *elem,
	uint64_t *stamp)
{
	uint64_t w = pos;
	*stamp = 0;
	kc_intent_is_over(me);
	kc_intend(me, KC_INTENT_RECEIVE, pos, 1);
	bool mine = kc_cas_acq_rel(&q->row->received, &w, pos + 1);
	if (mine)
		take(q, pos, 1, (unsigned char *)elem, stamp);
	kc_intent_done(me);
	return mine;
}

/* A slot that is not ready says something only while the cursor still points at it: otherwise another
 * endpoint was faster, and there may be more behind. (model: wait_many, M_STALE_CURSOR) */
size_t kc_mpmc_room(const struct kc_mpmc *q, size_t n, bool *closed)
{
	uint64_t w = kc_load_acquire(&q->row->sent);
	for (;;) {
		uint64_t pos = w & ~KC_CURSOR_CLOSED;
		size_t k = 0;
		*closed = (w & KC_CURSOR_CLOSED) != 0;
		while (k < n && SEQ(kc_load_acquire(&slot_at(q, pos + k)->seq)) == pos + k)
			k++;
		uint64_t again = kc_load_acquire(&q->row->sent);
		if (k == n || again == w)
			return k;
		w = again;
	}
}

size_t kc_mpmc_there(const struct kc_mpmc *q, size_t n, bool *end)
{
	uint64_t w = kc_load_acquire(&q->row->received);
	for (;;) {
		size_t k = 0;
		while (k < n && SEQ(kc_load_acquire(&slot_at(q, w + k)->seq)) == w + k + 1)
			k++;
		*end = k == 0 && kc_cursors_drained(q->row, w);
		uint64_t again = kc_load_acquire(&q->row->received);
		if (k == n || *end || again == w)
			return k;
		w = again;
	}
}

void kc_mpmc_close(struct kc_mpmc *q)
{
	kc_cursors_close(q->row);
}

void kc_mpmc_format(struct kc_mpmc *q)
{
	for (uint64_t i = 0; i <= q->mask; i++)
		kc_store_relaxed(&slot_at(q, i)->seq, i);
}
