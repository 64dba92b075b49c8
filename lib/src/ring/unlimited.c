#include "ring/unlimited.h"

#include <errno.h>

#include "ring/slot.h"

#define SEQ(s) ((s) & ~KC_SLOT_STAMPED)

KC_ALWAYS_INLINE struct kc_seg_slot *slot_at(
	const struct kc_unlimited *q, const struct kc_chunk_at *at, uint64_t pos)
{
	return (struct kc_seg_slot *)(void *)(at->slots + (pos & q->chain.mask) * q->slot_bytes);
}

KC_ALWAYS_INLINE uint64_t *stamp_at(
	const struct kc_unlimited *q, const struct kc_chunk_at *at, uint64_t pos)
{
	return (uint64_t *)(void *)(at->slots + q->stamps_off) + (pos & q->chain.mask);
}

KC_ALWAYS_INLINE bool stands(
	const struct kc_unlimited *q, const struct kc_chunk_at *at, uint64_t pos)
{
	return at->name && at->first == (pos & ~q->chain.mask);
}

/* --- sending -------------------------------------------------------------------------------- */

/* Elements that fit at cursor w by the limit. Exactly, if the cursor is still w afterwards: w was there when
 * `received` was read. A cursor that is behind by now finds much room and loses its claim. */
KC_ALWAYS_INLINE uint64_t room_at(const struct kc_unlimited *q, uint64_t w)
{
	if (q->limit == 0)
		return UINT64_MAX;
	int64_t depth = (int64_t)(w - kc_load_acquire(&q->chain.row->received));
	if (depth <= 0)
		return q->limit;
	return (uint64_t)depth < q->limit ? q->limit - (uint64_t)depth : 0;
}

/* The place becomes w's chunk, which is made if need be: 1; 0 w is not the cursor any more; -errno. */
static KC_NOINLINE int go_to(const struct kc_unlimited *q, struct kc_chunk_at *at, uint64_t w)
{
	struct kc_chunk_at last;
	int rc;
	switch (kc_chain_seek(&q->chain, at, w, &q->chain.row->last_chunk)) {
	case KC_CHAIN_HERE:
		return 1;
	case KC_CHAIN_PAST:
		return 0;
	case KC_CHAIN_END:
		last = *at;
		rc = kc_chain_link(&q->chain, at);
		if (rc == 1)
			kc_chain_finish(&q->chain, &last, 1);
		return rc < 0 ? rc : stands(q, at, w);
	}
	return 0;
}

long kc_unlimited_send(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, const void *elems, size_t n, uint64_t stamp)
{
	struct kc_seg_ring *r = q->chain.row;
	uint64_t w = kc_load_acquire(&r->sent); /* U2 */
	kc_intent_is_over(me);
	for (;;) {
		if (kc_unlikely(w & KC_CURSOR_CLOSED)) {
			kc_fence_acquire(); /* M4 */
			kc_intent_done(me); /* of a claim that failed */
			return -EPIPE;
		}
		uint64_t k = room_at(q, w);
		if (kc_unlikely(k == 0)) {
			uint64_t again = kc_load_acquire(&r->sent);
			if (again == w) {
				kc_intent_done(me);
				return UNLIMITED_FULL;
			}
			w = again;
			continue;
		}
		int rc = stands(q, at, w) ? 1 : go_to(q, at, w);
		if (kc_unlikely(rc <= 0)) {
			if (rc < 0) {
				kc_intent_done(me);
				return rc;
			}
			w = kc_load_acquire(&r->sent);
			continue;
		}
		if (k > n)
			k = n;
		if (k > kc_chunk_end(&q->chain, at) - w)
			k = kc_chunk_end(&q->chain, at) - w;
		kc_intend(me, KC_INTENT_SEND, w, k);
		if (!kc_cas_acq_rel(&r->sent, &w, w + k)) /* U2 */
			continue;
		kc_intent_kept(me, KC_INTENT_SEND, w, k);
		kc_claimed_to_send(r, w + k, q->limit ? q->limit : UINT64_MAX);
		KC_INVARIANT("UNLIMITED", kc_chain_is_live(&q->chain, at));
		const unsigned char *from = elems;
		for (uint64_t i = 0; i < k; i++, from += q->elem_bytes) {
			struct kc_seg_slot *slot = slot_at(q, at, w + i);
			uint64_t flag = 0;
			kc_slot_put(slot, from, q->elem_bytes);
			if (kc_unlikely(stamp != 0 && i == 0)) {
				kc_store_relaxed(stamp_at(q, at, w), stamp);
				flag = KC_SLOT_STAMPED;
			}
			kc_store_release(&slot->seq, (w + i + 1) | flag); /* U1 */
		}
		kc_intent_done(me);
		return (long)k;
	}
}

