#include "ring/mailbox.h"

#include <errno.h>

#include "base/check.h"
#include "base/point.h"
#include "ring/elem.h"

/* Eight bytes are moved as atomics: kc_mailbox_look may read what is being overwritten. */
static void put(struct kc_seg_buffer *b, const void *elem, uint32_t bytes)
{
	if (kc_likely(bytes == 8)) {
		uint64_t v;
		memcpy(&v, elem, 8);
		kc_store_release(&b->elem[0], v); /* B3 */
	} else {
		kc_elem_copy(b->elem, elem, bytes);
	}
}

static void get(const struct kc_seg_buffer *b, void *elem, uint32_t bytes, uint64_t *stamp)
{
	*stamp = kc_load_relaxed(&b->stamp);
	if (kc_likely(bytes == 8)) {
		uint64_t v = kc_load_relaxed(&b->elem[0]);
		memcpy(elem, &v, 8);
	} else {
		kc_elem_copy(elem, b->elem, bytes);
	}
}

/* The buffer that came out of this word has the value that the word's send brought: nobody else has written it. */
static void own_value(const struct kc_mailbox *m, uint64_t word)
{
	(void)m, (void)word;
	KC_INVARIANT(
		"CONFLATED", kc_load_relaxed(&kc_mailbox_buffer(m, KC_BOX_BUFFER(word))->sends) ==
				     KC_BOX_SENDS(word));
}

static uint64_t emptied(uint64_t word, uint32_t mine)
{
	return (word & ~(KC_BOX_FULL | (uint64_t)(KC_BOX_BUFFERS - 1))) | mine;
}

long kc_mailbox_send(
	struct kc_mailbox *m, uint32_t *mine, const void *elem, uint64_t sends, uint64_t stamp)
{
	struct kc_seg_buffer *b = kc_mailbox_buffer(m, *mine);
	uint64_t w = kc_load_relaxed(&m->row->sent), to;
	if (kc_unlikely(w & KC_BOX_CLOSED))
		return -EPIPE;
	kc_store_release(&b->stamp, stamp); /* B3 */
	put(b, elem, m->elem_bytes);
	do {
		if (kc_unlikely(w & KC_BOX_CLOSED)) {
			/* Of what was never sent: a walk over the buffers must not take it for the newest. */
			kc_store_relaxed(&b->sends, UINT64_C(0));
			return -EPIPE;
		}
		to = KC_BOX_WORD(KC_BOX_SENDS(w) + sends, *mine) | KC_BOX_FULL;
		kc_store_relaxed(&b->sends, KC_BOX_SENDS(to));
	} while (!kc_cas_acq_rel(&m->row->sent, &w, to)); /* B1, B2 */
	KC_POINT("mailbox.sent");
	KC_INVARIANT("INV-POS-1", KC_BOX_SENDS(to) > KC_BOX_SENDS(w));
	KC_INVARIANT("CONFLATED", KC_BOX_BUFFER(w) != *mine);
	*mine = KC_BOX_BUFFER(w);
	return w & KC_BOX_FULL ? MAILBOX_REPLACED : MAILBOX_WAS_EMPTY;
}

/* CLOSED without FULL is the end: nothing gets in any more. */
static long nothing(uint64_t word)
{
	return word & KC_BOX_CLOSED ? -EPIPE : MAILBOX_EMPTY;
}

long kc_mailbox_recv(struct kc_mailbox *m, uint32_t *mine, void *elem, uint64_t *stamp)
{
	uint64_t w = kc_load_relaxed(&m->row->sent);
	do {
		if (!(w & KC_BOX_FULL))
			return nothing(w);
	} while (!kc_cas_acq_rel(&m->row->sent, &w, emptied(w, *mine))); /* B1, B2 */
	KC_POINT("mailbox.emptied");
	*mine = KC_BOX_BUFFER(w);
	own_value(m, w);
	get(kc_mailbox_buffer(m, *mine), elem, m->elem_bytes, stamp);
	return 1;
}

long kc_mailbox_look(const struct kc_mailbox *m, uint64_t *elem, uint64_t *word)
{
	uint64_t w = kc_load_acquire(&m->row->sent); /* B1 */
	if (!(w & KC_BOX_FULL))
		return nothing(w);
	/* Its owner may be writing the next value already; then the word is another one by now (B3). */
	*elem = kc_load_acquire(&kc_mailbox_buffer(m, KC_BOX_BUFFER(w))->elem[0]);
	*word = w;
	return 1;
}

long kc_mailbox_take(
	struct kc_mailbox *m, uint32_t *mine, uint64_t word, uint64_t *elem, uint64_t *stamp)
{
	if (!kc_cas_acq_rel(&m->row->sent, &word, emptied(word, *mine))) /* B1, B2 */
		return 0;
	*mine = KC_BOX_BUFFER(word);
	own_value(m, word);
	get(kc_mailbox_buffer(m, *mine), elem, m->elem_bytes, stamp);
	return 1;
}

uint64_t kc_mailbox_oldest(const struct kc_mailbox *m)
{
	enum { TRIES = 4 };
	for (int i = 0; i < TRIES; i++) {
		uint64_t w = kc_load_acquire(&m->row->sent); /* B1 */
		if (!(w & KC_BOX_FULL))
			return 0;
		uint64_t stamp = kc_load_acquire(&kc_mailbox_buffer(m, KC_BOX_BUFFER(w))->stamp);
		if (kc_load_relaxed(&m->row->sent) == w) /* B3 */
			return stamp;
	}
	return 0;
}

void kc_mailbox_close(struct kc_mailbox *m)
{
	kc_fetch_or(&m->row->sent, KC_BOX_CLOSED);
	KC_POINT("mailbox.closed");
}

void kc_mailbox_format(struct kc_mailbox *m)
{
	kc_store_relaxed(&m->row->sent, KC_BOX_WORD(0, 0));
}
