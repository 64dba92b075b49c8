/* storage.h - rings: a row in the segment and slots in the arena. The caller holds the domain's lock. */
#ifndef KC_CHAN_STORAGE_H
#define KC_CHAN_STORAGE_H

#include "chan/chan.h"

struct kc_ring_shape {
	enum kc_seg_ring_kind kind;
	uint32_t capacity;
	uint32_t slot_bytes;
	bool given; /* the slots are the caller's, or chunks: none of the arena's are taken here */
	bool stamped; /* eight bytes a slot for its send time, unless the domain keeps no statistics */
};

/* Of channel c; the row's other fields are 0, next_lane and owner KC_NONE, its slots zeroed. It is in use for
 * readers once kc_ring_show was called. 0, or -ENOSPC or -ENOMEM with a sentence. */
int kc_ring_take(struct kc_chan *c, const struct kc_ring_shape *shape, uint32_t *index,
	struct kc_seg_ring **row);
void kc_ring_show(struct kc_seg_ring *row);
void kc_ring_give(struct kc_chan *c, uint32_t index);

#endif