/* --- receiving ------------------------------------------------------------------------------ */

/* Elements that stand published from w on, in its chunk, up to n. Memory that may have been given back, if w is not
 * the cursor any more; then the claim of w fails. */
KC_ALWAYS_INLINE uint64_t published(
	const struct kc_unlimited *q, const struct kc_chunk_at *at, uint64_t w, uint64_t n)
{
	uint64_t k = 0, rest = kc_chunk_end(&q->chain, at) - w;
	if (n > rest)
		n = rest;
	while (k < n && SEQ(kc_load_stale(&slot_at(q, at, w + k)->seq)) == w + k + 1)
		k++;
	return k;
}

/* *w: the receive cursor, at whose chunk the place then is; how many are published there, up to n; 0 none,
 * with the cursor at *w all the time, or -EPIPE. */
KC_ALWAYS_INLINE long come_to(
	const struct kc_unlimited *q, struct kc_chunk_at *at, uint64_t *w, uint64_t n)
{
	struct kc_seg_ring *r = q->chain.row;
	for (;;) {
		bool here = stands(q, at, *w) ||
			    kc_chain_seek(&q->chain, at, *w, &r->first_chunk) == KC_CHAIN_HERE;
		uint64_t k = here ? published(q, at, *w, n) : 0;
		if (kc_likely(k > 0))
			return (long)k;
		uint64_t again = kc_load_acquire(&r->received);
		if (again == *w)
			return kc_cursors_drained(r, *w) ? -EPIPE : UNLIMITED_EMPTY;
		*w = again;
	}
}

/* Copies out the claimed k elements from w and leaves their slots. */
KC_ALWAYS_INLINE void take(const struct kc_unlimited *q, const struct kc_chunk_at *at, uint64_t w,
	uint64_t k, unsigned char *to, uint64_t *stamp)
{
	kc_claimed_to_receive(q->chain.row, w + k);
	KC_INVARIANT("UNLIMITED", kc_chain_is_live(&q->chain, at));
	for (uint64_t i = 0; i < k; i++, to += q->elem_bytes) {
		struct kc_seg_slot *slot = slot_at(q, at, w + i);
		uint64_t seq = kc_load_acquire(&slot->seq); /* U1 */
		kc_slot_get(slot, to, q->elem_bytes);
		if (kc_unlikely(seq & KC_SLOT_STAMPED))
			*stamp = kc_load_relaxed(stamp_at(q, at, w + i));
	}
	kc_chain_finish(&q->chain, at, k);
}

long kc_unlimited_recv(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, void *elems, size_t n, uint64_t *stamp)
{
	struct kc_seg_ring *r = q->chain.row;
	uint64_t w = kc_load_acquire(&r->received);
	*stamp = 0;
	kc_intent_is_over(me);
	for (;;) {
		long k = come_to(q, at, &w, n);
		if (k <= 0) {
			kc_intent_done(me); /* of a claim that failed */
			return k;
		}
		kc_intend(me, KC_INTENT_RECEIVE, w, (uint64_t)k);
		if (!kc_cas_acq_rel(&r->received, &w, w + (uint64_t)k))
			continue;
		kc_intent_kept(me, KC_INTENT_RECEIVE, w, (uint64_t)k);
		take(q, at, w, (uint64_t)k, elems, stamp);
		kc_intent_done(me);
		return k;
	}
}

