#include "ring/dropping.h"

#include "base/check.h"

static void write_slot(uint64_t *slot, const unsigned char *from, uint32_t bytes)
{
	uint64_t word = 0;
	if (kc_likely(bytes == 8)) {
		memcpy(&word, from, 8);
		kc_store_release(slot, word); /* D4 */
		return;
	}
	for (; bytes >= 8; bytes -= 8, from += 8) {
		memcpy(&word, from, 8);
		kc_store_relaxed(slot++, word);
	}
	if (bytes) {
		word = 0;
		memcpy(&word, from, bytes);
		kc_store_relaxed(slot, word);
	}
}

static void read_slot(const uint64_t *slot, unsigned char *to, uint32_t bytes)
{
	uint64_t word;
	if (kc_likely(bytes == 8)) {
		word = kc_load_acquire(slot); /* D4 */
		memcpy(to, &word, 8);
		return;
	}
	for (; bytes >= 8; bytes -= 8, to += 8) {
		word = kc_load_relaxed(slot++);
		memcpy(to, &word, 8);
	}
	if (bytes) {
		word = kc_load_relaxed(slot);
		memcpy(to, &word, bytes);
	}
}

uint64_t kc_dropping_room(const struct kc_dropping *q)
{
	uint64_t received = kc_load_acquire(&q->row->received); /* D2 */
	return q->mask + 1 - (kc_load_relaxed(&q->row->sent) - received);
}

uint64_t kc_dropping_drop(struct kc_dropping *q, uint64_t n, uint64_t *pos)
{
	uint64_t sent = kc_load_relaxed(&q->row->sent), h = sent - (q->mask + 1);
	if (n > q->mask + 1)
		n = q->mask + 1;
	*pos = h;
	/* From anywhere else than the position at which the ring is full there is nothing to drop. */
	return kc_cas_acq_rel(&q->row->received, &h, h + n) ? n : 0; /* D2, D3 */
}

void kc_dropping_put(struct kc_dropping *q, const void *elems, uint64_t n)
{
	const unsigned char *from = elems;
	uint64_t t = kc_load_relaxed(&q->row->sent);
	KC_INVARIANT("INV-POS-2", t + n - kc_load_relaxed(&q->row->received) <= q->mask + 1);
	for (uint64_t i = 0; i < n; i++, from += q->elem_bytes)
		write_slot(kc_dropping_slot(q, t + i), from, q->elem_bytes);
	kc_store_release(&q->row->sent, t + n); /* D1 */
}

uint64_t kc_dropping_look(const struct kc_dropping *q, uint64_t n, uint64_t *pos)
{
	/* `received` first, so that it is never above `sent`. If the sender takes elements in between there seem to
	 * be more than there can be; then taking them fails. */
	uint64_t h = kc_load_acquire(&q->row->received);
	uint64_t there = kc_load_acquire(&q->row->sent) - h; /* D1 */
	*pos = h;
	return there < n ? there : n;
}

void kc_dropping_copy(const struct kc_dropping *q, uint64_t pos, void *elems, uint64_t n)
{
	unsigned char *to = elems;
	for (uint64_t i = 0; i < n; i++, to += q->elem_bytes)
		read_slot(kc_dropping_slot(q, pos + i), to, q->elem_bytes);
}

bool kc_dropping_take(struct kc_dropping *q, uint64_t pos, uint64_t n)
{
	bool mine = kc_cas_acq_rel(&q->row->received, &pos, pos + n); /* D2, D3 */
	KC_INVARIANT("INV-POS-3", !mine || pos + n <= kc_load_relaxed(&q->row->sent));
	return mine;
}
