#include "inspect/mailbox.h"

void ki_mailbox_positions(struct ki_ring_seen *seen, uint64_t word)
{
	seen->sent = KC_BOX_SENDS(word);
	seen->closed = (word & KC_BOX_CLOSED) != 0;
	seen->received = seen->sent - (word & KC_BOX_FULL && seen->sent);
}

/* The word before and after: nobody wrote into the buffer meanwhile, for whoever does has taken it out. */
uint64_t ki_mailbox_oldest(struct ki_build *b, uint32_t index, const struct kc_seg_ring *r)
{
	const struct ki_table *t = &b->s->table[KC_SEC_RINGS];
	uint64_t place, word, room = b->s->header.arena_bytes;
	uint64_t at = UINT64_C(8) * KC_BOX_BUFFER(r->sent);
	struct kc_seg_buffer copy;
	if (!(r->sent & KC_BOX_FULL) || b->arena_looks >= KI_ARENA_LOOKS_MAX ||
		r->slots_off > room || at > room - r->slots_off)
		return 0;
	b->arena_looks++;
	if (ki_read_arena(b->s, &place, sizeof place, r->slots_off + at) ||
		ki_read_arena(b->s, &copy, sizeof copy, place) ||
		copy.sends != KC_BOX_SENDS(r->sent) ||
		ki_read(b->s, &word, sizeof word,
			t->offset + (uint64_t)index * t->stride +
				offsetof(struct kc_seg_ring, sent)))
		return 0;
	return (word ^ r->sent) & ~KC_BOX_CLOSED ? 0 : copy.stamp;
}
