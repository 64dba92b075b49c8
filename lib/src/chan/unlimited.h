/* unlimited.h - what both flows of unlimited channels share: the ring's row, its chain of chunks, and where chunks
 * come from. The caller holds the domain's lock. */
#ifndef KC_CHAN_UNLIMITED_H
#define KC_CHAN_UNLIMITED_H

#include "chan/chan.h"

/* c->ring, c->u and its first chunk; slot_bytes of an element as the ring keeps it. 0 or -errno with a sentence,
 * and then nothing is left. */
int kc_unlimited_make(struct kc_chan *c, const struct kc_chan_opts *o, enum kc_seg_ring_kind kind,
	uint32_t slot_bytes, bool stamped);
void kc_unlimited_unmake(struct kc_chan *c);

#endif