long kc_unlimited_look(
	const struct kc_unlimited *q, struct kc_chunk_at *at, uint64_t *elem, uint64_t *pos)
{
	*pos = kc_load_acquire(&q->chain.row->received);
	long k = come_to(q, at, pos, 1);
	/* If another takes it meanwhile the value may be anything; then the claim of pos fails. */
	if (k > 0)
		*elem = kc_load_stale(&slot_at(q, at, *pos)->elem[0]);
	return k;
}

long kc_unlimited_take(const struct kc_unlimited *q, struct kc_chunk_at *at,
	struct kc_seg_endpoint *me, uint64_t pos, uint64_t *elem, uint64_t *stamp)
{
	uint64_t w = pos;
	*stamp = 0;
	kc_intent_is_over(me);
	kc_intend(me, KC_INTENT_RECEIVE, pos, 1);
	/* The place is where the look left it. */
	bool mine = stands(q, at, pos) && kc_cas_acq_rel(&q->chain.row->received, &w, pos + 1);
	if (mine)
		take(q, at, pos, 1, (unsigned char *)elem, stamp);
	kc_intent_done(me);
	return mine;
}

/* --- looking --------------------------------------------------------------------------------- */

size_t kc_unlimited_room(const struct kc_unlimited *q, size_t n, bool *closed)
{
	uint64_t w = kc_load_acquire(&q->chain.row->sent);
	for (;;) {
		*closed = (w & KC_CURSOR_CLOSED) != 0;
		uint64_t k = room_at(q, w & ~KC_CURSOR_CLOSED);
		uint64_t again = kc_load_acquire(&q->chain.row->sent);
		if (k >= n || again == w)
			return k < n ? k : n;
		w = again;
	}
}

size_t kc_unlimited_there(
	const struct kc_unlimited *q, const struct kc_chunk_at *from, size_t n, bool *end)
{
	struct kc_seg_ring *r = q->chain.row;
	uint64_t w = kc_load_acquire(&r->received);
	for (;;) {
		struct kc_chunk_at at = *from;
		size_t k = 0;
		while (k < n &&
			kc_chain_seek(&q->chain, &at, w + k, &r->first_chunk) == KC_CHAIN_HERE) {
			uint64_t more = published(q, &at, w + k, n - k);
			k += more;
			if (((w + k) & q->chain.mask) || more == 0)
				break;
		}
		*end = k == 0 && kc_cursors_drained(r, w);
		/* What is not there says something only while the cursor still points at it. */
		uint64_t again = kc_load_acquire(&r->received);
		if (k == n || *end || again == w)
			return k;
		w = again;
	}
}

uint64_t kc_unlimited_oldest(const struct kc_unlimited *q, uint32_t slots)
{
	struct kc_seg_ring *r = q->chain.row;
	struct kc_chunk_at at = { 0 };
	uint64_t w = kc_load_acquire(&r->received), ticks = 0;
	if (q->stamps_off == 0)
		return 0;
	for (; slots; w++, slots--) {
		if (!stands(q, &at, w) &&
			kc_chain_seek(&q->chain, &at, w, &r->first_chunk) != KC_CHAIN_HERE)
			return 0;
		if (kc_load_stale(&slot_at(q, &at, w)->seq) != ((w + 1) | KC_SLOT_STAMPED)) /* U1 */
			continue;
		ticks = kc_load_stale(stamp_at(q, &at, w));
		break;
	}
	/* Who had not been received by now was in its slot all the time, and so was its stamp. */
	kc_fence_acquire();
	return kc_load_relaxed(&r->received) <= w ? ticks : 0;
}

void kc_unlimited_close(const struct kc_unlimited *q)
{
	kc_cursors_close(q->chain.row);
}
